/* The self-check in the page: shows the cautions that answers call for. Stores nothing, sends nothing, errs towards asking. */

document.addEventListener("DOMContentLoaded", () => {
  const check = document.querySelector(".ev-check");
  if (!check) return;

  // The order is that of the safety section; a kind further down never hides one further up.
  const order = ["stop-now", "ask-first", "supervised-only", "place", "adapt"];
  const words = check.querySelector("[data-check=words]");
  const result = check.querySelector(".ev-check__result");
  const questions = [...check.querySelectorAll("fieldset")];
  const copy = (selector) => [...words.querySelector(selector).cloneNode(true).children];
  const answer = (question) => question.querySelector("input:checked")?.value;
  // Whoever is not sure is treated like one who says yes.
  const counts = (question) => ["yes", "unsure"].includes(answer(question));

  const meant = () => {
    const found = new Map();
    for (const question of questions.filter(counts)) {
      for (const caution of question.querySelectorAll("[data-caution]")) found.set(caution.dataset.caution, caution);
    }
    return [...found.values()];
  };

  // What cannot wait for the button is said under its question, and spoken; nobody is moved away from where they are.
  const warn = (question) => {
    question.querySelector(".ev-check__now")?.replaceChildren(...(counts(question) ? copy("[data-now]") : []));
  };

  const outcome = (kinds, open) => {
    if (kinds.includes("stop-now")) return "stop-now";
    if (open.length) return "unfinished";
    if (kinds.includes("ask-first")) return "ask-first";
    if (kinds.includes("supervised-only")) return "supervised-only";
    return kinds.length ? "changed" : "clear";
  };

  // A link to each question without an answer; it puts the keyboard there, not only the eye.
  const openList = (open) => {
    const list = document.createElement("ul");
    for (const question of open) {
      const link = document.createElement("a");
      link.href = `#${question.id}`;
      link.textContent = question.querySelector("legend").textContent;
      link.addEventListener("click", () => setTimeout(() => question.querySelector("input").focus()));
      list.appendChild(document.createElement("li")).append(link);
    }
    return list;
  };

  const show = () => {
    const open = questions.filter((question) => !answer(question));
    const cautions = meant();
    const kinds = order.filter((kind) => cautions.some((caution) => caution.dataset.kind === kind));
    const which = outcome(kinds, open);
    const parts = copy(`[data-outcome=${which}]`);
    if (which === "unfinished") parts.push(openList(open));
    for (const kind of kinds) {
      const list = document.createElement("ul");
      list.append(...cautions.filter((c) => c.dataset.kind === kind).map((c) => c.cloneNode(true)));
      if (kind !== which) parts.push(...copy(`[data-heading=${kind}]`));
      parts.push(list);
    }
    if (which === "ask-first" || which === "supervised-only") parts.push(...copy("[data-ask]"));
    if (which === "clear" || which === "changed") parts.push(...copy("[data-advice]"));
    result.replaceChildren(...parts);
    result.dataset.shows = which;
    const heading = result.querySelector("h3");
    heading.tabIndex = -1;
    heading.focus();
  };

  const clear = () => {
    result.replaceChildren();
    delete result.dataset.shows;
  };

  check.classList.add("ev-check--live");
  check.querySelector(".ev-check__buttons").hidden = false;
  check.querySelector("[data-check=show]").addEventListener("click", show);
  check.querySelector("[data-check=clear]").addEventListener("click", () => {
    for (const input of check.querySelectorAll("input:checked")) input.checked = false;
    questions.forEach(warn);
    clear();
    questions[0].querySelector("input").focus();
  });
  check.addEventListener("change", (event) => {
    warn(event.target.closest("fieldset"));
    // A result never outlives the answers it was made from.
    if (!result.dataset.shows) return;
    clear();
    result.append(...copy("[data-stale]"));
  });
});

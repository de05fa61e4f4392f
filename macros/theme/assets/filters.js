/* Filters of the matrix: what is chosen lives in the address, the count is announced, nothing is stored. */
"use strict";

(() => {
  const form = document.querySelector("[data-filters]");
  const table = document.querySelector("[data-filtered]");
  if (!form || !table) return;

  const names = ["who", "topic", "sure", "verdict"];
  const rows = [...table.querySelectorAll("tbody tr[data-topic]")];
  const count = form.querySelector("[data-count]");
  const field = (name) => form.elements.namedItem(name);
  const chosen = () => Object.fromEntries(names.map((name) => [name, field(name).value]));

  const about = (row, want) => (!want.topic || row.dataset.topic === want.topic)
    && (!want.verdict || row.dataset.verdict === want.verdict);
  const cellOf = (row, who) => row.querySelector(`td[data-who="${who}"]`);
  const empty = (row, who) => Boolean(who) && !cellOf(row, who).dataset.levels;

  /* A row fits when each choice fits; with a group chosen, how sure we are is asked of that group's findings. */
  const fits = (row, want) => {
    if (!about(row, want) || empty(row, want.who)) return false;
    const levels = (want.who ? cellOf(row, want.who) : row).dataset.levels.split(" ");
    return !want.sure || levels.includes(want.sure);
  };

  /* What is announced: how many sayings are shown, and with a group chosen how many nobody has studied in it. */
  const told = (shown, want) => {
    const whose = want.who ? ` for: ${field("who").selectedOptions[0].textContent}` : "";
    const gaps = want.sure ? 0 : rows.filter((row) => about(row, want) && empty(row, want.who)).length;
    const untold = gaps ? ` We found no study of ${gaps} more in this group (last searched on ${count.dataset.searched}).` : "";
    const none = shown || gaps ? "" : " Nothing fits all of these choices; take one back.";
    return `${shown} of ${rows.length} sayings${whose}.${untold}${none}`;
  };

  const show = () => {
    const want = chosen();
    let shown = 0;
    rows.forEach((row) => {
      row.hidden = !fits(row, want);
      shown += row.hidden ? 0 : 1;
    });
    table.querySelectorAll("tbody").forEach((body) => {
      body.hidden = ![...body.querySelectorAll("tr[data-topic]")].some((row) => !row.hidden);
    });
    table.querySelectorAll("[data-who]").forEach((cell) => {
      cell.hidden = Boolean(want.who) && cell.dataset.who !== want.who;
    });
    table.toggleAttribute("data-one", Boolean(want.who));
    table.hidden = !shown;
    count.textContent = told(shown, want);
  };

  const remember = () => {
    const address = new URL(window.location.href);
    Object.entries(chosen()).forEach(([name, value]) => {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    });
    window.history.replaceState(null, "", address);
  };

  const recall = () => {
    const asked = new URLSearchParams(window.location.search);
    names.forEach((name) => {
      const value = asked.get(name) || "";
      field(name).value = [...field(name).options].some((option) => option.value === value) ? value : "";
    });
    show();
  };

  form.addEventListener("change", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => window.setTimeout(() => { show(); remember(); }));
  window.addEventListener("popstate", recall);
  form.hidden = false;
  recall();
})();

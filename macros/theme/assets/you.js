/* The answer for the group that the address names (?who=...): cloned from the page, so that nothing new is said. */
"use strict";

(() => {
  const doors = document.querySelector("[data-you]");
  const who = new URLSearchParams(window.location.search).get("who");
  const saying = document.querySelector(".ev-claim .ev-saying");
  if (!doors || !who || !saying) return;
  const door = [...doors.querySelectorAll("[data-who]")].find((one) => one.dataset.who === who);
  if (!door) return;

  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
  const label = door.dataset.label || door.textContent;
  const findings = [...document.querySelectorAll("[data-group]")].find((one) => one.dataset.group === who);
  const first = findings && findings.querySelector("li");

  const box = make("section", "", { className: "ev-you" });
  box.setAttribute("aria-labelledby", "you");
  box.append(make("h2", `For you: ${label}`, { id: "you" }));
  const links = make("p", "", { className: "ev-small ev-jumps" });

  if (!first) {
    const day = doors.dataset.searched;
    box.append(make("p", `We found no study of this in just your group (last searched on ${day}). The answer below is about: ${doors.dataset.about}.`));
  } else {
    if ("headline" in first.dataset) {
      box.append(make("p", "The answer below is about people like you."));
    } else {
      box.append(...[...first.children].map((one) => one.cloneNode(true)));
      box.querySelectorAll("[id]").forEach((one) => { if (one.id !== "you") one.removeAttribute("id"); });
      links.append(document.querySelector(".ev-signs a").cloneNode(true), " ");
    }
    const n = findings.children.length;
    links.append(make("a", n === 1 ? "Where it stands on this page" : `All answers for your group (${n})`, { href: `#for-${who}` }), " ");
  }
  links.append(make("a", "Without a group", { href: window.location.pathname }));
  box.append(links);
  saying.after(box);
  if (door.matches("a")) door.setAttribute("aria-current", "true");
})();

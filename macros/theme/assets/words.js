// Shows what a dotted word means, on hover, focus and tap. Without this file the word is a link to the glossary.
document.addEventListener("DOMContentLoaded", () => {
  if (!("popover" in HTMLElement.prototype)) return;
  for (const link of document.querySelectorAll("a.ev-term")) {
    const says = document.getElementById(link.getAttribute("aria-describedby"));
    if (says) explain(link, says.closest("[popover]"));
  }

  function explain(link, box) {
    let leaving;
    const isOpen = () => box.matches(":popover-open");
    const stay = () => clearTimeout(leaving);
    const show = () => {
      stay();
      if (isOpen()) return;
      box.showPopover({ source: link });
      place(link, box);
    };
    // A moment's grace, so that the pointer can move from the word to its meaning.
    const hide = () => { if (isOpen()) box.hidePopover(); };
    const leave = () => { leaving = setTimeout(hide, 250); };
    const byMouse = act => event => { if (event.pointerType === "mouse") act(); };
    // Focus needs none: what it went on to may lie under the meaning.
    const moved = event => {
      if (!event.relatedTarget) leave();
      else if (!box.contains(event.relatedTarget)) hide();
    };

    link.addEventListener("pointerenter", byMouse(show));
    link.addEventListener("pointerleave", byMouse(leave));
    box.addEventListener("pointerenter", byMouse(stay));
    box.addEventListener("pointerleave", byMouse(leave));
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(); });
    link.addEventListener("blur", moved);
    box.addEventListener("focusout", moved);
    link.addEventListener("click", event => {
      if (event.pointerType !== "touch" && event.pointerType !== "pen") return;
      event.preventDefault();
      show();
    });
  }

  // Below the word if there is room, else above; never over the edge of the screen.
  function place(link, box) {
    const word = link.getClientRects()[0], edge = 8;
    const left = Math.min(word.left, document.documentElement.clientWidth - box.offsetWidth - edge);
    const below = word.bottom + box.offsetHeight + edge < innerHeight;
    box.style.left = `${Math.max(edge, left) + scrollX}px`;
    box.style.top = `${(below ? word.bottom + 4 : word.top - box.offsetHeight - 4) + scrollY}px`;
  }
});

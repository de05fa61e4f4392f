/* Filters and sorting of any list: what is chosen lives in the address, the count is announced, nothing is stored.
   A form names its list by id. Of the list, each [data-row] is shown when every choice fits it, and each [data-group] goes
   with its last row; a [data-shown] in it says how many of its rows are shown. A select asks for a word of a row's attribute (its own name, or its data-key), a search field for words
   anywhere in the row. A select with data-column shows one column, and what has data-cell is then asked of that column; a
   cell with data-across, which lies across all columns, then lies across the one. */
"use strict";

document.querySelectorAll("form[data-filters]").forEach((form) => {
  const list = document.getElementById(form.dataset.filters);
  const rows = [...list.querySelectorAll("[data-row]")];
  const count = form.querySelector("[data-count]");
  const fields = [...form.elements].filter((field) => field.name);
  const column = fields.find((field) => "column" in field.dataset);
  const heads = [...list.querySelectorAll("thead th[data-sort]")];
  const sorting = `${list.id}-sort`;
  const places = new Map(rows.map((row, place) => [row, place]));
  let order = "";

  /* 1,000 and 1000 are one number, and so are 30% and 30 percent. */
  const plain = (text) => text.toLowerCase().replace(/(\d),(?=\d{3})/g, "$1").replace(/(\d)\s*(?:percent|per cent)/g, "$1%");
  const cellOf = (row) => row.querySelector(`td[data-who="${column.value}"]`);
  const empty = (row) => Boolean(column?.value) && cellOf(row).dataset.levels === undefined;
  const fits = (row, field) => {
    const want = field.value.trim().toLowerCase();
    if (!want || field === column) return true;
    if (field.type === "search") return plain(want).split(/\s+/).every((word) => plain(row.textContent).includes(word));
    const asked = column?.value && "cell" in field.dataset ? cellOf(row) : row;
    return (asked.dataset[field.dataset.key || field.name] || "").split(" ").includes(field.value);
  };

  /* What is announced: how many rows are shown, and with a column chosen how many nobody has studied in it. */
  const told = (shown) => {
    const whose = column?.value ? ` for: ${column.selectedOptions[0].textContent}` : "";
    const about = fields.filter((field) => !("cell" in field.dataset));
    const asked = fields.some((field) => "cell" in field.dataset && field.value);
    const gaps = asked ? 0 : rows.filter((row) => empty(row) && about.every((field) => fits(row, field))).length;
    const untold = gaps ? ` We found no study of ${gaps} more in this group (last searched on ${count.dataset.searched}).` : "";
    const none = shown || gaps ? "" : " Nothing fits all of these choices; take one back.";
    const head = heads.find((one) => one.dataset.sort === order.replace(/^-/, ""));
    const sorted = head ? ` Sorted by ${head.textContent}, ${order.startsWith("-") ? "highest" : "lowest"} first.` : "";
    return `${shown} of ${rows.length} ${count.dataset.noun}${whose}.${untold}${none}${sorted}`;
  };

  /* Rows without a number come last, whichever way the others stand. */
  const sort = () => {
    const name = order.replace(/^-/, "");
    const number = (row) => Number.parseFloat(row.querySelector(`td[data-column="${name}"]`)?.dataset.value);
    const way = order.startsWith("-") ? -1 : 1;
    const before = (a, b) => {
      const [x, y] = [number(a), number(b)];
      const by = Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : way * (x - y);
      return (order && by) || places.get(a) - places.get(b);
    };
    [...rows].sort(before).forEach((row) => row.parentElement.append(row));
    heads.forEach((head) => {
      if (head.dataset.sort === name) head.setAttribute("aria-sort", way < 0 ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  const show = () => {
    let shown = 0;
    rows.forEach((row) => {
      row.hidden = empty(row) || !fields.every((field) => fits(row, field));
      shown += row.hidden ? 0 : 1;
    });
    list.querySelectorAll("[data-group]").forEach((group) => {
      const own = [...group.querySelectorAll("[data-row]")], left = own.filter((row) => !row.hidden).length;
      const number = group.querySelector("[data-shown]");
      if (number) number.textContent = left < own.length ? `${left} of ${own.length}` : own.length;
      group.hidden = !left;
    });
    if (column) {
      list.querySelectorAll("[data-who]").forEach((cell) => { cell.hidden = Boolean(column.value) && cell.dataset.who !== column.value; });
      list.querySelectorAll("[data-across]").forEach((cell) => { cell.colSpan = column.value ? 1 : Number(cell.dataset.across); });
      list.toggleAttribute("data-one", Boolean(column.value));
    }
    /* What was asked for is not left inside a fold; with nothing asked, the folds are as they were. */
    const asked = Boolean(order) || fields.some((field) => field.value);
    list.toggleAttribute("data-asked", asked);
    [form.closest("details"), ...list.querySelectorAll("details")].forEach((fold) => {
      if (!fold || (!asked && !("opened" in fold.dataset))) return;
      if (asked && !fold.open) fold.dataset.opened = "";
      if (!asked) delete fold.dataset.opened;
      fold.open = asked || fold.contains(form);
    });
    if (heads.length) sort();
    list.hidden = !shown;
    count.textContent = told(shown);
  };

  const remember = () => {
    const address = new URL(window.location.href);
    [...fields.map((field) => [field.name, field.value]), [sorting, order]].forEach(([name, value]) => {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    });
    window.history.replaceState(null, "", address);
  };

  const recall = () => {
    const asked = new URLSearchParams(window.location.search);
    fields.forEach((field) => {
      const value = asked.get(field.name) || "";
      field.value = !field.options || [...field.options].some((option) => option.value === value) ? value : "";
    });
    const wanted = asked.get(sorting) || "";
    order = heads.some((head) => head.dataset.sort === wanted.replace(/^-/, "")) ? wanted : "";
    show();
  };

  heads.forEach((head) => {
    const name = head.dataset.sort;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ev-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      order = { [`-${name}`]: name, [name]: "" }[order] ?? `-${name}`;
      show();
      remember();
    });
  });
  form.addEventListener("input", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => window.setTimeout(() => { order = ""; show(); remember(); }));
  window.addEventListener("popstate", recall);
  form.hidden = false;
  recall();
});

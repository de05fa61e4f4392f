// Works out what a calculator shows: exact fractions in whole numbers, rounded only when printed. Stores and sends nothing.
"use strict";

(() => {
  const DECIMAL = /^(\d{1,9})(?:[.,](\d{1,9}))?$/;
  const WAIT = 700; // so that a screen reader speaks when the typing has stopped, not at every key

  /** '70', '12.5', '12,5' or '621/175' as [over, under]; null for anything else. */
  function fraction(text) {
    const [over, under] = text.trim().split("/");
    if (under) return [BigInt(over), BigInt(under)];
    const found = DECIMAL.exec(over);
    if (!found) return null;
    const places = found[2] || "";
    return [BigInt(found[1] + places), 10n ** BigInt(places.length)];
  }

  const times = ([a, b], [c, d]) => [a * c, b * d];
  const below = ([a, b], [c, d]) => a * d < c * b;

  /** The nearest whole number; a half goes away from zero, as in the tables. */
  function rounded([over, under]) {
    const whole = (2n * (over < 0n ? -over : over) + under) / (2n * under);
    return over < 0n ? -whole : whole;
  }

  /** Rounded products of the exact values in a data attribute, lowest and highest. */
  function ends(values, factor) {
    const whole = values.split(" ").map((one) => rounded(times(fraction(one), factor)));
    return [whole.reduce((a, b) => (b < a ? b : a)), whole.reduce((a, b) => (b > a ? b : a))];
  }

  function span(values, factor) {
    const [low, high] = ends(values, factor).map((one) => String(one).replace("-", "\u2212"));
    return low === high ? low : `${low} to ${high}`;
  }

  /** One field of the form: its number in the formula, or null with the error shown. */
  function reader(field) {
    const input = field.querySelector("input[type=text]");
    const error = field.querySelector("[data-error]");
    const unit = () => field.querySelector("[data-factor]:checked, span[data-factor]").dataset;
    let last = unit();

    function convert() {
      const now = unit();
      const amount = fraction(input.value);
      if (now !== last && amount) {
        const [over, under] = fraction(now.factor);
        input.value = String(rounded(times(times(amount, fraction(last.factor)), [under, over])));
      }
      last = now;
    }

    function read() {
      const { factor, low, high, label } = unit();
      const amount = fraction(input.value);
      const wrong = !amount || below(amount, fraction(low)) || below(fraction(high), amount);
      const words = { low, high, unit: label };
      error.textContent = wrong ? error.dataset.error.replace(/\{(\w+)\}/g, (_, name) => words[name]) : "";
      error.hidden = !wrong;
      input.setAttribute("aria-invalid", String(wrong));
      const told = `${input.value.trim()} ${label}`;
      return wrong ? { error: error.textContent } : { factor: times(amount, fraction(factor)), told };
    }

    return { convert, read };
  }

  /** A copy of a choice's template with every number filled in. */
  function filled(template, entered) {
    const shown = template.content.cloneNode(true);
    const factor = entered.map((one) => one.factor).reduce(times, [1n, 1n]);
    shown.querySelector("[data-entered]").textContent = entered.map((one) => one.told).join(", ");
    for (const one of shown.querySelectorAll("[data-values]")) one.textContent = span(one.dataset.values, factor);
    const bars = [...shown.querySelectorAll("[data-bar]")].map((bar) => [bar, ends(bar.dataset.bar, factor).map(Number)]);
    const longest = Math.max(1, ...bars.map(([, [, high]]) => high));
    for (const [bar, [low, high]] of bars) {
      bar.style.setProperty("--high", `${(100 * high) / longest}%`); // as long as the highest
      bar.style.setProperty("--solid", `${(100 * low) / Math.max(1, high)}%`); // filled up to the lowest
    }
    return shown;
  }

  function start(calculator) {
    const form = calculator.querySelector("form");
    const result = calculator.querySelector("[data-result]");
    const status = calculator.querySelector("[data-status]");
    const choices = calculator.querySelector("[data-choices]");
    const fields = [...calculator.querySelectorAll("[data-field]")].map(reader);
    let spoken = 0;

    function update(speak) {
      fields.forEach((field) => field.convert());
      const entered = fields.map((field) => field.read());
      const errors = entered.flatMap((one) => one.error || []);
      const open = result.querySelector("[data-kept]")?.open;
      result.replaceChildren();
      if (!errors.length) {
        const template = calculator.querySelector(`template[data-choice="${choices.value}"]`);
        result.append(filled(template, entered));
        result.querySelector("[data-kept]")?.toggleAttribute("open", Boolean(open));
      }
      const told = errors.length ? errors : [...result.querySelectorAll("[data-told]")].map((one) => one.innerText);
      clearTimeout(spoken);
      const say = () => (status.textContent = told.join(". ").replace(/\s+/g, " "));
      if (speak) spoken = setTimeout(say, WAIT);
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => update(true));
    calculator.querySelector("[data-without]").hidden = true;
    calculator.querySelector("[data-with]").hidden = false;
    update(false);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-calculator]").forEach(start));
})();

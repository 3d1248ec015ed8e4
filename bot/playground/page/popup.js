// The list above the composer: commands, or what completes an option; moved through by arrow keys.

import { h } from "./dom.js";

export class Popup {
  items = [];
  #at = -1;

  constructor() {
    this.element = h("div", { className: "popup", role: "listbox", id: "popup", "aria-label": "Suggestions", hidden: true });
  }

  /** `items`: `{name, about, pick}`; `ready`: whether the first is what Enter takes. */
  show(items, ready, title = "") {
    this.items = items;
    this.#at = ready && items.length ? 0 : -1;
    const entries = items.map((item, index) =>
      h(
        "div",
        { className: "suggestion", role: "option", id: `suggestion-${index}`, onpointerdown: (event) => event.preventDefault(), onclick: () => item.pick() },
        h("span", { className: "name" }, item.name),
        ...(item.hints ?? []).map((hint) => h("span", { className: "hint" }, hint)),
        item.about ? h("small", {}, item.about) : null,
      ),
    );
    this.element.replaceChildren(title ? h("p", { role: "presentation" }, title) : "", ...entries);
    this.element.hidden = !items.length && !title;
    this.#mark();
  }

  hide() {
    this.show([], false);
  }

  get open() {
    return !this.element.hidden && this.items.length > 0;
  }

  get chosen() {
    return this.items[this.#at];
  }

  move(step) {
    const count = this.items.length;
    this.#at = this.#at < 0 ? (step > 0 ? 0 : count - 1) : (this.#at + step + count) % count;
    this.#mark();
  }

  #mark() {
    [...this.element.querySelectorAll(".suggestion")].forEach((entry, index) => {
      entry.setAttribute("aria-selected", String(index === this.#at));
      if (index === this.#at) entry.scrollIntoView({ block: "nearest" });
    });
    const field = document.activeElement;
    if (field?.matches?.("#composer [aria-controls]")) {
      field.setAttribute("aria-expanded", String(this.open));
      if (this.#at < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", `suggestion-${this.#at}`);
    }
  }
}

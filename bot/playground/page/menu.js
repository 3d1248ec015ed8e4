// A menu of a message: closed it shows its placeholder or what is chosen, open it is a list to pick from.

import { emoji, h } from "./dom.js";

let nr = 0;

export function menu(one, use) {
  const most = one.max_values ?? 1;
  const least = one.min_values ?? 1;
  const chosen = new Set(one.options.filter((option) => option.default).map((option) => option.value));
  const list = h("div", { className: "options", role: "listbox", id: `menu-${++nr}`, hidden: true });
  list.setAttribute("aria-multiselectable", String(most > 1));
  const face = h("button", { type: "button", className: "face-of-menu", disabled: one.disabled, "aria-haspopup": "listbox" });
  face.setAttribute("aria-controls", list.id);
  face.dataset.control = one.placeholder ?? one.options[0].label;
  const box = h("div", { className: "menu" }, face, list);

  const show = () => {
    const labels = one.options.filter((option) => chosen.has(option.value)).map((option) => option.label);
    face.replaceChildren(h("span", { className: labels.length ? "" : "placeholder" }, labels.join(", ") || (one.placeholder ?? "Make a selection")));
  };
  const options = one.options.map((option) => entry(option, chosen.has(option.value)));
  list.append(...options);
  options.forEach((element, index) => element.addEventListener("click", () => pick(index)));

  function open() {
    list.hidden = false;
    face.setAttribute("aria-expanded", "true");
    const below = window.innerHeight - face.getBoundingClientRect().bottom;
    box.classList.toggle("above", below < list.offsetHeight + 90);
    (options.find((element) => element.ariaSelected === "true") ?? options[0]).focus();
    document.addEventListener("pointerdown", outside);
  }

  function close() {
    list.hidden = true;
    face.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    if (most > 1 && chosen.size >= least && differs()) send();
  }

  function outside(event) {
    if (!box.contains(event.target)) close();
  }

  function differs() {
    return one.options.some((option) => Boolean(option.default) !== chosen.has(option.value));
  }

  function pick(index) {
    const { value } = one.options[index];
    if (most === 1) {
      close();
      face.focus();
      return send([value]);
    }
    if (!chosen.delete(value) && chosen.size < most) chosen.add(value);
    options[index].ariaSelected = String(chosen.has(value));
    show();
  }

  async function send(values = [...chosen]) {
    face.setAttribute("aria-busy", "true");
    await use.choose(one.custom_id, values);
    face.removeAttribute("aria-busy");
  }

  face.addEventListener("click", () => (list.hidden ? open() : close()));
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) return open();
      const at = options.indexOf(document.activeElement);
      options[(at + step + options.length) % options.length].focus();
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
      face.focus();
    } else if (event.key === "Tab" && !list.hidden) {
      close();
    }
  });
  show();
  return box;
}

function entry(option, chosen) {
  const about = option.description ? h("small", {}, option.description) : null;
  const label = h("span", { className: "label" }, emoji(option.emoji), option.label);
  return h("button", { type: "button", role: "option", tabIndex: -1, ariaSelected: String(chosen) }, label, about);
}

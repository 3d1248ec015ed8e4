// Menus that open beside what was pressed: of messages, people, servers. On a phone they rise from below.

import { h } from "./dom.js";

const EDGE = 8; // px that stay free around a menu

let close = () => {};

/**
 * `at`: an element, or `{x, y}`. `items`: `{name, about, pick, danger, checked}` or `{heading}`; what is
 * falsy is left out.
 */
export function openMenu(at, items, label) {
  close();
  const back = document.activeElement;
  const entries = items.filter(Boolean).map((item) => ("heading" in item ? h("p", { role: "presentation" }, item.heading) : entry(item)));
  const menu = h("div", { className: "popover", role: "menu", "aria-label": label, tabIndex: -1 }, ...entries);
  const shade = h("div", { className: "shade" }, menu);
  close = (again = true) => {
    shade.remove();
    close = () => {};
    if (again) back?.focus?.({ preventScroll: true });
  };
  shade.addEventListener("pointerdown", (event) => event.target === shade && (event.preventDefault(), close()));
  shade.addEventListener("contextmenu", (event) => event.preventDefault());
  menu.addEventListener("keydown", (event) => keys(event, menu));
  document.body.append(shade);
  place(menu, at);
  (menu.querySelector("button") ?? menu).focus({ preventScroll: true });
}

function entry(item) {
  const about = item.about ? h("small", {}, item.about) : null;
  const role = item.checked === undefined ? "menuitem" : "menuitemcheckbox";
  const button = h("button", { type: "button", role, tabIndex: -1, className: item.danger ? "danger" : "" }, h("span", {}, item.name), about);
  if (item.checked !== undefined) button.setAttribute("aria-checked", String(item.checked));
  button.addEventListener("click", () => {
    close();
    item.pick();
  });
  return button;
}

function keys(event, menu) {
  const all = [...menu.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all.at(to % all.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, at) {
  const box = at.getBoundingClientRect?.() ?? { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = box.left + width + EDGE < innerWidth ? box.left : box.right - width;
  const top = box.bottom + height + EDGE < innerHeight ? box.bottom + 4 : Math.max(EDGE, box.top - height - 4);
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
}

// Components V2: what a message consists of, as elements. `use` presses and chooses.

import { emoji, h } from "./dom.js";
import { link } from "./inline.js";
import { markdown } from "./markdown.js";
import { covered, file, gallery, picture } from "./media.js";
import { menu } from "./menu.js";

const ROW = 1, BUTTON = 2, SECTION = 9, TEXT = 10, THUMBNAIL = 11, GALLERY = 12, FILE = 13, SEPARATOR = 14, CONTAINER = 17;
const MENUS = [3, 5, 6, 7, 8];
const SAFE = /^(?:https?|discord):/i;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary" };

export function components(list, see, use) {
  return (list ?? []).map((one) => component(one, see, use));
}

function component(one, see, use) {
  switch (one.type) {
    case TEXT:
      return markdown(one.content, see);
    case ROW:
      return h("div", { className: "row" }, ...components(one.components, see, use));
    case BUTTON:
      return button(one, see, use);
    case SECTION:
      return h(
        "div",
        { className: "section" },
        h("div", { className: "texts" }, ...components(one.components, see, use)),
        component(one.accessory, see, use),
      );
    case SEPARATOR:
      return h(one.divider === false ? "div" : "hr", { className: one.spacing === 2 ? "space large" : "space" });
    case CONTAINER:
      return container(one, see, use);
    case THUMBNAIL:
      return picture(one, "thumbnail");
    case GALLERY:
      return gallery(one.items);
    case FILE:
      return one.spoiler ? covered(file(one.file.url, one.name, one.size)) : file(one.file.url, one.name, one.size);
    default:
      return MENUS.includes(one.type) ? menu(one, see, use) : h("p", { className: "unknown" }, "(something this page cannot show yet)");
  }
}

function container(one, see, use) {
  const element = h("div", { className: "container" }, ...components(one.components, see, use));
  if (one.accent_color !== undefined && one.accent_color !== null) {
    element.style.borderInlineStartColor = `#${one.accent_color.toString(16).padStart(6, "0")}`;
  }
  return one.spoiler ? covered(element) : element;
}

function button(one, see, use) {
  const label = [emoji(one.emoji), one.label ?? null];
  if (one.url) return linkButton(one, label, see);
  const element = h("button", { type: "button", className: `button ${STYLES[one.style]}`, disabled: one.disabled }, ...label);
  element.dataset.control = `${one.label ?? ""}${one.emoji?.name ?? ""}`;
  element.addEventListener("click", async () => {
    if (element.getAttribute("aria-busy")) return;
    element.setAttribute("aria-busy", "true");
    await use.press(one.custom_id);
    element.removeAttribute("aria-busy");
  });
  return element;
}

function linkButton(one, label, see) {
  const content = [...label, h("span", { "aria-hidden": "true" }, "↗")];
  if (one.disabled || !SAFE.test(one.url)) return h("button", { type: "button", className: "button link", disabled: true }, ...content);
  const anchor = link(one.url, content, see);
  anchor.className = "button link";
  return anchor;
}

// Components V2: what a message consists of, as elements. `use` presses and chooses.

import { emoji, h } from "./dom.js";
import { markdown } from "./markdown.js";
import { menu } from "./menu.js";

const ROW = 1, BUTTON = 2, SECTION = 9, TEXT = 10, THUMBNAIL = 11, GALLERY = 12, FILE = 13, SEPARATOR = 14, CONTAINER = 17;
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
      return button(one, use);
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
      return h("div", { className: "gallery" }, ...one.items.map((item) => picture(item, "")));
    case FILE:
      return file(one.file.url, one.name);
    default:
      return "options" in one ? menu(one, use) : h("p", { className: "unknown" }, "(something this page cannot show yet)");
  }
}

function container(one, see, use) {
  const element = h("div", { className: "container" }, ...components(one.components, see, use));
  if (one.accent_color !== undefined && one.accent_color !== null) {
    element.style.borderInlineStartColor = `#${one.accent_color.toString(16).padStart(6, "0")}`;
  }
  return one.spoiler ? covered(element) : element;
}

function covered(element) {
  const cover = h("button", { type: "button", className: "cover", onclick: () => cover.replaceWith(element) }, "Spoiler");
  return cover;
}

function picture(item, className) {
  const image = h("img", { src: item.media.url, alt: item.description ?? "", className });
  return item.spoiler ? covered(image) : image;
}

export function file(url, name) {
  return h("a", { className: "file", href: url, download: "" }, name ?? decodeURIComponent(url.split("/").at(-1)));
}

function button(one, use) {
  const label = [emoji(one.emoji), one.label ?? null];
  if (one.url) {
    const properties = { className: "button link", href: one.url, title: one.url, target: "_blank", rel: "noopener noreferrer" };
    return h("a", properties, ...label, h("span", { "aria-hidden": "true" }, "↗"));
  }
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

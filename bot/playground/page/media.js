// Pictures, galleries, files, and what hides a spoiler.

import { h, icon } from "./dom.js";

const UNITS = ["bytes", "KB", "MB", "GB"];

/** A picture that opens large; `item`: `{media, description, spoiler}`. */
export function picture(item, className) {
  const image = h("img", { src: item.media.url, alt: item.description ?? "", title: item.description ?? "", className, loading: "lazy" });
  const open = h("button", { type: "button", className: "picture", "aria-label": item.description ? `Picture: ${item.description}` : "Picture", onclick: () => enlarge(item) }, image);
  image.addEventListener("error", () => open.replaceWith(h("p", { className: "unknown" }, item.description || "(this picture cannot be shown)")));
  return item.spoiler ? covered(open) : open;
}

function enlarge(item) {
  const away = () => dialog.close();
  const dialog = h("dialog", { className: "lightbox", "aria-label": item.description ?? "Picture", onclick: away }, h("img", { src: item.media.url, alt: item.description ?? "" }), item.description ? h("p", {}, item.description) : null, h("button", { type: "button", className: "button secondary" }, "Close"));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function gallery(items) {
  const element = h("div", { className: "gallery" }, ...items.map((item) => picture(item, "")));
  element.dataset.count = String(items.length);
  return element;
}

/** Hidden until it is pressed. */
export function covered(element) {
  const cover = h("div", { className: "covered" }, element);
  element.inert = true;
  const button = h("button", { type: "button", className: "cover" }, "Spoiler");
  button.addEventListener("click", () => {
    element.inert = false;
    cover.classList.add("shown");
    button.remove();
  });
  cover.append(button);
  return cover;
}

/** `size`: bytes, where it is known. */
export function file(url, name, size) {
  const shown = name ?? decodeURIComponent(url.split("/").at(-1));
  const about = size === undefined ? null : h("small", {}, amount(size));
  return h("a", { className: "file", href: url, download: shown, title: `Download ${shown}` }, icon("file"), h("span", { className: "name" }, shown, about));
}

export function amount(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  return `${(bytes / 1024 ** step).toLocaleString(undefined, { maximumFractionDigits: step ? 1 : 0 })} ${UNITS[step]}`;
}

/** The files of an ordinary message: pictures in one gallery, the others each with its name. */
export function attachments(list) {
  const pictures = list.filter((one) => /^image\/(?:png|jpeg|gif|webp)$/.test(one.content_type));
  const others = list.filter((one) => !pictures.includes(one));
  const shown = pictures.map((one) => ({ media: one, description: one.description, spoiler: one.filename.startsWith("SPOILER_") }));
  return [...(shown.length ? [gallery(shown)] : []), ...others.map((one) => file(one.url, one.filename, one.size))];
}

// Dialogues of the page itself: something to read, or a few questions and a button that does it.

import { h, tool } from "./dom.js";

/** A dialogue that closes by Escape, its cross, or a press outside; gives `{dialog, close}`. */
export function openDialog(title, content, className = "") {
  const cross = tool("close", "Close", () => dialog.close());
  const dialog = h("dialog", { className: `dialog ${className}`, "aria-label": title }, h("header", {}, h("h2", {}, title), cross), ...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && outside(dialog, event) && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, close: () => dialog.close() };
}

export function outside(dialog, { clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

/**
 * Questions: `fields` are `{name, label, about, kind, value, options}`, kind "text", "long", "switch" or "choice".
 * `submit(values)` gives a sentence where it did not work.
 */
export function question({ title, text, fields = [], send = "Save", danger = false, submit }) {
  const trouble = h("p", { className: "trouble", role: "alert" });
  const button = h("button", { type: "submit", className: danger ? "button danger" : "button primary" }, send);
  const cancel = h("button", { type: "button", className: "button secondary", onclick: () => close() }, "Cancel");
  const asked = fields.map((field) => [field.name, ...control(field)]);
  const form = h("form", {}, text ? h("p", { className: "about" }, text) : null, ...asked.map(([, element]) => element), trouble, h("div", { className: "row end" }, cancel, button));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    const sentence = await submit(Object.fromEntries(asked.map(([name, , read]) => [name, read()])));
    button.removeAttribute("aria-busy");
    if (sentence) trouble.textContent = sentence;
    else close();
  });
  const { dialog, close } = openDialog(title, [form]);
  (dialog.querySelector("input[type=text], textarea") ?? button).focus();
}

function control(field) {
  if (field.kind === "switch") return toggle(field);
  const element = field.kind === "choice" ? choice(field) : h(field.kind === "long" ? "textarea" : "input", { type: "text", value: field.value ?? "", maxLength: field.most ?? 100, required: field.needed ?? false, autocomplete: "off" });
  const about = field.about ? h("small", {}, field.about) : null;
  return [h("label", { className: "field" }, h("span", {}, field.label), about, element), () => element.value];
}

function choice(field) {
  return h("select", {}, ...field.options.map(([value, name]) => h("option", { value, selected: value === field.value }, name)));
}

function toggle(field) {
  const element = h("input", { type: "checkbox", checked: field.value ?? false });
  const about = field.about ? h("small", {}, field.about) : null;
  return [h("label", { className: "switch" }, h("span", {}, field.label, about), element), () => element.checked];
}

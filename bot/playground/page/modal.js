// A form that the bot opens: its fields by their labels, sent or put away.

import { h } from "./dom.js";
import { markdown } from "./markdown.js";

const SELECT = 3, TEXT_INPUT = 4, TEXT = 10, LABEL = 18;

/** `submit(fields)` gives a sentence where the form cannot be sent, or nothing where it was. */
export function openModal(modal, see, submit) {
  const values = new Map();
  const trouble = h("p", { className: "trouble", role: "alert" });
  const send = h("button", { type: "submit", className: "button primary" }, "Submit");
  const cancel = h("button", { type: "button", className: "button secondary", onclick: () => dialog.close() }, "Cancel");
  const fields = modal.components.map((one) => field(one, see, values));
  const form = h("form", {}, h("h2", {}, modal.title), ...fields, trouble, h("div", { className: "row end" }, cancel, send));
  const dialog = h("dialog", { className: "modal", "aria-label": modal.title }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.setAttribute("aria-busy", "true");
    const sentence = await submit(Object.fromEntries([...values].map(([label, read]) => [label, read()])));
    send.removeAttribute("aria-busy");
    if (sentence) trouble.textContent = sentence;
    else dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function field(item, see, values) {
  if (item.type === TEXT) return markdown(item.content, see);
  const inner = item.type === LABEL ? item.component : item.components[0];
  const label = item.label ?? inner.label;
  const [element, read] = inner.type === TEXT_INPUT ? input(inner) : choices(inner);
  values.set(label, read);
  const about = item.description ? h("small", {}, item.description) : null;
  const needed = inner.required === false ? null : h("span", { className: "needed", title: "required" }, " *");
  return h("label", { className: "field" }, h("span", {}, label, needed), about, element);
}

function input(inner) {
  const element = h(inner.style === 2 ? "textarea" : "input", {
    value: inner.value ?? "",
    placeholder: inner.placeholder ?? "",
    required: inner.required !== false,
    maxLength: inner.max_length ?? 4000,
    minLength: inner.min_length ?? 0,
  });
  return [element, () => element.value];
}

function choices(inner) {
  if (inner.type !== SELECT) return [h("p", { className: "unknown" }, "(this page cannot show this field yet)"), () => null];
  const element = h("select", { multiple: (inner.max_values ?? 1) > 1, required: inner.required !== false });
  if (!element.multiple) element.append(h("option", { value: "" }, inner.placeholder ?? "Make a selection"));
  element.append(...inner.options.map((one) => h("option", { value: one.label, selected: Boolean(one.default) }, one.label)));
  return [element, () => [...element.selectedOptions].map((option) => option.value).filter(Boolean)];
}

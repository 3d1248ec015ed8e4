// A form that the bot opens: its fields by their labels, sent or put away.

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { field } from "./fields.js";
import { markdown } from "./markdown.js";

const TEXT = 10, LABEL = 18;

/**
 * `submit(fields, files)` gives a sentence where the form cannot be sent, or nothing where it was; `fields` are values
 * by custom ids, `files` lists of files by custom ids.
 */
export function openModal(modal, see, submit) {
  const fields = modal.components.map((one) => labelled(one, see));
  const trouble = h("p", { className: "trouble", role: "alert" });
  const send = h("button", { type: "submit", className: "button primary" }, "Submit");
  const cancel = h("button", { type: "button", className: "button secondary", onclick: () => close() }, "Cancel");
  const form = h("form", { noValidate: true }, ...fields.map((one) => one.element), trouble, h("div", { className: "row end" }, cancel, send));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-busy") || !check(fields)) return;
    send.setAttribute("aria-busy", "true");
    const sentence = await submit(gather(fields, "read"), gather(fields, "files"));
    send.removeAttribute("aria-busy");
    if (sentence) trouble.textContent = sentence;
    else close();
  });
  const { dialog, close } = openDialog(modal.title, [form], "modal");
  dialog.querySelector("form input:not([hidden]), form textarea, form button")?.focus();
}

function gather(fields, how) {
  return Object.fromEntries(fields.filter((one) => one[how]).map((one) => [one.id, one[how]()]));
}

/** Whether every field can be sent; each that cannot says why, and the first has the focus. */
function check(fields) {
  const wrong = fields.filter((one) => one.check && !one.check());
  wrong[0]?.focus();
  return !wrong.length;
}

function labelled(item, see) {
  if (item.type === TEXT) return { element: markdown(item.content, see) };
  const inner = item.type === LABEL ? item.component : item.components[0];
  const one = field(inner, see);
  const amiss = h("p", { className: "amiss", role: "alert" });
  const needed = inner.required === false || one.alone ? null : h("span", { className: "needed", title: "required" }, " *");
  const label = h(one.grouped ? "p" : "label", { className: "label" }, item.label ?? inner.label, needed);
  if (!one.grouped) label.htmlFor = one.control.id;
  else one.control.setAttribute("aria-label", item.label ?? inner.label);
  const about = item.description ? h("small", {}, item.description) : null;
  const element = h("div", { className: "field" }, label, about, one.control, amiss);
  const check = () => {
    amiss.textContent = one.amiss?.() ?? "";
    element.classList.toggle("wrong", Boolean(amiss.textContent));
    return !amiss.textContent;
  };
  const again = () => amiss.textContent && check();
  element.addEventListener("input", again);
  element.addEventListener("click", () => queueMicrotask(again));
  return { ...one, id: inner.custom_id, element, check };
}

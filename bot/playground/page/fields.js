// The fields that a form can have: text, menus, files, and things to tick.

import { h } from "./dom.js";
import { amount } from "./media.js";
import { menu } from "./menu.js";

const TEXT_INPUT = 4, FILES = 19, RADIO = 21, CHECKBOXES = 22, CHECKBOX = 23;

let nr = 0;

/**
 * `{control, read, files, amiss, focus, grouped, alone}`: `read` gives the value, or `files` the files; `amiss` the
 * sentence why it cannot be sent; `grouped`: several controls under one name; `alone`: nothing that could be missing.
 */
export function field(inner, see) {
  switch (inner.type) {
    case TEXT_INPUT:
      return text(inner);
    case FILES:
      return upload(inner);
    case RADIO:
    case CHECKBOXES:
      return ticks(inner);
    case CHECKBOX:
      return tick(inner);
    default:
      return choice(inner, see);
  }
}

function text(inner) {
  const control = h(inner.style === 2 ? "textarea" : "input", { id: `field-${++nr}`, value: inner.value ?? "", placeholder: inner.placeholder ?? "", autocomplete: "off" });
  if (inner.max_length) control.maxLength = inner.max_length;
  const amiss = () => {
    const { length } = control.value.trim();
    if (!length) return inner.required === false ? "" : "This is required.";
    return length < (inner.min_length ?? 0) ? `At least ${inner.min_length} characters.` : "";
  };
  return { control, read: () => control.value, amiss, focus: () => control.focus() };
}

function choice(inner, see) {
  let values = null; // as preset
  const control = menu(inner, see, { choose: async (_, chosen) => (values = chosen) });
  const preset = [...(inner.options ?? []).filter((one) => one.default), ...(inner.default_values ?? [])].length;
  const amiss = () => (inner.required !== false && !(values?.length ?? preset) ? "This is required." : "");
  return { control, grouped: true, read: () => values, amiss, focus: () => control.querySelector("button").focus() };
}

function ticks(inner) {
  const many = inner.type === CHECKBOXES;
  const name = `field-${++nr}`;
  const boxes = inner.options.map((option) => h("input", { type: many ? "checkbox" : "radio", name, value: option.value, checked: Boolean(option.default) }));
  const lines = inner.options.map((option, index) => h("label", { className: "tick" }, boxes[index], h("span", {}, option.label, option.description ? h("small", {}, option.description) : null)));
  const control = h("div", { className: "ticks", role: many ? "group" : "radiogroup" }, ...lines);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const amiss = () => {
    const { length } = chosen();
    if (!length) return inner.required === false ? "" : "This is required.";
    if (!many) return "";
    const least = inner.min_values ?? 1, most = inner.max_values ?? boxes.length;
    return length < least || length > most ? `Choose ${least === most ? least : `${least} to ${most}`}.` : "";
  };
  return { control, grouped: true, read: () => (many ? chosen() : (chosen()[0] ?? null)), amiss, focus: () => boxes[0].focus() };
}

function tick(inner) {
  const control = h("input", { type: "checkbox", id: `field-${++nr}`, checked: Boolean(inner.default) });
  return { control, alone: true, read: () => control.checked, focus: () => control.focus() };
}

function upload(inner) {
  const most = inner.max_values ?? 1;
  const least = inner.required === false ? 0 : (inner.min_values ?? 1);
  const input = h("input", { type: "file", multiple: most > 1, hidden: true });
  const list = h("ul", { className: "chosen-files" });
  const button = h("button", { type: "button", className: "drop", onclick: () => input.click() }, most > 1 ? `Choose up to ${most} files, or drop them here` : "Choose a file, or drop it here");
  const control = h("div", {}, button, input, list);
  let files = [];
  const take = (more) => {
    files = most > 1 ? [...files, ...more].slice(0, most) : [...more].slice(0, 1);
    list.replaceChildren(...files.map((one) => h("li", {}, `${one.name} · ${amount(one.size)} `, h("button", { type: "button", className: "plain", onclick: () => ((files = files.filter((other) => other !== one)), take([])) }, "Remove"))));
  };
  input.addEventListener("change", () => take(input.files));
  control.addEventListener("dragover", (event) => event.preventDefault());
  control.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer.files);
  });
  const amiss = () => (files.length < least ? (least === 1 ? "A file is needed." : `${least} files are needed.`) : "");
  return { control, grouped: true, files: () => files, amiss, focus: () => button.focus() };
}

// A command being typed: its name, and a field for each of its options.

import { h } from "./dom.js";

const BOOLEAN = 5, USER = 6, CHANNEL = 7, MENTIONABLE = 9;

export class CommandLine {
  /** `changed(field)` is called when an option's text is another, `focused(field)` when it has the keyboard. */
  constructor(command, changed, focused) {
    this.command = command;
    this.fields = command.options.map((option) => this.#field(option, changed, focused));
    const name = h("span", { className: "command", title: command.description }, `/${command.name}`);
    this.element = h("div", { className: "command-line" }, name, ...this.fields.map((field) => field.element));
  }

  #field(option, changed, focused) {
    const input = h("input", { type: "text", autocomplete: "off", spellcheck: false, "aria-controls": "popup", "aria-autocomplete": "list", role: "combobox" });
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-description", option.description);
    input.size = 6;
    const field = { option, input, value: null };
    field.element = h("label", { className: option.required ? "option required" : "option", title: option.description }, h("span", {}, option.name), input);
    input.placeholder = option.required ? "" : "optional";
    input.addEventListener("input", () => {
      field.value = null;
      input.size = Math.max(6, Math.min(40, input.value.length + 1));
      if (!this.#switched(field)) changed(field);
    });
    input.addEventListener("focus", () => focused(field));
    return field;
  }

  /** Typing another option's name and a colon goes on in that option. */
  #switched(field) {
    const match = /^(?:.*\s)?([^\s:]+):/u.exec(field.input.value);
    const other = match && this.fields.find((one) => one.option.name === match[1]);
    if (!other) return false;
    const before = match[0].slice(0, -match[1].length - 1).trim();
    const after = field.input.value.slice(match[0].length).trimStart();
    if (other !== field) this.fill(field, before);
    this.fill(other, after);
    other.input.focus();
    return true;
  }

  /** Text into a field, with the value behind it where a choice was picked. */
  fill(field, text, value = null) {
    field.input.value = text;
    field.input.dispatchEvent(new Event("input"));
    field.value = value;
  }

  /** The first required option that is empty. */
  get missing() {
    return this.fields.find((field) => field.option.required && !field.input.value.trim());
  }

  /** What is sent; `last` is put last and even if it is empty, since that is the one to be completed. */
  text(last = null) {
    const ordered = [...this.fields.filter((field) => field !== last), ...(last ? [last] : [])];
    const parts = ordered
      .filter((field) => field === last || field.input.value.trim())
      .map((field) => `${field.option.name}:${field.value ?? field.input.value.trim()}`);
    return [`/${this.command.name}`, ...parts].join(" ");
  }

  next(field, step) {
    return this.fields[this.fields.indexOf(field) + step];
  }
}

/** What an option can be without asking the bot; null where the bot has to be asked, or anything goes. */
export function known(option, world) {
  const names = (list) => list.map((one) => ({ name: one.name, value: one.name }));
  if (option.choices?.length) return option.choices.map((choice) => ({ name: choice.name, value: choice.name }));
  if (option.type === BOOLEAN) return names([{ name: "True" }, { name: "False" }]);
  if (option.type === USER || option.type === MENTIONABLE) return names(world.server?.members ?? []);
  if (option.type === CHANNEL) return names(world.server?.channels ?? []);
  return null;
}

// A command being typed: its name, and a field for each of its options.

import { h, icon } from "./dom.js";

const INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, FILE = 11;
const AT_ONCE = 3; // options that are shown before one asks for more

export class CommandLine {
  /** `changed(field)` is called when an option's text is another, `focused(field)` when it has the keyboard. */
  constructor(command, changed, focused) {
    this.command = command;
    this.changed = changed;
    this.focused = focused;
    this.fields = command.options.map((option) => (option.type === FILE ? this.#file(option) : this.#text(option)));
    const name = h("span", { className: "command", title: command.description }, `/${command.shown}`);
    this.more = h("button", { type: "button", className: "more-options", onclick: () => this.showAll().focus() });
    this.element = h("div", { className: "command-line" }, name, ...this.fields.map((field) => field.element), this.more);
    const needed = this.fields.filter((field) => field.option.required).length;
    this.fields.slice(Math.max(needed, AT_ONCE)).forEach((field) => (field.element.hidden = true));
    this.#count();
  }

  #count() {
    const hidden = this.fields.filter((field) => field.element.hidden).length;
    this.more.textContent = `+${hidden} optional`;
    this.more.hidden = !hidden;
  }

  /** Shows the options that are left; gives the first of them. */
  showAll() {
    const first = this.fields.find((field) => field.element.hidden);
    for (const field of this.fields) field.element.hidden = false;
    this.#count();
    return first.input;
  }

  #text(option) {
    const input = h("input", { type: "text", autocomplete: "off", spellcheck: false, role: "combobox", "aria-controls": "popup", "aria-autocomplete": "list", "aria-expanded": "false", "aria-description": option.description });
    input.size = 6;
    input.placeholder = option.required ? "" : "optional";
    const field = { option, input, value: null, kind: "text" };
    field.element = this.#frame(option, input);
    input.addEventListener("input", (event) => {
      field.value = null;
      field.element.classList.remove("wrong");
      input.size = Math.max(6, Math.min(40, input.value.length + 1));
      if (!this.#switched(field, event)) this.changed(field);
    });
    input.addEventListener("focus", () => this.focused(field));
    return field;
  }

  #file(option) {
    const chooser = h("input", { type: "file", hidden: true, "aria-label": option.shown, tabIndex: -1 });
    const words = h("span", { className: "file-name" }, "Choose a file");
    const input = h("button", { type: "button", className: "choose-file", onclick: () => chooser.click() }, icon("file"), words);
    const field = { option, input, kind: "file", file: null };
    const show = () => {
      words.textContent = field.file?.name ?? "Choose a file";
      input.setAttribute("aria-label", `${option.shown}: ${words.textContent}`);
    };
    show();
    field.put = (file) => {
      field.file = file;
      show();
      field.element.classList.remove("wrong");
      this.changed(field);
    };
    field.element = this.#frame(option, input, chooser);
    chooser.addEventListener("change", () => field.put(chooser.files[0] ?? null));
    input.addEventListener("focus", () => this.focused(field));
    return field;
  }

  #frame(option, ...inside) {
    return h("label", { className: option.required ? "option required" : "option", title: option.description }, h("span", {}, option.shown), ...inside);
  }

  /** Typing another option's name and a colon goes on in that option, and its own name need not be typed; pasted text stays as it is. */
  #switched(field, event) {
    if (event.data !== ":") return false;
    const match = /^((?:.*\s)?)([^\s:]+):$/u.exec(field.input.value);
    if (match?.[2] === field.option.shown && !match[1].trim()) return this.fill(field, ""), true;
    const other = match && this.fields.find((one) => one !== field && one.kind === "text" && one.option.shown === match[2] && !one.input.value);
    if (!other) return false;
    this.fill(field, match[1].trim());
    other.element.hidden = false;
    this.#count();
    other.undo = () => this.fill(field, match[0]);
    other.input.focus();
    return true;
  }

  /** Text into a field, with the value behind it where a choice was picked. */
  fill(field, text, value = null) {
    field.input.value = text;
    field.input.dispatchEvent(new Event("input"));
    field.value = value;
  }

  /** What stands behind the name where a whole command was pasted: "story:The Lamplighter alone:true". */
  read(rest) {
    const names = this.fields.filter((field) => field.kind === "text").map((field) => field.option.shown);
    const marks = [...rest.matchAll(/(?<=^|\s)([^\s:]+):/gu)].filter((match) => names.includes(match[1]));
    if (!marks.length || marks[0].index > 0) return false;
    marks.forEach((mark, index) => {
      const field = this.fields.find((one) => one.option.shown === mark[1]);
      field.element.hidden = false;
      this.fill(field, rest.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim());
    });
    this.#count();
    return true;
  }

  filled(field) {
    return field.kind === "file" ? field.file !== null : field.input.value.trim() !== "";
  }

  /** The first required option that is empty. */
  get missing() {
    return this.fields.find((field) => field.option.required && !this.filled(field));
  }

  /** The options that are filled in, files apart, by their names. */
  get options() {
    const given = this.fields.filter((field) => field.kind === "text" && this.filled(field));
    return Object.fromEntries(given.map((field) => [field.option.name, String(field.value ?? field.input.value.trim())]));
  }

  get files() {
    return this.fields.filter((field) => field.file);
  }

  next(field, step) {
    const shown = this.fields.filter((one) => !one.element.hidden);
    return shown[shown.indexOf(field) + step];
  }
}

/** What an option can be without asking the bot; null where the bot has to be asked, or anything goes. */
export function known(option, world) {
  if (option.choices?.length) return option.choices.map((choice) => ({ name: choice.shown, value: choice.name }));
  const people = world.members.map((one) => ({ name: one.name, value: `<@${one.id}>` }));
  const roles = (world.server?.roles ?? []).map((one) => ({ name: one.everyone ? "@everyone" : `@${one.name}`, value: `<@&${one.id}>` }));
  const fitting = (world.server?.channels ?? []).filter((one) => !option.channel_types?.length || option.channel_types.includes(one.kind));
  switch (option.type) {
    case BOOLEAN:
      return [{ name: "True", value: "true" }, { name: "False", value: "false" }];
    case USER:
      return people;
    case ROLE:
      return roles;
    case MENTIONABLE:
      return [...people, ...roles];
    case CHANNEL:
      return fitting.map((one) => ({ name: `#${one.name}`, value: `<#${one.id}>` }));
    default:
      return null;
  }
}

/** Why the text of a field is no value for its option, as Discord says it; "" where it is one. */
export function amiss(field, offered) {
  const { option, value } = field;
  const text = field.kind === "text" ? field.input.value.trim() : "";
  if (!text || value !== null) return "";
  if (option.type === INTEGER && !option.autocomplete && !/^[+-]?\d+$/.test(text)) return "Input a whole number";
  if (option.type === NUMBER && !option.autocomplete && !Number.isFinite(Number(text))) return "Input a number";
  if (offered && !offered.length) return "This is not one of the choices";
  const size = option.type === INTEGER || option.type === NUMBER ? Number(text) : [...text].length;
  const least = option.min_value ?? option.min_length, most = option.max_value ?? option.max_length;
  if (least !== undefined && size < least) return option.min_value === undefined ? `At least ${least} characters` : `Not less than ${least}`;
  if (most !== undefined && size > most) return option.max_value === undefined ? `At most ${most} characters` : `Not more than ${most}`;
  return "";
}

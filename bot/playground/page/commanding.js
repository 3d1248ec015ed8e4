// Filling in a command: what is offered for each option, and what is sent.

import { CommandLine, amiss, known } from "./options.js";
import { post } from "./uploads.js";

const PAUSE = 120; // ms without a key before the bot is asked to complete

export class Commanding {
  #asking = 0;
  #timer = 0;
  #offered = null; // what the field with the keyboard was offered last

  /** `home`: `{popup, world, ask, tell(sentence), done()}`; `done` goes back to the plain field. */
  constructor(command, rest, home) {
    this.home = home;
    this.line = new CommandLine(command, (field) => this.#complete(field), (field) => this.#complete(field));
    this.command = command;
    this.element = this.line.element;
    this.rest = rest.trim();
  }

  /** The keyboard goes to the first option that is to be filled in. */
  begin() {
    const { fields } = this.line;
    const first = fields.find((field) => field.option.required) ?? fields[0];
    if (!first) {
      this.element.tabIndex = -1;
      return this.element.focus();
    }
    if (this.rest && !this.line.read(this.rest) && first.kind === "text") this.line.fill(first, this.rest);
    (this.line.missing ?? first).input.focus();
  }

  focus() {
    (this.line.missing ?? this.line.fields[0])?.input.focus();
  }

  /** A file that was dropped or pasted goes into the first option that takes one. */
  take(file) {
    const field = this.line.fields.find((one) => one.kind === "file" && !one.file) ?? this.line.fields.find((one) => one.kind === "file");
    field?.put(file);
    field?.input.focus();
    return Boolean(field);
  }

  leave() {
    this.#asking += 1;
    clearTimeout(this.#timer);
  }

  // Completing.

  #complete(field) {
    const { popup, world } = this.home;
    this.home.tell("");
    clearTimeout(this.#timer);
    const asking = ++this.#asking;
    this.#offered = null;
    if (field.kind === "file") return this.#say(field);
    const offered = known(field.option, world);
    const typed = field.input.value.trim().toLowerCase();
    if (offered) return this.#offer(field, offered.filter((one) => one.name.toLowerCase().includes(typed)));
    if (!field.option.autocomplete) return this.#say(field);
    if (!popup.open) this.#say(field);
    this.#timer = setTimeout(() => this.#askBot(field, asking), typed ? PAUSE : 0);
  }

  async #askBot(field, asking) {
    const { ask, world } = this.home;
    const options = { ...this.line.options, [field.option.name]: field.input.value.trim() };
    const answer = await ask({ do: "complete option", name: this.command.name, options, focused: field.option.name, channel: world.channelId });
    if (asking !== this.#asking) return;
    this.#offer(field, answer.choices ?? [], answer.choices ? "" : "Loading options failed");
  }

  #say(field) {
    this.home.popup.show([], false, `${field.option.shown}: ${field.option.description}`);
  }

  #offer(field, choices, title = "") {
    this.#offered = choices;
    const items = choices.map((choice) => ({ name: choice.name, pick: () => this.#pick(field, choice) }));
    const typed = field.input.value.trim();
    const exact = choices.find((choice) => choice.name === typed);
    if (exact) field.value = exact.value;
    const words = title || (items.length ? "" : typed ? "Nothing fits" : `${field.option.shown}: ${field.option.description}`);
    this.home.popup.show(items, typed !== "" && !exact, words);
  }

  #pick(field, choice) {
    this.line.fill(field, choice.name, choice.value);
    this.leave();
    (this.line.missing ?? field).input.focus();
    this.leave();
    this.home.popup.hide();
  }

  // Keys; what is taken care of gives true.

  field(element) {
    return this.line.fields.find((one) => one.input === element);
  }

  /** Backspace in an empty option undoes what led there, or goes to the one before, or back into the name. */
  back(element) {
    const field = this.field(element);
    if (field?.undo) {
      const { undo } = field;
      field.undo = null;
      undo();
    }
    if (field?.kind === "file" && field.file) return field.put(null);
    const before = field && this.line.next(field, -1);
    if (before) return before.input.focus();
    return this.home.done(`/${this.command.name}`);
  }

  /** An empty field for a file, where Enter means to choose one. */
  choosing(element) {
    const field = this.field(element);
    return field?.kind === "file" && !field.file;
  }

  // Sending.

  /** The first thing that is wrong; its field has the keyboard then. */
  wrong() {
    for (const field of this.line.fields) {
      if (field.option.required && !this.line.filled(field)) return this.#point(field, `Fill in “${field.option.shown}”: ${field.option.description}`);
      const mine = field.input === document.activeElement && !field.option.autocomplete ? this.#offered : null;
      const sentence = amiss(field, mine);
      if (sentence) return this.#point(field, `${field.option.shown}: ${sentence}`);
    }
    return "";
  }

  #point(field, sentence) {
    field.element.hidden = false;
    field.input.focus();
    field.element.classList.add("wrong");
    return sentence;
  }

  /** What is to be sent, with the files posted before; `{error}` where they could not be. */
  async asked(channel) {
    const fields = this.line.files;
    const { words = [], error } = await post(fields.map((field) => field.file));
    if (error) return { error };
    const files = Object.fromEntries(fields.map((field, index) => [field.option.name, words[index]]));
    return { what: { do: "command", name: this.command.name, options: this.line.options, files, channel } };
  }
}

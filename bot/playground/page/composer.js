// Where one types: plain messages, and commands with their options and completion.

import { h, icon } from "./dom.js";
import { CommandLine, known } from "./options.js";
import { Popup } from "./popup.js";

const PAUSE = 120; // ms without a key before the bot is asked to complete

export class Composer {
  #commands = [];
  #line = null; // the command being filled in
  #asking = 0;
  #timer = 0;
  #popup = new Popup();

  /** `ask` is the connection's; `lost` is told of commands that nobody answered. */
  constructor(place, world, ask, opened, lost) {
    this.world = world;
    this.ask = ask;
    this.opened = opened;
    this.lost = lost;
    this.field = h("textarea", { rows: 1, autocomplete: "off", "aria-label": "Message", "aria-controls": "popup", role: "combobox", "aria-autocomplete": "list" });
    this.field.addEventListener("input", () => this.#typed());
    this.send = h("button", { type: "submit", className: "send", "aria-label": "Send" }, icon("send"));
    this.trouble = h("p", { className: "trouble", role: "alert" });
    this.line = h("div", { className: "line" }, this.field, this.send);
    this.form = h("form", {}, this.#popup.element, this.line, this.trouble);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.form.addEventListener("keydown", (event) => this.#key(event));
    this.form.addEventListener("focusout", (event) => !this.form.contains(event.relatedTarget) && this.#popup.hide());
    place.append(this.form);
  }

  focus() {
    (this.#line?.fields[0]?.input ?? this.field).focus();
  }

  /** In another channel, or as somebody else: empty. */
  reset() {
    this.#clear();
    const { channel } = this.world;
    this.field.disabled = !channel?.may_write;
    this.field.placeholder = channel?.may_write ? `Message #${channel.name}, or / for commands` : "You cannot write here";
  }

  async typeCommand(name) {
    this.#clear();
    await this.#load();
    const command = this.#commands.find((one) => one.name === name);
    if (command) this.#begin(command);
    else this.field.value = `/${name}`;
    this.focus();
  }

  #clear() {
    this.#leave();
    this.field.value = "";
    this.#fit();
    this.trouble.textContent = "";
    this.#popup.hide();
  }

  #fit() {
    this.field.rows = Math.min(8, this.field.value.split("\n").length);
  }

  async #load() {
    const answer = await this.ask({ do: "list commands", channel: this.world.channelId });
    this.#commands = answer.commands ?? [];
  }

  // Typing.

  async #typed() {
    this.trouble.textContent = "";
    this.#fit();
    const text = this.field.value;
    if (!text.startsWith("/")) return this.#popup.hide();
    if (text === "/" || !this.#commands.length) await this.#load();
    if (this.field.value !== text) return;
    const complete = this.#named(text);
    if (complete && text.length > complete.name.length + 1) return this.#begin(complete, text.slice(complete.name.length + 2));
    const typed = text.slice(1).toLowerCase();
    const found = this.#commands.filter((command) => command.name.startsWith(typed));
    const items = found.map((command) => ({ name: `/${command.name}`, about: command.description, pick: () => this.#begin(command) }));
    this.#popup.show(items, true, items.length ? "" : "No command begins like this");
  }

  /** The command whose whole name has been typed, alone or before a space. */
  #named(text) {
    return this.#commands.find((command) => text === `/${command.name}` || text.startsWith(`/${command.name} `));
  }

  #begin(command, rest = "") {
    this.#popup.hide();
    this.#line = new CommandLine(command, (field) => this.#complete(field), (field) => this.#complete(field));
    this.line.replaceChildren(this.#line.element, this.send);
    this.line.classList.add("commanding");
    const first = this.#line.fields.find((field) => field.option.required) ?? this.#line.fields[0];
    if (!first) {
      this.#line.element.tabIndex = -1;
      return this.#line.element.focus();
    }
    first.input.focus();
    if (rest.trim()) this.#line.fill(first, rest.trim());
  }

  #leave() {
    if (!this.#line) return;
    this.#line = null;
    this.#asking += 1;
    clearTimeout(this.#timer);
    this.line.replaceChildren(this.field, this.send);
    this.line.classList.remove("commanding");
  }

  // Completing.

  #complete(field) {
    this.trouble.textContent = "";
    clearTimeout(this.#timer);
    const asking = ++this.#asking;
    const offered = known(field.option, this.world);
    const typed = field.input.value.trim().toLowerCase();
    if (offered) return this.#offer(field, offered.filter((one) => one.name.toLowerCase().includes(typed)));
    if (!field.option.autocomplete) return this.#popup.show([], false, `${field.option.name}: ${field.option.description}`);
    this.#timer = setTimeout(async () => {
      const asked = { do: "complete", channel: this.world.channelId, text: this.#line.text(field) };
      const answer = await this.ask(asked);
      if (asking !== this.#asking || !this.#line) return;
      this.#offer(field, answer.choices ?? [], answer.choices ? "" : "Loading options failed");
    }, typed ? PAUSE : 0);
  }

  #offer(field, choices, title = "") {
    const items = choices.map((choice) => ({ name: choice.name, pick: () => this.#pick(field, choice) }));
    const typed = field.input.value.trim();
    const exact = choices.find((choice) => choice.name === typed);
    if (exact) field.value = exact.value;
    this.#popup.show(items, typed !== "" && !exact, title || (items.length ? "" : `${field.option.name}: ${field.option.description}`));
  }

  #pick(field, choice) {
    this.#line.fill(field, choice.name, choice.value);
    clearTimeout(this.#timer);
    this.#asking += 1;
    this.#popup.hide();
    const missing = this.#line.missing;
    if (missing) missing.input.focus();
    else field.input.focus();
    this.#popup.hide();
  }

  // Keys.

  #key(event) {
    if (event.isComposing) return;
    const field = this.#line?.fields.find((one) => one.input === event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#popup.open) this.#popup.move(step);
    else if (event.key === "Escape") this.#escape();
    else if (event.key === "Enter" && !event.shiftKey) this.#enter();
    else if (event.key === "Tab" && !event.shiftKey && this.#popup.open && this.#popup.chosen) this.#popup.chosen.pick();
    else if (event.key === "Backspace" && this.#line && (!field || !field.input.value)) this.#back(field);
    else return;
    event.preventDefault();
  }

  #enter() {
    const whole = !this.#line && this.#named(this.field.value);
    const sendable = whole && !whole.options.some((option) => option.required);
    if (this.#popup.open && this.#popup.chosen && !sendable) return this.#popup.chosen.pick();
    this.#submit();
  }

  #escape() {
    if (this.#popup.open) return this.#popup.hide();
    this.#clear();
    this.focus();
  }

  /** Backspace in an empty option goes to the one before it, and from the first one back into the name. */
  #back(field) {
    const before = field && this.#line.next(field, -1);
    if (before) return before.input.focus();
    const name = this.#line.command.name;
    this.#leave();
    this.field.value = `/${name}`;
    this.field.focus();
    this.#typed();
  }

  // Sending.

  async #submit() {
    const missing = this.#line?.missing;
    if (missing) {
      this.trouble.textContent = `Fill in “${missing.option.name}”: ${missing.option.description}`;
      return missing.input.focus();
    }
    const text = this.#line ? this.#line.text() : this.field.value.trim();
    if (!text) return;
    const asked = { do: text.startsWith("/") ? "type" : "say", channel: this.world.channelId, text };
    const kept = this.#line;
    this.#clear();
    this.focus();
    const answer = await this.ask(asked);
    if (answer.modal) this.opened(answer.modal);
    if (answer.failed) this.lost(`${text.split(" ")[0]}: the application did not respond`);
    if (answer.error) this.#again(text, kept, answer.error);
  }

  /** What could not be sent stands there again, unless something new has been typed. */
  #again(text, line, sentence) {
    if (!this.#line && !this.field.value) {
      if (line) this.#begin(line.command, text.slice(line.command.name.length + 2));
      else this.field.value = text;
    }
    this.#popup.hide();
    this.trouble.textContent = sentence;
  }
}

// Where one types: plain messages with their files, and commands with their options and completion.

import { Commanding } from "./commanding.js";
import { h, icon, tool } from "./dom.js";
import { asSent, asTyped, completions } from "./mentions.js";
import { Popup } from "./popup.js";
import { Tray, post } from "./uploads.js";
import { called } from "./world.js";

export class Composer {
  #commands = [];
  #doing = null; // the command being filled in
  #about = null; // the message that is answered or edited: {message, edits}
  #popup = new Popup();

  /** `ask` is the connection's; `lost` is told of commands that nobody answered. */
  constructor(place, world, see, ask, opened, lost) {
    this.world = world;
    this.see = see;
    this.ask = ask;
    this.opened = opened;
    this.lost = lost;
    this.field = h("textarea", { rows: 1, autocomplete: "off", "aria-label": "Message", "aria-controls": "popup", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" });
    this.field.addEventListener("input", () => this.#typed());
    this.tray = new Tray(() => this.focus());
    this.send = h("button", { type: "submit", className: "send", "aria-label": "Send", title: "Send" }, icon("send"));
    this.trouble = h("p", { className: "trouble", role: "alert" });
    this.bar = h("div", { className: "about-bar", hidden: true });
    this.line = h("div", { className: "line" }, this.tray.button, this.field, this.send);
    this.form = h("form", { "aria-label": "Write" }, this.#popup.element, this.bar, this.tray.element, this.line, this.tray.input, this.trouble);
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.#submit()));
    this.form.addEventListener("keydown", (event) => this.#key(event));
    this.form.addEventListener("focusout", (event) => !this.form.contains(event.relatedTarget) && this.#popup.hide());
    this.form.addEventListener("paste", (event) => event.clipboardData.files.length && (event.preventDefault(), this.take(event.clipboardData.files)));
    place.append(this.form);
  }

  focus() {
    if (this.#doing) this.#doing.focus();
    else this.field.focus();
  }

  /** In another channel, or as somebody else: empty. */
  reset() {
    this.#clear();
    this.settle();
  }

  /** What one may do here. */
  settle() {
    const { channel } = this.world;
    this.field.disabled = !channel?.may_write;
    this.tray.button.hidden = !channel?.may_write || !channel?.may_attach;
    this.field.placeholder = channel?.may_write ? `Message ${called(channel)}, or type /` : channel?.locked ? "This thread is locked" : "You cannot write here";
  }

  /** Files that were dropped or pasted: for the command's option, or for the message. */
  take(files) {
    if (this.#doing?.take(files[0])) return;
    if (this.world.channel?.may_attach) this.tray.add(files);
    else this.trouble.textContent = "You cannot send files here.";
  }

  async typeCommand(name) {
    this.#clear();
    await this.#load();
    const command = this.#commands.find((one) => one.name === name);
    if (command) this.#begin(command);
    else this.#put(`/${name}`);
    this.focus();
  }

  reply(message) {
    this.#concern(message, false);
  }

  edit(message) {
    this.#concern(message, true);
    this.#put(asTyped(message.content, this.see));
  }

  #concern(message, edits) {
    this.#clear();
    this.#about = { message, edits };
    const words = edits ? "Editing your message" : `Replying to ${message.author.username}`;
    this.bar.replaceChildren(h("span", {}, words), tool("close", "Leave it", () => (this.#clear(), this.focus())));
    this.bar.hidden = false;
    this.focus();
  }

  #put(text) {
    this.field.value = text;
    this.#fit();
  }

  #clear() {
    this.#leave();
    this.#about = null;
    this.bar.hidden = true;
    this.#put("");
    if (this.tray.files.length) this.tray.clear();
    this.trouble.textContent = "";
    this.#popup.hide();
  }

  #fit() {
    this.field.style.height = "";
    if (this.field.scrollHeight > this.field.clientHeight) this.field.style.height = `${this.field.scrollHeight}px`;
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
    if (!text.startsWith("/") || this.#about) return this.#completeWord();
    if (text === "/" || !this.#commands.length) await this.#load();
    if (this.field.value !== text) return;
    const whole = this.#named(text);
    if (whole && text.length > whole.shown.length + 1) return this.#begin(whole, text.slice(whole.shown.length + 2));
    this.#list(text.slice(1).toLowerCase());
  }

  /** The commands that begin like this, and then those with a word that does. */
  #list(typed) {
    const begins = this.#commands.filter((command) => command.shown.startsWith(typed));
    const others = this.#commands.filter((command) => !begins.includes(command) && ` ${command.shown}`.includes(` ${typed}`));
    const items = [...begins, ...others].map((command) => ({ name: `/${command.shown}`, hints: hints(command), about: command.description, pick: () => this.#begin(command) }));
    this.#popup.show(items, true, items.length ? this.world.bot.name : this.#commands.length ? "No command begins like this" : "There are no commands here");
  }

  /** The command whose whole name has been typed, alone or before a space. */
  #named(text) {
    const fitting = this.#commands.filter((command) => text === `/${command.shown}` || text.startsWith(`/${command.shown} `));
    return fitting.sort((one, other) => other.shown.length - one.shown.length)[0];
  }

  #completeWord() {
    const found = completions(this.field.value, this.field.selectionStart, this.world);
    if (!found) return this.#popup.hide();
    const items = found.items.map((item) => ({ ...item, pick: () => this.#insert(found.from, `${item.text} `) }));
    this.#popup.show(items, true);
  }

  #insert(from, text) {
    this.field.setRangeText(text, from, this.field.selectionStart, "end");
    this.#popup.hide();
    this.#fit();
  }

  #begin(command, rest = "") {
    this.#popup.hide();
    const { world, ask } = this;
    const home = { popup: this.#popup, world, ask, tell: (sentence) => (this.trouble.textContent = sentence), done: (text) => this.#back(text) };
    this.#doing = new Commanding(command, rest, home);
    this.line.replaceChildren(this.#doing.element, this.send);
    this.#doing.begin();
  }

  #leave() {
    if (!this.#doing) return;
    this.#doing.leave();
    this.#doing = null;
    this.line.replaceChildren(this.tray.button, this.field, this.send);
  }

  #back(text) {
    this.#leave();
    this.#put(text);
    this.field.focus();
    this.#typed();
  }

  // Keys.

  #key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { target } = event;
    if (target.closest(".tray, .about-bar, .more-options, .attach")) return event.key === "Escape" ? this.#escape() : undefined;
    if (step && this.#popup.open) this.#popup.move(step);
    else if (event.key === "ArrowUp" && target === this.field && !this.field.value) this.#editLast();
    else if (event.key === "Escape") this.#escape();
    else if (event.key === "Enter" && !event.shiftKey && target !== this.send && !this.#doing?.choosing(target)) this.#enter();
    else if (event.key === "Tab" && !event.shiftKey && this.#popup.open && this.#popup.chosen) this.#popup.chosen.pick();
    else if (event.key === "Backspace" && this.#doing && !target.value && target !== this.send) this.#doing.back(target);
    else return;
    event.preventDefault();
  }

  #enter() {
    const whole = !this.#doing && this.#named(this.field.value);
    const sendable = whole && !whole.options.some((option) => option.required);
    if (this.#popup.open && this.#popup.chosen && !sendable) return this.#popup.chosen.pick();
    this.#submit();
  }

  #escape() {
    if (this.#popup.open) return this.#popup.hide();
    if (this.#doing || this.#about || this.field.value.startsWith("/")) this.#clear();
    this.focus();
  }

  #editLast() {
    const last = this.world.messages.findLast((message) => message.author.id === this.world.me.id && message.content);
    if (last) this.edit(last);
  }

  // Sending.

  async #submit() {
    if (this.field.value.startsWith("/") && !this.#commands.length) await this.#load();
    const whole = !this.#doing && !this.#about && this.#named(this.field.value.trim());
    if (whole) this.#begin(whole);
    return this.#doing ? this.#command() : this.#say();
  }

  async #command() {
    const doing = this.#doing;
    this.trouble.textContent = doing.wrong();
    if (this.trouble.textContent) return;
    const { what, error } = await doing.asked(this.world.channelId);
    if (error) return (this.trouble.textContent = error);
    this.#clear();
    this.focus();
    const answer = await this.ask(what);
    if (answer.modal) this.opened(answer.modal);
    if (answer.failed) this.lost(`/${doing.command.shown}: the application did not respond`);
    if (answer.error) this.#again(answer.error, () => this.#resume(doing));
  }

  #resume(doing) {
    this.#doing = doing;
    this.line.replaceChildren(doing.element, this.send);
    doing.focus();
  }

  async #say() {
    const text = this.field.value.trim();
    const { files } = this.tray;
    if (!text && !files.length) return;
    if (text.startsWith("/") && !this.#about && !files.length && /^\/[\w-]+/.test(text)) return (this.trouble.textContent = `There is no command ${text.split(" ")[0]} that you can use here.`);
    const { words, error } = await post(files);
    if (error) return (this.trouble.textContent = error);
    const about = this.#about;
    this.#clear();
    this.focus();
    const answer = await this.ask(this.#said(asSent(text, this.world), words, about));
    const trouble = answer.error ?? answer.failed;
    if (trouble) this.#again(trouble, () => this.#put(text));
  }

  #said(text, files, about) {
    if (about?.edits) return { do: "rewrite", message: about.message.id, text };
    return { do: "say", channel: this.world.channelId, text, files, reply_to: about?.message.id };
  }

  /** What could not be sent stands there again, unless something new has been typed. */
  #again(sentence, back) {
    if (!this.#doing && !this.field.value) back();
    this.#popup.hide();
    this.trouble.textContent = sentence;
  }
}

/** The names of the options that a command needs, and how many more it takes. */
function hints(command) {
  const needed = command.options.filter((option) => option.required).map((option) => option.shown);
  const more = command.options.length - needed.length;
  return [...needed, ...(more ? [`+${more} optional`] : [])];
}

// A menu of a message or a form: closed it shows its placeholder or what is chosen, open it is a list to pick from.

import { emoji, face, h } from "./dom.js";

const SELECT = 3, USERS = 5, ROLES = 6, MENTIONABLES = 7, CHANNELS = 8;
const SEARCHED = 8; // choices from which on one can search in them
const ROOM = 90; // px below an open list

let nr = 0;

/** `use.choose(custom_id, values)` is told what was chosen. */
export function menu(one, see, use) {
  return new Menu(one, see, use).box;
}

/** What a menu offers: its own options, or people, roles and channels. */
function offered(one, see) {
  if (one.type === SELECT) return one.options;
  const chosen = new Set((one.default_values ?? []).map((value) => value.id));
  const people = see.members().map((member) => ({ label: member.name, value: member.id, picture: face(member.name, member.bot) }));
  const roles = see.roles().map((role) => ({ label: role.everyone ? "@everyone" : `@${role.name}`, value: role.id }));
  const rooms = see.channels(one.channel_types).map((channel) => ({ label: `# ${channel.name}`, value: channel.id }));
  const kinds = { [USERS]: people, [ROLES]: roles, [MENTIONABLES]: [...people, ...roles], [CHANNELS]: rooms };
  return (kinds[one.type] ?? []).map((option) => ({ ...option, default: chosen.has(option.value) }));
}

class Menu {
  constructor(one, see, use) {
    this.one = one;
    this.use = use;
    this.options = offered(one, see);
    this.most = one.max_values ?? 1;
    this.least = one.min_values ?? (one.required === false ? 0 : 1);
    this.before = new Set(this.options.filter((option) => option.default).map((option) => option.value));
    this.chosen = new Set(this.before);
    this.#build();
    this.#show();
  }

  #build() {
    const id = `menu-${++nr}`;
    this.face = h("button", { type: "button", className: "face-of-menu", disabled: this.one.disabled, "aria-haspopup": "listbox", "aria-controls": id, "aria-expanded": "false" });
    this.face.dataset.control = this.one.placeholder ?? this.options[0]?.label ?? "menu";
    this.search = this.options.length > SEARCHED && h("input", { type: "text", className: "search", placeholder: "Search", "aria-label": "Search", autocomplete: "off", oninput: () => this.#filter() });
    this.entries = this.options.map((option, index) => this.#entry(option, index));
    const listed = h("div", { role: "listbox", id, "aria-label": this.one.placeholder ?? "Choices", "aria-multiselectable": String(this.most > 1) }, ...this.entries);
    this.list = h("div", { className: "options", hidden: true }, this.search || null, listed);
    if (!this.options.length) this.list.append(h("p", { className: "placeholder" }, "There is nothing to choose here."));
    this.box = h("div", { className: "menu" }, this.face, this.list);
    this.face.addEventListener("click", () => (this.list.hidden ? this.#open() : this.#close()));
    this.box.addEventListener("keydown", (event) => this.#key(event));
  }

  #entry(option, index) {
    const about = option.description ? h("small", {}, option.description) : null;
    const label = h("span", { className: "label" }, option.picture ?? emoji(option.emoji), option.label);
    const entry = h("button", { type: "button", role: "option", tabIndex: -1, onclick: () => this.#pick(index) }, label, about);
    entry.setAttribute("aria-selected", String(this.chosen.has(option.value)));
    return entry;
  }

  #show() {
    const chosen = this.options.filter((option) => this.chosen.has(option.value));
    const words = chosen.map((option) => h("span", { className: chosen.length > 1 ? "chip" : "" }, option.label));
    const nothing = h("span", { className: "placeholder" }, this.one.placeholder ?? "Make a selection");
    this.face.replaceChildren(h("span", { className: "chosen" }, ...(words.length ? words : [nothing])));
  }

  #filter() {
    const typed = this.search.value.trim().toLowerCase();
    this.entries.forEach((entry, index) => (entry.hidden = !this.options[index].label.toLowerCase().includes(typed)));
  }

  #open() {
    this.list.hidden = false;
    this.face.setAttribute("aria-expanded", "true");
    const below = window.innerHeight - this.face.getBoundingClientRect().bottom;
    this.box.classList.toggle("above", below < this.list.offsetHeight + ROOM);
    (this.search || this.entries.find((entry) => entry.getAttribute("aria-selected") === "true") || this.entries[0])?.focus({ preventScroll: true });
    document.addEventListener("pointerdown", this.#outside);
  }

  #close() {
    this.list.hidden = true;
    this.face.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", this.#outside);
    const differs = this.options.some((option) => this.before.has(option.value) !== this.chosen.has(option.value));
    if (this.most > 1 && this.chosen.size >= this.least && differs) this.#send();
  }

  #outside = (event) => {
    if (!this.box.contains(event.target)) this.#close();
  };

  #pick(index) {
    const { value } = this.options[index];
    const had = this.chosen.delete(value);
    if (this.most === 1) {
      this.chosen.clear();
      if (!had || this.least > 0) this.chosen.add(value);
      this.#close();
      this.face.focus({ preventScroll: true });
      this.#send();
    } else if (!had && this.chosen.size < this.most) {
      this.chosen.add(value);
    }
    this.entries.forEach((entry, at) => entry.setAttribute("aria-selected", String(this.chosen.has(this.options[at].value))));
    this.#show();
  }

  async #send() {
    this.before = new Set(this.chosen);
    this.face.setAttribute("aria-busy", "true");
    await this.use.choose(this.one.custom_id, [...this.chosen]);
    this.face.removeAttribute("aria-busy");
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#step(step);
    else if (event.key === "Enter" && event.target === this.search) this.entries.find((entry) => !entry.hidden)?.click();
    else if (event.key === "Escape" && !this.list.hidden) this.#away(event);
    else if (event.key === "Tab" && !this.list.hidden) return this.#close();
    else return;
    event.preventDefault();
  }

  #step(step) {
    if (this.list.hidden) return this.#open();
    const shown = this.entries.filter((entry) => !entry.hidden);
    const at = shown.indexOf(document.activeElement);
    shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length]?.focus();
  }

  #away(event) {
    event.stopPropagation();
    this.#close();
    this.face.focus();
  }
}

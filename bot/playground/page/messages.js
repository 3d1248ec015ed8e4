// The messages of a channel: drawn once, drawn again where one changes, kept at the end while one reads there.

import { h, icon } from "./dom.js";
import { buildMessage } from "./message.js";
import { DIRECT, called } from "./world.js";

const NEAR_END = 80; // px
const EARLY = 1.5; // screens from the upper end at which older messages are asked for
const NEAR = 80; // messages at the end that are always laid out
const ABOVE = 8; // px between the edge and the beginning of a long message

export class Messages {
  #shown = new Map(); // by message id: [message, element]
  #pressed = ""; // the message on which this person last pressed something
  #fetching = null; // older messages that are on their way
  #follows = true; // the newest message is in sight, so what becomes of it is to be seen too
  #atEnd = true; // nothing is below what is in sight, so that what comes next is to be seen too

  /** `see` knows names; `act` presses, chooses and dismisses. */
  constructor(log, down, world, see, act) {
    this.log = log;
    this.down = down;
    this.world = world;
    this.see = see;
    this.act = act;
    down.append(icon("down"));
    down.addEventListener("click", () => this.#toEnd());
    new ResizeObserver(() => log.firstElementChild && (this.#follows ? this.#reveal(this.#newest) : this.#look())).observe(log);
    log.addEventListener("load", () => this.#follows && this.#reveal(this.#newest), true); // a picture that came late
    log.addEventListener("contextmenu", (event) => this.#menu(event));
    log.addEventListener("keydown", (event) => this.#walk(event));
    log.addEventListener("scroll", () => this.#look(), { passive: true });
  }

  /** The second button, or a long press; on text that is selected and on links the browser's own menu. */
  #menu(event) {
    const element = event.target.closest("article.message");
    const message = element && this.#shown.get(element.dataset.id)?.[0];
    if (!message || event.target.closest("a, img") || !getSelection().isCollapsed) return;
    event.preventDefault();
    this.act.menu(message, { x: event.clientX, y: event.clientY });
  }

  /** Arrow keys go from message to message; Enter opens the menu of one. */
  #walk(event) {
    const { target, key } = event;
    if (target !== this.log && !target.matches("article")) return;
    const all = [...this.log.querySelectorAll("article.message")];
    const at = all.indexOf(target);
    if (key === "ArrowUp") (at < 0 ? all.at(-1) : all[at - 1])?.focus();
    else if (key === "ArrowDown" && at >= 0) all[at + 1]?.focus();
    else if (key === "Enter" && at >= 0) this.act.menu(this.#shown.get(target.dataset.id)[0], target);
    else return;
    event.preventDefault();
  }

  get #newest() {
    return this.#shown.size ? [...this.#shown.values()].at(-1)[1] : this.log.firstElementChild;
  }

  /** Notes whether the newest message is in sight, and offers the way down where the end is not. */
  #look() {
    const end = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    const seen = this.log.scrollTop + this.log.clientHeight - NEAR_END;
    this.#follows = end < NEAR_END || this.#newest.offsetTop < seen;
    this.down.hidden = this.#atEnd = end < NEAR_END;
    if (this.#atEnd) this.down.classList.remove("news");
    if (this.log.scrollTop < EARLY * this.log.clientHeight) this.#fetch();
  }

  /** Older messages, above the others; false where there are none. What is in sight stays where it is. */
  #fetch() {
    if (this.world.begun) return Promise.resolve(false);
    this.#fetching ??= this.act.older(this.world.messages[0]).then((older) => {
      this.#fetching = null;
      if (older) this.#putBefore(older);
      return Boolean(older);
    });
    return this.#fetching;
  }

  #putBefore(older) {
    const built = older.map((message, index) => [message.id, [message, this.#build(message, older[index - 1])]]);
    this.#shown = new Map([...built, ...this.#shown]);
    const below = this.log.scrollHeight - this.log.scrollTop;
    this.log.firstElementChild.after(h("div", { className: "far" }, ...built.map(([, [, element]]) => element)));
    if (this.world.begun) this.log.firstElementChild.replaceWith(beginning(this.world, this.see));
    this.log.scrollTop = this.log.scrollHeight - below;
    this.#look();
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#look();
  }

  /** A message as far as there is room; one that is longer than the screen from its beginning, where reading begins. */
  #reveal(element) {
    const end = element === this.#newest ? this.log.scrollHeight : element.offsetTop + element.offsetHeight + ABOVE;
    this.log.scrollTop = Math.min(element.offsetTop - ABOVE, end - this.log.clientHeight);
    this.#look();
  }

  /** Everything anew: another channel, or a new beginning. */
  draw() {
    this.#shown.clear();
    this.world.trim();
    this.log.replaceChildren(this.world.begun ? beginning(this.world, this.see) : earlier());
    for (const message of this.world.messages) this.#set(message);
    this.#reveal(this.#newest);
  }

  /** A new message, or one that is otherwise now. */
  put(message) {
    const follows = this.#shown.has(message.id) ? this.#follows : this.#atEnd;
    const [old, element] = this.#set(message);
    const turned = !old || prose(old) !== prose(element);
    const mine = message.id === this.#pressed || (!old && this.#isMine(message));
    if (turned && (mine || (follows && element === this.#newest))) this.#reveal(element);
    else this.#look();
    if (!old && !this.down.hidden) this.down.classList.add("news");
  }

  /** What this person said, or brought about. */
  #isMine(message) {
    return [message.author.id, message.interaction_metadata?.user.id].includes(this.world.me.id);
  }

  #set(message) {
    const old = this.#shown.get(message.id)?.[1];
    const previous = old ? this.#before(message.id) : [...this.#shown.values()].at(-1)?.[0];
    const element = this.#build(message, previous);
    this.#shown.set(message.id, [message, element]);
    if (old) exchange(old, element);
    else this.#append(element);
    return [old, element];
  }

  #append(element) {
    this.log.append(element);
    if (this.#follows && this.log.childElementCount > 3 * NEAR) this.#fold();
  }

  /** What is far above is not laid out before somebody scrolls there (`.far`): thousands of messages stay light. */
  #fold() {
    const above = [...this.log.querySelectorAll(":scope > article")].slice(0, NEAR);
    const block = h("div", { className: "far" });
    above[0].before(block);
    block.append(...above);
  }

  remove(id) {
    this.#shown.get(id)?.[1].remove();
    this.#shown.delete(id);
  }

  /** A sentence under a message, for this person alone. */
  complain(id, sentence) {
    const element = this.#shown.get(id)?.[1];
    element?.querySelector(".failed")?.remove();
    if (element && sentence) element.querySelector(".body").append(h("p", { className: "failed", role: "alert" }, sentence));
    this.#look();
  }

  /** Shows where a message is; false where it is no more. */
  async point(id) {
    while (!this.#shown.has(id) && BigInt(id) < BigInt(this.world.messages[0]?.id ?? 0) && (await this.#fetch()));
    const element = this.#shown.get(id)?.[1];
    element?.scrollIntoView({ block: "center" });
    element?.classList.add("pointed");
    setTimeout(() => element?.classList.remove("pointed"), 2000);
    return Boolean(element);
  }

  /** A note that only this window has: a command that nobody answered. */
  note(sentence) {
    const note = h("p", { className: "note", role: "alert" }, sentence, " ");
    note.append(h("button", { type: "button", className: "plain", onclick: () => note.remove() }, "Dismiss"));
    this.log.append(note);
    this.#toEnd();
  }

  #before(id) {
    const ids = [...this.#shown.keys()];
    return this.#shown.get(ids[ids.indexOf(id) - 1])?.[0];
  }

  #build(message, previous) {
    return buildMessage(message, previous, this.see, {
      ...this.act,
      press: (one, button) => {
        this.#pressed = one.id;
        return this.act.press(one, button);
      },
    });
  }
}

function earlier() {
  return h("p", { className: "earlier" }, "Earlier messages …");
}

/** What a message says, without what can be pressed. */
function prose(element) {
  return [...element.querySelectorAll(".markdown")].map((text) => text.textContent).join();
}

function beginning(world, see) {
  const { channel } = world;
  const name = called(channel);
  const words = {
    [DIRECT]: `This is where you and ${channel?.name} write to each other.`,
  }[channel?.kind] ?? (channel?.parent ? `A thread of #${world.channelName(channel.parent)}.` : "This is the start of the channel.");
  const welcome = h("p", {}, words, ...hint(world, see));
  const what = h("small", {}, "This is a playground on your own machine. It is not Discord.");
  return h("div", { className: "beginning" }, h("h2", {}, channel?.kind === DIRECT || channel?.parent ? name : `Welcome to ${name}`), welcome, what);
}

/** What a newcomer may type. */
function hint(world, see) {
  const { first_command: first, name } = world.bot;
  if (!world.hasBot) return [` ${name} is not here.`];
  if (!first) return [` Type / below to see what ${name} can do.`];
  const type = h("button", { type: "button", className: "mention", onclick: () => see.typeCommand(first) }, `/${first}`);
  return [" Type ", type, " below and press Enter."];
}

/** The new element in place of the old; a control that had the keyboard's focus keeps it. */
function exchange(old, element) {
  const itself = old === document.activeElement;
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.control : undefined;
  old.replaceWith(element);
  if (itself) element.focus({ preventScroll: true });
  if (focused === undefined) return;
  const controls = [...element.querySelectorAll("[data-control]:not(:disabled)")];
  (controls.find((one) => one.dataset.control === focused) ?? controls[0])?.focus({ preventScroll: true });
}

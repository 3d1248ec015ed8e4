// The messages of a channel: drawn once, drawn again where one changes, kept at the end while one reads there.

import { components, file } from "./components.js";
import { face, h, icon } from "./dom.js";
import { markdown } from "./markdown.js";

const TOGETHER = 7 * 60 * 1000; // ms within which one person's messages share a header
const NEAR_END = 80; // px
const ABOVE = 8; // px between the edge and the beginning of a long message

export class Messages {
  #shown = new Map(); // by message id: [message, element]
  #pressed = ""; // the message on which this person last pressed something
  #follows = true; // the newest message is in sight, so what comes next is to be seen too

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
    log.addEventListener("scroll", () => this.#look(), { passive: true });
  }

  get #newest() {
    return this.#shown.size ? [...this.#shown.values()].at(-1)[1] : this.log.firstElementChild;
  }

  /** Notes whether the newest message is in sight, and offers the way down where the end is not. */
  #look() {
    const end = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    const seen = this.log.scrollTop + this.log.clientHeight - NEAR_END;
    this.#follows = end < NEAR_END || this.#newest.offsetTop < seen;
    this.down.hidden = end < NEAR_END;
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
    this.log.replaceChildren(beginning(this.world.channel, this.see));
    for (const message of this.world.messages) this.#set(message);
    this.#reveal(this.#newest);
  }

  /** A new message, or one that is otherwise now. */
  put(message) {
    const follows = this.#follows;
    const [old, element] = this.#set(message);
    const turned = !old || prose(old) !== prose(element);
    const mine = message.id === this.#pressed;
    if (turned && (mine || (follows && element === this.#newest))) this.#reveal(element);
    else this.#look();
  }

  #set(message) {
    const old = this.#shown.get(message.id)?.[1];
    const previous = old ? this.#before(message.id) : [...this.#shown.values()].at(-1)?.[0];
    const element = this.#build(message, previous);
    this.#shown.set(message.id, [message, element]);
    if (old) exchange(old, element);
    else this.log.append(element);
    return [old, element];
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

  /** Shows where a message is. */
  point(id) {
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
    const { author } = message;
    const alone = message.interaction_metadata || !follows(message, previous);
    const body = h("div", { className: "body" }, alone ? head(message) : null, ...this.#content(message));
    if (message.flags & 64) body.append(this.#private(message));
    const element = h("article", { className: alone ? "message" : "message more" }, ...used(message), alone ? face(author.username, author.bot) : null, body);
    element.dataset.id = message.id;
    if (message.flags & 64) element.classList.add("private");
    return element;
  }

  #content(message) {
    if (message.loading) return [h("p", { className: "thinking" }, `${message.author.username} is thinking…`)];
    const use = {
      press: (button) => {
        this.#pressed = message.id;
        return this.act.press(message, button);
      },
      choose: (menu, values) => this.act.choose(message, menu, values),
    };
    const text = message.content ? [markdown(message.content, this.see)] : [];
    const files = message.flags & 32768 ? [] : message.attachments.map((one) => file(one.url, one.filename));
    return [...text, ...components(message.components, this.see, use), ...files];
  }

  #private(message) {
    const dismiss = h("button", { type: "button", className: "plain", onclick: () => this.act.dismiss(message) }, "Dismiss message");
    return h("p", { className: "only-you" }, "Only you can see this · ", dismiss);
  }
}

/** What a message says, without what can be pressed. */
function prose(element) {
  return [...element.querySelectorAll(".markdown")].map((text) => text.textContent).join();
}

function beginning(channel, see) {
  const type = h("button", { type: "button", className: "mention", onclick: () => see.typeCommand("read") }, "/read");
  const welcome = h("p", {}, "This is the start of the channel. Type ", type, " below and press Enter; places in stories are kept from the last time.");
  const what = h("small", {}, "This is a playground on your own machine. It is not Discord.");
  return h("div", { className: "beginning" }, h("h2", {}, `Welcome to #${channel?.name ?? ""}`), welcome, what);
}

function follows(message, previous) {
  if (!previous || previous.author.id !== message.author.id || (previous.flags ^ message.flags) & 64) return false;
  return Date.parse(message.timestamp) - Date.parse(previous.timestamp) < TOGETHER;
}

/** "Ana used /read" above what a command brought about. */
function used(message) {
  const { interaction_metadata: by, typed } = message;
  if (!by || !typed?.startsWith("/")) return [];
  const command = /^\/[^\s:]+(?: [^\s:]+(?=\s|$))*/.exec(typed)[0];
  return [h("p", { className: "used" }, h("b", {}, by.user.username), " used ", h("span", { className: "mention", title: typed }, command))];
}

function head(message) {
  const moment = new Date(message.timestamp);
  const short = new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(moment);
  const app = message.author.bot ? h("span", { className: "app" }, "APP") : null;
  return h("header", {}, h("b", {}, message.author.username), app, h("time", { dateTime: message.timestamp, title: moment.toLocaleString() }, short));
}

/** The new element in place of the old; a control that had the keyboard's focus keeps it. */
function exchange(old, element) {
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.control : undefined;
  old.replaceWith(element);
  if (focused === undefined) return;
  const controls = [...element.querySelectorAll("[data-control]:not(:disabled)")];
  (controls.find((one) => one.dataset.control === focused) ?? controls[0])?.focus({ preventScroll: true });
}

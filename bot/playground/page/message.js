// One message as an element: whose it is, what brought it about, what it says, and what one can do with it.

import { components } from "./components.js";
import { face, h, icon, tool } from "./dom.js";
import { markdown } from "./markdown.js";
import { attachments } from "./media.js";
import { now } from "./now.js";

const TOGETHER = 7 * 60 * 1000; // ms within which one person's messages share a header
const PRIVATE = 64, V2 = 32768;
const RENAMED = 4, PINNED = 6, THREAD_CREATED = 18, THREAD_STARTER = 21;

/** `see` knows names and messages; `act` does what can be done with a message. */
export function buildMessage(message, previous, see, act) {
  const note = happening(message, see);
  if (note) return note;
  const { author } = message;
  const alone = message.interaction_metadata || message.message_reference || !follows(message, previous);
  const body = h("div", { className: "body" }, alone ? head(message, see) : null, ...content(message, see, act));
  if (message.flags & PRIVATE) body.append(onlyYou(message, act));
  else if (message.thread) body.append(threadChip(message.thread, see));
  const picture = alone ? face(author.username, author.bot) : null;
  const element = h("article", { className: alone ? "message" : "message more", tabIndex: -1, "aria-label": `${author.username}, ${time(message)}` }, ...before(message, see), picture, body, tools(message, act));
  element.dataset.id = message.id;
  if (message.flags & PRIVATE) element.classList.add("private");
  if (see.calls(message)) element.classList.add("for-me");
  return element;
}

function follows(message, previous) {
  if (!previous || happens(previous) || previous.author.id !== message.author.id || (previous.flags ^ message.flags) & PRIVATE) return false;
  return Date.parse(message.timestamp) - Date.parse(previous.timestamp) < TOGETHER;
}

// What is no message of anybody, but something that happened.

function happens(message) {
  return [RENAMED, PINNED, THREAD_CREATED, THREAD_STARTER].includes(message.type);
}

function happening(message, see) {
  if (!happens(message)) return null;
  const who = h("b", {}, message.author.username);
  const words = {
    [RENAMED]: [who, ` renamed this to ${message.content}.`],
    [PINNED]: [who, " pinned a message."],
    [THREAD_CREATED]: [who, " started a thread: ", link(message.content, message.message_reference?.channel_id, null, see)],
    [THREAD_STARTER]: ["This thread began with ", link("a message", message.message_reference?.channel_id, message.message_reference?.message_id, see), "."],
  }[message.type];
  const element = h("article", { className: "happening" }, icon("next"), h("p", {}, ...words, " ", moment(message)));
  element.dataset.id = message.id;
  return element;
}

function link(text, channelId, messageId, see) {
  return h("button", { type: "button", className: "plain", onclick: () => see.goTo(channelId, messageId) }, text);
}

// Above a message.

function before(message, see) {
  const used = usedCommand(message);
  const about = message.message_reference?.message_id;
  if (!about) return used;
  const answered = see.message(about);
  const text = answered ? [h("b", {}, answered.author.username), " ", excerpt(answered)] : ["A message that is no longer here"];
  const go = () => see.goTo(message.message_reference.channel_id, about);
  return [h("button", { type: "button", className: "used plain", onclick: go, "aria-label": `In reply to ${answered?.author.username ?? "a message"}` }, ...text)];
}

function excerpt(message) {
  return message.content.replace(/\s+/g, " ").slice(0, 100) || (message.attachments.length ? "a file" : "a message");
}

/** "Ana used /read" above what a command brought about. */
function usedCommand(message) {
  const { interaction_metadata: by, typed } = message;
  if (!by || !typed || (by.type !== 2 && !typed.startsWith("/"))) return [];
  const command = /^\/[^\s:]+(?: [^\s:]+(?=\s|$))*/.exec(typed)?.[0] ?? typed;
  return [h("p", { className: "used" }, h("b", {}, by.user.username), " used ", h("span", { className: "mention", title: typed }, command))];
}

function head(message, see) {
  const app = message.author.bot ? h("span", { className: "app" }, "APP") : null;
  const name = h("b", { className: "author" }, message.author.username);
  const colour = see.colourOf(message.author.id);
  if (colour) name.style.setProperty("--role", colour);
  if (colour) name.classList.add("coloured");
  return h("header", {}, name, app, moment(message));
}

// Made once: making one takes longer than building the rest of a message.
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const DAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "short" });

function time(message) {
  return CLOCK.format(new Date(message.timestamp));
}

function moment(message) {
  const at = new Date(message.timestamp);
  const today = at.toDateString() === now().toDateString();
  const words = today ? time(message) : DAY_AND_CLOCK.format(at);
  return h("time", { dateTime: message.timestamp, title: at.toLocaleString() }, words);
}

// What it says.

function content(message, see, act) {
  if (message.loading) return [h("p", { className: "thinking" }, `${message.author.username} is thinking…`)];
  const use = {
    press: (button) => act.press(message, button),
    choose: (menu, values) => act.choose(message, menu, values),
  };
  const text = message.content ? [markdown(message.content, see)] : [];
  if (text.length && onlyEmoji(message.content)) text[0].classList.add("jumbo");
  const edited = message.edited_timestamp && text.length && !message.author.bot ? [h("small", { className: "edited" }, "(edited)")] : [];
  const files = message.flags & V2 ? [] : attachments(message.attachments);
  return [...text, ...edited, ...components(message.components, see, use), ...files];
}

function onlyEmoji(text) {
  return text.length < 60 && /^(?:\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\u200D\uFE0F\p{Extended_Pictographic}]*\s*)+$/u.test(text);
}

function onlyYou(message, act) {
  const dismiss = h("button", { type: "button", className: "plain", onclick: () => act.dismiss(message) }, "Dismiss message");
  return h("p", { className: "only-you" }, icon("eye"), "Only you can see this · ", dismiss);
}

function threadChip(thread, see) {
  const count = thread.message_count === 1 ? "1 message" : `${thread.message_count} messages`;
  return h("button", { type: "button", className: "thread-chip", onclick: () => see.goTo(thread.id) }, icon("thread"), h("b", {}, thread.name), h("span", {}, count));
}

/** Shown beside a message that is pointed at or has the focus. */
function tools(message, act) {
  const more = tool("more", "More for this message", (event) => act.menu(message, event.currentTarget));
  more.setAttribute("aria-haspopup", "menu");
  const reply = act.mayReply(message) ? tool("reply", "Reply", () => act.reply(message)) : null;
  for (const one of [reply, more].filter(Boolean)) one.tabIndex = -1; // by keyboard the message itself opens its menu
  return h("div", { className: "message-tools" }, reply, more);
}

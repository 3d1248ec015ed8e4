// What may stand inside "<...>" in Discord's markdown, and links: mentions, times, commands, emoji, addresses.

import { h } from "./dom.js";
import { now } from "./now.js";

const CHANNEL_LINK = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/;

const ANGLES = [
  [/^<@!?(\d+)>/, ([, id], see) => mention(`@${see.memberName(id) ?? "unknown-user"}`)],
  [/^<@&(\d+)>/, ([, id], see) => mention(`@${see.roleName(id) ?? "deleted-role"}`)],
  [/^<#(\d+)>/, ([, id], see) => channelLink(id, null, see)],
  [/^<\/([^:>]{1,98}):\d+>/, ([, name], see) => commandLink(name, see)],
  [/^<id:(customize|browse|guide|linked-roles)>/, ([, name]) => mention(`# ${name}`)],
  [/^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>/, ([whole, seconds, style]) => time(whole, Number(seconds), style ?? "f")],
  [/^<a?:(\w{2,32}):\d+>/, ([, name]) => h("span", { className: "emoji", title: `:${name}:` }, `:${name}:`)],
  [/^<((?:https?|steam):\/\/[^\s<>]+)>/, ([, url], see) => link(url, [url], see)],
];

/** The node for what begins with "<" here, and its length; null where it is only a "<". */
export function angle(rest, see) {
  for (const [pattern, build] of ANGLES) {
    const match = pattern.exec(rest);
    if (match) return [build(match, see), match[0].length];
  }
  return null;
}

function mention(text) {
  return h("span", { className: "mention" }, text);
}

function commandLink(name, see) {
  return h("button", { type: "button", className: "mention", onclick: () => see.typeCommand(name) }, `/${name}`);
}

function channelLink(id, messageId, see) {
  const name = see.channelName(id);
  const text = name === undefined ? "# unknown" : `# ${name}${messageId ? " › message" : ""}`;
  const go = () => see.goTo(id, messageId);
  return h("button", { type: "button", className: "mention", disabled: name === undefined, onclick: go }, text);
}

/** A link says where it leads; one to a message of this world goes there. */
export function link(url, content, see) {
  const place = CHANNEL_LINK.exec(url);
  if (place && content[0] === url) return channelLink(place[1], place[2], see);
  const anchor = h("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer" }, ...content);
  if (place) {
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      see.goTo(place[1], place[2]);
    });
  }
  return anchor;
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

function time(raw, seconds, style) {
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return document.createTextNode(raw);
  const full = new Intl.DateTimeFormat(undefined, STYLES.F).format(moment);
  const element = h("time", { dateTime: moment.toISOString(), title: full });
  if (style === "R") element.dataset.since = String(seconds);
  element.textContent = style === "R" ? ago(seconds) : new Intl.DateTimeFormat(undefined, STYLES[style]).format(moment);
  return element;
}

function ago(seconds) {
  const away = seconds - now() / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(away / size), unit);
}

/** "2 minutes ago" grows older by itself. */
export function keepTime() {
  setInterval(() => {
    for (const element of document.querySelectorAll("time[data-since]")) {
      element.textContent = ago(Number(element.dataset.since));
    }
  }, 1000);
}

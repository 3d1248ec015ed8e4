// What completes a word that is being typed: people, roles, channels and emoji; and how these are sent.

import { emojiLike, withEmoji } from "./emoji.js";

const WORD = /(?:^|\s)([@#:])([^\s@#:]*)$/u;
const SHORTEST = { "@": 0, "#": 0, ":": 2 };
const MOST = 10;

/** `{from, items}` for the word before the cursor: `items` are `{name, about, text}`; null where nothing completes it. */
export function completions(text, cursor, world) {
  const match = WORD.exec(text.slice(0, cursor));
  if (!match || match[2].length < SHORTEST[match[1]]) return null;
  const [, sign, letters] = match;
  const items = sign === ":" ? emojiLike(letters).map(({ name, value }) => ({ name, text: value })) : named(sign, letters.toLowerCase(), world);
  return items.length ? { from: cursor - letters.length - 1, items } : null;
}

function named(sign, letters, world) {
  const like = (name) => name.toLowerCase().startsWith(letters);
  if (sign === "#") return rooms(world).filter((one) => like(one.name)).slice(0, MOST).map((one) => ({ name: `#${one.name}`, text: `#${one.name}` }));
  const people = world.members.filter((one) => like(one.name)).map((one) => ({ name: one.name, text: `@${one.name}` }));
  const listed = roles(world).filter((one) => like(one.name)).map((one) => ({ name: `@${one.name}`, about: "role", text: `@${one.name}` }));
  return [...people, ...listed].slice(0, MOST);
}

function rooms(world) {
  return world.server?.channels ?? [];
}

function roles(world) {
  return (world.server?.roles ?? []).filter((role) => !role.everyone && !role.managed);
}

/** The text as it is sent: names behind "@" and "#" are mentions, shortcodes are emoji. */
export function asSent(text, world) {
  const known = [
    ...world.members.map((one) => [`@${one.name}`, `<@${one.id}>`]),
    ...roles(world).map((one) => [`@${one.name}`, `<@&${one.id}>`]),
    ...rooms(world).map((one) => [`#${one.name}`, `<#${one.id}>`]),
  ].sort(([one], [other]) => other.length - one.length);
  return withEmoji(outsideCode(text, (plain) => replaced(plain, known)));
}

function outsideCode(text, change) {
  return text.split(/(```[\s\S]*?```|`[^`\n]+`)/).map((part, index) => (index % 2 ? part : change(part))).join("");
}

function replaced(text, known) {
  let sent = "";
  for (let at = 0; at < text.length; ) {
    const begins = (text[at] === "@" || text[at] === "#") && !/[\p{L}\p{N}_<]/u.test(text[at - 1] ?? " ");
    const found = begins && known.find(([name]) => text.startsWith(name, at) && !/[\p{L}\p{N}_]/u.test(text[at + name.length] ?? " "));
    sent += found ? found[1] : text[at];
    at += found ? found[0].length : 1;
  }
  return sent;
}

/** A message's text as it was typed, to be edited. */
export function asTyped(text, see) {
  return text
    .replace(/<@!?(\d+)>/g, (whole, id) => (see.memberName(id) ? `@${see.memberName(id)}` : whole))
    .replace(/<@&(\d+)>/g, (whole, id) => (see.roleName(id) ? `@${see.roleName(id)}` : whole))
    .replace(/<#(\d+)>/g, (whole, id) => (see.channelName(id) ? `#${see.channelName(id)}` : whole));
}

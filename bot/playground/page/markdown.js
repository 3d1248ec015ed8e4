// Discord's markdown as Discord shows it, built as DOM nodes.
//
// Rules in the order in which Discord's own parser (a descendant of simple-markdown) tries them: what may only begin a
// line first, then escapes, then spans, the longest of several that match; everything else is text.

import { h } from "./dom.js";
import { angle, link } from "./inline.js";

const HEADING = /^(#{1,3})\s+((?:\\[^\n]|[^\\\n])+?)#*[ \t]*(?:\n|$)/;
const SUBTEXT = /^-# +([^\n]+)(?:\n|$)/;
const QUOTE_REST = /^ *>>> ([\s\S]*)/;
const QUOTE = /^(?: *> [^\n]*(?:\n|$))+/;
const ITEM = /^( *)([-*]|\d+\.) +([^\n]+)(?:\n|$)/;
const MORE_OF_ITEM = /^( +)(?!(?:[-*]|\d+\.) )([^\n]+)(?:\n|$)/;
const FENCE = /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```\n?/i;
const CODE = /^(`+)([\s\S]*?[^`])\1(?!`)/;
const ESCAPE = /^\\([^0-9A-Za-z\s])/u;
const SHRUG = "¯\\_(ツ)_/¯";
const MASKED = /^\[((?:\[[^\]\n]*\]|[^[\]])+)\]\(\s*<?(https?:\/\/(?:\([^\s<>()]*\)|[^\s<>()])+)>?(?:\s+["'][^)]*["'])?\s*\)/;
const ADDRESS = /^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/;
const LOOKS_LIKE_LINK = /:\/\/|^www\.|\p{Extended_Pictographic}/u;
const EVERYONE = /^@(?:everyone|here)(?!\w)/;

const EM_STAR = /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?) {0,2}\*(?!\*)/;
const EM_LINE = /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/;
const STRONG = /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/;
const UNDERLINE = /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/;
const STRIKE = /^~~([\s\S]+?)~~(?!_)/;
const SPOILER = /^\|\|([\s\S]+?)\|\|/;

// By their first character; of two that match the longer wins, else the first.
const SPANS = {
  "*": [[EM_STAR, "em"], [STRONG, "strong"]],
  _: [[EM_LINE, "em"], [UNDERLINE, "u"]],
  "~": [[STRIKE, "s"]],
  "|": [[SPOILER, "spoiler"]],
};

/** An element showing `source`; `see` knows names, and goes to channels. */
export function markdown(source, see) {
  return h("div", { className: "markdown", dir: "auto" }, ...parse(source, see, { begins: true }));
}

/**
 * `where`: `begins` - the first character begins a line; `flat` - on one line, no blocks; `styled` - inside
 * markers, where only headings and subtext are blocks; `quoted`; `literal` - backslashes are shown.
 */
function parse(source, see, where) {
  const nodes = [];
  let text = "";
  const put = (node, length) => {
    if (text) nodes.push(text);
    text = "";
    nodes.push(node);
    return length;
  };
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const begins = !where.flat && (at === 0 ? where.begins : source[at - 1] === "\n");
    const found = (begins && block(rest, see, where)) || span(rest, see, { ...where, begins });
    if (found) {
      at += put(...found);
      continue;
    }
    const plain = literal(rest, where);
    text = plain[0] === "\n" ? text.replace(/ +$/, "") + "\n" : text + plain[0];
    at += plain[1];
  }
  if (text) nodes.push(text);
  return nodes;
}

/** The text that stands here, and how much of the source it takes. */
function literal(rest, where) {
  if (rest.startsWith(SHRUG)) return [SHRUG, SHRUG.length];
  const escape = where.literal ? null : ESCAPE.exec(rest);
  if (escape) return [escape[1], escape[0].length];
  const character = String.fromCodePoint(rest.codePointAt(0));
  return [character, character.length];
}

function block(rest, see, where) {
  const line = { ...where, flat: true, begins: false };
  let match = HEADING.exec(rest);
  if (match) return [h(`h${match[1].length + 1}`, {}, ...parse(match[2], see, line)), match[0].length];
  match = SUBTEXT.exec(rest);
  if (match) return [h("small", {}, ...parse(match[1], see, line)), match[0].length];
  return where.styled ? null : (quote(rest, see, where) ?? list(rest, see, line));
}

function quote(rest, see, where) {
  if (where.quoted) return null;
  const all = QUOTE_REST.exec(rest);
  const match = all ?? QUOTE.exec(rest);
  if (!match) return null;
  const inner = all ? all[1] : match[0].replace(/^ *> /gm, "").replace(/\n$/, "");
  return [h("blockquote", {}, ...parse(inner, see, { ...where, quoted: true, begins: true })), match[0].length];
}

/** Items with the same indent are one list; deeper ones are a list inside the item above them. */
function list(rest, see, line) {
  const items = [];
  let taken = 0;
  for (;;) {
    const item = ITEM.exec(rest.slice(taken));
    const more = !item && items.length ? MORE_OF_ITEM.exec(rest.slice(taken)) : null;
    if (item) items.push({ indent: item[1].length, mark: item[2], text: item[3] });
    else if (more) items.at(-1).text += `\n${more[2]}`;
    else break;
    taken += (item ?? more)[0].length;
  }
  return items.length ? [nested(items, see, line), taken] : null;
}

function nested(items, see, line) {
  const number = Number.parseInt(items[0].mark, 10);
  const element = Number.isNaN(number) ? h("ul") : h("ol", { start: Math.max(number, 1) });
  for (let at = 0; at < items.length; ) {
    let end = at + 1;
    while (end < items.length && items[end].indent > items[at].indent) end += 1;
    const entry = h("li", {}, ...parse(items[at].text, see, line));
    if (end > at + 1) entry.append(nested(items.slice(at + 1, end), see, line));
    element.append(entry);
    at = end;
  }
  return element;
}

function span(rest, see, where) {
  switch (rest[0]) {
    case "`":
      return code(rest);
    case "<":
      return angle(rest, see);
    case "[":
      return masked(rest, see, where);
    case "@": {
      const match = EVERYONE.exec(rest);
      return match && [h("span", { className: "mention" }, match[0]), match[0].length];
    }
    case "h":
    case "s":
      return address(rest, see);
    default:
      return styled(rest, see, where);
  }
}

function code(rest) {
  const fence = FENCE.exec(rest);
  if (fence) return [h("pre", {}, h("code", {}, fence[2])), fence[0].length];
  const match = CODE.exec(rest);
  return match && [h("code", {}, match[2].replace(/^ (`)|(`) $/g, "$1$2")), match[0].length];
}

function masked(rest, see, where) {
  const match = MASKED.exec(rest);
  if (!match || LOOKS_LIKE_LINK.test(match[1])) return null;
  const content = parse(match[1], see, { ...where, flat: true, begins: false, literal: true });
  return [link(match[2], content, see), match[0].length];
}

function address(rest, see) {
  let url = ADDRESS.exec(rest)?.[0];
  while (url?.endsWith(")") && url.split(")").length > url.split("(").length) url = url.slice(0, -1);
  return url ? [link(url, [url], see), url.length] : null;
}

function styled(rest, see, where) {
  let best = null;
  for (const [pattern, name] of SPANS[rest[0]] ?? []) {
    const match = pattern.exec(rest);
    if (match && (!best || match[0].length > best.match[0].length)) best = { match, name };
  }
  if (!best) return null;
  const content = parse(best.match[1], see, { ...where, begins: rest[0] === "*" && where.begins, styled: true });
  const element = best.name === "spoiler" ? spoiler(content) : h(best.name, {}, ...content);
  return [element, best.match[0].length];
}

function spoiler(content) {
  const cover = h("span", { className: "spoiler", role: "button", tabIndex: 0, "aria-label": "Spoiler", "aria-expanded": "false" });
  const inside = h("span", { "aria-hidden": "true" }, ...content);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (cover.classList.contains("shown")) return;
    event.preventDefault();
    cover.classList.add("shown");
    cover.setAttribute("aria-expanded", "true");
    inside.removeAttribute("aria-hidden");
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", show);
  cover.append(inside);
  return cover;
}

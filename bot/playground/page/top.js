// Above the messages: where one is, and who one is.

import { face, h, icon, redraw, tool } from "./dom.js";
import { openMenu } from "./popover.js";
import { DIRECT } from "./world.js";

const FACES = 4; // people who are shown before the rest is in a list

export function drawTop(top, world, doing) {
  const { channel } = world;
  const burger = tool("channels", "Channels", () => document.body.classList.toggle("looking"), "burger tool");
  const sign = channel?.kind === DIRECT ? "@" : channel?.parent ? null : "#";
  const title = h("h1", {}, sign ? h("span", { className: "sign", "aria-hidden": "true" }, sign) : icon("thread"), h("span", { className: "title" }, channel?.name ?? ""));
  const topic = h("p", { className: "topic", title: channel?.topic ?? "" }, channel?.topic ?? "");
  redraw(top, burger, title, topic, ...tools(world, doing), people(world, doing));
}

function tools(world, { threads, members, build }) {
  const { channel } = world;
  if (!channel) return [];
  const thread = channel.parent && channel.may_change ? tool("more", "This thread", (event) => openMenu(event.currentTarget, threadMenu(channel, build), "This thread")) : null;
  const list = channel.kind === DIRECT ? null : tool("thread", "Threads", threads);
  const side = tool("people", "Members", members, "tool members-tool");
  side.setAttribute("aria-pressed", String(document.body.classList.contains("with-members")));
  return [thread, list, side].filter(Boolean);
}

function threadMenu(thread, build) {
  return [
    { name: "Rename …", pick: () => build.renameThread(thread) },
    !thread.archived && { name: "Archive", pick: () => build.archive(thread, true) },
    !thread.locked && { name: "Archive and lock", danger: true, pick: () => build.archive(thread, true, true) },
    (thread.archived || thread.locked) && { name: "Open it again", pick: () => build.archive(thread, false) },
  ];
}

function people(world, doing) {
  const me = world.people.find((person) => person.id === world.me.id);
  const shown = world.people.slice(0, FACES);
  if (me && !shown.includes(me)) shown.splice(-1, 1, me);
  const buttons = shown.map((person) => {
    const mine = person.id === world.me.id;
    const button = h("button", { type: "button", className: "person", title: mine ? `You are ${person.name}` : `Be ${person.name}`, onclick: () => (mine ? doing.build.me() : doing.become(person)) }, face(person.name), h("span", {}, person.name));
    button.setAttribute("aria-pressed", String(mine));
    return button;
  });
  const more = tool("more", "More people", (event) => openMenu(event.currentTarget, peopleMenu(world, doing), "People"), "tool more-people");
  more.setAttribute("aria-haspopup", "menu");
  return h("div", { className: "people", role: "group", "aria-label": "Who you are" }, ...buttons, more);
}

function peopleMenu(world, { become, build }) {
  return [
    { heading: "Be somebody else" },
    ...world.people.map((person) => ({ name: person.name, checked: person.id === world.me.id, pick: () => become(person) })),
    { heading: "Another window, as" },
    ...world.people.filter((person) => person.id !== world.me.id).map((person) => ({ name: `${person.name} ↗`, pick: () => window.open(`?as=${encodeURIComponent(person.name)}`, "_blank") })),
    { heading: "And" },
    { name: "Add a person …", pick: () => build.person() },
    { name: `Settings of ${world.me.name} …`, pick: () => build.me() },
  ];
}

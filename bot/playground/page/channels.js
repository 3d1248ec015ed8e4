// The channels of a server with their threads, what is planned there, and the direct messages.

import { face, h, icon, tool } from "./dom.js";
import { openMenu } from "./popover.js";
import { DIRECT } from "./world.js";

export function channelList(world, doing) {
  return world.channel?.kind === DIRECT ? talks(world, doing) : [...title(world, doing), ...events(world, doing), rooms(world, doing)];
}

function talks(world, { enter, news }) {
  const entries = world.direct.map((channel) => {
    const other = channel.members.find((member) => member.id !== world.me.id);
    return h("li", {}, place(channel, world, enter, news, face(channel.name, other?.bot)));
  });
  return [h("h2", {}, "Direct messages"), h("ul", {}, ...entries)];
}

function title(world, doing) {
  const { server } = world;
  if (!server) return [];
  const items = [
    world.may("manage_channels") && { name: "New channel …", pick: () => doing.build.channel(server) },
    { name: "Add a person …", pick: () => doing.build.person() },
    world.may("manage_guild") && bot(world, server, doing),
  ];
  const button = h("button", { type: "button", className: "server-name", "aria-haspopup": "menu", onclick: (event) => openMenu(event.currentTarget, items, server.name) }, server.name, h("span", { "aria-hidden": "true" }, "⌄"));
  return [h("h2", {}, button)];
}

function bot(world, server, { build }) {
  const there = !server.has_bot;
  return { name: there ? `Invite ${world.bot.name}` : `Remove ${world.bot.name}`, danger: !there, pick: () => build.bring(server, there) };
}

function events(world, { showEvents }) {
  const count = world.server?.events.length ?? 0;
  if (!count) return [];
  const live = world.server.events.some((event) => event.live);
  const words = live ? "Happening now" : count === 1 ? "1 event" : `${count} events`;
  return [h("button", { type: "button", className: live ? "place events live" : "place events", onclick: showEvents }, icon("calendar"), words)];
}

function rooms(world, { enter, news, build }) {
  const channels = world.server?.channels ?? [];
  const entries = channels.filter((channel) => !channel.parent).map((channel) => {
    const threads = channels.filter((one) => one.parent === channel.id && (!one.archived || one.id === world.channelId));
    const settings = channel.may_change ? tool("gear", `Settings of #${channel.name}`, () => build.settings(channel), "tool settings") : null;
    const below = threads.length ? h("ul", { className: "threads" }, ...threads.map((one) => h("li", {}, place(one, world, enter, news, null)))) : null;
    return h("li", {}, h("div", { className: "place-line" }, place(channel, world, enter, news, sign(channel)), settings), below);
  });
  return h("ul", {}, ...entries);
}

function sign(channel) {
  return h("span", { className: "sign", "aria-hidden": "true" }, "#", channel.nsfw ? h("sup", {}, "18") : null);
}

function place(channel, world, enter, news, mark) {
  const { unread, calls } = news.of([channel]);
  const button = h("button", { type: "button", className: "place", onclick: () => enter(channel.id) }, mark, h("span", { className: "name" }, channel.name));
  if (channel.nsfw && !channel.parent) button.title = "Age-restricted";
  if (channel.id === world.channelId) button.setAttribute("aria-current", "page");
  if (unread) button.classList.add("unread");
  if (calls) button.append(h("span", { className: "count" }, String(calls)));
  return button;
}

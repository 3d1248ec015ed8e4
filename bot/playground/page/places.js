// Around the messages: the channels, who one is, how the bot is, and what this page is not.

import { face, h, icon } from "./dom.js";

export function drawPlaces(nav, world, { enter, treatBot, unreads }) {
  const servers = world.servers.map((server) => [
    h("h2", {}, server.name),
    h("ul", {}, ...server.channels.map((channel) => h("li", {}, place(channel, world, enter, unreads)))),
  ]);
  nav.replaceChildren(...servers.flat(), bot(world.bot, treatBot), disclaimer());
}

function place(channel, world, enter, unreads) {
  const here = channel.id === world.channelId;
  const button = h("button", { type: "button", className: "place", onclick: () => enter(channel.id) }, h("span", { "aria-hidden": "true" }, channel.parent ? "↳ " : "# "), channel.name);
  if (here) button.setAttribute("aria-current", "page");
  if (unreads.has(channel.id)) button.classList.add("unread");
  return button;
}

const STATES = { starting: "is starting …", ready: "is here", stopped: "has stopped" };

function bot(one, treatBot) {
  const state = h("p", { className: `bot-state ${one.state}` }, `${one.name} ${STATES[one.state]}`);
  const restart = h("button", { type: "button", className: "button secondary", disabled: one.state === "starting", onclick: () => treatBot("restart") }, one.state === "stopped" ? "Start the bot" : "Restart the bot");
  const kill = h("button", { type: "button", className: "button secondary", disabled: one.state === "stopped", title: "As when the power fails: see that nothing is lost", onclick: () => treatBot("kill") }, "Kill the bot");
  return h("section", { className: "bot", "aria-label": "The bot" }, state, restart, kill);
}

function disclaimer() {
  return h("p", { className: "disclaimer" }, "A playground on your own machine. This is not Discord, and nothing here leaves this computer.");
}

export function drawTop(top, world, { become }) {
  const burger = h("button", { type: "button", className: "burger", "aria-label": "Channels", onclick: () => document.body.classList.toggle("looking") }, icon("channels"));
  const title = h("h1", {}, h("span", { "aria-hidden": "true" }, "# "), world.channel?.name ?? "");
  const topic = world.channel?.topic ? h("p", { className: "topic" }, world.channel.topic) : null;
  top.replaceChildren(burger, title, topic ?? "", people(world, become));
}

function people(world, become) {
  const buttons = world.people.map((person) => {
    const me = person.id === world.me.id;
    const button = h("button", { type: "button", className: "person", title: me ? `You are ${person.name}` : `Be ${person.name}`, onclick: () => become(person) }, face(person.name), h("span", {}, person.name));
    button.setAttribute("aria-pressed", String(me));
    return button;
  });
  const other = world.people.find((person) => person.id !== world.me.id);
  const more = other && h("a", { className: "another", href: `?as=${encodeURIComponent(other.name)}`, target: "_blank", title: `Another window, as ${other.name}`, "aria-label": `Another window, as ${other.name}` }, icon("window"));
  return h("div", { className: "people", role: "group", "aria-label": "Who you are" }, ...buttons, more ?? "");
}

export function drawBanner(banner, world, connected, treatBot) {
  banner.replaceChildren();
  if (!connected) {
    banner.append("The playground is not there. Connecting again …");
  } else if (world.bot.state === "stopped") {
    const start = h("button", { type: "button", className: "button secondary", onclick: () => treatBot("restart") }, "Start it again");
    banner.append(h("span", {}, h("b", {}, `${world.bot.name} has stopped. `), world.bot.last_words), start);
  } else if (world.bot.state === "starting") {
    banner.append(`${world.bot.name} is starting …`);
  }
  banner.hidden = !banner.hasChildNodes();
}

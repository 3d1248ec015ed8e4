// Around the messages: the channels, who one is, how the bot is, and what this page is not.

import { channelList } from "./channels.js";
import { troubleNow } from "./drawer.js";
import { h, redraw } from "./dom.js";

export function drawPlaces(nav, world, doing) {
  redraw(nav, ...channelList(world, doing), bot(world.bot, doing), disclaimer());
}

const STATES = { starting: "is starting …", ready: "is here", stopped: "has stopped" };

function bot(one, { showDrawer }) {
  const state = h("p", { className: `bot-state ${one.state}` }, `${one.name} ${STATES[one.state]}`);
  const more = h("button", { type: "button", className: "button secondary open-drawer", title: "Restart it, kill it, trouble it, move the clock", onclick: showDrawer }, "What if …");
  return h("section", { className: "bot", "aria-label": "The bot" }, state, more);
}

function disclaimer() {
  return h("p", { className: "disclaimer" }, "A playground on your own machine. This is not Discord, and nothing here leaves this computer.");
}

export function drawBanner(banner, world, connected, treatBot) {
  banner.replaceChildren();
  if (!connected) {
    banner.append("The playground is not there. Connecting again …");
  } else if (world.bot.state === "stopped") {
    const start = h("button", { type: "button", className: "button secondary", onclick: () => treatBot("restart") }, "Start it again");
    banner.append(h("span", {}, h("b", {}, `${world.bot.name} has stopped. `), world.bot.last_words), start);
  } else if (world.bot.connected > 1) {
    banner.append(`${world.bot.connected} bots are connected as ${world.bot.name}, and each does what you ask for. End all but one.`);
  } else if (world.bot.state === "starting") {
    banner.append(`${world.bot.name} is starting …`);
  } else {
    banner.append(troubleNow(world));
  }
  banner.hidden = !banner.textContent;
}

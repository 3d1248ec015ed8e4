// The servers at the very left, and the direct messages above them.

import { colourOf, h, icon, initials, redraw } from "./dom.js";
import { DIRECT } from "./world.js";

export function drawServers(nav, world, { enter, news, build }) {
  const talks = entry("Direct messages", icon("speech"), world.channel?.kind === DIRECT, news.of(world.direct), () => enter(world.direct[0].id));
  const servers = world.servers.map((server) => {
    const mark = h("span", { className: "initials" }, initials(server.name));
    mark.style.setProperty("--mark", colourOf(server.name));
    return entry(server.name, mark, server === world.server, news.of(server.channels), () => enter(server.channels[0]?.id ?? ""));
  });
  const add = h("button", { type: "button", className: "server add", title: "Add a server", "aria-label": "Add a server", onclick: () => build.server() }, icon("plus"));
  redraw(nav, h("ul", {}, h("li", {}, talks), h("li", { role: "presentation", className: "rule" }), ...servers.map((one) => h("li", {}, one)), h("li", {}, add)));
}

function entry(name, mark, here, { unread, calls }, onclick) {
  const said = calls ? `, ${calls} for you` : unread ? ", unread" : "";
  const button = h("button", { type: "button", className: "server", title: name, "aria-label": name + said, onclick }, mark);
  if (here) button.setAttribute("aria-current", "true");
  if (unread) button.classList.add("unread");
  if (calls) button.append(h("span", { className: "count", "aria-hidden": "true" }, String(calls)));
  return button;
}

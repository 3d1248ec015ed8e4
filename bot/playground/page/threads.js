// The threads of a channel: those that go on, and those that are over.

import { openDialog } from "./dialog.js";
import { h, icon } from "./dom.js";
import { PRIVATE_THREAD } from "./world.js";

export function showThreads(world, { enter, build }) {
  const channel = world.channel.parent ? world.find(world.channel.parent) : world.channel;
  const all = world.server.channels.filter((one) => one.parent === channel.id);
  const close = () => shown.close();
  const section = (title, threads) => (threads.length ? [h("h3", {}, `${title} — ${threads.length}`), h("ul", { className: "thread-list" }, ...threads.map((one) => h("li", {}, entry(one, enter, close))))] : []);
  const nothing = all.length ? null : h("p", { className: "about" }, "There are no threads here yet.");
  const start = channel.may_thread ? h("div", { className: "row end" }, h("button", { type: "button", className: "button primary", onclick: () => (close(), build.thread(channel)) }, "New thread …")) : null;
  const content = [...section("Active", all.filter((one) => !one.archived)), ...section("Archived", all.filter((one) => one.archived)), nothing, start];
  const shown = openDialog(`Threads of #${channel.name}`, content.filter(Boolean));
}

function entry(thread, enter, close) {
  const go = () => {
    close();
    enter(thread.id);
  };
  const state = thread.locked ? "locked" : thread.kind === PRIVATE_THREAD ? "private" : null;
  return h("button", { type: "button", className: "thread-entry", onclick: go }, icon("thread"), h("span", { className: "name" }, thread.name), state ? h("small", {}, state) : null);
}

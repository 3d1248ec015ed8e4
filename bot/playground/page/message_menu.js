// What one can do with a message: the app's own commands, a thread, one's own words.

import { openMenu } from "./popover.js";
import { DIRECT } from "./world.js";

const PRIVATE = 64;

export function messageMenu(message, at, world, doing, menus) {
  const { channel } = world;
  const mine = message.author.id === world.me.id;
  const seen = !(message.flags & PRIVATE);
  const apps = seen ? menus.message : [];
  const items = [
    doing.mayReply(message) && { name: "Reply", pick: () => doing.reply(message) },
    mine && { name: "Edit", pick: () => doing.edit(message) },
    seen && channel.may_thread && channel.kind !== DIRECT && !message.thread && { name: "Open a thread …", pick: () => doing.build.thread(channel, message) },
    message.content && { name: "Copy the text", pick: () => navigator.clipboard?.writeText(message.content) },
    seen && (mine || channel.may_delete) && { name: "Delete", danger: true, pick: () => doing.remove(message) },
    apps.length > 0 && { heading: "Apps" },
    ...apps.map((command) => ({ name: command.shown, about: world.bot.name, pick: () => doing.useOn(command.name, { message: message.id }) })),
  ];
  openMenu(at, items, "This message");
}

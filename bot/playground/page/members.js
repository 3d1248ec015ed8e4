// Who is here, at the right: under the names of their roles.

import { face, h, redraw } from "./dom.js";
import { openMenu } from "./popover.js";

export function drawMembers(pane, world, doing) {
  const groups = new Map();
  for (const member of world.members.filter((one) => !world.channel.hidden_from?.includes(one.id))) {
    const role = hoisted(world, member);
    const name = role?.name ?? (member.bot ? "Apps" : world.server ? "Members" : "Here");
    groups.set(name, [...(groups.get(name) ?? []), [member, role]]);
  }
  const order = [...groups].sort(([one], [other]) => rank(one) - rank(other));
  const lists = order.map(([name, members]) => [
    h("h2", {}, `${name} — ${members.length}`),
    h("ul", {}, ...members.map(([member, role]) => h("li", {}, entry(member, role, world, doing)))),
  ]);
  redraw(pane, ...lists.flat());
}

function rank(name) {
  return { Members: 1, Here: 1, Apps: 2 }[name] ?? 0;
}

function hoisted(world, member) {
  return world.server?.roles.find((role) => role.hoisted && member.roles.includes(role.id));
}

function entry(member, role, world, doing) {
  const name = h("span", { className: "name" }, member.name);
  if (role?.colour) name.style.setProperty("--role", colour(role));
  const state = member.bot ? h("span", { className: "app" }, "APP") : member.owner ? h("span", { title: "Owns the server", "aria-label": "owner" }, "♛") : null;
  const button = h("button", { type: "button", className: role?.colour ? "member coloured" : "member", "aria-haspopup": "menu" }, face(member.name, member.bot), name, state);
  const open = (at) => openMenu(at, personMenu(member, world, doing), member.name);
  button.addEventListener("click", () => open(button));
  button.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    open({ x: event.clientX, y: event.clientY });
  });
  return button;
}

export function colour(role) {
  return `#${role.colour.toString(16).padStart(6, "0")}`;
}

/** What one can do with a person: talk, the app's own commands, roles, and being them. */
export function personMenu(member, world, { become, message, useOn, setRole, menus }) {
  const me = member.id === world.me.id;
  const person = world.people.find((one) => one.id === member.id);
  const roles = world.may("manage_roles") && !member.bot ? world.server.roles.filter((role) => !role.everyone && !role.managed) : [];
  return [
    { heading: member.name + (me ? " (you)" : "") },
    !me && person && { name: `Be ${member.name}`, pick: () => become(person) },
    !me && { name: "Message", pick: () => message(member.id) },
    ...menus().person.map((command) => ({ name: command.shown, about: world.bot.name, pick: () => useOn(command.name, { person: member.id }) })),
    roles.length > 0 && { heading: "Roles" },
    ...roles.map((role) => ({ name: role.name, checked: member.roles.includes(role.id), pick: () => setRole(member.id, role.id, !member.roles.includes(role.id)) })),
  ];
}

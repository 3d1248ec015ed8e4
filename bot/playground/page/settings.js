// The settings of a channel: its name, its age mark, and who may do what in it.

import { openDialog, question } from "./dialog.js";
import { h } from "./dom.js";

const PERMISSIONS = [
  ["view_channel", "See the channel"],
  ["send_messages", "Write messages"],
  ["send_messages_in_threads", "Write in threads"],
  ["create_public_threads", "Open threads"],
  ["create_private_threads", "Open private threads"],
  ["manage_threads", "Manage threads"],
  ["attach_files", "Send files"],
  ["embed_links", "Show previews of links"],
  ["read_message_history", "Read what was said before"],
  ["use_application_commands", "Use commands"],
  ["use_external_apps", "Bring apps along"],
  ["mention_everyone", "Call everyone"],
  ["manage_messages", "Delete messages of others"],
  ["pin_messages", "Pin messages"],
];
const HOW = [
  ["", "As in the server"],
  ["allow", "Yes"],
  ["deny", "No"],
];

/** `doing`: change, allow, remove; each gives a sentence where it did not work. */
export function settings(channel, world, doing) {
  const server = world.serverOf(channel.id);
  const trouble = h("p", { className: "trouble", role: "alert" });
  const tell = async (work) => (trouble.textContent = (await work) ?? "");
  const first = h("button", { type: "button", className: "button secondary", onclick: () => rename(channel, doing) }, "Name, topic and age mark …");
  const away = h("button", { type: "button", className: "button danger", onclick: () => remove(channel, doing, close) }, "Delete channel");
  const who = holders(server);
  const rules = h("div", { className: "rules" });
  const pick = h("select", {}, ...who.map(([id, name]) => h("option", { value: id }, name)));
  const draw = () => rules.replaceChildren(...PERMISSIONS.map(([name, words]) => rule(name, words, world.find(channel.id), pick.value, (how) => tell(doing.allow(pick.value, name, how)))));
  pick.addEventListener("change", draw);
  draw();
  const content = [first, h("label", { className: "field" }, h("span", {}, "Permissions of"), pick), rules, trouble, h("div", { className: "row end" }, away)];
  const { close } = openDialog(`#${channel.name}`, content, "wide");
}

function holders(server) {
  const roles = server.roles.map((role) => [role.id, role.everyone ? "everyone" : role.managed ? `${role.name} (the app)` : role.name]);
  const people = server.members.filter((member) => !member.bot).map((member) => [member.id, member.name]);
  return [...roles, ...people];
}

function rule(name, words, channel, who, change) {
  const now = channel?.rules?.[who]?.[name] ?? "";
  const options = HOW.map(([value, text]) => h("option", { value, selected: value === now }, text));
  const pick = h("select", { className: now, onchange: () => ((pick.className = pick.value), change(pick.value)) }, ...options);
  return h("label", { className: "rule" }, h("span", {}, words), pick);
}

function rename(channel, { change }) {
  const fields = [
    { name: "name", label: "Name", needed: true, value: channel.name },
    { name: "topic", label: "Topic", value: channel.topic ?? "", most: 1024 },
    restricted(channel.nsfw),
  ];
  question({ title: `#${channel.name}`, fields, submit: change });
}

function remove(channel, doing, close) {
  const submit = async () => {
    const trouble = await doing.remove();
    if (!trouble) close();
    return trouble;
  };
  question({ title: `Delete #${channel.name}?`, text: "With everything that was said in it, and its threads.", send: "Delete", danger: true, submit });
}

/** The question whether a channel is age-restricted. */
export function restricted(value) {
  return { name: "nsfw", label: "Age-restricted", kind: "switch", value, about: "For stories that are not for everybody." };
}

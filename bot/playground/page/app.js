// The page: one window of one person, kept equal to what they would see.

import { Build } from "./build.js";
import { Composer } from "./composer.js";
import { Drawer } from "./drawer.js";
import { showEvents } from "./events.js";
import { keepTime } from "./inline.js";
import { colour, drawMembers } from "./members.js";
import { messageMenu } from "./message_menu.js";
import { Messages } from "./messages.js";
import { openModal } from "./modal.js";
import { News } from "./news.js";
import { setAhead } from "./now.js";
import { drawBanner, drawPlaces } from "./places.js";
import { drawServers } from "./servers.js";
import { Connection } from "./socket.js";
import { showThreads } from "./threads.js";
import { drawTop } from "./top.js";
import { post } from "./uploads.js";
import { World, called } from "./world.js";
import { Writing } from "./writing.js";

const world = new World();
const news = new News();
const connection = new Connection(hear, (there) => {
  connected = there;
  banner();
});
const ask = (what) => connection.ask(what);
const part = (id) => document.getElementById(id);
let connected = true;
let menus = { message: [], person: [] }; // the app's commands for messages and for people, here
let wanted = ""; // a channel that was made, and that this window has not been told of yet
let events = null; // the dialogue of events, while it is open

const see = {
  memberName: (id) => world.memberName(id),
  channelName: (id) => world.channelName(id),
  roleName: (id) => world.roleName(id),
  message: (id) => world.message(id),
  calls: (message) => world.server && world.calls(message),
  members: () => world.members,
  roles: () => world.server?.roles ?? [],
  channels: (kinds) => (world.server?.channels ?? []).filter((one) => !kinds?.length || kinds.includes(one.kind)),
  place: (words) => words,
  typeCommand: (name) => composer.typeCommand(name),
  colourOf(id) {
    const member = world.server?.members.find((one) => one.id === id);
    const role = world.server?.roles.find((one) => one.colour && member?.roles.includes(one.id));
    return role ? colour(role) : "";
  },
  async goTo(channelId, messageId) {
    if (channelId !== world.channelId) enter(channelId);
    if (messageId && !(await messages.point(messageId))) messages.note("This message is no longer here.");
  },
};

const act = {
  press: (message, button) => use(message, { do: "press", message: message.id, button }),
  choose: (message, menu, values) => use(message, { do: "choose", message: message.id, menu, values }),
  mayReply: (message) => Boolean(world.channel?.may_write) && !(message.flags & 64),
  reply: (message) => composer.reply(message),
  menu: (message, at) => messageMenu(message, at, world, doing, menus),
  async older(first) {
    const channel = world.channelId;
    const { messages: older } = await ask({ do: "older", channel, before: first.id });
    if (!older || channel !== world.channelId) return null;
    world.putBefore(channel, older);
    return older;
  },
  dismiss(message) {
    world.dismiss(message);
    messages.remove(message.id);
    composer.focus();
  },
};

const messages = new Messages(part("log"), part("down"), world, see, act);
const composer = new Composer(part("composer"), world, see, ask, opened, (sentence) => messages.note(sentence));
const build = new Build(world, ask, { enter, become, note: (sentence) => messages.note(sentence) });

const drawer = new Drawer(part("drawer"), world, ask, (sentence) => messages.note(sentence));
const writing = new Writing(part("writing"), part("composer"), world, ask);

/** What can be done from around the messages. */
const doing = {
  news,
  build,
  enter,
  become,
  treatBot,
  showDrawer: () => drawer.toggle(),
  menus: () => menus,
  threads: () => showThreads(world, doing),
  members: toggleMembers,
  showEvents: () => (events = showEvents(world, see, ask)),
  setRole: (person, role, held) => build.setRole(person, role, held),
  edit: (message) => composer.edit(message),
  reply: act.reply,
  mayReply: act.mayReply,
  async message(person) {
    const answer = await ask({ do: "direct", person });
    if (answer.channel) enter(answer.channel);
    else messages.note(answer.error ?? answer.failed);
  },
  async remove(message) {
    const answer = await ask({ do: "delete", message: message.id });
    if (answer.error) messages.complain(message.id, answer.error);
  },
  async useOn(command, on) {
    const answer = await ask({ do: "use", command, channel: world.channelId, ...on });
    if (answer.modal) opened(answer.modal);
    const trouble = answer.error ?? (answer.failed && `${command}: the application did not respond`);
    if (trouble) messages.note(trouble);
  },
};

async function use(message, what) {
  messages.complain(message.id, "");
  const answer = await ask(what);
  if (answer.modal) opened(answer.modal);
  if (answer.failed) messages.complain(message.id, "This interaction failed");
  if (answer.error) messages.complain(message.id, answer.error);
}

function opened(modal) {
  openModal(modal, see, async (fields, files) => {
    const words = {};
    for (const [id, list] of Object.entries(files)) {
      const sent = await post(list);
      if (sent.error) return sent.error;
      words[id] = sent.words;
    }
    const answer = await ask({ do: "fill in", fields, files: words });
    return answer.failed ? "Something went wrong. Try again." : answer.error;
  });
}

/** Everything that the playground tells without being asked. */
function hear(told) {
  if (told.hello) {
    const before = world.me?.id;
    world.hello(told);
    troubled(told.drawer);
    if (before === world.me.id) return refresh();
    news.clear();
    enter(location.hash.slice(1) || world.channelId);
  } else if (told.message) {
    heard(told.message);
  } else if (told.gone) {
    world.remove(told.channel, told.gone);
    messages.remove(told.gone);
  } else if (told.writing) {
    writing.hear(told.channel, told.writing);
  } else if (told.drawer) {
    troubled(told.drawer);
  } else if (told.servers) {
    settle(told);
  } else if (told.bot) {
    world.bot = told.bot;
    drawer.draw();
    banner();
    around();
    loadMenus();
  }
}

function troubled(how) {
  world.drawer = how;
  setAhead(how.ahead);
  drawer.draw();
  banner();
}

function heard(message) {
  world.put(message);
  writing.heard(message);
  if (message.channel_id === world.channelId) messages.put(message);
  if (message.author.id === world.me.id || (message.channel_id === world.channelId && !document.hidden)) return;
  news.hear(message, world.calls(message));
  around();
}

function settle(told) {
  const here = world.channelId;
  world.settle(told);
  world.putAll(told.messages);
  if (wanted && world.find(wanted)) return enter(wanted);
  if (world.channelId !== here) return enter(world.channelId);
  around();
  composer.settle();
  if (events?.open()) events.draw();
}

function enter(channelId) {
  wanted = world.find(channelId) ? "" : channelId;
  if (!wanted) world.channelId = channelId;
  news.read(world.channelId);
  history.replaceState(null, "", `?as=${encodeURIComponent(world.me.name)}#${world.channelId}`);
  document.body.classList.remove("looking");
  if (!wide.matches) document.body.classList.remove("with-members");
  around();
  banner();
  messages.draw();
  writing.draw();
  composer.reset();
  loadMenus();
  if (matchMedia("(hover: hover)").matches) composer.focus();
}

/** After the connection was lost: everything may be otherwise, but what was being typed stays. */
function refresh() {
  around();
  banner();
  messages.draw();
  composer.settle();
}

function become(person) {
  connection.open(person.name);
}

async function treatBot(how) {
  const answer = await ask({ do: how });
  if (answer.error ?? answer.failed) messages.note(answer.error ?? answer.failed);
}

async function loadMenus() {
  const answer = await ask({ do: "list commands", channel: world.channelId });
  menus = answer.menus ?? menus;
}

/** Everything around the messages. */
function around() {
  drawServers(part("servers"), world, doing);
  drawPlaces(part("places"), world, doing);
  drawTop(part("top"), world, doing);
  drawMembers(part("members"), world, doing);
  const calls = news.calls ? `(${news.calls}) ` : "";
  document.title = `${calls}${called(world.channel)} · ${world.me.name} · Playground`;
}

function banner() {
  drawBanner(part("banner"), world, connected, treatBot);
}

const wide = matchMedia("(min-width: 68rem)");

function toggleMembers() {
  document.body.classList.toggle("with-members");
  around();
}

document.body.classList.toggle("with-members", wide.matches);
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !world.me) return;
  news.read(world.channelId);
  around();
});
document.querySelector("main").addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".burger")) document.body.classList.remove("looking");
  if (!wide.matches && !event.target.closest("#members, .members-tool")) document.body.classList.remove("with-members");
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length && !document.querySelector("dialog[open]")) composer.take(event.dataTransfer.files);
});
keepTime();
connection.open(new URLSearchParams(location.search).get("as") ?? "");

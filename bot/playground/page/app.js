// The page: one window of one person, kept equal to what they would see.

import { Composer } from "./composer.js";
import { keepTime } from "./inline.js";
import { Messages } from "./messages.js";
import { openModal } from "./modal.js";
import { drawBanner, drawPlaces, drawTop } from "./places.js";
import { Connection } from "./socket.js";
import { World } from "./world.js";

const world = new World();
const connection = new Connection(hear, (there) => {
  connected = there;
  banner();
});
const ask = (what) => connection.ask(what);
let connected = true;

const see = {
  memberName: (id) => world.memberName(id),
  channelName: (id) => world.channelName(id),
  roleName: (id) => world.roleName(id),
  typeCommand: (name) => composer.typeCommand(name),
  goTo(channelId, messageId) {
    if (channelId !== world.channelId) enter(channelId);
    if (messageId && !messages.point(messageId)) messages.note("This message is no longer here.");
  },
};

const act = {
  press: (message, button) => use(message, { do: "press", message: message.id, button }),
  choose: (message, menu, values) => use(message, { do: "choose", message: message.id, menu, values }),
  dismiss(message) {
    world.dismiss(message);
    messages.remove(message.id);
    composer.focus();
  },
};

const messages = new Messages(document.querySelector("#log"), document.querySelector("#down"), world, see, act);
const composer = new Composer(document.querySelector("#composer"), world, ask, opened, (sentence) => messages.note(sentence));

async function use(message, what) {
  messages.complain(message.id, "");
  const answer = await ask(what);
  if (answer.modal) opened(answer.modal);
  if (answer.failed) messages.complain(message.id, "This interaction failed");
  if (answer.error) messages.complain(message.id, answer.error);
}

function opened(modal) {
  openModal(modal, see, async (fields) => {
    const answer = await ask({ do: "fill in", fields });
    return answer.failed ? "Something went wrong. Try again." : answer.error;
  });
}

/** Everything that the playground tells without being asked. */
function hear(told) {
  if (told.hello) {
    const before = world.me?.id;
    world.hello(told);
    if (before !== world.me.id) enter(location.hash.slice(1) || world.channelId);
    else refresh();
  } else if (told.message) {
    world.put(told.message);
    if (told.message.channel_id === world.channelId) messages.put(told.message);
    else unread(told.message);
  } else if (told.gone) {
    world.remove(told.channel, told.gone);
    messages.remove(told.gone);
  } else if (told.servers) {
    const here = world.channelId;
    world.settle(told.servers);
    for (const message of told.messages) world.put(message);
    if (world.channelId === here) places();
    else enter(world.channelId);
  } else if (told.bot) {
    world.bot = told.bot;
    banner();
    places();
  }
}

const unreads = new Set();

function unread(message) {
  if (message.edited_timestamp) return;
  unreads.add(message.channel_id);
  places();
}

function enter(channelId) {
  if (world.channels.some((channel) => channel.id === channelId)) world.channelId = channelId;
  unreads.delete(world.channelId);
  history.replaceState(null, "", `?as=${encodeURIComponent(world.me.name)}#${world.channelId}`);
  document.title = `#${world.channel?.name ?? ""} · ${world.me.name} · Playground`;
  document.body.classList.remove("looking");
  places();
  banner();
  messages.draw();
  composer.reset();
  if (matchMedia("(hover: hover)").matches) composer.focus();
}

/** After the connection was lost: everything may be otherwise, but what was being typed stays. */
function refresh() {
  places();
  banner();
  messages.draw();
}

function become(person) {
  connection.open(person.name);
}

async function treatBot(how) {
  const answer = await ask({ do: how });
  if (answer.error ?? answer.failed) messages.note(answer.error ?? answer.failed);
}

function places() {
  drawPlaces(document.querySelector("#places"), world, { enter, treatBot, unreads });
  drawTop(document.querySelector("#top"), world, { become });
}

function banner() {
  drawBanner(document.querySelector("#banner"), world, connected, treatBot);
}

document.querySelector("main").addEventListener("pointerdown", (event) => {
  if (document.body.classList.contains("looking") && !event.target.closest(".burger")) {
    document.body.classList.remove("looking");
  }
});
keepTime();
connection.open(new URLSearchParams(location.search).get("as") ?? "");

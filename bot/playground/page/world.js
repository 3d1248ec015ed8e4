// What this window knows: who it is, the places, the people and the messages it was told of.

const AT_ONCE = 60; // messages that the playground tells at once (SHOWN in site_view.py)
export const DIRECT = 1, PRIVATE_THREAD = 12;

export class World {
  me = null;
  people = [];
  bot = { id: "", name: "", state: "starting", last_words: "" };
  servers = [];
  direct = [];
  drawer = { trouble: "", ahead: 0 }; // what is made to go wrong just now, and how far the clock was moved (s)
  channelId = "";
  #messages = new Map(); // by channel id: messages by their ids, in order
  #begun = new Set(); // the channels of which everything is here, from their beginning
  #dismissed = new Set(JSON.parse(sessionStorage.getItem("dismissed") ?? "[]"));

  hello(told) {
    this.bot = told.bot;
    this.drawer = told.drawer;
    this.#messages.clear();
    this.#begun.clear();
    this.settle(told);
    this.putAll(told.messages);
  }

  /** The last messages of channels that were not known before. */
  putAll(messages) {
    const counts = new Map();
    for (const message of messages) {
      counts.set(message.channel_id, (counts.get(message.channel_id) ?? 0) + 1);
      this.put(message);
    }
    for (const [channelId, count] of counts) if (count < AT_ONCE) this.#begun.add(channelId);
  }

  /** Whether the channel's first message is here. */
  get begun() {
    return this.#begun.has(this.channelId) || !this.messages.length;
  }

  /** Messages that were said before all that are here; fewer than were asked for are the first. */
  putBefore(channelId, older) {
    if (older.length < AT_ONCE) this.#begun.add(channelId);
    const known = older.filter((message) => !this.#dismissed.has(message.id)).map((message) => [message.id, message]);
    this.#messages.set(channelId, new Map([...known, ...(this.#messages.get(channelId) ?? [])]));
  }

  /** Forget what would take long to draw again; it can be asked for. */
  trim() {
    const all = this.messages;
    if (all.length <= AT_ONCE) return;
    this.#begun.delete(this.channelId);
    this.#messages.set(this.channelId, new Map(all.slice(-AT_ONCE).map((message) => [message.id, message])));
  }

  /** How people and places are now. */
  settle(told) {
    this.me = told.me;
    this.people = told.people;
    this.servers = told.servers;
    this.direct = told.direct;
    if (!this.channel) this.channelId = this.channels[0]?.id ?? "";
  }

  get channels() {
    return [...this.servers.flatMap((server) => server.channels), ...this.direct];
  }

  find(channelId) {
    return this.channels.find((channel) => channel.id === channelId);
  }

  get channel() {
    return this.find(this.channelId);
  }

  serverOf(channelId) {
    return this.servers.find((server) => server.channels.some((channel) => channel.id === channelId));
  }

  /** The server of this channel; none for direct messages. */
  get server() {
    return this.serverOf(this.channelId);
  }

  /** Whether the app is in this place. */
  get hasBot() {
    return this.members.some((member) => member.id === this.bot.id);
  }

  /** Whoever is in this place. */
  get members() {
    return this.server?.members ?? this.channel?.members ?? [];
  }

  /** Whether this person may do something in the whole server. */
  may(permission) {
    return Boolean(this.server?.may.includes(permission));
  }

  put(message) {
    if (this.#dismissed.has(message.id)) return;
    const channel = this.#messages.get(message.channel_id) ?? new Map();
    this.#messages.set(message.channel_id, channel.set(message.id, message));
  }

  remove(channelId, id) {
    this.#messages.get(channelId)?.delete(id);
  }

  /** What only this person sees is put out of sight on their own screen, nowhere else. */
  dismiss(message) {
    this.#dismissed.add(message.id);
    sessionStorage.setItem("dismissed", JSON.stringify([...this.#dismissed]));
    this.remove(message.channel_id, message.id);
  }

  get messages() {
    return [...(this.#messages.get(this.channelId)?.values() ?? [])];
  }

  message(id) {
    return this.#messages.get(this.channelId)?.get(id);
  }

  /** Whether a message calls this person by name. */
  calls(message) {
    if (message.author.id === this.me.id) return false;
    const mine = this.serverOf(message.channel_id)?.members.find((member) => member.id === this.me.id)?.roles ?? [];
    const named = message.mentions.some((user) => user.id === this.me.id) || message.mention_roles.some((role) => mine.includes(role));
    return named || message.mention_everyone || this.find(message.channel_id)?.kind === DIRECT;
  }

  memberName(id) {
    const everyone = [...this.servers.flatMap((server) => server.members), ...this.direct.flatMap((one) => one.members)];
    return everyone.find((member) => member.id === id)?.name;
  }

  channelName(id) {
    return this.find(id)?.name;
  }

  roleName(id) {
    return this.role(id)?.name;
  }

  role(id) {
    return this.servers.flatMap((server) => server.roles).find((role) => role.id === id);
  }
}

/** "#reading", "@Ben" or a thread's name. */
export function called(channel) {
  if (!channel) return "";
  return channel.kind === DIRECT ? `@${channel.name}` : channel.parent ? channel.name : `#${channel.name}`;
}

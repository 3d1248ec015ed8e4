// What this window knows: who it is, the places, the people and the messages it was told of.

export class World {
  me = null;
  people = [];
  bot = { id: "", name: "", state: "starting", last_words: "" };
  servers = [];
  channelId = "";
  #messages = new Map(); // by channel id: messages by their ids, in order
  #dismissed = new Set(JSON.parse(sessionStorage.getItem("dismissed") ?? "[]"));

  hello(told) {
    this.me = told.hello;
    this.people = told.people;
    this.bot = told.bot;
    this.#messages.clear();
    this.settle(told.servers);
    for (const message of told.messages) this.put(message);
  }

  settle(servers) {
    this.servers = servers;
    if (!this.channel) this.channelId = this.channels[0]?.id ?? "";
  }

  get channels() {
    return this.servers.flatMap((server) => server.channels);
  }

  get channel() {
    return this.channels.find((channel) => channel.id === this.channelId);
  }

  get server() {
    return this.servers.find((server) => server.channels.some((channel) => channel.id === this.channelId));
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

  memberName(id) {
    const everyone = this.servers.flatMap((server) => server.members);
    return everyone.find((member) => member.id === id)?.name;
  }

  channelName(id) {
    return this.channels.find((channel) => channel.id === id)?.name;
  }

  roleName(id) {
    return this.servers.flatMap((server) => server.roles).find((role) => role.id === id)?.name;
  }
}

// What was said where this window is not looking: unread messages, and how many of them call this person.

export class News {
  #unread = new Map(); // by channel id: how many call this person

  hear(message, calls) {
    if (!message.edited_timestamp) this.#unread.set(message.channel_id, (this.#unread.get(message.channel_id) ?? 0) + Number(calls));
  }

  read(channelId) {
    this.#unread.delete(channelId);
  }

  clear() {
    this.#unread.clear();
  }

  of(channels) {
    const there = channels.filter((channel) => this.#unread.has(channel.id));
    return { unread: there.length > 0, calls: there.reduce((sum, channel) => sum + this.#unread.get(channel.id), 0) };
  }

  get calls() {
    return [...this.#unread.values()].reduce((sum, count) => sum + count, 0);
  }
}

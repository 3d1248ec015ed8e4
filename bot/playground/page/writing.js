// Who is typing: told to the others while this person types, and shown below the messages while others do.

const LASTS = 10_000; // ms that a typing is believed without another word, as in Discord
const AGAIN = 8_000; // ms between two tellings

export class Writing {
  #told = 0;
  #others = new Map(); // by channel and person: until when

  constructor(line, composer, world, ask) {
    this.line = line;
    this.world = world;
    composer.addEventListener("input", ({ target }) => this.#type(target, ask));
    setInterval(() => this.#others.size && this.draw(), 1000);
  }

  /** Commands are nobody's business before they are sent. */
  #type(field, ask) {
    if (!field.matches("textarea") || !field.value.trim() || field.value.startsWith("/") || Date.now() - this.#told < AGAIN) return;
    this.#told = Date.now();
    ask({ do: "begin writing", channel: this.world.channelId });
  }

  hear(channelId, personId) {
    this.#others.set(`${channelId} ${personId}`, Date.now() + LASTS);
    this.draw();
  }

  /** What they wrote is here. */
  heard(message) {
    if (message.author.id === this.world.me.id) this.#told = 0;
    if (this.#others.delete(`${message.channel_id} ${message.author.id}`)) this.draw();
  }

  draw() {
    for (const [key, until] of this.#others) if (until < Date.now()) this.#others.delete(key);
    const here = [...this.#others.keys()].map((key) => key.split(" ")).filter(([channel]) => channel === this.world.channelId);
    const names = here.map(([, person]) => this.world.memberName(person)).filter(Boolean);
    const who = names.length > 3 ? "Several people" : new Intl.ListFormat("en").format(names);
    this.line.textContent = who && `${who} ${names.length > 1 ? "are" : "is"} typing …`;
  }
}

// Making people, servers, channels and threads, and their settings; `ask` is the connection's.

import { question } from "./dialog.js";
import { restricted, settings } from "./settings.js";
import { PRIVATE_THREAD } from "./world.js";

export class Build {
  constructor(world, ask, { enter, become, note }) {
    this.world = world;
    this.ask = ask;
    this.enter = enter;
    this.become = become;
    this.note = note;
  }

  /** Asks, and gives the sentence why not, or does `then` with the answer. */
  async #do(what, then = () => {}) {
    const answer = await this.ask(what);
    const trouble = answer.error ?? answer.failed;
    if (!trouble) then(answer);
    return trouble;
  }

  async #now(what) {
    const trouble = await this.#do(what);
    if (trouble) this.note(trouble);
  }

  person() {
    const fields = [{ name: "name", label: "Name", needed: true, most: 32 }];
    question({ title: "Add a person", text: "They join the servers that you are in.", fields, send: "Add", submit: ({ name }) => this.#do({ do: "new person", name }, (answer) => this.become({ name: answer.person })) });
  }

  server() {
    const { bot } = this.world;
    const fields = [
      { name: "name", label: "Name", needed: true },
      { name: "bot", label: `Invite ${bot.name}`, kind: "switch", value: true, about: "Without it, only those who have the app on their own account can use it there." },
    ];
    question({ title: "Add a server", text: "Everybody joins it, and it is yours.", fields, send: "Create", submit: (told) => this.#do({ do: "new server", ...told }, ({ channel }) => this.enter(channel)) });
  }

  channel(server) {
    const fields = [{ name: "name", label: "Name", needed: true }, restricted(false)];
    question({ title: "New channel", fields, send: "Create", submit: (told) => this.#do({ do: "new channel", server: server.id, ...told }, ({ channel }) => this.enter(channel)) });
  }

  settings(channel) {
    settings(channel, this.world, {
      change: (told) => this.#do({ do: "change channel", channel: channel.id, ...told }),
      allow: (who, permission, how) => this.#do({ do: "allow", channel: channel.id, who, permission, how }),
      remove: () => this.#do({ do: "delete channel", channel: channel.id }),
    });
  }

  thread(channel, message) {
    const fields = [{ name: "name", label: "Name", needed: true, value: message ? message.content.slice(0, 40) : "" }];
    if (!message) fields.push({ name: "private", label: "Private thread", kind: "switch", value: false, about: "Only people who are mentioned in it, and managers, see it." });
    question({ title: "New thread", fields, send: "Create", submit: (told) => this.#do({ do: "start thread", channel: channel.id, message: message?.id, ...told }, (answer) => this.enter(answer.channel)) });
  }

  /** The settings of a thread. */
  renameThread(thread) {
    const kind = thread.kind === PRIVATE_THREAD ? "private thread" : "thread";
    question({ title: `Rename the ${kind}`, fields: [{ name: "name", label: "Name", needed: true, value: thread.name }], submit: (told) => this.#do({ do: "change channel", channel: thread.id, ...told }) });
  }

  archive(thread, archived, locked = false) {
    return this.#now({ do: "archive", channel: thread.id, archived, locked });
  }

  bring(server, there) {
    return this.#now({ do: "bring bot", server: server.id, there });
  }

  setRole(person, role, held) {
    return this.#now({ do: "set role", server: this.world.server.id, person, role, held });
  }

  /** What Discord tells the bot of this person. */
  me() {
    const { me } = this.world;
    const names = new Intl.DisplayNames([navigator.language], { type: "language" });
    const options = LOCALES.map((locale) => [locale, names.of(locale)]);
    const fields = [
      { name: "locale", label: "Language", kind: "choice", options, value: me.locale },
      { name: "installed", label: `${this.world.bot.name} on your own account`, kind: "switch", value: me.installed, about: "Then you can use it anywhere: in servers without it, and in messages among people." },
      { name: "closed", label: "No direct messages from apps", kind: "switch", value: me.closed },
    ];
    question({ title: `You are ${me.name}`, fields, submit: (told) => this.#do({ do: "change me", ...told }) });
  }
}

const LOCALES = ["en-US", "de", "es-ES", "fr", "it", "nl", "pl", "pt-BR", "ru", "uk", "ja", "zh-CN", "ko", "tr", "ar"];

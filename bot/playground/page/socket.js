// The connection to the playground: asks with answers, things told unasked, and connecting again by itself.

const FIRST_WAIT = 250; // ms
const LONGEST_WAIT = 3000; // ms

export class Connection {
  #nr = 0;
  #asked = new Map();
  #wait = FIRST_WAIT;
  #socket = null;

  /** `told` gets everything that is no answer; `changed` whether there is a connection. */
  constructor(told, changed) {
    this.told = told;
    this.changed = changed;
  }

  open(person) {
    const old = this.#socket;
    this.#socket = null;
    old?.close();
    const address = new URL(`/socket?as=${encodeURIComponent(person)}`, location.href.replace(/^http/, "ws"));
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#wait = FIRST_WAIT;
      this.changed(true);
    });
    socket.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.#closed(socket, person));
  }

  #closed(socket, person) {
    for (const answer of this.#asked.values()) answer({ failed: "The connection was lost" });
    this.#asked.clear();
    if (socket !== this.#socket) return;
    this.changed(false);
    setTimeout(() => socket === this.#socket && this.open(person), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #hear(what) {
    if (!("re" in what)) return this.told(what);
    if (what.error) what.error = what.error[0].toUpperCase() + what.error.slice(1);
    this.#asked.get(what.re)?.(what);
    this.#asked.delete(what.re);
  }

  /** The answer: what was asked for, `{error}` where it is not possible, `{failed}` where the bot did not answer. */
  ask(what) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return Promise.resolve({ error: "The playground is not there just now." });
    }
    const nr = ++this.#nr;
    this.#socket.send(JSON.stringify({ ...what, nr }));
    return new Promise((answer) => this.#asked.set(nr, answer));
  }
}

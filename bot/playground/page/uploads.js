// Files that go with what is sent: chosen, dropped or pasted, shown in a tray, and posted before they are named.

import { h, icon, tool } from "./dom.js";
import { amount } from "./media.js";

const MOST = 10;
const LARGEST = 25 * 1024 * 1024; // bytes of one file

/** `{words}` by which the playground knows the files, or `{error}`. */
export async function post(files) {
  const words = [];
  for (const one of files) {
    if (one.size > LARGEST) return { error: `“${one.name}” is too large: ${amount(one.size)} of ${amount(LARGEST)}.` };
    try {
      const answer = await fetch(`/uploads?name=${encodeURIComponent(one.name)}`, { method: "POST", body: one });
      if (!answer.ok) return { error: answer.status === 413 ? `“${one.name}” is too large.` : "This file could not be sent." };
      words.push((await answer.json()).upload);
    } catch {
      return { error: `“${one.name}” could not be read.` };
    }
  }
  return { words };
}

/** The files of an ordinary message. */
export class Tray {
  files = [];

  constructor(changed) {
    this.changed = changed;
    this.input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files", onchange: () => (this.add(this.input.files), (this.input.value = "")) });
    this.button = tool("plus", "Add a file", () => this.input.click(), "tool attach");
    this.element = h("ul", { className: "tray", "aria-label": "Files to be sent", hidden: true });
  }

  add(files) {
    this.files = [...this.files, ...files].slice(0, MOST);
    this.#draw();
  }

  clear() {
    this.files = [];
    this.#draw();
  }

  #draw() {
    this.element.replaceChildren(...this.files.map((one) => this.#entry(one)));
    this.element.hidden = !this.files.length;
    this.changed();
  }

  #entry(one) {
    const away = tool("close", `Remove ${one.name}`, () => ((this.files = this.files.filter((other) => other !== one)), this.#draw()));
    return h("li", {}, icon("file"), h("span", { className: "name" }, one.name, h("small", {}, amount(one.size))), away);
  }
}

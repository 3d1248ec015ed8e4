// The drawer: restart, kill or cut off the bot, let Discord trouble it, move the clock, begin anew.

import { question } from "./dialog.js";
import { h, redraw, tool } from "./dom.js";
import { now } from "./now.js";

const TROUBLES = [
  ["", "works as it should", ""],
  ["slow", "is slow", "Every answer takes a second and a half."],
  ["failing", "fails", "Every request ends in an error (503)."],
  ["limiting", "is too busy", "Every request is told to wait (429)."],
];
const STEPS = [
  ["1 minute", 60],
  ["10 minutes", 600],
  ["1 hour", 3600],
  ["1 day", 86_400],
];

/** What is wrong with Discord just now, for all to see. */
export function troubleNow(world) {
  const [, name] = TROUBLES.find(([which]) => which === world.drawer.trouble);
  return world.drawer.trouble ? `Discord ${name}: somebody wants to see what happens then.` : "";
}

export class Drawer {
  constructor(place, world, ask, note) {
    this.place = place;
    this.world = world;
    this.ask = async (what) => {
      const { error, failed } = await ask(what);
      if (error ?? failed) note(error ?? failed);
    };
    place.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    setInterval(() => this.#tick(), 1000);
  }

  toggle() {
    if (!this.place.hidden) return this.close();
    this.place.hidden = false;
    this.draw();
    this.place.querySelector("button").focus();
  }

  close() {
    this.place.hidden = true;
    document.querySelector(".open-drawer")?.focus();
  }

  draw() {
    if (this.place.hidden) return;
    const head = h("header", {}, h("h2", {}, "What if …"), tool("close", "Close", () => this.close()));
    redraw(this.place, head, this.#bot(), this.#discord(), this.#clock(), this.#anew());
    this.#tick();
  }

  #bot() {
    const { name, state } = this.world.bot;
    const press = (words, what, off, about) => h("button", { type: "button", className: "button secondary", disabled: off, title: about, onclick: () => this.ask({ do: what }) }, words);
    return part(
      `${name} …`,
      press(state === "stopped" ? "Start it" : "is restarted", "restart", state === "starting", "It leaves things in order first"),
      press("is killed", "kill", state === "stopped", "As when the power fails: see that nothing is lost"),
      press("loses its connection", "drop", state !== "ready", "It comes back by itself, and has missed nothing"),
    );
  }

  #discord() {
    const options = TROUBLES.map(([which, name, about]) => {
      const input = h("input", { type: "radio", name: "trouble", "aria-label": `Discord ${name}`, checked: which === this.world.drawer.trouble, onchange: () => this.ask({ do: "trouble", which }) });
      return h("label", { title: about }, input, h("span", {}, name));
    });
    return h("fieldset", {}, h("legend", {}, "Discord …"), ...options);
  }

  #clock() {
    const steps = STEPS.map(([name, seconds]) => h("button", { type: "button", className: "button secondary", title: `${name} later`, onclick: () => this.ask({ do: "move clock", seconds }) }, `+ ${name}`));
    return part("It is …", h("p", { className: "clock" }), h("div", { className: "row" }, ...steps));
  }

  #tick() {
    const line = this.place.querySelector(".clock");
    if (line) line.textContent = `${new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" }).format(now())}${ahead(this.world.drawer.ahead)}`;
  }

  #anew() {
    const sure = () =>
      question({
        title: "Begin anew?",
        text: "Everything said here is forgotten, with all places in stories and everybody who was added. The stories in the library folder stay.",
        send: "Begin anew",
        danger: true,
        submit: () => void this.ask({ do: "begin anew" }),
      });
    return part("And then", h("button", { type: "button", className: "button danger", onclick: sure }, "Begin anew …"));
  }
}

function part(title, ...content) {
  return h("section", { "aria-label": title }, h("h3", {}, title), ...content);
}

function ahead(seconds) {
  const [size, unit] = [[86_400, "day"], [3600, "hour"], [60, "minute"]].find(([size]) => seconds >= size) ?? [1, "second"];
  return seconds ? ` (${new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(seconds / size)} ahead)` : "";
}

// What is planned in a server: a dialogue with its scheduled events.

import { openDialog } from "./dialog.js";
import { h, icon } from "./dom.js";
import { markdown } from "./markdown.js";

/** `draw()` is called again when something about the events is otherwise. */
export function showEvents(world, see, ask) {
  const { server } = world;
  const list = h("div", { className: "events-list" });
  const draw = () => {
    const events = world.servers.find((one) => one.id === server.id)?.events ?? [];
    list.replaceChildren(...(events.length ? events.map((event) => card(event, server, world, see, ask)) : [h("p", { className: "about" }, "Nothing is planned.")]));
  };
  draw();
  const { dialog } = openDialog("Events", [list], "wide");
  return { draw, open: () => dialog.open };
}

function card(event, server, world, see, ask) {
  const start = new Date(event.start);
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" }).format(start);
  const until = event.end ? ` – ${new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(new Date(event.end))}` : "";
  const place = event.channel ? `#${world.channelName(event.channel) ?? "unknown"}` : event.where;
  const mark = h("button", { type: "button", className: event.interested ? "button success" : "button secondary" }, event.interested ? "✓ Interested" : "Interested");
  mark.setAttribute("aria-pressed", String(event.interested));
  mark.addEventListener("click", () => ask({ do: "interest", server: server.id, event: event.id, interested: !event.interested }));
  return h(
    "article",
    { className: "event" },
    h("p", { className: event.live ? "when live" : "when" }, icon("calendar"), event.live ? "Happening now" : h("time", { dateTime: event.start }, when, until)),
    h("h3", {}, event.name),
    event.description ? markdown(event.description, see) : null,
    h("p", { className: "about" }, place ? h("span", {}, see.place(place)) : null, ` · by ${event.by} · ${event.count} interested`),
    h("div", { className: "row end" }, mark),
  );
}

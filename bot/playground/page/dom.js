// Building elements. Text always becomes text: nothing on this page is ever parsed as HTML.

/** An element with properties, attributes (names with "-", and role), listeners (on...) and children. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.includes("-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Other children for a place; a control that had the keyboard's focus keeps it. */
export function redraw(place, ...children) {
  const controls = () => [...place.querySelectorAll("button, a, input, select")];
  const called = (one) => one?.ariaLabel ?? one?.textContent;
  const at = controls().indexOf(document.activeElement);
  const name = called(controls()[at]);
  place.replaceChildren(...children.flat().filter(Boolean));
  if (at >= 0) (controls().find((one) => called(one) === name) ?? controls()[at])?.focus({ preventScroll: true });
}

/** A colour that is always the same for the same name, as CSS. */
export function colourOf(name) {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)) % 360;
  return `hsl(${hash} 45% 35%)`;
}

/** What stands for a name in little room: the first letters of its words. */
export function initials(name) {
  return name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("");
}

/** A round picture with the first letter of a name. */
export function face(name, isBot = false) {
  const element = h("span", { className: "face", "aria-hidden": "true" }, isBot ? "" : [...name][0]);
  if (isBot) element.classList.add("lamp");
  else element.style.backgroundColor = colourOf(name);
  return element;
}

/** An emoji of a button or an option: the character, or the name of one that a server made. */
export function emoji(one) {
  return one?.name ? h("span", { className: "emoji" }, one.id ? `:${one.name}:` : one.name) : null;
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  window: "M9 3h9v9M18 3 9.5 11.5M14 12v6H3V7h6",
  channels: "M3 5h15M3 10.5h15M3 16h15",
  send: "M3 18 19 10.5 3 3l2 7.5zM5 10.5h8",
  down: "M10.5 3v14M4.5 11l6 6 6-6",
  plus: "M10.5 3.5v14M3.5 10.5h14",
  close: "M5 5l11 11M16 5 5 16",
  more: "M4 10.5h.01M10.5 10.5h.01M17 10.5h.01",
  people: "M7.5 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2-5 5.500-5s5.500 2 5.500 5M14 10a2.500 2.500 0 1 0-.5-5M15 12.500c2.500.3 4 2 4 4.500",
  thread: "M3 4h15v10H9l-4 4v-4H3zM7 8h7M7 11h4",
  calendar: "M3 5h15v13H3zM3 9h15M7 3v4M14 3v4",
  gear: "M10.5 13.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10.500 2v3M10.500 16v3M2 10.500h3M16 10.500h3M4.500 4.500l2.100 2.100M14.400 14.400l2.100 2.100M16.500 4.500l-2.100 2.100M6.600 14.400l-2.100 2.100",
  speech: "M3 4h15v11h-7l-4 4v-4H3z",
  reply: "M8 4 3 9l5 5M3 9h9c4 0 6 3 6 8",
  eye: "M2 10.500C4 6.500 7 5 10.500 5s6.500 1.500 8.500 5.500C17 14.500 14 16 10.500 16S4 14.500 2 10.500zM10.500 13a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  file: "M5 2h8l4 4v13H5zM13 2v4h4",
  next: "M8 4l6 6.500-6 6.500",
};

/** A button that is only a picture; its name is for those who point or listen. */
export function tool(shape, name, onclick, className = "tool") {
  return h("button", { type: "button", className, title: name, "aria-label": name, onclick }, icon(shape));
}

/** A small picture in the colour of the text. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", "0 0 21 21");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  picture.append(path);
  return picture;
}

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

/** A colour that is always the same for the same name, as CSS. */
export function colourOf(name) {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)) % 360;
  return `hsl(${hash} 45% 45%)`;
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
};

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

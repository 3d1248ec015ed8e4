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

// The time in this world: the machine's, and as much ahead as the clock was moved.

let ahead = 0; // ms

export function setAhead(seconds) {
  ahead = seconds * 1000;
}

export function now() {
  return new Date(Date.now() + ahead);
}

// What a script can add; every page is whole without it.

// The reader's own time after times whose zone is known.
const language = document.documentElement.lang;
const clock = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
const clockAndDay = { weekday: "short", month: "short", day: "numeric", ...clock };
const stated = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d)?([+-])(\d\d):(\d\d)$/;

for (const place of document.querySelectorAll("[data-own-time]")) {
  const times = [...place.querySelectorAll("time")].map((time) => stated.exec(time.dateTime)).filter(Boolean);
  const instants = times.map(([words]) => new Date(words));
  if (!times.length || times.every((time, each) => isHere(time, instants[each]))) continue;
  const sameDay = times.every(([, day], each) => day === dayHere(instants[each]));
  const format = new Intl.DateTimeFormat(language, sameDay ? clock : clockAndDay);
  const note = document.createElement("span");
  note.className = "own-time";
  note.textContent = place.dataset.ownTime.replace("{}", format.formatRange(instants[0], instants.at(-1)));
  place.append(" ", note);
}

function isHere([, , sign, hours, minutes], instant) {
  return -instant.getTimezoneOffset() === Number(sign + 1) * (60 * hours + Number(minutes));
}

function dayHere(instant) {
  return new Date(instant - instant.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

// Buttons that only a script can answer are hidden until there is one.
for (const button of document.querySelectorAll("button[data-action]")) {
  const copies = button.dataset.action === "copy";
  if (copies && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!copies) return print();
    try {
      await navigator.clipboard.writeText(document.querySelector("link[rel=canonical]").href);
      button.textContent = button.dataset.done;
    } catch {
      button.hidden = true; // the browser was told to keep pages from the clipboard
    }
  });
}

// What a script can add; every page is whole without it.

// The reader's own time beside each time whose zone is known.
const own = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
const ownDay = { ...own, weekday: "short", month: "short", day: "numeric" };
const language = document.documentElement.lang;

for (const time of document.querySelectorAll("[data-own-time] time")) {
  const stated = time.getAttribute("datetime");
  if (!/T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)$/.test(stated)) continue;
  const instant = new Date(stated);
  const offset = stated.endsWith("Z") ? 0 : toMinutes(stated.slice(-6));
  if (-instant.getTimezoneOffset() === offset) continue;
  const there = stated.slice(0, 10);
  const here = new Date(instant - instant.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat(language, here === there ? own : ownDay).format(instant);
  const note = document.createElement("span");
  note.className = "own-time";
  note.textContent = time.closest("[data-own-time]").dataset.ownTime.replace("{}", words);
  time.after(" ", note);
}

function toMinutes(offset) {
  const [hours, minutes] = offset.slice(1).split(":").map(Number);
  return (offset[0] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

// Buttons that only a script can answer are hidden until there is one.
for (const button of document.querySelectorAll("button[data-action]")) {
  const copies = button.dataset.action === "copy";
  if (copies && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!copies) return print();
    await navigator.clipboard.writeText(button.dataset.address);
    button.textContent = button.dataset.done;
  });
}

// Counts down to scheduled instants on the desk's first page. The server has written the first words;
// its clock counts, not the browser's.

function span(milliseconds, [day, hour, minute, second]) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  if (days) return `${days} ${day} ${hours} ${hour}`;
  if (hours) return `${hours} ${hour} ${minutes} ${minute}`;
  return `${minutes} ${minute} ${seconds % 60} ${second}`;
}

function start(root) {
  const list = root.querySelector("[data-now]");
  if (!list) return;
  const times = [...root.querySelectorAll(".desk-countdown")];
  const units = list.dataset.units.split(" ");
  const ahead = new Date(list.dataset.now) - Date.now();
  const tick = () => {
    for (const time of times) {
      const left = new Date(time.dateTime) - Date.now() - ahead;
      time.textContent = left > 0 ? time.dataset.words.replace("{span}", span(left, units)) : list.dataset.done;
    }
  };
  setInterval(tick, 1000);
}

start(document);
document.addEventListener("desk:inserted", (event) => start(event.target));

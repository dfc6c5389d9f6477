// What a chosen day and time mean, told while somebody chooses: the server answers with a piece of page
// (it knows zones, exchanges and rules), the browser adds its own clock and counts down.

let box = null;
let form = null;
let asked = 0;

function choice() {
  const names = ["day", "time", "which"];
  return new URLSearchParams([...new FormData(form)].filter(([name]) => names.includes(name)));
}

async function refresh() {
  const chosen = choice();
  if (!chosen.get("day") || !chosen.get("time")) {
    box.replaceChildren();
    return;
  }
  const turn = ++asked;
  try {
    const answer = await fetch(`${box.dataset.address}?${chosen}`);
    if (!answer.ok || answer.redirected || turn !== asked) return;
    box.innerHTML = await answer.text();
    dress(box);
  } catch {
    box.replaceChildren(); // no answer is better than one about another time
  }
}

function dress(where) {
  for (const list of where.querySelectorAll("dl[data-instant]")) {
    const at = new Date(list.dataset.instant);
    const own = list.querySelector(".timing-own");
    own.hidden = false;
    own.querySelector("dd").textContent = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
      timeZoneName: "short",
    }).format(at);
  }
}

function start(root) {
  dress(root);
  const found = root.querySelector("#timing");
  if (!found) return;
  box = found;
  form = box.closest("form");
  let timer = null;
  const soon = (event) => {
    if (!["day", "time", "which"].includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, 250);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  setInterval(() => box.closest("details:not([open])") || refresh(), 30_000); // “in 3 h 12 min” grows old
}

start(document);
document.addEventListener("desk:inserted", (event) => start(event.target));

// The next steps, preflight, the text and the record of a draft follow its form: they take the server longer.
// What is put in is told as the event "desk:inserted", so that other modules dress it.

const above = document.getElementById("desk-panel");
const below = document.getElementById("desk-panel-text");
const reading = above?.querySelector("[role=status]");

if (above) load();

async function load() {
  reading.hidden = false;
  above.replaceChildren(reading);
  try {
    const answer = await fetch(above.dataset.src, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    insert(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    fail();
  }
}

function insert(answer) {
  fill(above, answer.getElementById("panel-steps"));
  fill(below, answer.getElementById("panel-text"));
  if (!location.hash) return;
  const wanted = document.getElementById(location.hash.slice(1));
  if (above.contains(wanted) || below.contains(wanted)) wanted.scrollIntoView();
}

function fill(place, part) {
  place.replaceChildren(...part.childNodes);
  place.dispatchEvent(new CustomEvent("desk:inserted", { bubbles: true }));
}

function fail() {
  const line = document.createElement("p");
  line.className = "desk-note";
  line.setAttribute("role", "alert");
  const again = document.createElement("a");
  again.href = "#desk-panel";
  again.textContent = above.dataset.retry;
  again.addEventListener("click", (event) => {
    event.preventDefault();
    load();
  });
  line.append(above.dataset.failed, " ", again);
  above.replaceChildren(line);
}

/* Nothing typed at the desk is lost: unsaved text stays in this browser until the server has it, and colleagues
   see each other. Works on the element <div id="desk-watch" data-…> of a release's page; without it, on nothing. */

const REPORT_EVERY = 20_000; // releases/models/editing.py counts somebody as gone after 50 seconds
const KEEP_AFTER = 800;

const watch = document.getElementById("desk-watch");
const form = document.getElementById("release_form");
let reported = null; // the form as it was at the last report
if (watch && form) {
  start();
}

function start() {
  const key = `release:${watch.dataset.user}:${watch.dataset.release}`;
  offerKept(key);
  keepWhileTyping(key);
  if (watch.dataset.report) {
    report();
    setInterval(report, REPORT_EVERY);
    addEventListener("pagehide", leave);
  }
}

/* Unsaved text */

function editors() {
  return window.CKEDITOR ? Object.values(window.CKEDITOR.instances) : [];
}

function typed() {
  for (const editor of editors()) {
    editor.updateElement();
  }
  const values = {};
  for (const element of form.elements) {
    if (!element.name || ["hidden", "file", "submit", "password"].includes(element.type)) continue;
    if (element.type === "checkbox" || element.type === "radio") {
      if (element.checked) (values[element.name] ??= []).push(element.value);
    } else if (element.type === "select-multiple") {
      values[element.name] = [...element.selectedOptions].map((option) => [option.value, option.text]);
    } else if (element.type === "select-one") {
      const option = element.selectedOptions[0];
      values[element.name] = option ? [[option.value, option.text]] : [];
    } else {
      values[element.name] = element.value;
    }
  }
  return values;
}

function keepWhileTyping(key) {
  let before = null; // what the server sent; the editor may tidy it as it starts, so read it a little later
  let timer = null;
  setTimeout(() => (before = JSON.stringify(typed())), 1500);
  const keep = (sent = false) => {
    if (before === null) return;
    const now = JSON.stringify(typed());
    if (now === before) return;
    try {
      const kept = { at: Date.now(), opened: watch.dataset.opened, sent, values: now };
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      tell("desk-unkept", watch.dataset.unkept);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(), KEEP_AFTER);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.CKEDITOR?.on("instanceReady", (event) => event.editor.on("change", soon));
  for (const editor of editors()) editor.on("change", soon);
  form.addEventListener("submit", () => {
    clearTimeout(timer); // it would say that nothing was sent
    keep(true);
  });
}

/* `data-saved` is when this person last saved: kept text that was sent, and saved after its page was opened, has
   arrived. Where the server refused it, the form holds it still. */
function offerKept(key) {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!kept || document.querySelector(".errornote")) return;
  const arrived = kept.sent && watch.dataset.saved && new Date(watch.dataset.saved) > new Date(kept.opened);
  if (arrived) {
    localStorage.removeItem(key);
    return;
  }
  const offer = tell("desk-kept", watch.dataset.kept.replace("{at}", new Date(kept.at).toLocaleString()));
  offer.append(" ", button(watch.dataset.restore, () => restore(key, kept, offer)));
  offer.append(" ", button(watch.dataset.discard, () => discard(key, offer)));
}

function button(label, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

function discard(key, offer) {
  localStorage.removeItem(key);
  offer.remove();
}

function restore(key, kept, offer) {
  const values = JSON.parse(kept.values);
  for (const element of form.elements) {
    if (!element.name || ["hidden", "file", "submit", "password"].includes(element.type)) continue;
    const value = values[element.name];
    if (element.type === "checkbox" || element.type === "radio") {
      element.checked = (value ?? []).includes(element.value);
    } else if (element.type.startsWith("select") && value) {
      choose(element, value);
    } else if (value !== undefined) {
      element.value = value;
    }
  }
  for (const editor of editors()) {
    const value = values[editor.element.$.name];
    if (value !== undefined) editor.setData(value);
  }
  offer.remove();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/* Autocomplete selects hold only what is chosen, so their options are made anew. */
function choose(select, chosen) {
  if (select.classList.contains("admin-autocomplete")) {
    select.replaceChildren(...chosen.map(([id, text]) => new Option(text, id, true, true)));
  } else {
    const ids = chosen.map(([id]) => id);
    for (const option of select.options) option.selected = ids.includes(option.value);
  }
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

/* Colleagues */

async function report() {
  // An open page alone is no sign of somebody: without one the session ends (irsite/doors/sessions.py).
  const now = JSON.stringify(typed());
  const sign = reported !== null && now !== reported ? "?typed" : "";
  reported = now;
  try {
    const answer = await fetch(watch.dataset.report + sign, { method: "POST", body: body() });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    show(await answer.json());
    clear("desk-offline");
  } catch {
    tell("desk-offline", watch.dataset.offline);
  }
}

function body(extra = {}) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  return new URLSearchParams({ csrfmiddlewaretoken: token, ...extra });
}

function leave() {
  navigator.sendBeacon(watch.dataset.report, body({ left: "1" }));
}

function show(answer) {
  if (answer.others.length) {
    tell("desk-others", watch.dataset.others.replace("{names}", answer.others.join(", ")));
  } else {
    clear("desk-others");
  }
  if (watch.dataset.opened && answer.edited_at !== watch.dataset.opened) {
    tell("desk-newer", watch.dataset.newer.replace("{name}", answer.edited_by || "?"));
  }
}

function tell(id, sentence) {
  const line = document.getElementById(id) ?? document.createElement("p");
  if (line.id !== id) {
    line.id = id;
    line.className = "desk-note";
    watch.append(line);
  }
  if (line.firstChild?.nodeValue !== sentence) line.replaceChildren(sentence);
  return line;
}

function clear(id) {
  document.getElementById(id)?.remove();
}

/* A double click sends a form once: the second would make another row, or be told that a move is not possible. */

const AGAIN_AFTER = 3000; // the page may still stand there, because the answer opened elsewhere or was given up
const sent = new WeakSet();

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => sent.delete(form), AGAIN_AFTER);
});

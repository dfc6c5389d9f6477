/* Copy and print the recovery codes; without script they can be selected and printed like any words. */

const codes = [...document.querySelectorAll("#recovery-codes code")].map((code) => code.textContent).join("\n");

const actions = {
  async copy(button) {
    try {
      await navigator.clipboard.writeText(`${codes}\n`);
      button.textContent = button.dataset.done;
    } catch {
      button.hidden = true; // the browser was told to keep pages from the clipboard
    }
  },
  print() {
    window.print();
  },
};

for (const button of document.querySelectorAll("button[data-action]")) {
  // A browser has a clipboard for pages only over HTTPS and on the machine itself.
  button.hidden = button.dataset.action === "copy" && !navigator.clipboard;
  button.addEventListener("click", () => actions[button.dataset.action](button));
}

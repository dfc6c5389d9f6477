// From a finding to its words: puts the cursor on them in the form, or marks them in the shown text.
// Without this the links lead to the field or to the part of the text.

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.finding-link");
  if (!link) return;
  const { field, words } = link.dataset;
  const target = document.getElementById(link.hash.slice(1));
  const shown = link.hash.startsWith("#text-") ? target?.closest(".desk-text") : null;
  const found = shown ? showInText(shown, words) : showInForm(field, words, target);
  if (found) event.preventDefault();
});

function showInForm(field, words, target) {
  target?.closest("details")?.setAttribute("open", "");
  const editor = window.CKEDITOR?.instances[`id_${field}`];
  if (editor) return showInEditor(editor, words);
  if (!target) return false;
  target.scrollIntoView({ block: "center" });
  if (typeof target.setSelectionRange === "function" && words) {
    const at = target.value.indexOf(words);
    target.focus({ preventScroll: true });
    if (at >= 0) target.setSelectionRange(at, at + words.length);
  } else {
    (target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea"))?.focus();
  }
  return true;
}

function showInEditor(editor, words) {
  editor.container.$.scrollIntoView({ block: "center" });
  editor.focus();
  const body = editor.editable()?.$;
  const range = body && find(body, words);
  if (range) select(range);
  return true;
}

function showInText(text, words) {
  const range = find(text, words);
  if (!range) return false;
  const element = range.startContainer.parentElement;
  element.closest("details")?.setAttribute("open", "");
  element.scrollIntoView({ block: "center" });
  select(range);
  return true;
}

function select(range) {
  const selection = range.startContainer.ownerDocument.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}

// The words as a range, wherever they stand over the borders of elements; white space counts as one blank.
function find(root, words) {
  if (!words) return null;
  const wanted = words.replace(/\s+/g, " ").trim();
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let index = 0; index < node.data.length; index++) {
      const blank = /\s/.test(node.data[index]);
      if (blank && (text === "" || text.endsWith(" "))) continue;
      text += blank ? " " : node.data[index];
      places.push([node, index]);
    }
  }
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  const range = root.ownerDocument.createRange();
  range.setStart(...places[at]);
  const [last, index] = places[at + wanted.length - 1];
  range.setEnd(last, index + 1);
  return range;
}

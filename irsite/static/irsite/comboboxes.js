// Autocomplete fields say what they are, what is chosen, what helps and what is wrong. Select2 4.0, which Django brings,
// names a combobox after the chosen words alone and its search fields not at all.

const $ = window.django?.jQuery;
const FIELDS = "select.admin-autocomplete";
const SAID = ["aria-describedby", "aria-invalid"];

if ($) {
  // Both come after Django's own, which make the comboboxes.
  $(() => document.querySelectorAll(FIELDS).forEach(dress));
  document.addEventListener("formset:added", (event) => event.target.querySelectorAll(FIELDS).forEach(dress));
  // Select2 tells jQuery alone.
  $(document).on("change", FIELDS, (event) => dress(event.target));
  $(document).on("select2:open", FIELDS, (event) => dressList(event.target));
  $(document).on("select2:close", FIELDS, (event) => boxOf(event.target).removeAttribute("aria-controls"));
}

function dress(field) {
  const box = boxOf(field);
  if (!box) return; // the row that new ones are copied from
  const chosen = [...field.selectedOptions].filter((option) => option.value).map((option) => option.text);
  // With several, the focus is on the search field inside.
  for (const element of [box, ...box.querySelectorAll("input")]) {
    element.setAttribute("aria-label", [nameOf(field), ...chosen].join(", "));
    element.removeAttribute("aria-labelledby");
    for (const name of SAID) if (field.hasAttribute(name)) element.setAttribute(name, field.getAttribute(name));
  }
  const words = box.querySelector(".select2-selection__rendered");
  words.setAttribute("role", "none"); // a textbox without a name, or a list with a button among its entries
  words.removeAttribute("aria-readonly");
}

function dressList(field) {
  const list = document.querySelector(".select2-container--open .select2-results__options");
  const search = document.querySelector(".select2-container--open .select2-search--dropdown input");
  for (const element of [list, search]) element?.setAttribute("aria-label", nameOf(field));
  boxOf(field).setAttribute("aria-controls", list.id);
}

function boxOf(field) {
  return field.nextElementSibling?.querySelector(".select2-selection");
}

function nameOf(field) {
  return field.getAttribute("aria-label") || field.labels[0]?.textContent.trim().replace(/:$/, "") || "";
}

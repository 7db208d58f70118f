// The first element that has the ARIA role, by attribute or by nature, and the accessible name, inside the element that a
// selector finds, or anywhere. While a modal dialog is open, nothing outside of it can be used, so nothing outside is found.
const [role, wanted, container] = arguments;
const natives = {
  button: "button, summary, input[type=button], input[type=submit]",
  checkbox: "input[type=checkbox]",
  combobox: "select",
  complementary: "aside",
  dialog: "dialog[open]",
  file: "input[type=file]",
  heading: "h1, h2, h3, h4, h5, h6",
  link: "a[href]",
  radio: "input[type=radio]",
  region: "section",
  searchbox: "input[type=search]",
  status: "output",
  table: "table",
  textbox: "textarea, input:not([type]), input[type=text]",
};
const tidy = (text) => text.replace(/\s+/g, " ").trim();
const nameOf = (element) => {
  const labelledBy = element.getAttribute("aria-labelledby");
  if (labelledBy) {
    return labelledBy.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  }
  return element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? (seen(element) || element.title);
};
// The text without the parts that are hidden from screen readers.
const seen = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove());
  return copy.textContent;
};
const selector = [`[role="${role}"]`, natives[role]].filter(Boolean).join(", ");
const within = Array.from(document.querySelectorAll("dialog:modal")).at(-1) ?? (container ? document.querySelector(container) : document);
const found = Array.from(within?.querySelectorAll(selector) ?? []).find(
  (element) => (element.getAttribute("role") ?? role) === role && tidy(nameOf(element)) === wanted,
);
return found ?? null;

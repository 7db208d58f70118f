// The first element that has the ARIA role, by attribute or by nature, and the accessible name.
const [role, wanted] = arguments;
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
  return element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? (element.textContent || element.title);
};
const selector = [`[role="${role}"]`, natives[role]].filter(Boolean).join(", ");
const found = Array.from(document.querySelectorAll(selector)).find(
  (element) => (element.getAttribute("role") ?? role) === role && tidy(nameOf(element)) === wanted,
);
return found ?? null;

// The first element with the ARIA role, or that is one of the native elements with it, and the accessible name.
const [role, native, wanted] = arguments;
const tidy = (text) => text.replace(/\s+/g, " ").trim();
const nameOf = (element) => {
  const labelledBy = element.getAttribute("aria-labelledby");
  if (labelledBy) {
    return labelledBy.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  }
  return element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? (element.textContent || element.title);
};
const selector = [`[role="${role}"]`, native].filter(Boolean).join(", ");
const found = Array.from(document.querySelectorAll(selector)).find(
  (element) => (element.getAttribute("role") ?? role) === role && tidy(nameOf(element)) === wanted,
);
return found ?? null;

// Tries to turn text into code in every way a page has; each way that works leaves its name on the document.
const ran = (way) => `document.documentElement.dataset.${way} = "ran"`;
const attempt = (action) => {
  try {
    action();
  } catch {
    // Refused at once.
  }
};
attempt(() => {
  const script = document.createElement("script");
  script.textContent = ran("script");
  document.head.append(script);
});
attempt(() => {
  const image = document.createElement("img");
  image.setAttribute("onerror", ran("handler"));
  image.src = "data:,";
  document.body.append(image);
});
attempt(() => {
  const link = document.createElement("a");
  link.href = `javascript:void (${ran("link")})`;
  document.body.append(link);
  link.click();
});
attempt(() => window.setTimeout(ran("timer"), 0));
// A driver may allow `eval` while its own script runs, so these come after it.
window.setTimeout(() => {
  attempt(() => window.eval(ran("eval")));
  attempt(() => window.Function(ran("constructor"))());
  window.setTimeout(() => {
    document.documentElement.dataset.attempts = "over";
  }, 300);
}, 0);

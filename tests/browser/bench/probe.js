// The instruments: what a user would see, timed inside the page. Runs once, after the page has started.
const bench = (window.signscopeBench = {});
const PATIENCE = 600_000;

const nextFrame = () => new Promise(requestAnimationFrame);
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const list = () => document.getElementById("list");
const data = () => document.querySelector("main").dataset;
const isListBusy = () => list()?.getAttribute("aria-busy") === "true";
const inTime = (what, promise) =>
  Promise.race([promise, sleep(PATIENCE).then(() => Promise.reject(new Error(`waited in vain for ${what}`)))]);

// Waits for a condition, looking once a frame. For getting somewhere, never for measuring.
const until = (what, condition) =>
  inTime(
    what,
    (async () => {
      for (;;) {
        const found = condition();
        if (found) return found;
        await nextFrame();
      }
    })(),
  );

// Questions to the engine that are not answered yet, and answers with the time the engine says it took.
const answers = [];
const asked = [];
let engine = null;
const kindOf = (request) => (typeof request === "string" ? request : Object.keys(request)[0]);
// An answer comes as the text of `{"Rows":{…}}`.
const kindOfAnswer = (reply) => reply.match(/^\{?"(\w+)"/)[1];

const hear = (event) => {
  const reply = event.data?.reply;
  if (reply === undefined) return;
  const kind = kindOfAnswer(reply);
  const at = asked.findIndex((question) => question.kind === kind);
  if (at < 0) return;
  asked.splice(at, 1);
  answers.push({ kind, millis: event.data.took, reply: kind === "Answer" ? reply : null });
};

const listenTo = (worker) => {
  if (engine === worker) return;
  engine = worker;
  // The page's own listener steps back, so that what it does with an answer is not counted as the engine's time.
  const own = worker.onmessage;
  worker.onmessage = null;
  worker.addEventListener("message", hear);
  worker.onmessage = own;
};

const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message?.request !== undefined) {
    listenTo(this);
    const kind = kindOf(message.request);
    if (["Rows", "Summary", "Values"].includes(kind)) asked.push({ kind });
    if (kind === "Ask") asked.push({ kind: "Answer" });
    bench.filter = message.request.Rows?.view.filter ?? bench.filter;
  }
  return post.call(this, message, ...rest);
};

// Watches the frames of the page's thread until it is stopped.
const watchFrames = () => {
  const seen = { frames: 0, longest: 0, late: 0, tasks: 0, longestTask: 0 };
  const note = (entries) => {
    for (const entry of entries) {
      seen.tasks += 1;
      seen.longestTask = Math.max(seen.longestTask, entry.duration);
    }
  };
  const observer = new PerformanceObserver((entries) => note(entries.getEntries()));
  const seesTasks = PerformanceObserver.supportedEntryTypes.includes("longtask");
  if (seesTasks) observer.observe({ type: "longtask" });
  let previous = null;
  let isWatching = true;
  const tick = (now) => {
    if (!isWatching) return;
    if (previous !== null) {
      seen.frames += 1;
      seen.longest = Math.max(seen.longest, now - previous);
      seen.late += now - previous > 33.4 ? 1 : 0;
    }
    previous = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return () => {
    isWatching = false;
    note(observer.takeRecords());
    observer.disconnect();
    return { ...seen, seesTasks };
  };
};

const hasRows = () =>
  Array.from(document.querySelectorAll('[role=row][aria-rowindex="2"] [role=gridcell]')).some(
    (cell) => cell.textContent.trim() !== "",
  );

// Waits for the event that brings a file, then for the first rows and for all of them.
bench.expectFile = (records) => {
  const load = { first: null, ready: null };
  const loading = new Promise((resolve, reject) => {
    const begin = () => {
      for (const kind of ["drop", "change"]) removeEventListener(kind, begin, true);
      const start = performance.now();
      const stop = watchFrames();
      const look = () => {
        if (load.first === null && hasRows()) {
          load.first = 0;
          requestAnimationFrame(() => (load.first = performance.now() - start));
        }
        if (data().phase === "failed") reject(new Error("nothing could be read"));
        if (data().phase !== "ready" || Number(data().shown) !== records || isListBusy()) return;
        load.ready ??= performance.now() - start;
        observer.disconnect();
        requestAnimationFrame(() => resolve({ ...load, painted: performance.now() - start, ...stop() }));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    };
    for (const kind of ["drop", "change"]) addEventListener(kind, begin, true);
  });
  bench.load = inTime("all rows", loading);
  // Whoever asks for the load later gets its error then.
  bench.load.catch(() => {});
};

const settled = async () => {
  await until("an idle page", () => data().phase === "ready" && asked.length === 0 && !isListBusy());
  await nextFrame();
  await nextFrame();
};

// Does something and waits for the first frame after `isDone` holds. Begins anywhere within a frame, as people do.
const timed = async (action, isDone) => {
  await settled();
  await sleep(Math.random() * 17);
  const before = answers.length;
  const told = () => answers.slice(before);
  let frames = 0;
  let isCounting = true;
  const count = () => {
    frames += 1;
    if (isCounting) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  const start = performance.now();
  const painted = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isDone(told())) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now()));
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  action();
  const end = await inTime("a frame with the answer", painted);
  isCounting = false;
  const shown = Number(data().shown);
  await settled();
  const took = (kind) => told().find((answer) => answer.kind === kind)?.millis ?? null;
  return { painted: end - start, frames, rows: took("Rows"), summary: took("Summary"), values: took("Values"), shown };
};

const hasNewRows = (told) => told.some((answer) => answer.kind === "Rows") && !isListBusy();
const buttonNamed = (within, name) =>
  Array.from(within.querySelectorAll("button")).find(
    (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === name,
  );
const dialog = () => document.querySelector("dialog[open]");

const type = (input, text) => {
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
};

const offerOf = async (field) => {
  document.getElementById("add-filter").click();
  return until(`the filter ${field}`, () => dialog() && buttonNamed(dialog(), field));
};

const applyWords = (text) => {
  const input = document.getElementById("filter");
  type(input, text);
  return () => input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
};

// Makes a filter up to its last click, and gives that click.
const lastClick = async ({ field, operator, tick, text, preset }) => {
  (await offerOf(field)).click();
  const form = await until(`the editor of ${field}`, () => dialog()?.querySelector("form"));
  if (preset) {
    const button = await until(preset, () => buttonNamed(form, preset));
    return () => button.click();
  }
  const select = form.querySelector("select");
  const at = Array.from(select.options).findIndex((option) => option.textContent === operator);
  if (at < 0) throw new Error(`${field} has no operator “${operator}”`);
  select.selectedIndex = at;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  if (tick !== undefined) {
    const boxes = await until(`values of ${field}`, () => {
      const found = form.querySelectorAll(".values input[type=checkbox]");
      return found.length > tick && found;
    });
    boxes[tick].click();
  } else if (text !== undefined) {
    type(await until("a text box", () => form.querySelector("input[type=text]")), text);
  }
  await nextFrame();
  return () => form.querySelector("button[type=submit]").click();
};

// Sets one filter and takes it away again.
bench.setFilter = async (filter) => {
  await settled();
  const action = filter.words !== undefined ? applyWords(filter.words) : await lastClick(filter);
  const set = await timed(action, hasNewRows);
  const cleared = await timed(() => buttonNamed(document, "Clear all").click(), hasNewRows);
  return { ...set, cleared: cleared.painted };
};

// Opens the editor of a field, up to its values.
bench.openValues = async (field) => {
  await settled();
  const offer = await offerOf(field);
  const opened = await timed(
    () => offer.click(),
    (told) => told.some((answer) => answer.kind === "Values") && dialog()?.querySelector(".values input, .values li") !== null,
  );
  buttonNamed(dialog(), "Cancel").click();
  return opened;
};

// Asks the engine itself for the values of some fields and the summary among the rows of a filter.
bench.askAll = async (filter, fields) => {
  await settled();
  const set = await timed(await lastClick(filter), hasNewRows);
  const before = answers.length;
  for (const field of fields) {
    const of = { Field: field };
    engine.postMessage({ request: { Values: { filter: bench.filter, of, containing: "", limit: 50 } }, files: [] });
  }
  await settled();
  const values = answers.slice(before).reduce((sum, answer) => sum + answer.millis, 0);
  buttonNamed(document, "Clear all").click();
  await settled();
  return { values, summary: set.summary };
};

// Asks the engine itself the questions of a screen, one after the other.
bench.ask = async (questions) => {
  await settled();
  const found = [];
  for (const question of questions) {
    const before = answers.length;
    engine.postMessage({ request: { Ask: question }, files: [] });
    await until("an answer", () => answers.length > before);
    const { millis, reply } = answers[before];
    found.push({ millis, reply });
  }
  return found;
};

bench.columns = () =>
  Array.from(document.querySelectorAll("[role=columnheader] .name"), (name) => name.textContent.trim());

// Clicks the header of a column.
bench.sort = (at) =>
  timed(() => document.querySelectorAll("[role=columnheader] button")[at].click(), hasNewRows);

// Moves the list for some milliseconds, `step(progress)` pixels down the list at each frame.
bench.scroll = async (millis, way) => {
  await settled();
  const element = list();
  element.scrollTop = 0;
  await settled();
  const bottom = element.scrollHeight - element.clientHeight;
  const stop = watchFrames();
  const start = performance.now();
  let waiting = 0;
  for (let passed = 0; passed < millis; passed = performance.now() - start) {
    element.scrollTop = way === "drag" ? (bottom * passed) / millis : element.scrollTop + 240;
    await nextFrame();
    waiting += isListBusy() ? 1 : 0;
  }
  const seen = stop();
  element.scrollTop = 0;
  await settled();
  return { ...seen, waiting };
};

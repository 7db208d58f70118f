//! The page as a user has it: find by role and name, choose, drop, wait, look.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use libtest_mimic::Failed;
use serde_json::{Value, json};

use super::Engine;
use super::browser::Browser;
use super::webdriver::Session;

/// The longest a case may take, in a slow browser on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// So long an element may take to appear.
const PATIENCE: Duration = Duration::from_secs(10);

/// The bundle, open in a browser of its own.
pub struct Page {
    engine: Engine,
    case: &'static str,
    session: Session,
    browser: Browser,
    limit: Duration,
}

impl Page {
    /// Opens the bundle from `file://`.
    pub fn open(engine: Engine, case: &'static str) -> Result<Self, Failed> {
        Self::open_for(engine, case, LIMIT)
    }

    /// Opens the bundle from `file://`, for as long as `limit`.
    pub fn open_for(engine: Engine, case: &'static str, limit: Duration) -> Result<Self, Failed> {
        let bundle = env::var_os("SIGNSCOPE_BUNDLE").map_or_else(|| in_project("dist/signscope.html"), PathBuf::from);
        if !bundle.is_file() {
            return Err(format!("{} is not there: `cargo xtask bundle` builds it", bundle.display()).into());
        }
        let browser = Browser::start(engine)?;
        let session = Session::start(&browser.address(), &engine.capabilities(browser.folder()), limit)
            .map_err(|error| format!("{}\n{}", error.message().unwrap_or_default(), browser.log()))?;
        session
            .post("/timeouts", &json!({ "script": limit.as_millis() as u64, "pageLoad": limit.as_millis() as u64 }))?;
        let page = Self { engine, case, session, browser, limit };
        page.go_to(&bundle)?;
        Ok(page)
    }

    /// Runs `script` as the body of a function and gives what it returns, or what the promise it returns comes to.
    pub fn execute(&self, script: &str, arguments: Value) -> Result<Value, Failed> {
        self.session.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Waits until `script` returns true; `what` names that in the error.
    pub fn wait_until(&self, what: &str, script: &str) -> Result<(), Failed> {
        while self.execute(script, json!([]))? != json!(true) {
            if self.session.time_left().is_ok_and(|left| left < self.limit / 2) {
                return Err(format!("waited {} s in vain for {what}", (self.limit / 2).as_secs()).into());
            }
            thread::sleep(Duration::from_millis(30));
        }
        Ok(())
    }

    /// Waits until something about the element with the focus, written in terms of `focused`, is a text: the focus moves
    /// when the page has drawn what it moves to.
    pub fn wait_for_focus(&self, what: &str, text: &str) -> Result<(), Failed> {
        let script = format!("const focused = document.activeElement; return {what} === {}", json!(text));
        self.wait_until(&format!("the focus to be where {what} is “{text}”"), &script)
    }

    /// Waits until `<main data-phase>` is `phase`.
    pub fn wait_for_phase(&self, phase: &str) -> Result<(), Failed> {
        let script = format!("return document.querySelector('main')?.dataset.phase === '{phase}'");
        self.wait_until(&format!("the phase `{phase}`"), &script)
    }

    /// Loads files and waits until all of them are read.
    pub fn load(&self, files: &[PathBuf]) -> Result<(), Failed> {
        self.wait_for_phase("empty")?;
        self.choose_files(files)?;
        self.wait_for_phase("ready")
    }

    /// Waits until the list shows so many rows.
    pub fn wait_for_shown(&self, rows: u64) -> Result<(), Failed> {
        let script = format!("return document.querySelector('main')?.dataset.shown === '{rows}'");
        self.wait_until(&format!("{rows} rows to be shown"), &script)
    }

    /// A number the page tells about itself: `records` or `shown`.
    pub fn number(&self, name: &str) -> Result<u64, Failed> {
        let number = self.execute("return document.querySelector('main').dataset[arguments[0]]", json!([name]))?;
        Ok(number.as_str().unwrap_or_default().parse()?)
    }

    /// Waits until the text of some element that a selector finds contains some words.
    pub fn wait_for_words(&self, selector: &str, words: &str) -> Result<(), Failed> {
        let (selector, quoted) = (json!(selector), json!(words));
        let script = format!(
            "return Array.from(document.querySelectorAll({selector})).some((found) => found.textContent.includes({quoted}))"
        );
        self.wait_until(&format!("“{words}” in {selector}"), &script)
    }

    /// Closes the dialog or menu that is open, by Escape; WebKitGTK's driver sends no keys to dialogs.
    pub fn close_dialog(&self) -> Result<(), Failed> {
        match self.engine {
            Engine::Webkit => self.execute("document.querySelector('dialog[open]').close()", json!([])).map(drop)?,
            _ => self.press("\u{E00C}")?,
        }
        self.wait_until("the dialog to close", "return document.querySelector('dialog[open]') === null")
    }

    /// Presses keys as a user does, wherever the focus is.
    pub fn press(&self, keys: &str) -> Result<(), Failed> {
        let strokes =
            keys.chars().flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })));
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes.collect::<Vec<_>>() });
        self.session.post("/actions", &json!({ "actions": [keyboard] })).map(drop)
    }

    /// Drags with the pointer from one point of the window to another, in CSS pixels, in a few steps as a hand does.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<(), Failed> {
        let at = |part: f64| {
            let (x, y) = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            json!({ "type": "pointerMove", "duration": 40, "x": x.round(), "y": y.round() })
        };
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let moves = [at(0.0), down, at(0.3), at(0.7), at(1.0), at(1.0), up];
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "actions": moves, "parameters": { "pointerType": "mouse" } });
        self.session.post("/actions", &json!({ "actions": [mouse] })).map(drop)
    }

    /// The first element with this ARIA role and accessible name, as an argument for [`Page::execute`]; it may take the page
    /// a moment to draw it. The role `file` stands for `<input type=file>`, which ARIA has no role for.
    pub fn find(&self, role: &str, name: &str) -> Result<Value, Failed> {
        self.find_in(None, role, name)
    }

    /// The same inside the element that a selector finds, for names that stand in several places of the page.
    fn find_in(&self, container: Option<&str>, role: &str, name: &str) -> Result<Value, Failed> {
        let patience = Instant::now();
        loop {
            let found = self.execute(include_str!("find.js"), json!([role, name, container]))?;
            if !found.is_null() {
                return Ok(found);
            }
            if patience.elapsed() > PATIENCE {
                return Err(format!("there is no {role} `{name}` on the page").into());
            }
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Whether there is such an element right now.
    pub fn has(&self, role: &str, name: &str) -> Result<bool, Failed> {
        Ok(!self.execute(include_str!("find.js"), json!([role, name]))?.is_null())
    }

    /// Clicks a button and waits for the dialog it opens: until then, what is under it would still be found. Where the
    /// click went astray, because the page moved just then, it is made once more, as a user would.
    pub fn open_dialog(&self, button: &str) -> Result<(), Failed> {
        let is_open = "return document.querySelector('dialog:modal') !== null";
        self.click("button", button)?;
        let patience = Instant::now();
        while patience.elapsed() < PATIENCE {
            if self.execute(is_open, json!([]))? == json!(true) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(30));
        }
        self.click("button", button)?;
        self.wait_until("the dialog", is_open)
    }

    /// Adds a filter for one value of a field, as somebody does who looks for it among the values.
    pub fn add_filter(&self, field: &str, value: &str) -> Result<(), Failed> {
        let label = "return Array.from(document.querySelectorAll('dialog label:has([type=checkbox])'))
            .find((label) => label.textContent.includes(arguments[0]))";
        self.open_dialog("Add filter")?;
        self.click("button", field)?;
        self.wait_until("values", "return document.querySelectorAll('dialog [type=checkbox]').length >= 2")?;
        let label = self.execute(label, json!([value]))?;
        self.execute("arguments[0].click()", json!([label]))?;
        self.click("button", "Apply")
    }

    /// Clicks in the middle of an element, as a user does: what covers it gets the click.
    pub fn click(&self, role: &str, name: &str) -> Result<(), Failed> {
        self.click_on(&self.find(role, name)?)
    }

    /// Clicks a tab of the details; a screen may have a tab of the same name.
    pub fn click_detail_tab(&self, name: &str) -> Result<(), Failed> {
        let tab = self.find_in(Some("aside"), "tab", name)?;
        self.click_on(&tab)
    }

    /// Clicks the first element that a CSS selector finds, as soon as there is one.
    pub fn click_first(&self, selector: &str) -> Result<(), Failed> {
        self.wait_until(selector, &format!("return document.querySelector({}) !== null", json!(selector)))?;
        self.click_on(&self.execute("return document.querySelector(arguments[0])", json!([selector]))?)
    }

    /// Clicks in the middle of an element that a script has found, once it has stopped moving: drivers look up the place
    /// first and press the button there a moment later. WebKitGTK's driver finds nothing to click on in modal
    /// dialogs, so there the element is told to click itself.
    pub fn click_on(&self, element: &Value) -> Result<(), Failed> {
        self.execute(include_str!("hold_still.js"), json!([element]))?;
        let in_dialog = "return arguments[0].closest('dialog') !== null";
        if self.engine == Engine::Webkit && self.execute(in_dialog, json!([element]))? == json!(true) {
            return self.execute("arguments[0].click()", json!([element])).map(drop);
        }
        self.session.post(&format!("/element/{}/click", id_of(element)?), &json!({})).map(drop)
    }

    /// Types into an element. Keys that are no characters are those of WebDriver, as `\u{E007}` for Enter.
    pub fn type_into(&self, role: &str, name: &str, text: &str) -> Result<(), Failed> {
        let element = self.find(role, name)?;
        self.session.post(&format!("/element/{}/value", id_of(&element)?), &json!({ "text": text })).map(drop)
    }

    /// Chooses files as the browser's own dialog would.
    pub fn choose_files(&self, files: &[PathBuf]) -> Result<(), Failed> {
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.type_into("file", "Log files", &paths.join("\n"))
    }

    /// Chooses a file in another input of files than that of the first screen.
    pub fn choose_file_in(&self, input: &Value, file: &Path) -> Result<(), Failed> {
        let text = json!({ "text": file.display().to_string() });
        self.session.post(&format!("/element/{}/value", id_of(input)?), &text).map(drop)
    }

    /// Drops files on the middle of the page: a true drop, as from a file manager. Chromium only.
    pub fn drop_files(&self, files: &[PathBuf]) -> Result<(), Failed> {
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.devtools("Input.dispatchDragEvent", json!({ "type": kind, "x": 640, "y": 400, "data": data }))?;
        }
        Ok(())
    }

    /// Runs `script` at the start of each page from now on, before the page's own. Chromium only.
    pub fn run_before_each_page(&self, script: &str) -> Result<(), Failed> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
    }

    /// The lines in the console so far. Chromium only.
    pub fn console(&self) -> Result<Vec<String>, Failed> {
        let lines = self.session.post("/se/log", &json!({ "type": "browser" }))?;
        let lines = lines.as_array().cloned().unwrap_or_default();
        Ok(lines.iter().map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Makes the window of another size, in CSS pixels; browsers make it no narrower than their own buttons need.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), Failed> {
        self.session.post("/window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// Loads the page anew.
    pub fn reload(&self) -> Result<(), Failed> {
        self.session.post("/refresh", &json!({})).map(drop)
    }

    /// Opens a page of the test's own from `file://`, in place of the bundle.
    pub fn open_text(&self, name: &str, html: &str) -> Result<(), Failed> {
        self.go_to(&self.write(name, html)?)
    }

    /// The processes behind the page that this test started itself; the browser's own descend from them.
    // The benchmark alone needs it.
    #[allow(dead_code)]
    pub fn process_ids(&self) -> Vec<u32> {
        self.browser.process_ids()
    }

    /// Writes a file that is gone when the case ends.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf, Failed> {
        let file = self.browser.folder().join(name);
        fs::write(&file, bytes)?;
        Ok(file)
    }

    /// Makes a folder that is gone when the case ends.
    pub fn write_folder(&self, name: &str) -> Result<(), Failed> {
        Ok(fs::create_dir_all(self.browser.folder().join(name))?)
    }

    /// The bytes of the download `name`, once it is there. Not WebKitGTK.
    pub fn wait_for_download(&self, name: &str) -> Result<Vec<u8>, Failed> {
        let file = self.browser.folder().join("downloads").join(name);
        // Both browsers write under another name and rename at the end, but Firefox reserves the name, empty, before.
        while fs::metadata(&file).map_or(true, |data| data.len() == 0) {
            self.session.time_left().map_err(|_| format!("{} never came", file.display()))?;
            thread::sleep(Duration::from_millis(30));
        }
        Ok(fs::read(file)?)
    }

    /// What axe-core finds wrong on the page as it is, one line a rule.
    pub fn axe(&self) -> Result<Vec<String>, Failed> {
        let source = fs::read_to_string(env::var("SIGNSCOPE_AXE").map_err(|_| "SIGNSCOPE_AXE is not set")?)?;
        let script = format!("{source}\n{}", include_str!("axe.js"));
        let found = self.session.post("/execute/async", &json!({ "script": script, "args": [] }))?;
        let lines = found.as_array().ok_or_else(|| format!("axe-core answered {found}"))?;
        Ok(lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Keeps a picture of the page as it is, named after browser and case.
    pub fn keep_screenshot(&self) {
        let name = format!("{}-{}.png", self.engine, self.case.replace("::", "-"));
        match self.screenshot(&in_project("tests/browser/shots").join(name)) {
            Ok(file) => println!("screenshot: {}", file.display()),
            Err(error) => println!("no screenshot: {}", error.message().unwrap_or_default()),
        }
    }

    /// Keeps a picture under a name of its own.
    pub fn keep_picture(&self, name: &str) -> Result<(), Failed> {
        self.screenshot(&in_project("tests/browser/shots").join(name)).map(drop)
    }

    fn screenshot(&self, file: &Path) -> Result<PathBuf, Failed> {
        use base64::Engine;
        let picture = self.session.get("/screenshot")?;
        let picture = base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap_or_default())?;
        fs::create_dir_all(file.parent().ok_or("no folder for screenshots")?)?;
        fs::write(file, picture)?;
        Ok(file.to_owned())
    }

    fn go_to(&self, file: &Path) -> Result<(), Failed> {
        let path = file.display().to_string().replace('\\', "/");
        let address = format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" });
        self.session.post("/url", &json!({ "url": address })).map(drop)
    }

    /// A command of the Chrome DevTools Protocol.
    fn devtools(&self, command: &str, parameters: Value) -> Result<(), Failed> {
        self.session.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters })).map(drop)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_screenshot();
        }
        self.session.close();
    }
}

/// The reference in an element, as commands on it want it.
fn id_of(element: &Value) -> Result<&str, Failed> {
    element["element-6066-11e4-a52e-4f735466cecf"].as_str().ok_or_else(|| format!("{element} is no element").into())
}

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

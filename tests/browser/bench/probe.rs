//! The instruments on the page, called from here: every time comes from inside the page.

use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::harness::{Engine, Page};
use crate::setting::{Input, Setting};

/// Puts the instruments on a page.
pub fn install(page: &Page) -> Result<(), Failed> {
    page.execute(include_str!("probe.js"), json!([])).map(drop)
}

/// Calls an instrument and waits for its answer.
pub fn call(page: &Page, instrument: &str, arguments: Value) -> Result<Value, Failed> {
    page.execute(&format!("return window.signscopeBench.{instrument}(...arguments)"), arguments)
}

/// A number in an answer.
pub fn number(answer: &Value, name: &str) -> Result<f64, Failed> {
    answer[name].as_f64().ok_or_else(|| format!("the page told no `{name}`: {answer}").into())
}

/// What became of a load, in milliseconds since the event that brought the file, and the frames of the page meanwhile.
pub struct Load {
    /// The first frame with rows began.
    pub first: f64,
    /// The page was ready and showed the count of all rows.
    pub ready: f64,
    /// The frames while loading.
    pub frames: Frames,
}

/// The frames of the page's thread over some time.
#[derive(Clone, Copy)]
pub struct Frames {
    /// The longest, in milliseconds.
    pub longest: f64,
    /// How many took more than 33 ms.
    pub late: f64,
    /// How many there were.
    pub count: f64,
    /// The longest task, in milliseconds; `None` where the browser does not tell.
    pub longest_task: Option<f64>,
}

impl Frames {
    /// The frames in an answer.
    pub fn of(answer: &Value) -> Result<Frames, Failed> {
        let longest_task = number(answer, "longestTask")?;
        Ok(Frames {
            longest: number(answer, "longest")?,
            late: number(answer, "late")?,
            count: number(answer, "frames")?,
            longest_task: (answer["seesTasks"] == json!(true)).then_some(longest_task),
        })
    }
}

/// Brings a file to a page that has the instruments, as a user does, and waits until every row is there.
pub fn load(page: &Page, setting: &Setting, input: &Input) -> Result<Load, Failed> {
    call(page, "expectFile", json!([input.records]))?;
    let files = [input.path.clone()];
    match setting.engine {
        // A true drop needs the DevTools protocol.
        Engine::Chromium => page.drop_files(&files)?,
        _ => page.choose_files(&files)?,
    }
    let answer = page.execute("return window.signscopeBench.load", json!([]))?;
    Ok(Load { first: number(&answer, "first")?, ready: number(&answer, "ready")?, frames: Frames::of(&answer)? })
}

/// How a file is read without looking at it.
const WAYS: [&str; 2] = ["stream", "slices"];

/// Milliseconds to read a file in the quicker of two ways, each tried in a page of its own.
pub fn raw_read(setting: &Setting, input: &Input) -> Result<f64, Failed> {
    let mut best = f64::INFINITY;
    for way in WAYS {
        best = best.min(number(&read(&setting.open()?, input, way)?, "millis")?);
    }
    Ok(best)
}

/// Milliseconds that `JSON.parse` takes for a file, with reading it.
pub fn json_parse(setting: &Setting, input: &Input) -> Result<f64, Failed> {
    let answer = read(&setting.open()?, input, "parse")?;
    if answer["records"] != json!(input.records) {
        return Err(format!("JSON.parse: {answer}").into());
    }
    number(&answer, "millis")
}

fn read(page: &Page, input: &Input, way: &str) -> Result<Value, Failed> {
    let make = "const input = document.createElement('input');
        input.type = 'file';
        document.body.append(input);
        return input";
    let chooser = page.execute(make, json!([]))?;
    page.choose_file_in(&chooser, &input.path)?;
    page.execute(include_str!("reader.js"), json!([chooser, way]))
}

//! The messages between engine and parsers.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::message::{from_js, items, member, object, to_js};
use crate::ingest::{BoundaryPattern, Decoded, FileFormat, RecordCounts, RecordSpan};
use crate::store::{FileId, Problems, RecordBatch};

/// Records to decode.
pub struct JobMessage {
    /// Results come back under this number.
    pub number: u32,
    /// The file.
    pub file: FileId,
    /// What kind of file it is.
    pub file_format: FileFormat,
    /// Where the first byte of the chunk lies in the file.
    pub offset: u64,
    /// How often reading rolled back when this was given: what parsers learn in one generation is of no use in the
    /// next.
    pub generation: u32,
    /// The records; none if nobody has framed them.
    pub spans: Vec<RecordSpan>,
    /// What stands between the records that nobody has framed.
    pub pattern: Option<BoundaryPattern>,
    /// The first bytes of the chunk, if they come from an earlier chunk of the file.
    pub before: Vec<u8>,
    /// The bytes of the chunk, after those, lie in here,
    pub bytes: ArrayBuffer,
    /// from this one
    pub start: u32,
    /// to before this one.
    pub end: u32,
    /// How many parsers stopped that had this job. If any did, it is decoded without what was learned from others.
    pub losses: u32,
}

/// The plain part of a job.
#[derive(Serialize, Deserialize)]
struct JobHead {
    number: u32,
    file: FileId,
    file_format: FileFormat,
    offset: f64,
    generation: u32,
    pattern: Option<BoundaryPattern>,
    start: u32,
    end: u32,
    losses: u32,
}

/// Numbers of a span as they travel.
const SPAN_NUMBERS: usize = 4;

impl JobMessage {
    /// The message as JavaScript has it, and the buffers to move with it.
    pub fn to_js(&self) -> Result<(JsValue, Array), JsValue> {
        let numbers =
            |span: &RecordSpan| [span.offset as f64, f64::from(span.len), span.number as f64, span.line as f64];
        let spans: Vec<f64> = self.spans.iter().flat_map(numbers).collect();
        let spans = js_sys::Float64Array::from(spans.as_slice()).buffer();
        let head = JobHead {
            number: self.number,
            file: self.file,
            file_format: self.file_format.clone(),
            offset: self.offset as f64,
            generation: self.generation,
            pattern: self.pattern.clone(),
            start: self.start,
            end: self.end,
            losses: self.losses,
        };
        let before = Uint8Array::from(self.before.as_slice()).buffer();
        let message = object(&[
            ("job", to_js(&head)?),
            ("spans", spans.clone().into()),
            ("before", before.clone().into()),
            ("bytes", self.bytes.clone().into()),
        ])?;
        Ok((message, Array::of3(&spans, &before, &self.bytes)))
    }

    /// The job in a message.
    pub fn from_js(message: &JsValue) -> Option<JobMessage> {
        let head: JobHead = from_js(member(message, "job")?)?;
        let numbers = js_sys::Float64Array::new(&member(message, "spans")?).to_vec();
        let (numbers, _) = numbers.as_chunks::<SPAN_NUMBERS>();
        let span = |&[offset, len, number, line]: &[f64; SPAN_NUMBERS]| RecordSpan {
            offset: offset as u64,
            len: len as u32,
            number: number as u64,
            line: line as u64,
        };
        Some(JobMessage {
            number: head.number,
            file: head.file,
            file_format: head.file_format,
            offset: head.offset as u64,
            generation: head.generation,
            spans: numbers.iter().map(span).collect(),
            pattern: head.pattern,
            before: Uint8Array::new(&member(message, "before")?).to_vec(),
            bytes: member(message, "bytes")?.dyn_into().ok()?,
            start: head.start,
            end: head.end,
            losses: head.losses,
        })
    }
}

/// What a parser says.
pub struct ResultMessage {
    /// The number of the job; `None` when the parser says that it is ready.
    pub number: Option<u32>,
    /// What it made of the job.
    pub decoded: Decoded,
}

/// The plain part of a result.
#[derive(Serialize, Deserialize)]
struct ResultHead {
    number: Option<u32>,
    problems: Problems,
    counts: RecordCounts,
    first_other_log: Option<String>,
    mispredicted: Option<f64>,
}

impl ResultMessage {
    /// The result of a job.
    pub fn new(number: u32, decoded: Decoded) -> ResultMessage {
        ResultMessage { number: Some(number), decoded }
    }

    /// Says that the parser listens.
    pub fn ready() -> ResultMessage {
        ResultMessage { number: None, decoded: Decoded::default() }
    }

    /// The message as JavaScript has it, and the buffers to move with it.
    pub fn to_js(&self) -> Result<(JsValue, Array), JsValue> {
        let buffer = |batch: &RecordBatch| Uint8Array::from(batch.to_bytes().as_slice()).buffer();
        let batches: Array = self.decoded.batches.iter().map(buffer).collect();
        let head = ResultHead {
            number: self.number,
            problems: self.decoded.problems.clone(),
            counts: self.decoded.counts,
            first_other_log: self.decoded.first_other_log.clone(),
            mispredicted: self.decoded.mispredicted.map(|offset| offset as f64),
        };
        Ok((object(&[("result", to_js(&head)?), ("batches", batches.clone().into())])?, batches))
    }

    /// The result in a message.
    pub fn from_js(message: &JsValue) -> Option<ResultMessage> {
        let head: ResultHead = from_js(member(message, "result")?)?;
        let batch = |buffer: &ArrayBuffer| RecordBatch::from_bytes(&Uint8Array::new(buffer).to_vec());
        let batches = items(message, "batches").iter().filter_map(batch).collect();
        let decoded = Decoded {
            batches,
            problems: head.problems,
            counts: head.counts,
            first_other_log: head.first_other_log,
            mispredicted: head.mispredicted.map(|offset| offset as u64),
            ..Decoded::default()
        };
        Some(ResultMessage { number: head.number, decoded })
    }
}

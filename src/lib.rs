//! # Signscope
//!
//! An offline analyser for Microsoft Entra ID sign-in log exports. One wasm is the page, the worker that owns the
//! engine, and the reader and the parsers that help it; the page asks, the worker answers, and the log's bytes never
//! leave the machine.
//!
//! ## Layers
//!
//! A layer is a folder. This is their reading order; each imports only from those above it (`tests/it/tidy.rs` checks).
//!
//! | layer | what it is | what may never happen in it |
//! |---|---|---|
//! | [`schema`] | what a log is: [`schema::LOGS`], one `Log` each with THE table of its fields, lists, names in every export; statuses, error codes | a value of somebody's log |
//! | [`store`] | the records as columns: dictionary codes, identifiers, list columns, and where each record's bytes lie | the name of an export, a word for people, work that grows with rows times columns no file has |
//! | [`ingest`] | bytes → batches and problems: recognise the source format, find record boundaries, decode | a panic or an error for bad input: that is a [`store::Problem`]; the whole of a file in memory; a value dropped in silence |
//! | [`query`] | questions: filter, order, values with counts, totals, timeline; usage of users and applications; policies | a change to the store; a row looked at for each distinct value |
//! | [`kql`] | a filter as text in Kusto Query Language, both ways, and as a query for elsewhere | a filter that keeps other records than its text; a query that would say more than it can |
//! | [`export`] | rows → a file: one format a file | a cell that a spreadsheet takes for a formula; a missing value that reads as an empty one where the format can tell them apart |
//! | [`engine`] | the analyser without a browser: takes bytes, answers requests. The only place where the layers meet | waiting, reading, a browser type; an answer that does not say which question it is for |
//! | [`worker`] | the thread boundary: messages, the reader of files, the pool of parsers | a request to anywhere; log data in a blob that is no export; logic that a native test cannot reach |
//! | [`ui`] | the page | the bytes of a log; work that grows with rows; log data in storage; HTML made of a file's text |
//!
//! The synthetic tenant, for people to try and for tests and benches to read, is a crate of its own in `tests/sample`.
//!
//! ## The way of the data
//!
//! 1. A file is dropped. The page posts the `File` handle to the worker and never looks at its bytes.
//! 2. A second worker, the reader, reads the file a chunk at a time, some chunks ahead. The engine learns from the
//!    first one how records follow each other; of the others it looks only at the end, guesses where a record begins
//!    there, and hands all before it to a parser. The parsers write records as columns into batches and find out on the
//!    way whether the guess was right; if it was not, the engine reads on from there with care, and finds where each
//!    record begins and ends before it is decoded. Record batches come back, codes and the texts that are new, and the store
//!    takes them in the order of the file. Rows are shown while this goes on. Small files are read whole, several at
//!    once, and decoded by the engine itself; of all files the page is told only what is new. Where there are no
//!    helpers (one core, or a browser that starts none) the engine's worker reads and decodes by itself, with the same
//!    code. Where no worker may read a file from disk (WebKit, for a page that is itself from disk) the page reads it.
//! 3. Raw bytes are not kept. A row remembers its file, offset and length; the detail pane and the export of original
//!    records read them again; what was packed is unpacked again ([`ingest::unpack::restart`]).
//! 4. A question carries everything needed to answer it, and its answer repeats it; the page drops answers to questions
//!    it no longer has.
//!    What takes long is answered a turn at a time (`query::Turn`): between turns others are answered, and what the page does
//!    not want any more is dropped.
//! 5. Memory has a budget: before it is reached reading stops, what is there can be used, and the page says what was left
//!    out. If the engine stops all the same, the page starts another one and offers to read the files again.
//! 6. What the page does with an action is a pure function, `State::update`; components only draw its result.
//!
//! ## What is deliberately absent
//!
//! - Requests. The page is one file under a policy with `connect-src 'none'`; there is nothing to fetch.
//! - Log data in browser storage. Preferences are all that is kept.
//! - Exceptions for bad input: it is data ([`store::Problem`]). Decoders and the engine cannot fail.
//! - A second list of fields. Columns, filters, detail, queries and exports all derive from the table of their log
//!   ([`schema::Log::fields`]).
//! - Browser types outside of `worker`, `ui` and `main`: everything else is tested by plain `cargo test`.

pub mod schema;
pub mod store;
pub mod ingest;
pub mod query;
pub mod kql;
pub mod export;
pub mod engine;
pub mod worker;
pub mod ui;

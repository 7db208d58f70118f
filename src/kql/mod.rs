//! A filter as a predicate in Kusto Query Language, in both directions, and as a query to take elsewhere.
//!
//! [`parse`] reads a predicate over the columns of `SigninLogs` as Kusto would: case rules, terms, nulls and all.
//! [`to_kql`] writes any filter; reading that again gives the filter's [`normal_form`] form, which keeps the same
//! records. `ago()` and `now()` count from the newest record, because a log is the past.
//!
//! Where the page is kinder than Kusto: a value of an enum is every spelling of it (`notApplied`, `Not Applied`, `2`),
//! tests that ignore case also look at the portal's words, and a test of a whole list looks at the values in it, not at
//! the names of its keys.

mod ast;
mod complete;
mod did_you_mean;
mod error;
mod lex;
mod list_pattern;
mod literal;
mod lower;
mod normal_form;
mod operators;
mod parse;
mod print;
mod ranges;
mod recognize;
mod single;
pub mod targets;

pub use complete::{Completion, Completions, complete, quoted};
pub use error::{KqlError, Span};
pub use normal_form::normal_form;
pub use print::to_kql;
pub use recognize::looks_like_kql;

use crate::query::Filter;

/// The filter a predicate (or a whole `SigninLogs | where …`) stands for, in normal_form form.
pub fn parse(text: &str) -> Result<Filter, KqlError> {
    let tree = parse::predicate(text)?;
    Ok(normal_form(&lower::filter(text, &tree)?))
}

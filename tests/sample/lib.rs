//! A synthetic tenant and its sign-ins, written in the portal's own file forms: the "Try with sample data" file and test files of any size.
//!
//! Reading order: `random`, `guid` and `moment` are the ground; `places`, `devices`, `apps` and `people` are the cast, `tenant` holds
//! it; `policies` and `verdict` decide; `attempt` plays one sign-in with its `steps` and result `codes` and gives each `record` it
//! leaves; `habits` and `incidents` are the script of the `story`; `bulk` is a tenant without a script; `generator` streams either;
//! `json`, `csv` and `form` write.
//!
//! Nothing here is real: organisations are contoso.example and fabrikam.example, addresses and AS numbers come from the ranges
//! reserved for documentation (RFC 5737, RFC 3849, RFC 5398). Only the ids of Microsoft's own applications are the public ones.

pub mod apps;
pub mod attempt;
mod bulk;
pub mod codes;
pub mod csv;
pub mod devices;
pub mod form;
pub mod generator;
pub mod guid;
mod habits;
mod incidents;
pub mod json;
pub mod moment;
pub mod people;
pub mod places;
pub mod policies;
pub mod random;
pub mod record;
pub mod steps;
mod story;
mod tenant;
pub mod verdict;

pub use csv::{Vintage, portal_csv_header, portal_csv_row};
pub use form::Form;
pub use generator::{Generator, Profile};
pub use json::graph_json;
pub use record::SignIn;
pub use story::{NEWEST, STORY_FILE_NAME, story, story_file};
pub use tenant::Tenant;

//! What a sign-in is: the table of fields and lists, their kinds and labels, statuses, enums and error codes.

pub mod carrier;
pub mod client_app;
pub mod column;
pub mod condition;
pub mod country;
pub mod error_code;
pub mod extra;
pub mod field;
pub mod formula;
pub mod kusto;
pub mod label;
pub mod list;
pub mod localised;
pub mod log_type;
pub mod name;
pub mod offer;
pub mod shipped;
pub mod stand_in;
pub mod status;

pub use carrier::Carrier;
pub use client_app::{ClientApp, ClientAppFamily};
pub use column::Column;
pub use country::Country;
pub use error_code::ErrorCode;
pub use extra::ExtraColumn;
pub use field::{Field, FieldInfo, FieldKind, Tab};
pub use list::{List, ListInfo, Part, PartInfo};
pub use log_type::LogType;
pub use offer::{FilterOffer, ListOffer};
pub use status::Status;

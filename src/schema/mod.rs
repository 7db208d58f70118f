//! What a log is: [`LOGS`], one [`Log`] each with THE table of its fields, its lists, its names in every export and its
//! labels; and the catalogues of fields and lists, statuses, enums and error codes.

pub mod carrier;
pub mod client_app;
pub mod column;
pub mod condition;
pub mod country;
pub mod error_code;
pub mod extra;
pub mod field;
pub mod field_info;
pub mod formula;
pub mod kusto;
pub mod kusto_table;
pub mod label;
pub mod list;
pub mod log;
pub mod logs;
pub mod log_type;
pub mod name;
pub mod offer;
pub mod shipped;
pub mod sign_in;
pub mod status;
pub mod tab;
pub mod values;

pub use carrier::Carrier;
pub use client_app::{ClientApp, ClientAppFamily};
pub use column::Column;
pub use country::Country;
pub use error_code::ErrorCode;
pub use extra::ExtraColumn;
pub use field::{Field, FieldKind};
pub use field_info::FieldInfo;
pub use list::{List, ListInfo, Part, PartInfo};
pub use log::{Log, LogId};
pub use log_type::LogType;
pub use logs::LOGS;
pub use offer::{FilterOffer, ListOffer};
pub use sign_in::SIGN_INS;
pub use status::Status;
pub use tab::Tab;

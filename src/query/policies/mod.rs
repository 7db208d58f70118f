//! What Conditional Access did: policies × results, one policy, what report-only policies would do, and gaps.

mod audience;
mod evaluations;
mod gap_table;
mod gaps;
mod matrix;
mod page;
mod rehearsal;
mod result;

pub use audience::Audience;
pub use evaluations::{Evaluations, Policy, Version};
pub use gap_table::{GapRow, GapTable, GapTableQuestion, Named, gap_table};
pub use gaps::{Gap, GapCount, Gaps, gaps};
pub use matrix::{Matrix, MatrixCell, MatrixRow, matrix};
pub use page::{PolicyPage, PolicyQuestion, ResultBar, Share, policy_page};
pub use rehearsal::{AFFECTED, Impact, ImpactBar, Rehearsal, RehearsalRow, Rehearsals, rehearsal, rehearsals};
pub use result::PolicyResult;

//! What Conditional Access did: policies × results, one policy, what report-only policies would do, and gaps.

mod audience;
mod evaluations;
mod gap_table;
mod gaps;
mod matrix;
mod page;
mod report_only;
mod result;

pub use audience::Audience;
pub use evaluations::{Evaluations, Policy, Version};
pub use gap_table::{GapRow, GapTable, GapTableQuestion, Named, gap_table};
pub use gaps::{Gap, GapCount, Gaps, gaps};
pub use matrix::{Matrix, MatrixCell, MatrixRow, matrix};
pub use page::{PolicyPage, PolicyQuestion, ResultBar, Share, policy_page};
pub use report_only::{
    AFFECTED, Impact, ImpactBar, ReportOnlyImpact, ReportOnlyImpacts, ReportOnlyRow, report_only_impact,
    report_only_impacts,
};
pub use result::PolicyResult;

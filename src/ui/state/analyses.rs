//! The screens of users, applications and Conditional Access: what they look at, and what they know.

use super::charts::ChartId;
use super::policies::PoliciesScreen;
use super::query_cache::QueryCache;
use super::range_selection::StepSelection;
use super::usage::UsageScreen;
use crate::engine::protocol::usage::{EntityKind, Period};

/// The screens of users, applications and Conditional Access: what they look at, and what they know.
#[derive(Clone, Debug, PartialEq)]
pub struct Analyses {
    /// What the screens of usage and policies know.
    pub query_cache: QueryCache,
    /// The period those screens look at.
    pub period: Period,
    /// The screen of users.
    pub users: UsageScreen,
    /// The screen of applications.
    pub applications: UsageScreen,
    /// The screen of Conditional Access.
    pub policies: PoliciesScreen,
    /// The hour of the week the keys are at, if they have been moved.
    pub(super) week_hour: Option<usize>,
    /// The chart on which steps are selected, and which.
    pub chart_selection: Option<(ChartId, StepSelection)>,
}

impl Default for Analyses {
    fn default() -> Analyses {
        Analyses {
            query_cache: QueryCache::default(),
            period: Period::default(),
            users: UsageScreen::new(EntityKind::User),
            applications: UsageScreen::new(EntityKind::Application),
            policies: PoliciesScreen::default(),
            week_hour: None,
            chart_selection: None,
        }
    }
}

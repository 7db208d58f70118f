//! The authentication steps of a record.

use serde_json::Value;

use super::{Facts, text_of};
use crate::engine::protocol::StepDetail;
use crate::ingest::time::parse_time;
use crate::schema::List;

/// The steps; `None` where the file does not have them.
pub(super) fn steps(facts: &Facts<'_>) -> Option<Vec<StepDetail>> {
    let steps = facts.json()?.get(List::Steps.info().graph)?.as_array()?;
    Some(steps.iter().map(step).collect())
}

fn step(step: &Value) -> StepDetail {
    let time = text_of(step, "authenticationStepDateTime");
    StepDetail {
        millis: parse_time(time.as_bytes()),
        time,
        method: text_of(step, "authenticationMethod"),
        method_detail: text_of(step, "authenticationMethodDetail"),
        succeeded: step.get("succeeded").and_then(Value::as_bool),
        result: text_of(step, "authenticationStepResultDetail"),
        requirement: text_of(step, "authenticationStepRequirement"),
    }
}

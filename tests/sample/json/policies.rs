//! Conditional Access policies of a record, as `appliedConditionalAccessPolicies` lists them.

use super::text::{Array, Object};
use crate::policies::State;
use crate::record::SignIn;
use crate::verdict::{CONDITIONS, Verdict};

/// Writes what came of each policy.
pub(super) fn policies(record: &SignIn, object: &mut Object<'_>) {
    object.array("appliedConditionalAccessPolicies", |array| {
        record.verdicts.iter().for_each(|verdict| array.object(|policy| applied_policy(verdict, policy)));
    });
    object.array("authenticationContextClassReferences", |_| {});
    object.array("appliedEventListeners", |_| {});
}

fn applied_policy(verdict: &Verdict, object: &mut Object<'_>) {
    let policy = &verdict.policy;
    object.guid("id", policy.id);
    object.text("displayName", &policy.name);
    object.array("enforcedGrantControls", |array| {
        if policy.state != State::Disabled {
            array.text(policy.grant.name());
        }
    });
    object.array("enforcedSessionControls", |array| {
        if !policy.session.is_empty() {
            array.text(policy.session);
        }
    });
    object.array("sessionControlsNotSatisfied", |_| {});
    object.null("authenticationStrength");
    object.text("result", verdict.outcome.name());
    conditions(object, "conditionsSatisfied", verdict.satisfied);
    conditions(object, "conditionsNotSatisfied", verdict.unsatisfied);
    object.array("includeRulesSatisfied", |array| {
        // Rules are listed for a policy that applied, and for the one condition whose exclusion kept it from applying.
        let listed = if verdict.unsatisfied == 0 { verdict.satisfied } else { 0 };
        for (flag, name) in CONDITIONS.iter().filter(|(flag, _)| listed & flag != 0) {
            rule(array, name, policy.include_rule(*flag));
        }
        if let Some((name, _)) = verdict.excluded_by {
            rule(array, name, policy.include_rule(verdict.unsatisfied));
        }
    });
    object.array("excludeRulesSatisfied", |array| {
        if let Some((name, satisfied)) = verdict.excluded_by {
            rule(array, name, satisfied);
        }
    });
}

fn conditions(object: &mut Object<'_>, key: &str, flags: u32) {
    if flags == 0 {
        return object.text(key, "none");
    }
    object.joined(key, CONDITIONS.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, name)| *name));
}

fn rule(array: &mut Array<'_>, condition: &str, satisfied: &str) {
    array.object(|rule| {
        rule.text("conditionalAccessCondition", condition);
        rule.text("ruleSatisfied", satisfied);
    });
}

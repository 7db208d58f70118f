//! How a sign-in was authenticated: steps, requirements and what the service noted on the way.

use super::text::Object;
use super::{optional_guid, time};
use crate::apps::Client;
use crate::people::Method;
use crate::record::{SignIn, Step};

/// Writes the steps, and the policies that asked for them.
pub(super) fn authentication(record: &SignIn, object: &mut Object<'_>) {
    object.array("authenticationDetails", |array| {
        record.steps.iter().for_each(|step| array.object(|details| authentication_step(step, details)));
    });
    object.array("authenticationRequirementPolicies", |array| {
        if record.needs_mfa {
            array.object(|policy| {
                let risky = record.risk.is_raised();
                policy.text("requirementProvider", if risky { "riskBasedPolicy" } else { "multiConditionalAccess" });
                policy.text("detail", "Conditional Access");
            });
        }
    });
    object.array("sessionLifetimePolicies", |array| {
        if record.has_sign_in_frequency() {
            array.object(|policy| {
                policy.text("expirationRequirement", "signInFrequencyPeriodicReauthentication");
                policy.text("detail", "Sign-in frequency of a Conditional Access policy");
            });
        }
    });
    let uses_app = record.mfa.is_some() && record.person.method == Method::Push;
    if uses_app {
        object.object("authenticationAppDeviceDetails", |device| {
            optional_guid(device, "deviceId", record.person.phone().id);
            device.text("operatingSystem", record.person.phone().operating_system);
            device.text("clientApp", "microsoftAuthenticator");
            device.text("appVersion", "6.8.40");
        });
    } else {
        object.null("authenticationAppDeviceDetails");
    }
    object.array("authenticationAppPolicyEvaluationDetails", |_| {});
}

fn authentication_step(step: &Step, object: &mut Object<'_>) {
    time(object, "authenticationStepDateTime", step.time);
    object.text("authenticationMethod", step.method);
    object.text_or_null("authenticationMethodDetail", &step.detail);
    object.boolean("succeeded", step.succeeded);
    object.text("authenticationStepResultDetail", step.result);
    let requirement = if step.is_second { "Multifactor authentication" } else { "Primary authentication" };
    object.text("authenticationStepRequirement", requirement);
}

/// Writes what the service noted while it authenticated: libraries, scopes, named locations.
pub(super) fn processing(record: &SignIn, object: &mut Object<'_>) {
    let is_modern = record.client == Client::Modern;
    object.array("authenticationProcessingDetails", |array| {
        let mut detail = |key: &str, value: &str| {
            array.object(|detail| {
                detail.text("key", key);
                detail.text("value", value);
            });
        };
        if matches!(record.client, Client::Legacy(_)) {
            detail("Legacy TLS (TLS 1.0, 1.1, 3DES)", "True");
        }
        if is_modern {
            detail(
                "Azure AD App Authentication Library",
                "Family: MSAL Library: MSAL.Desktop 4.61.3.0 Platform: .NET 8",
            );
        }
        if record.protocol == "oAuth2" {
            detail("Oauth Scope Info", scopes(&record.app.resource.name));
        }
        detail("Is CAE Token", if is_modern { "True" } else { "False" });
        if !record.typed_name().is_empty() {
            detail("Login Hint Present", "True");
        }
    });
    object.array("networkLocationDetails", |array| {
        let mut network = |kind: &str, name: &str| {
            array.object(|network| {
                network.text("networkType", kind);
                network.array("networkNames", |names| names.text(name));
            });
        };
        if let Some(name) = record.source.trusted {
            network("trustedNamedLocation", name);
        }
        if record.source.is_allowed_country() {
            network("namedNetwork", "Allowed countries");
        }
    });
}

/// The scopes a client asks of a resource, as the log has them: a JSON array inside a string.
fn scopes(resource: &str) -> &'static str {
    match resource {
        "Microsoft Graph" => concat!(
            r#"["Calendars.ReadWrite","Contacts.ReadWrite","email","Files.ReadWrite.All","Mail.ReadWrite","#,
            r#""Mail.Send","openid","People.Read","profile","Sites.Read.All","User.Read"]"#
        ),
        "Office 365 Exchange Online" => {
            r#"["Calendars.ReadWrite","EWS.AccessAsUser.All","Mail.ReadWrite","Mail.Send","MailboxSettings.ReadWrite","user_impersonation"]"#
        }
        "Azure Resource Manager" => r#"["user_impersonation"]"#,
        _ => r#"["openid","profile","email","User.Read"]"#,
    }
}

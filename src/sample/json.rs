//! A record as an element of the portal's JSON download: the Graph beta `signIn`, compact, on one line.

use super::apps::CONTOSO_TENANT;
use super::guid::Guid;
use super::json_text::{Array, Object};
use super::moment::Moment;
use super::people::{Method, Role};
use super::policies::State;
use super::record::{ConditionalAccess, SignIn, Step};
use super::verdict::{CONDITIONS, Verdict};

/// Appends the record as one JSON object. Property names and their types follow the Graph beta `signIn` resource.
pub fn graph_json(record: &SignIn, out: &mut Vec<u8>) {
    let mut object = Object::open(out);
    identity(record, &mut object);
    client(record, &mut object);
    risk(record, &mut object);
    tenants(record, &mut object);
    tokens(record, &mut object);
    singles(record, &mut object);
    policies(record, &mut object);
    processing(record, &mut object);
    authentication(record, &mut object);
    object.close();
}

fn identity(record: &SignIn, object: &mut Object<'_>) {
    object.guid("id", record.id);
    time(object, "createdDateTime", record.time);
    object.text("userDisplayName", &record.person.name);
    object.text("userPrincipalName", &record.person.upn);
    object.guid("userId", record.person.id);
    object.guid("appId", record.app.id);
    object.text("appDisplayName", &record.app.name);
    object.display("ipAddress", &record.source.address);
    object.null("ipAddressFromResourceProvider");
}

fn client(record: &SignIn, object: &mut Object<'_>) {
    object.text("clientAppUsed", record.client.name());
    object.text("userAgent", record.agent().1);
    object.guid("correlationId", record.correlation_id);
    object.text(
        "conditionalAccessStatus",
        match record.conditional_access() {
            ConditionalAccess::Success => "success",
            ConditionalAccess::Failure => "failure",
            ConditionalAccess::NotApplied => "notApplied",
        },
    );
    object.guid("originalRequestId", record.id);
    object.boolean("isInteractive", true);
    object.text("tokenIssuerName", "");
    object.text("tokenIssuerType", "AzureAD");
    object.text("clientCredentialType", "none");
    object.number("processingTimeInMilliseconds", record.latency);
}

fn risk(record: &SignIn, object: &mut Object<'_>) {
    object.text("riskDetail", record.risk.detail);
    object.text("riskLevelAggregated", record.risk.aggregated);
    object.text("riskLevelDuringSignIn", record.risk.during);
    object.text("riskState", record.risk.state);
    object.array("riskEventTypes_v2", |array| record.risk.events.iter().for_each(|event| array.text(event)));
}

fn tenants(record: &SignIn, object: &mut Object<'_>) {
    let resource = &record.app.resource;
    object.text("resourceDisplayName", &resource.name);
    object.guid("resourceId", resource.id);
    object.guid("resourceServicePrincipalId", resource.service_principal);
    object.guid("resourceTenantId", CONTOSO_TENANT);
    object.guid("resourceOwnerTenantId", resource.owner);
    object.guid("appOwnerTenantId", record.app.owner);
    object.guid("homeTenantId", record.person.home_tenant());
    object.text("homeTenantName", "");
    let is_guest = record.person.role == Role::Guest;
    object.text("userType", if is_guest { "guest" } else { "member" });
    object.text("crossTenantAccessType", if is_guest { "b2bCollaboration" } else { "none" });
    object.boolean("isTenantRestricted", false);
}

fn tokens(record: &SignIn, object: &mut Object<'_>) {
    object.array("authenticationMethodsUsed", |array| {
        record.steps.iter().filter(|step| step.succeeded).for_each(|step| array.text(step.method));
    });
    object.text(
        "authenticationRequirement",
        if record.needs_mfa { "multiFactorAuthentication" } else { "singleFactorAuthentication" },
    );
    object.text("signInIdentifier", &record.person.upn);
    object.text("signInIdentifierType", "userPrincipalName");
    object.array("signInEventTypes", |array| array.text("interactiveUser"));
    for empty in ["servicePrincipalId", "servicePrincipalName", "servicePrincipalCredentialKeyId"] {
        object.text(empty, "");
    }
    object.text("servicePrincipalCredentialThumbprint", "");
    object.text("federatedCredentialId", "");
    object.null("azureResourceId");
    object.boolean("flaggedForReview", record.is_flagged);
    object.number("autonomousSystemNumber", record.source.asn);
    object.base64("uniqueTokenIdentifier", record.token);
    object.text("incomingTokenType", if record.has_primary_token { "primaryRefreshToken" } else { "none" });
    object.text("authenticationProtocol", record.protocol);
    object.text("originalTransferMethod", if record.is_device_code { "deviceCodeFlow" } else { "none" });
    object.text("signInTokenProtectionStatus", protection(record));
    object.text("appTokenProtectionStatus", "none");
    object.boolean("isThroughGlobalSecureAccess", false);
    object.null("globalSecureAccessIpAddress");
    optional_guid(object, "sessionId", record.session_id);
    object.array("conditionalAccessAudiences", |array| array.guid(record.app.resource.id));
}

/// Whether the session token is bound to the device: `signInSessionStatus`.
pub(super) fn protection(record: &SignIn) -> &'static str {
    match (record.session_id, record.has_primary_token) {
        (None, _) => "none",
        (_, true) => "bound",
        _ => "unbound",
    }
}

/// Why it is not: `signInSessionStatusCode`, 0 when bound.
pub(super) fn protection_code(record: &SignIn) -> u32 {
    if protection(record) == "unbound" { 1002 } else { 0 }
}

fn singles(record: &SignIn, object: &mut Object<'_>) {
    object.object("status", |status| {
        status.number("errorCode", record.code.number);
        status.text("failureReason", record.code.reason);
        status.text_or_null("additionalDetails", record.detail);
    });
    let device = &record.device;
    object.object("deviceDetail", |detail| {
        match device.id {
            Some(id) => detail.guid("deviceId", id),
            None => detail.text("deviceId", ""),
        }
        detail.text("displayName", &device.name);
        detail.text("operatingSystem", device.operating_system);
        detail.text("browser", record.agent().0);
        detail.null("browserId");
        detail.optional_boolean("isCompliant", device.is_compliant);
        detail.optional_boolean("isManaged", device.is_managed);
        detail.text("trustType", device.trust);
    });
    let place = record.source.place;
    object.object("location", |location| {
        location.text("city", place.city);
        location.text("state", place.state);
        location.text("countryOrRegion", place.country);
        location.object("geoCoordinates", |point| {
            point.null("altitude");
            point.number("latitude", place.latitude);
            point.number("longitude", place.longitude);
        });
    });
    match &record.mfa {
        None => object.null("mfaDetail"),
        Some(mfa) => object.object("mfaDetail", |detail| {
            detail.text("authMethod", mfa.method);
            detail.text_or_null("authDetail", &mfa.detail);
        }),
    }
    constant_objects(record, object);
}

fn constant_objects(record: &SignIn, object: &mut Object<'_>) {
    object.object("privateLinkDetails", |link| {
        ["policyId", "policyName", "resourceId", "policyTenantId"].iter().for_each(|key| link.text(key, ""));
    });
    object.object("managedServiceIdentity", |identity| {
        identity.text("msiType", "none");
        ["associatedResourceId", "federatedTokenId", "federatedTokenIssuer"].iter().for_each(|key| identity.text(key, ""));
    });
    object.object("tokenProtectionStatusDetails", |status| {
        status.text("signInSessionStatus", protection(record));
        status.number("signInSessionStatusCode", protection_code(record));
    });
    object.object("agent", |agent| {
        agent.text("agentType", "notAgentic");
        agent.text("agentSubjectType", "notAgentic");
        agent.null("parentAppId");
    });
}

fn policies(record: &SignIn, object: &mut Object<'_>) {
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
        for (flag, name) in CONDITIONS.iter().filter(|(flag, _)| verdict.satisfied & flag != 0) {
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

fn processing(record: &SignIn, object: &mut Object<'_>) {
    let is_modern = record.client == super::apps::Client::Modern;
    object.array("authenticationProcessingDetails", |array| {
        let mut detail = |key: &str, value: &str| {
            array.object(|detail| {
                detail.text("key", key);
                detail.text("value", value);
            });
        };
        detail("Legacy TLS (TLS 1.0, 1.1, 3DES)", "False");
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
        if !record.device.trust.is_empty() {
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
            r#"["Calendars.ReadWrite","Contacts.ReadWrite","email","Files.ReadWrite.All","Group.Read.All","Mail.ReadWrite","Mail.Send","#,
            r#""MailboxSettings.ReadWrite","Notes.ReadWrite.All","openid","People.Read","profile","Sites.Read.All","Tasks.ReadWrite","User.Read"]"#
        ),
        "Office 365 Exchange Online" => {
            r#"["Calendars.ReadWrite","EWS.AccessAsUser.All","Mail.ReadWrite","Mail.Send","MailboxSettings.ReadWrite","user_impersonation"]"#
        }
        "Azure Resource Manager" => r#"["user_impersonation"]"#,
        _ => r#"["openid","profile","email","User.Read"]"#,
    }
}

fn authentication(record: &SignIn, object: &mut Object<'_>) {
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

fn time(object: &mut Object<'_>, key: &str, time: Moment) {
    object.raw(key, |out| {
        out.push(b'"');
        time.write(out);
        out.push(b'"');
    });
}

fn optional_guid(object: &mut Object<'_>, key: &str, id: Option<Guid>) {
    match id {
        Some(id) => object.guid(key, id),
        None => object.null(key),
    }
}

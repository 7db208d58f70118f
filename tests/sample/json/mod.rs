//! A record as an element of the portal's JSON download: the Graph beta `signIn`, compact, on one line.

mod authentication;
mod policies;
mod text;

use super::apps::CONTOSO_TENANT;
use super::guid::Guid;
use super::moment::Moment;
use super::people::Role;
use super::record::{ConditionalAccess, SignIn};
use text::Object;

/// Appends the record as one JSON object. Property names and their types follow the Graph beta `signIn` resource.
pub fn graph_json(record: &SignIn, out: &mut Vec<u8>) {
    let mut object = Object::open(out);
    identity(record, &mut object);
    client(record, &mut object);
    risk(record, &mut object);
    tenants(record, &mut object);
    tokens(record, &mut object);
    singles(record, &mut object);
    policies::policies(record, &mut object);
    authentication::processing(record, &mut object);
    authentication::authentication(record, &mut object);
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
        record.steps.iter().filter(|step| step.succeeded).for_each(|step| {
            if let Some(name) = method_used(step.method) {
                array.text(name);
            }
        });
    });
    object.text(
        "authenticationRequirement",
        if record.needs_mfa { "multiFactorAuthentication" } else { "singleFactorAuthentication" },
    );
    object.text("signInIdentifier", record.typed_name());
    match record.typed_name() {
        "" => object.null("signInIdentifierType"),
        _ => object.text("signInIdentifierType", "userPrincipalName"),
    }
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

/// The name `authenticationMethodsUsed` has for a step's method; none for a step that a token satisfied.
fn method_used(method: &str) -> Option<&'static str> {
    Some(match method {
        "Password" => "Password",
        "Mobile app notification" => "Authenticator App",
        "OATH verification code" => "App Verification code",
        "Text message" => "SMS",
        "Previously satisfied" => return None,
        _ => "FIDO",
    })
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
        ["associatedResourceId", "federatedTokenId", "federatedTokenIssuer"]
            .iter()
            .for_each(|key| identity.text(key, ""));
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

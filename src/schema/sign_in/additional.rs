//! Risk, tokens, and everything else.

use crate::schema::Field;
use crate::schema::field_info::{FieldInfo, field};
use crate::schema::tab::Tab;
use crate::schema::values::{BOUND, INCOMING_TOKEN, ISSUER, RISK_DETAIL, RISK_LEVEL, RISK_STATE, YES_NO};

pub(super) static FIELDS: &[FieldInfo] = &[
    field(Field::RiskState, "Risk state", Tab::Additional)
        .graph("riskState")
        .v1()
        .log_analytics("RiskState")
        .possible_names("risk")
        .values(RISK_STATE),
    field(Field::RiskDuringSignIn, "Risk level during sign-in", Tab::Additional)
        .graph("riskLevelDuringSignIn")
        .v1()
        .log_analytics("RiskLevelDuringSignIn")
        .usual_names("signinrisk signinrisklevel risklevelsignin")
        .possible_names("risklevel")
        .values(RISK_LEVEL),
    field(Field::RiskAggregated, "Risk level (aggregated)", Tab::Additional)
        .graph("riskLevelAggregated")
        .v1()
        .log_analytics("RiskLevelAggregated")
        .usual_names("aggregatedrisk aggregatedrisklevel")
        .values(RISK_LEVEL),
    field(Field::RiskDetail, "Risk detail", Tab::Additional)
        .graph("riskDetail")
        .v1()
        .log_analytics("RiskDetail")
        .values(RISK_DETAIL),
    field(Field::IncomingTokenType, "Incoming token type", Tab::Additional)
        .graph("incomingTokenType")
        .portal(&["Incoming token type"])
        .log_analytics("IncomingTokenType")
        .usual_names("tokentype")
        .values(INCOMING_TOKEN),
    field(Field::TokenIssuerType, "Token issuer type", Tab::Additional)
        .graph("tokenIssuerType")
        .portal(&["Token issuer type"])
        .log_analytics("TokenIssuerType")
        .values(ISSUER),
    field(Field::TokenIssuerName, "Token issuer name", Tab::Additional)
        .graph("tokenIssuerName")
        .portal(&["Token issuer name"])
        .log_analytics("TokenIssuerName"),
    field(Field::UniqueTokenId, "Unique token identifier", Tab::Additional)
        .graph("uniqueTokenIdentifier")
        .portal(&["Unique token identifier"])
        .log_analytics("UniqueTokenIdentifier"),
    field(Field::SessionId, "Session ID", Tab::Additional)
        .graph("sessionId")
        .portal(&["Session ID"])
        .localised(&["ID de session"])
        .log_analytics("SessionId"),
    field(Field::OriginalRequestId, "Original request ID", Tab::Additional)
        .graph("originalRequestId")
        .log_analytics("OriginalRequestId"),
    field(Field::TokenProtection, "Token protection – sign-in session", Tab::Additional)
        .graph("tokenProtectionStatusDetails.signInSessionStatus")
        .portal(&["Token Protection - Sign In Session"])
        .log_analytics("TokenProtectionStatusDetails.signInSessionStatus")
        .values(BOUND),
    field(Field::TokenProtectionCode, "Token protection – sign-in session status code", Tab::Additional)
        .graph("tokenProtectionStatusDetails.signInSessionStatusCode")
        .portal(&["Token Protection - Sign In Session StatusCode"])
        .log_analytics("TokenProtectionStatusDetails.signInSessionStatusCode"),
    field(Field::AppTokenProtection, "App token protection", Tab::Additional)
        .graph("appTokenProtectionStatus")
        .kusto("AppTokenProtectionStatus")
        .values(BOUND),
    field(Field::SignInTokenProtection, "Sign-in token protection", Tab::Additional)
        .graph("signInTokenProtectionStatus")
        .kusto("SignInTokenProtectionStatus")
        .values(BOUND),
    field(Field::TenantRestricted, "Tenant restricted", Tab::Additional)
        .graph("isTenantRestricted")
        .log_analytics("IsTenantRestricted")
        .values(YES_NO),
    field(Field::FederatedCredentialId, "Federated credential ID", Tab::Additional)
        .graph("federatedCredentialId")
        .log_analytics("FederatedCredentialId"),
    field(Field::ManagedIdentityType, "Managed identity type", Tab::Additional)
        .graph("managedServiceIdentity.msiType")
        .portal(&["Managed Identity type"])
        .log_analytics("ManagedServiceIdentity.msiType"),
    field(Field::AssociatedResourceId, "Associated resource ID", Tab::Additional)
        .graph("managedServiceIdentity.associatedResourceId")
        .portal(&["Associated Resource Id"])
        .log_analytics("ManagedServiceIdentity.associatedResourceId"),
    field(Field::FederatedTokenId, "Federated token ID", Tab::Additional)
        .graph("managedServiceIdentity.federatedTokenId")
        .portal(&["Federated Token Id"])
        .log_analytics("ManagedServiceIdentity.federatedTokenId"),
    field(Field::FederatedTokenIssuer, "Federated token issuer", Tab::Additional)
        .graph("managedServiceIdentity.federatedTokenIssuer")
        .portal(&["Federated Token Issuer"])
        .log_analytics("ManagedServiceIdentity.federatedTokenIssuer"),
    field(Field::AzureResourceId, "Azure resource ID", Tab::Additional)
        .graph("azureResourceId")
        .log_analytics("ResourceId"),
    field(Field::AgentType, "Agent type", Tab::Additional).graph("agent.agentType").log_analytics("Agent.agentType"),
];

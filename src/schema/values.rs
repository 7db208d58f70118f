//! The enums of the Graph schema: each value with the portal's words for it.

/// Values of one enum with their labels, as `(value in the Graph schema, words in the portal)`.
pub type Labels = &'static [(&'static str, &'static str)];

pub(super) static STATUS: Labels = &[("Success", "Success"), ("Failure", "Failure"), ("Interrupted", "Interrupted")];
pub(super) static REQUIREMENT: Labels = &[
    ("singleFactorAuthentication", "Single-factor authentication"),
    ("multiFactorAuthentication", "Multifactor authentication"),
];
pub(super) static CONDITIONAL_ACCESS: Labels = &[
    ("success", "Success"),
    ("failure", "Failure"),
    ("notApplied", "Not applied"),
    ("0", "Success"),
    ("1", "Failure"),
    ("2", "Not applied"),
    ("unknownFutureValue", "Unknown"),
];
pub(super) static RISK_STATE: Labels = &[
    ("none", "None"),
    ("confirmedSafe", "Confirmed safe"),
    ("remediated", "Remediated"),
    ("dismissed", "Dismissed"),
    ("atRisk", "At risk"),
    ("confirmedCompromised", "Confirmed compromised"),
];
pub(super) static RISK_LEVEL: Labels =
    &[("none", "None"), ("low", "Low"), ("medium", "Medium"), ("high", "High"), ("hidden", "Hidden")];
pub(super) static RISK_DETAIL: Labels = &[
    ("none", "None"),
    ("adminGeneratedTemporaryPassword", "Admin generated a temporary password"),
    ("userPerformedSecuredPasswordChange", "User changed the password securely"),
    ("userPerformedSecuredPasswordReset", "User reset the password securely"),
    ("adminConfirmedSigninSafe", "Admin confirmed the sign-in safe"),
    ("aiConfirmedSigninSafe", "Microsoft Entra ID confirmed the sign-in safe"),
    ("userPassedMFADrivenByRiskBasedPolicy", "User passed the MFA a risk policy asked for"),
    ("adminDismissedAllRiskForUser", "Admin dismissed all risk of the user"),
    ("adminConfirmedSigninCompromised", "Admin confirmed the sign-in compromised"),
    ("hidden", "Hidden"),
    ("adminConfirmedUserCompromised", "Admin confirmed the user compromised"),
    ("adminConfirmedServicePrincipalCompromised", "Admin confirmed the service principal compromised"),
    ("adminDismissedAllRiskForServicePrincipal", "Admin dismissed all risk of the service principal"),
    ("m365DAdminDismissedDetection", "Admin dismissed the detection in Microsoft Defender"),
    ("userChangedPasswordOnPremises", "User changed the password on-premises"),
    ("adminDismissedRiskForSignIn", "Admin dismissed the risk of the sign-in"),
    ("adminConfirmedAccountSafe", "Admin confirmed the account safe"),
];
pub(super) static USER_TYPE: Labels = &[("member", "Member"), ("guest", "Guest"), ("external", "External")];
pub(super) static CROSS_TENANT: Labels = &[
    ("none", "None"),
    ("b2bCollaboration", "B2B collaboration"),
    ("b2bDirectConnect", "B2B direct connect"),
    ("microsoftSupport", "Microsoft support"),
    ("serviceProvider", "Service provider"),
    ("passthrough", "Passthrough"),
];
pub(super) static ISSUER: Labels = &[
    ("AzureAD", "Microsoft Entra ID"),
    ("ADFederationServices", "AD FS"),
    ("AzureADBackupAuth", "Microsoft Entra backup authentication"),
    ("ADFederationServicesMFAAdapter", "AD FS MFA adapter"),
    ("NPSExtension", "NPS extension"),
    ("Azure AD", "Microsoft Entra ID"),
];
pub(super) static INCOMING_TOKEN: Labels = &[
    ("none", "None"),
    ("primaryRefreshToken", "Primary refresh token"),
    ("saml11", "SAML 1.1"),
    ("saml20", "SAML 2.0"),
    ("remoteDesktopToken", "Remote desktop token"),
    ("refreshToken", "Refresh token"),
];
pub(super) static PROTOCOL: Labels = &[
    ("none", "None"),
    ("oAuth2", "OAuth 2.0"),
    ("ropc", "ROPC (user name and password)"),
    ("wsFederation", "WS-Federation"),
    ("saml20", "SAML 2.0"),
    ("deviceCode", "Device code"),
    ("authenticationTransfer", "Authentication transfer"),
    ("nativeAuth", "Native authentication"),
];
pub(super) static TRANSFER: Labels =
    &[("none", "None"), ("deviceCodeFlow", "Device code flow"), ("authenticationTransfer", "Authentication transfer")];
pub(super) static CREDENTIAL: Labels = &[
    ("none", "None"),
    ("clientSecret", "Client secret"),
    ("clientAssertion", "Client assertion"),
    ("federatedIdentityCredential", "Federated identity credential"),
    ("managedIdentity", "Managed identity"),
    ("certificate", "Certificate"),
];
pub(super) static JOIN: Labels = &[
    ("Azure AD joined", "Microsoft Entra joined"),
    ("Azure AD registered", "Microsoft Entra registered"),
    ("Hybrid Azure AD joined", "Microsoft Entra hybrid joined"),
];
pub(super) static BOUND: Labels = &[("none", "None"), ("bound", "Bound"), ("unbound", "Unbound")];
pub(super) static POLICY_RESULT: Labels = &[
    ("success", "Success"),
    ("failure", "Failure"),
    ("notApplied", "Not applied"),
    ("notEnabled", "Disabled"),
    ("unknown", "Unknown"),
    ("reportOnlySuccess", "Report-only: Success"),
    ("reportOnlyFailure", "Report-only: Failure"),
    ("reportOnlyNotApplied", "Report-only: Not applied"),
    ("reportOnlyInterrupted", "Report-only: User action required"),
    ("unknownFutureValue", "Unknown (asked without the newer results)"),
    ("0", "Success"),
    ("1", "Failure"),
    ("2", "Not applied"),
    ("3", "Disabled"),
    ("4", "Unknown"),
    ("5", "Unknown (asked without the newer results)"),
    ("6", "Report-only: Success"),
    ("7", "Report-only: Failure"),
    ("8", "Report-only: Not applied"),
    ("9", "Report-only: User action required"),
];
pub(super) static GRANT: Labels = &[
    ("mfa", "Multifactor authentication"),
    ("block", "Block"),
    ("requirecompliantdevice", "Compliant device"),
    ("compliantdevice", "Compliant device"),
    ("requiredomainjoineddevice", "Hybrid joined device"),
    ("domainjoineddevice", "Hybrid joined device"),
    ("requireapprovedapp", "Approved client app"),
    ("approvedapplication", "Approved client app"),
    ("requirecompliantapplication", "App protection policy"),
    ("requirecompliantapp", "App protection policy"),
    ("requireauthenticationstrength", "Authentication strength"),
    ("compliantapplication", "App protection policy"),
    ("passwordchange", "Password change"),
    ("termsofuse", "Terms of use"),
    ("riskremediation", "Risk remediation"),
];
pub(super) static NETWORK: Labels = &[
    ("intranet", "Intranet"),
    ("extranet", "Extranet"),
    ("namedNetwork", "Named location"),
    ("trusted", "Trusted"),
    ("trustedNamedLocation", "Trusted named location"),
];
pub(super) static LOG_TYPE: Labels = &[
    ("SignInLogs", "User, interactive"),
    ("NonInteractiveUserSignInLogs", "User, non-interactive"),
    ("ServicePrincipalSignInLogs", "Service principal"),
    ("ManagedIdentitySignInLogs", "Managed identity"),
    ("ADFSSignInLogs", "AD FS"),
];
pub(super) static YES_NO: Labels = &[("true", "Yes"), ("false", "No")];
pub(super) static SESSION: Labels = &[
    ("signInFrequency", "Sign-in frequency"),
    ("persistentBrowserSessionMode", "Persistent browser session"),
    ("persistentBrowser", "Persistent browser session"),
    ("applicationEnforcedRestrictions", "App enforced restrictions"),
    ("cloudAppSecurity", "Conditional Access App Control"),
    ("continuousAccessEvaluation", "Continuous access evaluation"),
    ("disableResilienceDefaults", "Resilience defaults disabled"),
    ("secureSignInSession", "Token protection for sign-in sessions"),
];

/// The portal's words for the values of a part of a list.
#[derive(Clone, Copy, Debug)]
pub enum PartWords {
    /// There are none.
    AsTheyAre,
    /// For the value as a whole.
    Whole(Labels),
    /// For each of the values that stand with commas between.
    Each(Labels),
    /// For conditions of policies ([`condition_labels`](super::condition::condition_labels)).
    Conditions,
}

pub(super) const POLICY_RESULTS: PartWords = PartWords::Whole(POLICY_RESULT);
pub(super) const GRANTS: PartWords = PartWords::Each(GRANT);
pub(super) const SESSIONS: PartWords = PartWords::Each(SESSION);
pub(super) const STEP_SUCCEEDED: PartWords = PartWords::Whole(YES_NO);
pub(super) const NETWORKS: PartWords = PartWords::Whole(NETWORK);

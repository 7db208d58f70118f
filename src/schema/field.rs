//! THE table of single-valued fields of a sign-in: everything that names a field derives from it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How the values of a field are stored, compared and sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// An instant, kept as UTC milliseconds since 1970.
    Time,
    /// One of few values; filters offer them with counts.
    Category,
    /// Free text that repeats (names, reasons, user agents).
    Text,
    /// An identifier that is nearly unique a record: kept as 16 bytes where it is a GUID.
    Id,
    /// An IP address.
    Ip,
    /// A number, sorted as one.
    Number,
    /// True or false; absent is neither.
    Bool,
}

/// The tab of the detail pane, and the group of the Columns dialog, a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tab {
    /// Who, how and what.
    Basic,
    /// Addresses and places.
    Location,
    /// The device, its browser and system.
    Device,
    /// How the person proved who they are.
    Authentication,
    /// What the policies decided.
    ConditionalAccess,
    /// Policies that only report.
    ReportOnly,
    /// Risk, tokens and everything else.
    Additional,
    /// The record as the file has it.
    Raw,
}

impl Tab {
    /// All tabs in the order of the detail pane.
    pub const ALL: [Tab; 8] = [
        Tab::Basic,
        Tab::Location,
        Tab::Device,
        Tab::Authentication,
        Tab::ConditionalAccess,
        Tab::ReportOnly,
        Tab::Additional,
        Tab::Raw,
    ];

    /// The portal's name of the tab.
    pub fn label(self) -> &'static str {
        match self {
            Tab::Basic => "Basic info",
            Tab::Location => "Location",
            Tab::Device => "Device info",
            Tab::Authentication => "Authentication details",
            Tab::ConditionalAccess => "Conditional Access",
            Tab::ReportOnly => "Report-only",
            Tab::Additional => "Additional details",
            Tab::Raw => "Raw",
        }
    }
}

/// One row of the table of fields.
#[derive(Debug)]
pub struct FieldInfo {
    /// The field this row describes.
    pub field: Field,
    /// A short stable name for preferences and saved views; never shown.
    pub id: &'static str,
    /// The portal's words for it, in sentence case.
    pub label: &'static str,
    /// How it is stored and compared.
    pub kind: FieldKind,
    /// Where the detail pane shows it.
    pub tab: Tab,
    /// Where the Graph `signIn` resource has it, steps separated by dots; empty if it is derived.
    pub graph: &'static str,
    /// The portal's CSV headers for it: the current one first, blanks trimmed and collapsed.
    pub portal: &'static [&'static str],
    /// The column (and dotted path) of the Log Analytics tables; empty if they have none.
    pub log_analytics: &'static str,
}

macro_rules! fields {
    ($($(#[doc = $doc:literal])* $name:ident $id:literal $label:literal $kind:ident $tab:ident $graph:literal [$($portal:literal),*] $la:literal;)*) => {
        /// A single-valued field of a sign-in: what can be a list column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[doc = $doc])* #[doc = $label] $name,)* }

        /// Every field, in the order of the detail pane.
        pub static FIELDS: &[FieldInfo] = &[$(FieldInfo {
            field: Field::$name, id: $id, label: $label, kind: FieldKind::$kind, tab: Tab::$tab,
            graph: $graph, portal: &[$($portal),*], log_analytics: $la,
        },)*];
    };
}

fields! {
    Date "date" "Date" Time Basic "createdDateTime" ["Date (UTC)", "Date"] "CreatedDateTime";
    RequestId "request" "Request ID" Id Basic "id" ["Request ID"] "Id";
    CorrelationId "correlation" "Correlation ID" Id Basic "correlationId" ["Correlation ID"] "CorrelationId";
    Status "status" "Status" Category Basic "" ["Status"] "";
    ErrorCode "errorCode" "Sign-in error code" Number Basic "status.errorCode" ["Sign-in error code"] "ResultType";
    FailureReason "failureReason" "Failure reason" Text Basic "status.failureReason" ["Failure reason"] "ResultDescription";
    User "user" "User" Text Basic "userDisplayName" ["User"] "UserDisplayName";
    Username "username" "Username" Text Basic "userPrincipalName" ["Username"] "UserPrincipalName";
    UserId "userId" "User ID" Text Basic "userId" ["User ID"] "UserId";
    UserType "userType" "User type" Category Basic "userType" ["User type"] "UserType";
    SignInIdentifier "signInIdentifier" "Sign-in identifier" Text Basic "signInIdentifier" ["Sign-in identifier"] "SignInIdentifier";
    SignInIdentifierType "signInIdentifierType" "Sign-in identifier type" Category Basic "signInIdentifierType" [] "SignInIdentifierType";
    AlternateSignInName "alternateSignInName" "Alternate sign-in name" Text Basic "alternateSignInName" [] "AlternateSignInName";
    CrossTenantAccessType "crossTenant" "Cross-tenant access type" Category Basic "crossTenantAccessType" ["Cross tenant access type"] "CrossTenantAccessType";
    Application "application" "Application" Text Basic "appDisplayName" ["Application"] "AppDisplayName";
    ApplicationId "applicationId" "Application ID" Text Basic "appId" ["Application ID"] "AppId";
    AppOwnerTenantId "appOwnerTenant" "App owner tenant ID" Text Basic "appOwnerTenantId" ["App owner tenant ID"] "AppOwnerTenantId";
    Resource "resource" "Resource" Text Basic "resourceDisplayName" ["Resource"] "ResourceDisplayName";
    ResourceId "resourceId" "Resource ID" Text Basic "resourceId" ["Resource ID"] "ResourceIdentity";
    ResourceServicePrincipalId "resourceServicePrincipal" "Resource service principal ID" Text Basic "resourceServicePrincipalId" [] "ResourceServicePrincipalId";
    ResourceTenantId "resourceTenant" "Resource tenant ID" Text Basic "resourceTenantId" ["Resource tenant ID"] "ResourceTenantId";
    ResourceOwnerTenantId "resourceOwnerTenant" "Resource owner tenant ID" Text Basic "resourceOwnerTenantId" ["Resource owner tenant ID"] "ResourceOwnerTenantId";
    HomeTenantId "homeTenant" "Home tenant ID" Text Basic "homeTenantId" ["Home tenant ID"] "HomeTenantId";
    HomeTenantName "homeTenantName" "Home tenant name" Text Basic "homeTenantName" ["Home tenant name"] "HomeTenantName";
    ClientApp "clientApp" "Client app" Category Basic "clientAppUsed" ["Client app"] "ClientAppUsed";
    ClientCredentialType "clientCredential" "Client credential type" Category Basic "clientCredentialType" ["Client credential type"] "ClientCredentialType";
    ServicePrincipalId "servicePrincipal" "Service principal ID" Text Basic "servicePrincipalId" ["Service principal ID"] "ServicePrincipalId";
    ServicePrincipalName "servicePrincipalName" "Service principal name" Text Basic "servicePrincipalName" ["Service principal name"] "ServicePrincipalName";
    CredentialKeyId "credentialKey" "Credential key ID" Text Basic "servicePrincipalCredentialKeyId" ["Credential key ID"] "ServicePrincipalCredentialKeyId";
    CredentialThumbprint "credentialThumbprint" "Credential thumbprint" Text Basic "servicePrincipalCredentialThumbprint" ["Credential thumbprint"] "ServicePrincipalCredentialThumbprint";
    UserAgent "userAgent" "User agent" Text Basic "userAgent" ["User agent"] "UserAgent";
    Latency "latency" "Latency (ms)" Number Basic "processingTimeInMilliseconds" ["Latency"] "ProcessingTimeInMilliseconds";
    FlaggedForReview "flagged" "Flagged for review" Bool Basic "flaggedForReview" ["Flagged for review"] "FlaggedForReview";
    IsInteractive "interactive" "Interactive" Bool Basic "isInteractive" [] "IsInteractive";
    /// Which of the sign-in logs it belongs to: stated by the record, told from its values, or from the file's name.
    LogType "logType" "Sign-in type" Category Basic "" [] "Category";
    IpAddress "ip" "IP address" Ip Location "ipAddress" ["IP address"] "IPAddress";
    /// City, state and country in one text, as the portal's CSV writes it.
    Location "location" "Location" Text Location "" ["Location"] "";
    City "city" "City" Text Location "location.city" [] "LocationDetails.city";
    State "state" "State or province" Text Location "location.state" [] "LocationDetails.state";
    Country "country" "Country or region" Category Location "location.countryOrRegion" [] "LocationDetails.countryOrRegion";
    Latitude "latitude" "Latitude" Number Location "location.geoCoordinates.latitude" [] "LocationDetails.geoCoordinates.latitude";
    Longitude "longitude" "Longitude" Number Location "location.geoCoordinates.longitude" [] "LocationDetails.geoCoordinates.longitude";
    Asn "asn" "Autonomous system number" Number Location "autonomousSystemNumber" ["Autonomous system number"] "AutonomousSystemNumber";
    IpSeenByResource "ipSeenByResource" "IP address (seen by resource)" Ip Location "ipAddressFromResourceProvider" ["IP address (seen by resource)"] "IPAddressFromResourceProvider";
    ThroughGlobalSecureAccess "gsa" "Through Global Secure Access" Bool Location "isThroughGlobalSecureAccess" ["Through Global Secure Access"] "IsThroughGlobalSecureAccess";
    GlobalSecureAccessIp "gsaIp" "Global Secure Access IP address" Ip Location "globalSecureAccessIpAddress" ["Global Secure Access IP address"] "GlobalSecureAccessIpAddress";
    DeviceId "device" "Device ID" Text Device "deviceDetail.deviceId" ["Device ID"] "DeviceDetail.deviceId";
    DeviceName "deviceName" "Device name" Text Device "deviceDetail.displayName" [] "DeviceDetail.displayName";
    Browser "browser" "Browser" Text Device "deviceDetail.browser" ["Browser"] "DeviceDetail.browser";
    BrowserId "browserId" "Browser ID" Text Device "deviceDetail.browserId" [] "DeviceDetail.browserId";
    OperatingSystem "os" "Operating system" Text Device "deviceDetail.operatingSystem" ["Operating System"] "DeviceDetail.operatingSystem";
    Compliant "compliant" "Compliant" Bool Device "deviceDetail.isCompliant" ["Compliant"] "DeviceDetail.isCompliant";
    Managed "managed" "Managed" Bool Device "deviceDetail.isManaged" ["Managed"] "DeviceDetail.isManaged";
    JoinType "joinType" "Join type" Category Device "deviceDetail.trustType" ["Join Type"] "DeviceDetail.trustType";
    AuthenticationRequirement "requirement" "Authentication requirement" Category Authentication "authenticationRequirement" ["Authentication requirement"] "AuthenticationRequirement";
    /// The portal calls it "additional details" of the status; its CSV calls it the multifactor result.
    MfaResult "mfaResult" "Multifactor authentication result" Text Authentication "status.additionalDetails" ["Multifactor authentication result"] "Status.additionalDetails";
    MfaMethod "mfaMethod" "Multifactor authentication method" Text Authentication "mfaDetail.authMethod" ["Multifactor authentication auth method"] "MfaDetail.authMethod";
    MfaDetail "mfaDetail" "Multifactor authentication detail" Text Authentication "mfaDetail.authDetail" ["Multifactor authentication auth detail"] "MfaDetail.authDetail";
    AuthenticationProtocol "protocol" "Authentication protocol" Category Authentication "authenticationProtocol" ["Authentication Protocol"] "AuthenticationProtocol";
    OriginalTransferMethod "transferMethod" "Original transfer method" Category Authentication "originalTransferMethod" ["Original transfer method"] "OriginalTransferMethod";
    ConditionalAccess "conditionalAccess" "Conditional Access" Category ConditionalAccess "conditionalAccessStatus" ["Conditional Access"] "ConditionalAccessStatus";
    RiskState "riskState" "Risk state" Category Additional "riskState" [] "RiskState";
    RiskDuringSignIn "riskDuringSignIn" "Risk level during sign-in" Category Additional "riskLevelDuringSignIn" [] "RiskLevelDuringSignIn";
    RiskAggregated "riskAggregated" "Risk level (aggregated)" Category Additional "riskLevelAggregated" [] "RiskLevelAggregated";
    RiskDetail "riskDetail" "Risk detail" Category Additional "riskDetail" [] "RiskDetail";
    IncomingTokenType "incomingToken" "Incoming token type" Category Additional "incomingTokenType" ["Incoming token type"] "IncomingTokenType";
    TokenIssuerType "tokenIssuerType" "Token issuer type" Category Additional "tokenIssuerType" ["Token issuer type"] "TokenIssuerType";
    TokenIssuerName "tokenIssuerName" "Token issuer name" Text Additional "tokenIssuerName" ["Token issuer name"] "TokenIssuerName";
    UniqueTokenId "token" "Unique token identifier" Id Additional "uniqueTokenIdentifier" ["Unique token identifier"] "UniqueTokenIdentifier";
    SessionId "session" "Session ID" Id Additional "sessionId" ["Session ID"] "SessionId";
    OriginalRequestId "originalRequest" "Original request ID" Id Additional "originalRequestId" [] "OriginalRequestId";
    TokenProtection "tokenProtection" "Token protection – sign-in session" Category Additional "tokenProtectionStatusDetails.signInSessionStatus" ["Token Protection - Sign In Session"] "TokenProtectionStatusDetails.signInSessionStatus";
    TokenProtectionCode "tokenProtectionCode" "Token protection – sign-in session status code" Number Additional "tokenProtectionStatusDetails.signInSessionStatusCode" ["Token Protection - Sign In Session StatusCode"] "TokenProtectionStatusDetails.signInSessionStatusCode";
    AppTokenProtection "appTokenProtection" "App token protection" Category Additional "appTokenProtectionStatus" [] "";
    SignInTokenProtection "signInTokenProtection" "Sign-in token protection" Category Additional "signInTokenProtectionStatus" [] "";
    TenantRestricted "tenantRestricted" "Tenant restricted" Bool Additional "isTenantRestricted" [] "IsTenantRestricted";
    FederatedCredentialId "federatedCredential" "Federated credential ID" Text Additional "federatedCredentialId" [] "FederatedCredentialId";
    ManagedIdentityType "managedIdentity" "Managed identity type" Category Additional "managedServiceIdentity.msiType" ["Managed Identity type"] "ManagedServiceIdentity.msiType";
    AssociatedResourceId "associatedResource" "Associated resource ID" Text Additional "managedServiceIdentity.associatedResourceId" ["Associated Resource Id"] "ManagedServiceIdentity.associatedResourceId";
    FederatedTokenId "federatedToken" "Federated token ID" Text Additional "managedServiceIdentity.federatedTokenId" ["Federated Token Id"] "ManagedServiceIdentity.federatedTokenId";
    FederatedTokenIssuer "federatedTokenIssuer" "Federated token issuer" Text Additional "managedServiceIdentity.federatedTokenIssuer" ["Federated Token Issuer"] "ManagedServiceIdentity.federatedTokenIssuer";
    AzureResourceId "azureResource" "Azure resource ID" Text Additional "azureResourceId" [] "ResourceId";
    AgentType "agentType" "Agent type" Category Additional "agent.agentType" [] "Agent.agentType";
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = FIELDS.len();

    /// The list's columns before anyone has chosen others: the portal's.
    pub const DEFAULT_COLUMNS: [Field; 9] = [
        Field::Date,
        Field::User,
        Field::Application,
        Field::Status,
        Field::RiskState,
        Field::AuthenticationRequirement,
        Field::IpAddress,
        Field::Location,
        Field::ConditionalAccess,
    ];

    /// The field's row of the table.
    pub fn info(self) -> &'static FieldInfo {
        &FIELDS[self as usize]
    }

    /// Every field, in table order.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELDS.iter().map(|info| info.field)
    }

    /// The portal's words for the field.
    pub fn label(self) -> &'static str {
        self.info().label
    }

    /// How the field is stored and compared.
    pub fn kind(self) -> FieldKind {
        self.info().kind
    }

    /// The field with this stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Field> {
        FIELDS.iter().find(|info| info.id == id).map(|info| info.field)
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.info().id)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let id = String::deserialize(deserializer)?;
        Field::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no field is called “{id}”")))
    }
}

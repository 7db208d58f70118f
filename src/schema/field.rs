//! The catalogue of single-valued fields over all logs: a field means the same in each log that carries it, which is what
//! joins logs. What a log calls it, and where its exports have it, says the table of that log ([`super::Log::fields`]).

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

macro_rules! catalogue {
    ($($(#[doc = $doc:literal])* $name:ident $id:literal $kind:ident;)*) => {
        /// A single-valued field of a record: what can be a list column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[doc = $doc])* #[doc = $id] $name,)* }

        /// Every field with its stable name and its kind, in the order of the enum.
        static CATALOGUE: &[(Field, &str, FieldKind)] = &[$((Field::$name, $id, FieldKind::$kind),)*];
    };
}

catalogue! {
    Date "date" Time;
    RequestId "request" Id;
    CorrelationId "correlation" Id;
    Status "status" Category;
    ErrorCode "errorCode" Number;
    FailureReason "failureReason" Text;
    User "user" Text;
    Username "username" Text;
    UserId "userId" Text;
    UserType "userType" Category;
    SignInIdentifier "signInIdentifier" Text;
    SignInIdentifierType "signInIdentifierType" Category;
    AlternateSignInName "alternateSignInName" Text;
    CrossTenantAccessType "crossTenant" Category;
    Application "application" Text;
    ApplicationId "applicationId" Text;
    AppOwnerTenantId "appOwnerTenant" Text;
    Resource "resource" Text;
    ResourceId "resourceId" Text;
    ResourceServicePrincipalId "resourceServicePrincipal" Text;
    ResourceTenantId "resourceTenant" Text;
    ResourceOwnerTenantId "resourceOwnerTenant" Text;
    HomeTenantId "homeTenant" Text;
    HomeTenantName "homeTenantName" Text;
    ClientApp "clientApp" Category;
    ClientCredentialType "clientCredential" Category;
    ServicePrincipalId "servicePrincipal" Text;
    ServicePrincipalName "servicePrincipalName" Text;
    CredentialKeyId "credentialKey" Text;
    CredentialThumbprint "credentialThumbprint" Text;
    UserAgent "userAgent" Text;
    Latency "latency" Number;
    FlaggedForReview "flagged" Bool;
    IsInteractive "interactive" Bool;
    /// Which of the sign-in logs it belongs to: stated by the record, told from its values, or from the file's name.
    LogType "logType" Category;
    IpAddress "ip" Ip;
    /// City, state and country in one text, as the portal's CSV writes it.
    Location "location" Text;
    City "city" Text;
    State "state" Text;
    Country "country" Category;
    Latitude "latitude" Number;
    Longitude "longitude" Number;
    Asn "asn" Number;
    IpSeenByResource "ipSeenByResource" Ip;
    ThroughGlobalSecureAccess "gsa" Bool;
    GlobalSecureAccessIp "gsaIp" Ip;
    DeviceId "device" Text;
    DeviceName "deviceName" Text;
    Browser "browser" Text;
    BrowserId "browserId" Text;
    OperatingSystem "os" Text;
    Compliant "compliant" Bool;
    Managed "managed" Bool;
    JoinType "joinType" Category;
    AuthenticationRequirement "requirement" Category;
    /// The portal calls it "additional details" of the status; its CSV calls it the multifactor result.
    MfaResult "mfaResult" Text;
    MfaMethod "mfaMethod" Text;
    MfaDetail "mfaDetail" Text;
    AuthenticationProtocol "protocol" Category;
    OriginalTransferMethod "transferMethod" Category;
    ConditionalAccess "conditionalAccess" Category;
    RiskState "riskState" Category;
    RiskDuringSignIn "riskDuringSignIn" Category;
    RiskAggregated "riskAggregated" Category;
    RiskDetail "riskDetail" Category;
    IncomingTokenType "incomingToken" Category;
    TokenIssuerType "tokenIssuerType" Category;
    TokenIssuerName "tokenIssuerName" Text;
    UniqueTokenId "token" Id;
    SessionId "session" Id;
    OriginalRequestId "originalRequest" Id;
    TokenProtection "tokenProtection" Category;
    TokenProtectionCode "tokenProtectionCode" Number;
    AppTokenProtection "appTokenProtection" Category;
    SignInTokenProtection "signInTokenProtection" Category;
    TenantRestricted "tenantRestricted" Bool;
    FederatedCredentialId "federatedCredential" Text;
    ManagedIdentityType "managedIdentity" Category;
    AssociatedResourceId "associatedResource" Text;
    FederatedTokenId "federatedToken" Text;
    FederatedTokenIssuer "federatedTokenIssuer" Text;
    AzureResourceId "azureResource" Text;
    AgentType "agentType" Category;
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = CATALOGUE.len();

    /// Every field, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Field> {
        CATALOGUE.iter().map(|&(field, ..)| field)
    }

    /// The field with this number in the catalogue.
    pub fn at(number: usize) -> Option<Field> {
        CATALOGUE.get(number).map(|&(field, ..)| field)
    }

    /// A short stable name for preferences and saved views; never shown.
    pub fn id(self) -> &'static str {
        CATALOGUE[self as usize].1
    }

    /// How the field is stored and compared.
    pub fn kind(self) -> FieldKind {
        CATALOGUE[self as usize].2
    }

    /// The field with this stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Field> {
        CATALOGUE.iter().find(|(_, known, _)| *known == id).map(|&(field, ..)| field)
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let id = String::deserialize(deserializer)?;
        Field::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no field is called “{id}”")))
    }
}

//! The tables of Log Analytics as Kusto sees them: their columns with types.

/// The type of a column, or of what a dotted path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KustoType {
    /// `string`, which is never null: a missing one is empty.
    Text,
    /// `dynamic`: JSON, and everything inside it.
    Dynamic,
    /// `datetime`.
    Time,
    /// `bool`.
    Bool,
    /// `long`.
    Long,
}

impl KustoType {
    /// The name of the type in a schema.
    pub fn name(self) -> &'static str {
        match self {
            KustoType::Text => "string",
            KustoType::Dynamic => "dynamic",
            KustoType::Time => "datetime",
            KustoType::Bool => "bool",
            KustoType::Long => "long",
        }
    }
}

/// A table of sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Interactive sign-ins of people.
    Interactive,
    /// Sign-ins on behalf of people.
    NonInteractive,
    /// Sign-ins of applications.
    ServicePrincipal,
    /// Sign-ins of managed identities.
    ManagedIdentity,
}

/// Columns of `SigninLogs`; those without a type are strings. Source: the tables' reference pages of Azure Monitor, and
/// the schema a workspace reports (September 2026).
const INTERACTIVE: &str = "TenantId SourceSystem TimeGenerated:datetime ResourceId OperationName OperationVersion \
Category ResultType ResultSignature ResultDescription DurationMs:long CorrelationId Resource ResourceGroup \
ResourceProvider Identity Level Location AlternateSignInName AppDisplayName AppId AuthenticationContextClassReferences \
AuthenticationDetails AppliedEventListeners:dynamic AuthenticationMethodsUsed AuthenticationProcessingDetails \
AuthenticationRequirement AuthenticationRequirementPolicies ClientAppUsed ConditionalAccessPolicies:dynamic \
ConditionalAccessStatus CreatedDateTime:datetime DeviceDetail:dynamic IsInteractive:bool Id IPAddress IsRisky:bool \
LocationDetails:dynamic MfaDetail:dynamic NetworkLocationDetails OriginalRequestId ProcessingTimeInMilliseconds \
RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState ResourceDisplayName \
ResourceIdentity ResourceServicePrincipalId ServicePrincipalId ServicePrincipalName Status:dynamic TokenIssuerName \
TokenIssuerType UserAgent UserDisplayName UserId UserPrincipalName AADTenantId UserType FlaggedForReview:bool \
IPAddressFromResourceProvider SignInIdentifier SignInIdentifierType ResourceTenantId HomeTenantId \
UniqueTokenIdentifier SessionLifetimePolicies AutonomousSystemNumber AuthenticationProtocol CrossTenantAccessType \
AppliedConditionalAccessPolicies RiskLevel Type SessionId AuthenticationAppDeviceDetails \
AuthenticationAppPolicyEvaluationDetails ClientCredentialType FederatedCredentialId GlobalSecureAccessIpAddress \
HomeTenantName IncomingTokenType IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool OriginalTransferMethod \
TokenProtectionStatusDetails:dynamic AppOwnerTenantId ResourceOwnerTenantId Agent:dynamic SourceAppClientId \
ConditionalAccessAudiences AuthenticatorAppLocation ClientSessionId RootActorID";

const NON_INTERACTIVE: &str = "TenantId SourceSystem TimeGenerated:datetime OperationName OperationVersion Category \
ResultType ResultSignature ResultDescription DurationMs:long CorrelationId ResourceGroup Identity Level Location \
AlternateSignInName AppDisplayName AppId AppliedEventListeners:dynamic AuthenticationContextClassReferences \
AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails AuthenticationProtocol \
AuthenticationRequirement AuthenticationRequirementPolicies AutonomousSystemNumber ClientAppUsed \
ConditionalAccessPolicies ConditionalAccessPoliciesV2:dynamic ConditionalAccessStatus CreatedDateTime:datetime \
CrossTenantAccessType DeviceDetail HomeTenantId Id IPAddress IsInteractive:bool IsRisky:bool LocationDetails MfaDetail \
NetworkLocationDetails OriginalRequestId ProcessingTimeInMs ResourceDisplayName ResourceIdentity \
ResourceServicePrincipalId ResourceTenantId RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated \
RiskLevelDuringSignIn RiskState ServicePrincipalId SessionLifetimePolicies SignInEventTypes SignInIdentifierType \
Status TokenIssuerName TokenIssuerType UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName \
UserType AADTenantId Type SessionId AuthenticationAppDeviceDetails AuthenticationAppPolicyEvaluationDetails \
ClientCredentialType FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantName IncomingTokenType \
IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool OriginalTransferMethod TokenProtectionStatusDetails \
AppOwnerTenantId ResourceOwnerTenantId Agent:dynamic SourceAppClientId ConditionalAccessAudiences";

const SERVICE_PRINCIPAL: &str = "TenantId SourceSystem TimeGenerated:datetime OperationName OperationVersion Category \
ResultType ResultSignature ResultDescription DurationMs:long CorrelationId ResourceGroup Identity Level Location AppId \
AppOwnerTenantId AuthenticationContextClassReferences AutonomousSystemNumber AuthenticationProcessingDetails \
ClientCredentialType ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessPoliciesV2:dynamic \
ConditionalAccessStatus CreatedDateTime:datetime FederatedCredentialId Id IPAddress LocationDetails \
NetworkLocationDetails ResourceDisplayName ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId \
ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId ServicePrincipalName SessionId \
UniqueTokenIdentifier Agent:dynamic UserAgent AADTenantId Type";

const MANAGED_IDENTITY: &str = "TenantId SourceSystem TimeGenerated:datetime OperationName OperationVersion Category \
ResultType ResultSignature ResultDescription DurationMs:long CorrelationId ResourceGroup Identity Level Location AppId \
AppOwnerTenantId AuthenticationContextClassReferences AuthenticationProcessingDetails ClientCredentialType \
ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessPoliciesV2:dynamic ConditionalAccessStatus \
CreatedDateTime:datetime FederatedCredentialId Id IPAddress LocationDetails NetworkLocationDetails \
ResourceDisplayName ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ServicePrincipalCredentialKeyId \
ServicePrincipalCredentialThumbprint ServicePrincipalId ServicePrincipalName SessionId UniqueTokenIdentifier \
Agent:dynamic UserAgent AADTenantId Type ManagedServiceIdentity:dynamic SourceAppClientId";

impl Table {
    /// Every table, that of interactive sign-ins first.
    pub const ALL: [Table; 4] =
        [Table::Interactive, Table::NonInteractive, Table::ServicePrincipal, Table::ManagedIdentity];

    /// The name of the table.
    pub fn name(self) -> &'static str {
        match self {
            Table::Interactive => "SigninLogs",
            Table::NonInteractive => "AADNonInteractiveUserSignInLogs",
            Table::ServicePrincipal => "AADServicePrincipalSignInLogs",
            Table::ManagedIdentity => "AADManagedIdentitySignInLogs",
        }
    }

    /// The columns with their types.
    pub fn columns(self) -> impl Iterator<Item = (&'static str, KustoType)> {
        let text = match self {
            Table::Interactive => INTERACTIVE,
            Table::NonInteractive => NON_INTERACTIVE,
            Table::ServicePrincipal => SERVICE_PRINCIPAL,
            Table::ManagedIdentity => MANAGED_IDENTITY,
        };
        text.split_whitespace().map(|column| match column.split_once(':') {
            None => (column, KustoType::Text),
            Some((name, "dynamic")) => (name, KustoType::Dynamic),
            Some((name, "datetime")) => (name, KustoType::Time),
            Some((name, "bool")) => (name, KustoType::Bool),
            Some((name, _)) => (name, KustoType::Long),
        })
    }

    /// The type of a column, if the table has it.
    pub fn column(self, name: &str) -> Option<KustoType> {
        self.columns().find(|(column, _)| *column == name).map(|(_, kind)| kind)
    }
}

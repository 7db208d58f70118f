//! Who signed in to what, how, and how it ended.

use crate::schema::Field;
use crate::schema::field_info::{FieldInfo, field};
use crate::schema::kusto_table::KustoType;
use crate::schema::tab::Tab;
use crate::schema::values::{CREDENTIAL, CROSS_TENANT, LOG_TYPE, STATUS, USER_TYPE, YES_NO};

pub(super) static FIELDS: &[FieldInfo] = &[
    field(Field::Date, "Date", Tab::Basic)
        .graph("createdDateTime")
        .v1()
        .portal(&["Date (UTC)", "Date"])
        .localised(&["Fecha (UTC)"])
        .log_analytics("CreatedDateTime")
        .aliases(&[("TimeGenerated", KustoType::Time)])
        .usual_names(
            "timestamp datetime dateutc datetimeutc timeutc signindatetime signintime signindate eventtime \
             eventdatetime eventtimestamp logintime logindate logondate logontime createdat",
        )
        .possible_names(
            "time when created createdtime createddate creationtime starttime logtime activitydatetime \
             timegenerated",
        )
        .mark(),
    field(Field::RequestId, "Request ID", Tab::Basic)
        .graph("id")
        .v1()
        .portal(&["Request ID"])
        .log_analytics("Id")
        .usual_names("signinid")
        .possible_names("reqid"),
    field(Field::CorrelationId, "Correlation ID", Tab::Basic)
        .graph("correlationId")
        .v1()
        .portal(&["Correlation ID"])
        .localised(&["Id. de correlación"])
        .log_analytics("CorrelationId"),
    field(Field::Status, "Status", Tab::Basic)
        .v1()
        .portal(&["Status"])
        .localised(&["Statut", "Estado"])
        .kusto("SignInStatus")
        .usual_names("signinstatus signinresult loginstatus logonstatus resultstatus")
        .possible_names("result outcome loginresult")
        .values(STATUS)
        .inside("", "status.errorCode", "ResultType"),
    field(Field::ErrorCode, "Sign-in error code", Tab::Basic)
        .graph("status.errorCode")
        .v1()
        .portal(&["Sign-in error code"])
        .localised(&["Code d'erreur de connexion", "サインインのエラー コード"])
        .log_analytics("ResultType")
        .aliases(&[("Status.errorCode", KustoType::Dynamic)])
        .usual_names("error errorcode errornumber signinerror resultcode statuscode loginerrorcode statuserror")
        .possible_names("errorid code")
        .mark()
        .searched(),
    field(Field::FailureReason, "Failure reason", Tab::Basic)
        .graph("status.failureReason")
        .v1()
        .portal(&["Failure reason"])
        .localised(&["Motivo del error"])
        .log_analytics("ResultDescription")
        .aliases(&[("Status.failureReason", KustoType::Dynamic)])
        .usual_names(
            "reason failurereason errormessage errorreason errordescription failuremessage resultreason \
             resultmessage statusmessage statusreason statusdescription signinfailurereason",
        )
        .possible_names("failure"),
    field(Field::User, "User", Tab::Basic)
        .graph("userDisplayName")
        .v1()
        .portal(&["User"])
        .localised(&["Usuario"])
        .log_analytics("UserDisplayName")
        .aliases(&[("Identity", KustoType::Text)])
        .usual_names("accountdisplayname userfullname")
        .possible_names("name fullname accountname identity")
        .fallbacks(&[Field::Username, Field::ServicePrincipalName, Field::UserId])
        .mark(),
    field(Field::Username, "Username", Tab::Basic)
        .graph("userPrincipalName")
        .v1()
        .portal(&["Username"])
        .localised(&["Nom d'utilisateur", "Nombre de usuario"])
        .log_analytics("UserPrincipalName")
        .usual_names(
            "upn userupn accountupn userprincipal principalname useremail useremailaddress signinname \
             loginname",
        )
        .possible_names("email mail emailaddress login account actor")
        .mark(),
    field(Field::UserId, "User ID", Tab::Basic)
        .graph("userId")
        .v1()
        .portal(&["User ID"])
        .localised(&["Id. de usuario"])
        .log_analytics("UserId")
        .usual_names("userobjectid accountobjectid userguid aaduserid")
        .possible_names("objectid oid"),
    field(Field::UserType, "User type", Tab::Basic)
        .graph("userType")
        .portal(&["User type"])
        .localised(&["Tipo de usuario"])
        .log_analytics("UserType")
        .values(USER_TYPE),
    field(Field::SignInIdentifier, "Sign-in identifier", Tab::Basic)
        .graph("signInIdentifier")
        .portal(&["Sign-in identifier"])
        .log_analytics("SignInIdentifier"),
    field(Field::SignInIdentifierType, "Sign-in identifier type", Tab::Basic)
        .graph("signInIdentifierType")
        .log_analytics("SignInIdentifierType"),
    field(Field::AlternateSignInName, "Alternate sign-in name", Tab::Basic)
        .graph("alternateSignInName")
        .log_analytics("AlternateSignInName"),
    field(Field::CrossTenantAccessType, "Cross-tenant access type", Tab::Basic)
        .graph("crossTenantAccessType")
        .portal(&["Cross tenant access type"])
        .localised(&["Type d'accès client croisée"])
        .log_analytics("CrossTenantAccessType")
        .values(CROSS_TENANT),
    field(Field::Application, "Application", Tab::Basic)
        .graph("appDisplayName")
        .v1()
        .portal(&["Application"])
        .localised(&["Aplicación"])
        .log_analytics("AppDisplayName")
        .usual_names("app appname applicationname applicationdisplayname signinapp")
        .possible_names("clientappname")
        .fallbacks(&[Field::ApplicationId])
        .mark(),
    field(Field::ApplicationId, "Application ID", Tab::Basic)
        .graph("appId")
        .v1()
        .portal(&["Application ID"])
        .localised(&["ID d'application"])
        .log_analytics("AppId")
        .usual_names("applicationid")
        .possible_names("clientid")
        .mark(),
    field(Field::AppOwnerTenantId, "App owner tenant ID", Tab::Basic)
        .graph("appOwnerTenantId")
        .portal(&["App owner tenant ID"])
        .log_analytics("AppOwnerTenantId"),
    field(Field::Resource, "Resource", Tab::Basic)
        .graph("resourceDisplayName")
        .v1()
        .portal(&["Resource"])
        .localised(&["Ressource", "Recurso"])
        .log_analytics("ResourceDisplayName")
        .usual_names("resourcename")
        .possible_names("target targetresource")
        .fallbacks(&[Field::ResourceId])
        .mark(),
    field(Field::ResourceId, "Resource ID", Tab::Basic)
        .graph("resourceId")
        .v1()
        .portal(&["Resource ID"])
        .log_analytics("ResourceIdentity"),
    field(Field::ResourceServicePrincipalId, "Resource service principal ID", Tab::Basic)
        .graph("resourceServicePrincipalId")
        .log_analytics("ResourceServicePrincipalId"),
    field(Field::ResourceTenantId, "Resource tenant ID", Tab::Basic)
        .graph("resourceTenantId")
        .portal(&["Resource tenant ID"])
        .log_analytics("ResourceTenantId"),
    field(Field::ResourceOwnerTenantId, "Resource owner tenant ID", Tab::Basic)
        .graph("resourceOwnerTenantId")
        .portal(&["Resource owner tenant ID"])
        .log_analytics("ResourceOwnerTenantId"),
    field(Field::HomeTenantId, "Home tenant ID", Tab::Basic)
        .graph("homeTenantId")
        .portal(&["Home tenant ID"])
        .log_analytics("HomeTenantId"),
    field(Field::HomeTenantName, "Home tenant name", Tab::Basic)
        .graph("homeTenantName")
        .portal(&["Home tenant name"])
        .log_analytics("HomeTenantName"),
    field(Field::ClientApp, "Client app", Tab::Basic)
        .graph("clientAppUsed")
        .v1()
        .portal(&["Client app"])
        .localised(&["Application cliente", "Aplicación cliente"])
        .log_analytics("ClientAppUsed")
        .usual_names("clientapp clientapplication clientapptype")
        .possible_names("client clienttype")
        .mark(),
    field(Field::ClientCredentialType, "Client credential type", Tab::Basic)
        .graph("clientCredentialType")
        .portal(&["Client credential type"])
        .localised(&["Tipo de credencial de cliente"])
        .log_analytics("ClientCredentialType")
        .values(CREDENTIAL),
    field(Field::ServicePrincipalId, "Service principal ID", Tab::Basic)
        .graph("servicePrincipalId")
        .portal(&["Service principal ID"])
        .log_analytics("ServicePrincipalId"),
    field(Field::ServicePrincipalName, "Service principal name", Tab::Basic)
        .graph("servicePrincipalName")
        .portal(&["Service principal name"])
        .log_analytics("ServicePrincipalName"),
    field(Field::CredentialKeyId, "Credential key ID", Tab::Basic)
        .graph("servicePrincipalCredentialKeyId")
        .portal(&["Credential key ID"])
        .log_analytics("ServicePrincipalCredentialKeyId"),
    field(Field::CredentialThumbprint, "Credential thumbprint", Tab::Basic)
        .graph("servicePrincipalCredentialThumbprint")
        .portal(&["Credential thumbprint"])
        .log_analytics("ServicePrincipalCredentialThumbprint"),
    field(Field::UserAgent, "User agent", Tab::Basic)
        .graph("userAgent")
        .portal(&["User agent"])
        .localised(&["Agent utilisateur"])
        .log_analytics("UserAgent")
        .usual_names("useragentstring")
        .possible_names("ua agent"),
    field(Field::Latency, "Latency (ms)", Tab::Basic)
        .graph("processingTimeInMilliseconds")
        .portal(&["Latency"])
        .log_analytics("ProcessingTimeInMilliseconds")
        .aliases(&[("ProcessingTimeInMs", KustoType::Text)])
        .usual_names("latencyms processingtimeinms processingtime")
        .possible_names("duration durationms"),
    field(Field::FlaggedForReview, "Flagged for review", Tab::Basic)
        .graph("flaggedForReview")
        .portal(&["Flagged for review"])
        .log_analytics("FlaggedForReview")
        .values(YES_NO),
    field(Field::IsInteractive, "Interactive", Tab::Basic)
        .graph("isInteractive")
        .v1()
        .log_analytics("IsInteractive")
        .values(YES_NO)
        .mark(),
    field(Field::LogType, "Sign-in type", Tab::Basic).log_analytics("Category").values(LOG_TYPE),
];

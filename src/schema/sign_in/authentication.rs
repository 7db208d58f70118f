//! How the person proved who they are, and what Conditional Access said.

use crate::schema::Field;
use crate::schema::field_info::{FieldInfo, field};
use crate::schema::tab::Tab;
use crate::schema::values::{CONDITIONAL_ACCESS, PROTOCOL, REQUIREMENT, TRANSFER};

pub(super) static FIELDS: &[FieldInfo] = &[
    field(Field::AuthenticationRequirement, "Authentication requirement", Tab::Authentication)
        .graph("authenticationRequirement")
        .portal(&["Authentication requirement"])
        .localised(&["Exigence d'authentification", "Requisito de autenticación"])
        .log_analytics("AuthenticationRequirement")
        .usual_names("authrequirement authenticationrequired mfarequirement")
        .values(REQUIREMENT),
    field(Field::MfaResult, "Multifactor authentication result", Tab::Authentication)
        .graph("status.additionalDetails")
        .v1()
        .portal(&["Multifactor authentication result"])
        .log_analytics("Status.additionalDetails")
        .usual_names("mfaresult mfastatus multifactorresult")
        .possible_names("mfa additionaldetails"),
    field(Field::MfaMethod, "Multifactor authentication method", Tab::Authentication)
        .graph("mfaDetail.authMethod")
        .portal(&["Multifactor authentication auth method"])
        .localised(&["Méthode d'authentification multifacteur"])
        .log_analytics("MfaDetail.authMethod")
        .usual_names("mfamethod mfaauthmethod multifactormethod")
        .possible_names("authmethod authenticationmethod"),
    field(Field::MfaDetail, "Multifactor authentication detail", Tab::Authentication)
        .graph("mfaDetail.authDetail")
        .portal(&["Multifactor authentication auth detail"])
        .log_analytics("MfaDetail.authDetail")
        .usual_names("mfadetail mfadetails mfaauthdetail multifactordetail")
        .possible_names("authdetail"),
    field(Field::AuthenticationProtocol, "Authentication protocol", Tab::Authentication)
        .graph("authenticationProtocol")
        .portal(&["Authentication Protocol"])
        .localised(&["Protocole d'authentification", "Protocolo de autenticación"])
        .log_analytics("AuthenticationProtocol")
        .usual_names("authprotocol")
        .possible_names("protocol")
        .values(PROTOCOL),
    field(Field::OriginalTransferMethod, "Original transfer method", Tab::Authentication)
        .graph("originalTransferMethod")
        .portal(&["Original transfer method"])
        .localised(&["Méthode de transfert d'origine"])
        .log_analytics("OriginalTransferMethod")
        .values(TRANSFER),
    field(Field::ConditionalAccess, "Conditional Access", Tab::ConditionalAccess)
        .graph("conditionalAccessStatus")
        .v1()
        .portal(&["Conditional Access"])
        .log_analytics("ConditionalAccessStatus")
        .usual_names("castatus caresult conditionalaccessresult conditionalaccesspolicystatus")
        .possible_names("ca capolicystatus")
        .values(CONDITIONAL_ACCESS)
        .mark(),
];

//! Headers and values of portal downloads in other languages than English.
//!
//! The portal writes its CSV in the language of whoever downloads it. Source of the words: the headers that published
//! parsers of such files know (French, Spanish, Japanese); German was found in none of them.

use super::field::Field;
use super::status::Status;

/// Headers by field, as the portal writes them.
static HEADERS: &[(&str, Field)] = &[
    // French.
    ("Agent utilisateur", Field::UserAgent),
    ("Nom d'utilisateur", Field::Username),
    ("Adresse IP", Field::IpAddress),
    ("Emplacement", Field::Location),
    ("Statut", Field::Status),
    ("Code d'erreur de connexion", Field::ErrorCode),
    ("ID d'application", Field::ApplicationId),
    ("Ressource", Field::Resource),
    ("Application cliente", Field::ClientApp),
    ("ID de l'appareil", Field::DeviceId),
    ("Navigateur", Field::Browser),
    ("Système d'exploitation", Field::OperatingSystem),
    ("Conforme", Field::Compliant),
    ("Géré", Field::Managed),
    ("Exigence d'authentification", Field::AuthenticationRequirement),
    ("Méthode d'authentification multifacteur", Field::MfaMethod),
    ("ID de session", Field::SessionId),
    ("Numéro de système autonome", Field::Asn),
    ("Protocole d'authentification", Field::AuthenticationProtocol),
    ("Méthode de transfert d'origine", Field::OriginalTransferMethod),
    ("Type d'accès client croisée", Field::CrossTenantAccessType),
    // Spanish.
    ("Fecha (UTC)", Field::Date),
    ("Id. de usuario", Field::UserId),
    ("Usuario", Field::User),
    ("Nombre de usuario", Field::Username),
    ("Tipo de usuario", Field::UserType),
    ("Dirección IP", Field::IpAddress),
    ("Ubicación", Field::Location),
    ("Número de sistema autónomo", Field::Asn),
    ("Sistema operativo", Field::OperatingSystem),
    ("Explorador", Field::Browser),
    ("Aplicación cliente", Field::ClientApp),
    ("Id. de correlación", Field::CorrelationId),
    ("Estado", Field::Status),
    ("Tipo de credencial de cliente", Field::ClientCredentialType),
    ("Protocolo de autenticación", Field::AuthenticationProtocol),
    ("Requisito de autenticación", Field::AuthenticationRequirement),
    ("Motivo del error", Field::FailureReason),
    ("Aplicación", Field::Application),
    ("Recurso", Field::Resource),
    // Japanese.
    ("サインインのエラー コード", Field::ErrorCode),
];

/// Words of the status column by status.
static STATUSES: &[(&str, Status)] = &[("Opération réussie", Status::Success)];

/// Every header in another language, with its field.
pub fn headers() -> impl Iterator<Item = (&'static str, Field)> {
    HEADERS.iter().copied()
}

/// The status a word of another language stands for.
pub fn status(word: &str) -> Option<Status> {
    let word = word.trim().to_lowercase();
    STATUSES.iter().find(|(known, _)| known.to_lowercase() == word).map(|(_, status)| *status)
}

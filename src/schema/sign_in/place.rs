//! Where from, and with which device.

use crate::schema::Field;
use crate::schema::field_info::{FieldInfo, field};
use crate::schema::kusto_table::KustoType;
use crate::schema::tab::Tab;
use crate::schema::values::{JOIN, YES_NO};

pub(super) static FIELDS: &[FieldInfo] = &[
    field(Field::IpAddress, "IP address", Tab::Location)
        .graph("ipAddress")
        .v1()
        .portal(&["IP address"])
        .localised(&["Adresse IP", "Dirección IP"])
        .log_analytics("IPAddress")
        .usual_names(
            "ip ipaddr ipv4 clientip clientipaddress sourceip sourceipaddress srcip callerip calleripaddress \
             userip useripaddress remoteip signinip loginip",
        )
        .possible_names("clientaddress sourceaddress remoteaddress address")
        .mark(),
    field(Field::Location, "Location", Tab::Location)
        .v1()
        .portal(&["Location"])
        .localised(&["Emplacement", "Ubicación"])
        .kusto("SignInPlace")
        .usual_names("signinlocation locationtext")
        .possible_names("place geolocation geo")
        .inside("", "location", "LocationDetails"),
    field(Field::City, "City", Tab::Location)
        .graph("location.city")
        .v1()
        .log_analytics("LocationDetails.city")
        .usual_names("city locationcity geocity cityname")
        .possible_names("town")
        .inside("Location", "", ""),
    field(Field::State, "State or province", Tab::Location)
        .graph("location.state")
        .v1()
        .log_analytics("LocationDetails.state")
        .usual_names("region province locationstate locationregion stateprovince georegion")
        .possible_names("state")
        .inside("Location", "", ""),
    field(Field::Country, "Country or region", Tab::Location)
        .graph("location.countryOrRegion")
        .v1()
        .log_analytics("LocationDetails.countryOrRegion")
        .aliases(&[("Location", KustoType::Text)])
        .usual_names(
            "country countrycode countryname countryregion locationcountry locationcountrycode \
             locationcountryregion geocountry countryorregion locationcountryname",
        )
        .possible_names("nation")
        .inside("Location", "", ""),
    field(Field::Latitude, "Latitude", Tab::Location)
        .graph("location.geoCoordinates.latitude")
        .v1()
        .log_analytics("LocationDetails.geoCoordinates.latitude")
        .usual_names("geolatitude locationlatitude")
        .possible_names("lat"),
    field(Field::Longitude, "Longitude", Tab::Location)
        .graph("location.geoCoordinates.longitude")
        .v1()
        .log_analytics("LocationDetails.geoCoordinates.longitude")
        .usual_names("geolongitude locationlongitude")
        .possible_names("lon lng long"),
    field(Field::Asn, "Autonomous system number", Tab::Location)
        .graph("autonomousSystemNumber")
        .portal(&["Autonomous system number"])
        .localised(&["Numéro de système autonome", "Número de sistema autónomo"])
        .log_analytics("AutonomousSystemNumber")
        .usual_names("asn asnumber autonomoussystem")
        .searched(),
    field(Field::IpSeenByResource, "IP address (seen by resource)", Tab::Location)
        .graph("ipAddressFromResourceProvider")
        .portal(&["IP address (seen by resource)"])
        .log_analytics("IPAddressFromResourceProvider"),
    field(Field::ThroughGlobalSecureAccess, "Through Global Secure Access", Tab::Location)
        .graph("isThroughGlobalSecureAccess")
        .portal(&["Through Global Secure Access"])
        .log_analytics("IsThroughGlobalSecureAccess")
        .values(YES_NO),
    field(Field::GlobalSecureAccessIp, "Global Secure Access IP address", Tab::Location)
        .graph("globalSecureAccessIpAddress")
        .portal(&["Global Secure Access IP address"])
        .log_analytics("GlobalSecureAccessIpAddress"),
    field(Field::DeviceId, "Device ID", Tab::Device)
        .graph("deviceDetail.deviceId")
        .v1()
        .portal(&["Device ID"])
        .localised(&["ID de l'appareil"])
        .log_analytics("DeviceDetail.deviceId"),
    field(Field::DeviceName, "Device name", Tab::Device)
        .graph("deviceDetail.displayName")
        .v1()
        .log_analytics("DeviceDetail.displayName")
        .usual_names("device devicename devicedisplayname")
        .possible_names("computer computername machine machinename hostname"),
    field(Field::Browser, "Browser", Tab::Device)
        .graph("deviceDetail.browser")
        .v1()
        .portal(&["Browser"])
        .localised(&["Navigateur", "Explorador"])
        .log_analytics("DeviceDetail.browser")
        .usual_names("browsername clientbrowser devicebrowser"),
    field(Field::BrowserId, "Browser ID", Tab::Device)
        .graph("deviceDetail.browserId")
        .v1()
        .log_analytics("DeviceDetail.browserId"),
    field(Field::OperatingSystem, "Operating system", Tab::Device)
        .graph("deviceDetail.operatingSystem")
        .v1()
        .portal(&["Operating System"])
        .localised(&["Système d'exploitation", "Sistema operativo"])
        .log_analytics("DeviceDetail.operatingSystem")
        .usual_names("os osname operatingsystemname deviceos deviceoperatingsystem")
        .possible_names("osversion platform"),
    field(Field::Compliant, "Compliant", Tab::Device)
        .graph("deviceDetail.isCompliant")
        .v1()
        .portal(&["Compliant"])
        .localised(&["Conforme"])
        .log_analytics("DeviceDetail.isCompliant")
        .usual_names("devicecompliant compliantdevice deviceiscompliant")
        .possible_names("compliance")
        .values(YES_NO),
    field(Field::Managed, "Managed", Tab::Device)
        .graph("deviceDetail.isManaged")
        .v1()
        .portal(&["Managed"])
        .localised(&["Géré"])
        .log_analytics("DeviceDetail.isManaged")
        .usual_names("devicemanaged manageddevice deviceismanaged")
        .values(YES_NO),
    field(Field::JoinType, "Join type", Tab::Device)
        .graph("deviceDetail.trustType")
        .v1()
        .portal(&["Join Type"])
        .log_analytics("DeviceDetail.trustType")
        .usual_names("devicejointype devicetrusttype devicetrust")
        .possible_names("join trust")
        .values(JOIN),
];

//! What people sign in with: computers, phones and scripts, with the browser and user agent the log shows.

use super::guid::Guid;
use super::random::Random;

/// A device and the two faces it shows: its browser and its installed applications.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// Id in the directory; none for a device it does not know.
    pub id: Option<Guid>,
    /// Device name, empty when unknown.
    pub name: String,
    /// Operating system as the log names it.
    pub operating_system: &'static str,
    /// Browser as the log names it.
    pub browser: &'static str,
    /// User agent of the browser.
    pub browser_agent: &'static str,
    /// What the log names as browser when an installed application signs in.
    pub native_browser: &'static str,
    /// User agent of an installed application.
    pub native_agent: &'static str,
    /// Meets the compliance rules; `None` when the directory does not say.
    pub is_compliant: Option<bool>,
    /// Is managed; `None` when the directory does not say.
    pub is_managed: Option<bool>,
    /// How it joined, in the words of the Graph record; empty when it did not.
    pub trust: &'static str,
    /// A phone or tablet.
    pub is_mobile: bool,
}

/// Family, operating system, browser, browser agent, native browser, native agent, mobile.
type Model = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, bool);

const MODELS: [Model; 6] = [
    (
        "LAP",
        "Windows 11",
        "Edge 142.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Rich Client 5.2.8.0",
        "Windows-AzureAD-Authentication-Provider/1.0",
        false,
    ),
    (
        "LAP",
        "Windows 11",
        "Chrome 142.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Rich Client 5.2.8.0",
        "Windows-AzureAD-Authentication-Provider/1.0",
        false,
    ),
    (
        "MAC",
        "MacOs",
        "Safari 26.1",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
        "Rich Client 4.61.3.0",
        "Mac OS/26.1 (Version 26.1)",
        false,
    ),
    (
        "TUX",
        "Linux",
        "Firefox 144.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
        "Rich Client 4.60.1.0",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko)",
        false,
    ),
    (
        "PHONE",
        "Ios 26.1",
        "Mobile Safari",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
        "Mobile Safari",
        "Outlook-iOS/723.4042.prod.iphone (5.2545.0)",
        true,
    ),
    (
        "PHONE",
        "Android 16",
        "Chrome Mobile 142.0.0",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
        "Android",
        "Dalvik/2.1.0 (Linux; U; Android 16; Pixel 9 Build/BP2A.250605.031)",
        true,
    ),
];

fn model(index: usize) -> (Device, &'static str) {
    let (family, operating_system, browser, browser_agent, native_browser, native_agent, is_mobile) = MODELS[index];
    let device = Device {
        operating_system,
        browser,
        browser_agent,
        native_browser,
        native_agent,
        is_mobile,
        ..Device::default()
    };
    (device, family)
}

/// A computer of the organisation: known, managed and, but for one in thirty, compliant.
pub fn company_computer(owner: usize, random: &mut Random) -> Device {
    let (mut device, family) = model(random.weighted(&[10, 5, 4, 1]));
    device.id = Some(random.guid());
    device.name = format!("CONTOSO-{family}-{owner:04}");
    device.is_compliant = Some(!random.chance(33));
    device.is_managed = Some(true);
    device.trust = match (device.operating_system, random.chance(300)) {
        ("Windows 11", true) => "Hybrid Azure AD joined",
        ("Windows 11", false) => "Azure AD joined",
        _ => "Azure AD registered",
    };
    device
}

/// A phone of the owner's own that is registered but not managed.
pub fn own_phone(owner: usize, random: &mut Random) -> Device {
    let (mut device, family) = model(4 + random.place(2));
    device.id = Some(random.guid());
    device.name = format!("{family}-{owner:04}");
    device.is_compliant = Some(false);
    device.is_managed = Some(false);
    device.trust = "Azure AD registered";
    device
}

/// A device the directory knows nothing of: a guest's, a private one, an attacker's.
pub fn unknown_computer(index: usize) -> Device {
    let (mut device, _) = model(index % MODELS.len());
    device.is_compliant = Some(false);
    device.is_managed = Some(false);
    device
}

/// A program without a browser: a scanner, a script, a tool for guessing passwords.
pub fn script(agent: &'static str, name: &'static str) -> Device {
    Device {
        browser: name,
        browser_agent: agent,
        native_browser: name,
        native_agent: agent,
        is_compliant: None,
        is_managed: None,
        ..Device::default()
    }
}

//! The content security policy of the page: what it holds may run, and nothing may leave.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy that lets exactly these scripts and styles apply, named by their hashes.
///
/// - `'wasm-unsafe-eval'` allows compiling wasm, and no `eval` of JavaScript.
/// - Workers start from `blob:`, the one kind of address a page from `file://` may start them from.
/// - Style *attributes* are allowed, since Yew writes them with `setAttribute`; style elements go by hash.
/// - `connect-src 'none'` is the promise to the user: no request can leave, whatever the log says.
/// - Connections between peers are no requests to a policy; `web/no_webrtc.js` takes them away before anything runs.
/// - No policy in a page forbids to leave it for another one. That takes a script, and only those named here run.
pub fn policy(scripts: &[String], styles: &[String]) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", scripts.join(" ")),
        "worker-src blob:".to_owned(),
        format!("style-src-elem {}", styles.join(" ")),
        "style-src-attr 'unsafe-inline'".to_owned(),
        "img-src data: blob:".to_owned(),
        "connect-src 'none'".to_owned(),
        "frame-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ]
    .join("; ")
}

/// The hash source for an inline element whose text is exactly `text`.
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The meta element that carries `policy`.
pub fn meta(policy: &str) -> String {
    format!("{META_START}{policy}{META_END}")
}

/// The policy that a packed page carries.
pub fn policy_of(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(META_START)?;
    rest.split_once(META_END).map(|(policy, _)| policy)
}

/// SHA-256 in the notation of `sha256sum`.
pub fn hex_sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

const META_START: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const META_END: &str = "\">";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // The example of the CSP specification, section on hash sources: alert('Hello, world.');
        assert_eq!(hash_source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        assert_eq!(hex_sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_packed_page_gives_its_policy_back() {
        let policy = policy(&["'sha256-a'".to_owned(), "'sha256-b'".to_owned()], &["'sha256-c'".to_owned()]);
        let page = format!("<head>\n{}\n<title>", meta(&policy));
        assert_eq!(policy_of(&page), Some(policy.as_str()));
        assert_eq!(policy_of("<meta charset=\"utf-8\">"), None);
    }

    #[test]
    fn scripts_are_allowed_by_hash_alone() {
        let policy = policy(&["'sha256-a'".to_owned()], &["'sha256-c'".to_owned()]);
        let script = policy.split("; ").find(|directive| directive.starts_with("script-src"));
        assert_eq!(script, Some("script-src 'sha256-a' 'wasm-unsafe-eval'"));
        assert!(policy.contains("connect-src 'none'"));
        assert!(!policy.contains("'unsafe-eval'"));
    }
}

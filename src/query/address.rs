//! IP addresses as logs write them, and ranges of them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use ipnet::IpNet;

/// The address in a text such as `203.0.113.7`, `203.0.113.7:443`, `[2001:db8::1]:443` or `::ffff:203.0.113.7`
/// (which is the same as the first); `None` for anything else, redacted octets among them.
pub fn parse_address(text: &str) -> Option<IpAddr> {
    // By far the most addresses are of this form.
    if let Some(address) = parse_ipv4(text.as_bytes()) {
        return Some(IpAddr::V4(address));
    }
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))?;
    Some(address.to_canonical())
}

/// The range in a text: CIDR notation, or one address.
pub fn parse_range(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse::<IpNet>().ok().or_else(|| parse_address(text).map(IpNet::from))
}

/// Four numbers up to 255 without leading zeros, as the standard library's parser takes them, and nothing else.
fn parse_ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    let (mut octets, mut number, mut digits, mut dots) = ([0; 4], 0, 0, 0);
    for &byte in text {
        match byte {
            b'0'..=b'9' if digits == 0 || (digits < 3 && number > 0) => {
                number = number * 10 + u32::from(byte - b'0');
                digits += 1;
            }
            b'.' if digits > 0 && dots < 3 => {
                octets[dots] = u8::try_from(number).ok()?;
                (number, digits, dots) = (0, 0, dots + 1);
            }
            _ => return None,
        }
    }
    octets[3] = u8::try_from(number).ok()?;
    (digits > 0 && dots == 3).then_some(Ipv4Addr::from(octets))
}

#[cfg(test)]
mod tests {
    use super::parse_ipv4;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "[0-9]{0,4}(\\.[0-9]{0,4}){2,4}|[0-2]?[0-9]{1,2}(\\.[0-2]?[0-9]{1,2}){3}|.{0,6}") {
            prop_assert_eq!(parse_ipv4(text.as_bytes()), text.parse().ok());
        }
    }
}

//! IP addresses as logs write them, and ranges of them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};

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

/// An address as it is usually written; `None` if it is written so, or is no address.
pub fn usual_address(text: &str) -> Option<String> {
    if parse_ipv4(text.as_bytes()).is_some() {
        return None;
    }
    parse_address(text).map(|address| address.to_string())
}

/// The range in a text: CIDR notation, or one address.
pub fn parse_range(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse::<IpNet>().ok().or_else(|| parse_address(text).map(IpNet::from))
}

/// Addresses from a first to a last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The first address.
    pub first: IpAddr,
    /// The last address, of the same family and not before the first.
    pub last: IpAddr,
}

impl Addresses {
    /// The addresses in a text: CIDR notation, one address, or the first and the last with a hyphen between.
    pub fn parse(text: &str) -> Option<Addresses> {
        let Some((first, last)) = text.split_once('-') else {
            let net = parse_range(text)?;
            return Some(Addresses { first: net.network(), last: net.broadcast() });
        };
        let (first, last) = (parse_address(first)?, parse_address(last)?);
        (first.is_ipv4() == last.is_ipv4() && first <= last).then_some(Addresses { first, last })
    }

    /// Whether an address is among them.
    pub fn contains(&self, address: IpAddr) -> bool {
        address.is_ipv4() == self.first.is_ipv4() && self.first <= address && address <= self.last
    }

    /// The ranges in CIDR notation that make them up, as few as possible, in order.
    pub fn subnets(&self) -> Vec<IpNet> {
        match (self.first, self.last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => Ipv4Subnets::new(first, last, 0).map(IpNet::V4).collect(),
            (IpAddr::V6(first), IpAddr::V6(last)) => Ipv6Subnets::new(first, last, 0).map(IpNet::V6).collect(),
            _ => Vec::new(),
        }
    }
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

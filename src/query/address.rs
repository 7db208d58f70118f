//! IP addresses as logs write them, and ranges of them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};

/// The address in a text such as `203.0.113.7`, `203.0.113.7:443`, `[203.0.113.7]:443`, `[2001:db8::1]:443` or
/// `::ffff:203.0.113.7` (which is the same as the first); `None` for anything else, redacted octets among them.
pub fn parse_address(text: &str) -> Option<IpAddr> {
    // By far the most addresses are of this form.
    if let Some(address) = parse_ipv4(text.as_bytes()) {
        return Some(IpAddr::V4(address));
    }
    let text = text.trim();
    let address = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) if port.is_empty() || is_port(port) => address.parse().ok()?,
        Some(_) => return None,
        None => text.parse::<IpAddr>().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))?,
    };
    Some(address.to_canonical())
}

/// Whether a text is a colon and the number of a port.
fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// An address as it is usually written; `None` if it is written so, or is no address.
pub fn usual_address(text: &str) -> Option<String> {
    if parse_ipv4(text.as_bytes()).is_some() || is_usual_ipv6(text.as_bytes()) {
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

/// Whether this is, beyond doubt, an address of the new kind as it is usually written: groups in lower case without zeros
/// before them, none of them zero but those that `::` stands for. Most are; what is not may still be one.
fn is_usual_ipv6(text: &[u8]) -> bool {
    let (mut groups, mut digits, mut gaps) = (0, 0, 0);
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'1'..=b'9' | b'a'..=b'f' if digits < 4 => digits += 1,
            b'0' if (1..4).contains(&digits) => digits += 1,
            b':' if digits > 0 => (groups, digits) = (groups + 1, 0),
            // The second colon of two; at the beginning they may stand before an address of the old kind.
            b':' if at > 1 && gaps == 0 => gaps = 1,
            _ => return false,
        }
    }
    groups += usize::from(digits > 0);
    let is_whole = digits > 0 || text.ends_with(b"::");
    // One group of zeros is written as such.
    is_whole && if gaps == 1 { groups <= 6 } else { groups == 8 }
}

#[cfg(test)]
mod tests {
    use super::{is_usual_ipv6, parse_ipv4};
    use proptest::prelude::*;
    use std::net::Ipv6Addr;

    #[test]
    fn usual_addresses_of_the_new_kind_are_known_at_once() {
        for usual in ["2001:db8::1", "2001:db8:1:2:3:4:5:6", "fe80::", "1::2:3:4:5:6", "abcd:ef01::2345:6789"] {
            assert!(is_usual_ipv6(usual.as_bytes()), "{usual}");
        }
        for other in [
            "::1",
            "1:::2",
            "1::2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:",
            "1:2:3:4:5:6:7:",
            "1::2::3",
            "1::2:",
            "1:",
            ":",
            "1:0::2",
        ] {
            assert!(!is_usual_ipv6(other.as_bytes()), "{other}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "[0-9]{0,4}(\\.[0-9]{0,4}){2,4}|[0-2]?[0-9]{1,2}(\\.[0-2]?[0-9]{1,2}){3}|.{0,6}") {
            prop_assert_eq!(parse_ipv4(text.as_bytes()), text.parse().ok());
        }

        #[test]
        fn what_is_usual_is_written_so(text in "[0-9a-fA-F]{0,5}(::?[0-9a-f]{0,4}){1,8}:?|[0-9a-f]{1,4}(:[1-9a-f][0-9a-f]{0,3}){7}") {
            if is_usual_ipv6(text.as_bytes()) {
                let address: Ipv6Addr = text.parse().expect("an address");
                prop_assert_eq!((address.to_string(), address.to_canonical().is_ipv6()), (text, true));
            }
        }

        #[test]
        fn what_the_standard_library_writes_is_usual(groups in any::<[u16; 8]>(), gap in 0..8usize, len in 0..5usize) {
            let mut groups = groups.map(|group| group.max(1));
            groups.iter_mut().skip(gap).take(len).for_each(|group| *group = 0);
            let zeros = groups.iter().filter(|group| **group == 0).count();
            let text = Ipv6Addr::from(groups).to_string();
            prop_assert_eq!(is_usual_ipv6(text.as_bytes()), zeros != 1 && !text.starts_with("::"), "{}", text);
        }
    }
}

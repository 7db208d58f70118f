//! IP addresses as logs write them, and ranges of them.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

/// The address in a text such as `203.0.113.7`, `203.0.113.7:443`, `[2001:db8::1]:443` or `::ffff:203.0.113.7`
/// (which is the same as the first); `None` for anything else, redacted octets among them.
pub fn parse_address(text: &str) -> Option<IpAddr> {
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

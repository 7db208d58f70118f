//! Ranges of addresses as Kusto's functions take them.

use crate::query::address::Addresses;

/// The addresses of a network in a query: CIDR notation or one address.
pub fn network(text: &str) -> Option<Addresses> {
    Addresses::parse(text).filter(|_| !text.contains('-'))
}

/// The normal_form text of a range: one network or address, or the first and the last address.
pub fn text(addresses: &Addresses) -> String {
    match addresses.subnets().as_slice() {
        [_] => networks(addresses).remove(0),
        _ => format!("{}-{}", addresses.first, addresses.last),
    }
}

/// The networks a range is made of.
pub fn networks(addresses: &Addresses) -> Vec<String> {
    let written = |net: &ipnet::IpNet| match net.prefix_len() == net.max_prefix_len() {
        true => net.addr().to_string(),
        false => net.to_string(),
    };
    addresses.subnets().iter().map(written).collect()
}

/// Several networks: one range if they are exactly the networks of one, otherwise each by itself.
pub fn joined(all: &[Addresses]) -> impl ExactSizeIterator<Item = String> + use<> {
    let whole = match all {
        [first, .., last] if first.first.is_ipv4() == last.last.is_ipv4() && first.first <= last.last => {
            let whole = Addresses { first: first.first, last: last.last };
            let subnets = whole.subnets();
            let same = subnets.len() == all.len()
                && subnets.iter().zip(all).all(|(net, one)| net.network() == one.first && net.broadcast() == one.last);
            same.then_some(whole)
        }
        _ => None,
    };
    let texts: Vec<String> = match whole {
        Some(whole) => vec![text(&whole)],
        None => all.iter().map(text).collect(),
    };
    texts.into_iter()
}

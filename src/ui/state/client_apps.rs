//! The client apps of the filter, as the portal groups them: modern, legacy, and what is neither.

use crate::engine::protocol::ValueCount;
use crate::schema::client_app::{CLIENT_APPS, ClientApp, ClientAppFamily};

/// One client app of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The portal's name, or the file's where the portal has none.
    pub name: String,
    /// The values of the files that stand for it.
    pub values: Vec<String>,
    /// Records that have one of them.
    pub count: u32,
}

/// A group of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its name.
    pub label: &'static str,
    /// Its client apps.
    pub leaves: Vec<Leaf>,
}

impl Branch {
    /// Every value of the group.
    pub fn values(&self) -> Vec<String> {
        self.leaves.iter().flat_map(|leaf| leaf.values.clone()).collect()
    }
}

/// The tree of the portal's sixteen names with the counts of the values a log has. Values among none of the sixteen
/// come last in their group; those without a family have a group of their own.
pub fn tree(values: &[ValueCount]) -> Vec<Branch> {
    let branch = |label, family| {
        let known = CLIENT_APPS.iter().filter(|app| app.family == family).map(|app| known_leaf(app, values));
        let unknown = values.iter().filter_map(|value| unknown_leaf(value, Some(family)));
        Branch { label, leaves: known.chain(unknown).collect() }
    };
    let others = values.iter().filter_map(|value| unknown_leaf(value, None)).collect();
    let branches = [
        branch("Modern authentication clients", ClientAppFamily::Modern),
        branch("Legacy authentication clients", ClientAppFamily::Legacy),
        Branch { label: "Other values", leaves: others },
    ];
    branches.into_iter().filter(|branch| !branch.leaves.is_empty()).collect()
}

fn known_leaf(app: &'static ClientApp, values: &[ValueCount]) -> Leaf {
    let mut leaf = Leaf { name: app.name.to_owned(), values: Vec::new(), count: 0 };
    for (value, count) in values.iter().filter_map(|value| Some((value.value.as_ref()?, value.count))) {
        if ClientApp::of(value) == Some(app) {
            leaf.values.push(value.clone());
            leaf.count += count;
        }
    }
    if leaf.values.is_empty() {
        leaf.values.push(app.name.to_owned());
    }
    leaf
}

fn unknown_leaf(value: &ValueCount, family: Option<ClientAppFamily>) -> Option<Leaf> {
    let name = value.value.as_ref()?;
    let is_here = ClientApp::of(name).is_none() && ClientAppFamily::of(name) == family;
    is_here.then(|| Leaf { name: name.clone(), values: vec![name.clone()], count: value.count })
}

//! No circle of imports inside a layer: what a module stands on does not stand on it. Parent and child may.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::tidy::rust_files;

/// A module by its path below `src`.
type Module = Vec<String>;

/// Where circles are left, to be taken apart.
const LEFT: &[&str] = &["store/merge", "worker/engine_worker", "ui/state/"];

#[test]
fn no_module_imports_what_imports_it() {
    let circles = circles(&graph(&modules()));
    let is_left = |circle: &BTreeSet<Module>| {
        circle.iter().any(|module| LEFT.iter().any(|left| (module.join("/") + "/").starts_with(left)))
    };
    let named = |circle: &BTreeSet<Module>| circle.iter().map(|module| module.join("/")).collect::<Vec<_>>().join(", ");
    let found: Vec<String> = circles.iter().filter(|circle| !is_left(circle)).map(named).collect();
    assert!(found.is_empty(), "circles of imports:\n{}", found.join("\n"));
}

#[test]
fn circles_are_found() {
    let text = |text: &str| text.to_owned();
    let module = |path: &str| -> Module { path.split('/').map(str::to_owned).collect() };
    let modules = BTreeMap::from([
        (module("a"), text("mod b;\nmod c;\nmod d;\npub use b::B;\n")),
        (module("a/b"), text("use super::{c::{C, X}, e};\n")),
        (module("a/c"), text("use crate::a::d::D;\n")),
        // By a name that the parent passes on.
        (module("a/d"), text("use super::B;\n")),
        // A parent and its child, and what only tests import.
        (module("a/e"), text("mod f;\nuse f::F;\n#[cfg(test)]\nmod tests {\n    use super::super::b::B;\n}\n")),
        (module("a/e/f"), text("use super::E;\n")),
    ]);
    let circle: BTreeSet<Module> = ["a/b", "a/c", "a/d"].map(module).into();
    assert_eq!(circles(&graph(&modules)), [circle]);
}

/// Every module of the layers with its text.
fn modules() -> BTreeMap<Module, String> {
    let module = |path: PathBuf| -> Module {
        let inside = path.strip_prefix("src").unwrap().with_extension("");
        inside.iter().map(|step| step.to_str().unwrap().to_owned()).filter(|step| step != "mod").collect()
    };
    let modules = rust_files("src").into_iter().map(|(path, text)| (module(path), text));
    modules.filter(|(module, _)| *module != ["lib"] && *module != ["main"]).collect()
}

/// The modules of its own layer that each module imports from, its parents and children aside.
fn graph(modules: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let imports = |module: &Module, text: &str| -> BTreeSet<Module> {
        let of_code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let paths = used(of_code).into_iter().map(|(_, path)| path);
        let found = paths.filter_map(|path| target(modules, module, &path));
        let is_other =
            |other: &Module| other[0] == module[0] && !other.starts_with(module) && !module.starts_with(other);
        found.filter(is_other).collect()
    };
    modules.iter().map(|(module, text)| (module.clone(), imports(module, text))).collect()
}

/// The module a path in another one leads to. A name that a module passes on leads to where it is from.
fn target(modules: &BTreeMap<Module, String>, from: &Module, path: &[String]) -> Option<Module> {
    let (mut module, mut rest) = match path.first()?.as_str() {
        "crate" => (Module::new(), &path[1..]),
        "self" => (from.clone(), &path[1..]),
        "super" => (from.clone(), path),
        first if modules.contains_key(&[from.as_slice(), &[first.to_owned()]].concat()) => (from.clone(), path),
        _ => return None,
    };
    while rest.first().is_some_and(|step| step == "super") {
        module.pop();
        rest = &rest[1..];
    }
    while let Some(step) = rest.first() {
        let inner = [module.as_slice(), std::slice::from_ref(step)].concat();
        if !modules.contains_key(&inner) {
            break;
        }
        (module, rest) = (inner, &rest[1..]);
    }
    let (Some(name), true) = (rest.first(), module != *from) else { return Some(module).filter(|it| !it.is_empty()) };
    let passed_on = modules.get(&module).map(|text| used(text)).unwrap_or_default();
    let is_it = |(is_public, path): &(bool, Vec<String>)| *is_public && path.last() == Some(name) && path.len() > 1;
    let own = passed_on.into_iter().find(is_it).and_then(|(_, path)| target(modules, &module, &path[..path.len() - 1]));
    own.or(Some(module)).filter(|module| !module.is_empty())
}

/// The paths that a text uses, each in full, and whether it is passed on.
fn used(text: &str) -> Vec<(bool, Vec<String>)> {
    let mut paths = Vec::new();
    for (at, _) in text.match_indices("use ") {
        let line = text[..at].rsplit('\n').next().unwrap_or_default().trim();
        let is_public = line.starts_with("pub");
        if !line.is_empty() && !is_public {
            continue;
        }
        let tree = text[at + 4..].split(';').next().unwrap_or_default();
        let mut found = Vec::new();
        expand(&[], tree, &mut found);
        paths.extend(found.into_iter().map(|path| (is_public, path)));
    }
    paths
}

/// The paths of a tree such as `super::{a::A, b::{B, C}}`.
fn expand(before: &[String], tree: &str, found: &mut Vec<Vec<String>>) {
    let steps = |text: &str| -> Vec<String> {
        text.split("::").map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned).collect()
    };
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return found.push([before, &steps(path)].concat());
    };
    let before = [before, &steps(head)].concat();
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let branch = inner[start..at].trim();
                if !branch.is_empty() {
                    expand(&before, branch, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// The sets of modules that all lead to each other, found the slow way: by what each can reach.
fn circles(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reach = |from: &Module| -> BTreeSet<Module> {
        let (mut reached, mut next) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(module) = next.pop() {
            for other in graph.get(&module).into_iter().flatten() {
                if reached.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> = graph.keys().map(|module| (module, reach(module))).collect();
    let mut found: Vec<BTreeSet<Module>> = Vec::new();
    for (module, others) in &reached {
        let leads_back = |other: &&Module| reached.get(*other).is_some_and(|back| back.contains(*module));
        let circle: BTreeSet<Module> = others.iter().filter(leads_back).cloned().collect();
        if !circle.is_empty() && !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

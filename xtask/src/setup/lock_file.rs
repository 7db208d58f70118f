//! Reads the version of a package from Cargo.lock.

/// The version of the first package called `name` in the text of a Cargo.lock.
pub fn version_of<'a>(name: &str, lock_file: &'a str) -> Option<&'a str> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock_file.lines().skip_while(|line| *line != wanted);
    lines.next()?;
    let version = lines.take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix("version = \""))?;
    version.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_of;

    const LOCK_FILE: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.1"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "broken"

[[package]]
name = "wasm-bindgen"
version = "0.2.129"
source = "registry"
"#;

    #[test]
    fn the_version_belongs_to_the_whole_name() {
        assert_eq!(version_of("wasm-bindgen", LOCK_FILE), Some("0.2.129"));
        assert_eq!(version_of("wasm-bindgen-macro", LOCK_FILE), Some("0.2.1"));
    }

    #[test]
    fn a_package_without_version_does_not_take_its_neighbour_s() {
        assert_eq!(version_of("broken", LOCK_FILE), None);
        assert_eq!(version_of("wasm", LOCK_FILE), None);
    }
}

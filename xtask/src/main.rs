//! Every command of the project: `cargo xtask run | test | bundle`.
fn main() {}

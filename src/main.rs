//! One wasm for both sides: in a window it mounts the page, in a worker it runs the engine.
fn main() {}

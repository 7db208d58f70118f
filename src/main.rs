//! One wasm for both sides: in a window it mounts the page, in a worker it runs the engine.

use signscope::{ui, worker};

fn main() {
    console_error_panic_hook::set_once();
    match worker::scope() {
        Some(scope) => worker::run(scope),
        None => ui::mount(),
    }
}

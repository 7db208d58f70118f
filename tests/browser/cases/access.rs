//! Nobody is kept out: axe-core finds nothing on any screen.

use super::Outcome;
use crate::harness::Page;

pub fn first_screen(page: &Page) -> Outcome {
    page.wait_for_phase("empty")?;
    let found = page.axe()?;
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

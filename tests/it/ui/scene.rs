//! The page that rehearses: its scene is played to the end, as the browser does it.

use signscope::ui::scene::Scene;
use signscope::ui::state::{Phase, Screen};

#[test]
fn a_scene_reads_its_sign_ins_and_shows_what_people_look_at_first() {
    let mut scene = Scene::default();
    let (mut screens, mut orders, mut steps) = (Vec::new(), Vec::new(), 0);
    let (mut was_loading, mut was_open) = (false, false);
    while scene.go_on() {
        let state = scene.state();
        steps += 1;
        was_loading |= state.phase() == Phase::Loading && state.rows.total() > 0;
        was_open |= state.detail.is_open && state.detail.shown.is_some();
        assert!(state.drawn.clone().all(|index| state.rows.get(index).is_some()), "step {steps}: rows are missing");
        assert!(state.alerts.is_empty(), "step {steps}: {:?}", state.alerts);
        screens.push(state.screen);
        orders.push(state.order.clone());
    }
    orders.dedup();
    screens.dedup();
    assert!(was_loading, "no rows were shown while they were read");
    assert!(was_open, "no details were shown");
    assert_eq!(scene.state().phase(), Phase::Ready);
    assert!(scene.state().rows.total() > 200 && scene.state().drawn.len() > 20);
    assert!(orders.len() > 3, "{orders:?}");
    assert!(screens.len() > 3 && screens.last() == Some(&Screen::SignIns), "{screens:?}");
    // When all is done, nothing more happens.
    assert!(!scene.go_on());
}

//! A native modal dialog, in the middle of the window or beside what opened it.

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use crate::ui::browser;
use crate::ui::state::popup::PopupPlace;
use crate::ui::view::html_list::html_list;

/// Room left between a dialog and the edges of the window, in CSS pixels.
const MARGIN: f64 = 8.0;

/// Props of [`Dialog`].
#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Its accessible name.
    pub label: AttrValue,
    /// Its kind: `narrow`, `wide` or `menu`.
    pub class: &'static str,
    /// Where it appears.
    pub anchor: PopupPlace,
    /// It closes.
    pub on_close: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A native modal dialog: the browser keeps the focus in it, closes it on Escape, and gives the focus back.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let (node, anchor) = (node.clone(), props.anchor.clone());
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
                place(dialog, &anchor);
            }
            // Only a dialog that is closed, not just taken away, gives the focus back.
            move || dialog.iter().for_each(HtmlDialogElement::close)
        });
    }
    let onclose = props.on_close.reform(|_: Event| ());
    let is_menu = props.class == "menu";
    // A click on the backdrop is a click on the dialog itself and nothing in it.
    let onmousedown = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        move |event: MouseEvent| {
            let dialog = node.cast::<web_sys::Element>();
            if dialog.is_some() && browser::target(&event) == dialog {
                on_close.emit(());
            }
        }
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let anchored = props.anchor != PopupPlace::Centre;
    html! {
        <dialog ref={node} class={classes!(props.class, anchored.then_some("anchored"))}
            aria-label={props.label.clone()} {onclose} {onmousedown}>
            <div class="dialog">
                { html_list((!is_menu).then(|| html! {
                    <button type="button" class="quiet icon close" aria-label="Close" onclick={close}>
                        <span aria-hidden="true">{"✕"}</span>
                    </button>
                })) }
                {props.children.clone()}
            </div>
        </dialog>
    }
}

/// Puts a dialog at its anchor, moved as far as the window needs.
fn place(dialog: &HtmlElement, anchor: &PopupPlace) {
    let (x, y) = match anchor {
        PopupPlace::Centre => return,
        PopupPlace::At(x, y) => (*x, *y),
        PopupPlace::Under(id) => {
            let Some(element) = browser::element(id) else { return };
            let place = element.get_bounding_client_rect();
            (place.left(), place.bottom() + 4.0)
        }
    };
    let (width, height) = browser::window_size();
    let size = dialog.get_bounding_client_rect();
    let left = x.min(width - size.width() - MARGIN).max(MARGIN);
    let top = y.min(height - size.height() - MARGIN).max(MARGIN);
    browser::set_styles(dialog, &[("--left", format!("{left}px")), ("--top", format!("{top}px"))]);
}

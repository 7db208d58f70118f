//! Parts of the page that are there or not, or many times.

use yew::Html;

/// Some parts, as one: beside others they keep one place, so that the browser's elements next to them stay the same
/// ones, with their focus, when a part comes or goes.
pub fn html_list(parts: impl IntoIterator<Item = Html>) -> Html {
    parts.into_iter().collect()
}

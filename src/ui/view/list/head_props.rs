//! What the header of the list is drawn from.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::Order;
use crate::schema::Column;
use crate::ui::state::Action;
use crate::ui::state::columns::Widths;

/// Props of [`Head`](super::head::Head).
#[derive(PartialEq, Properties)]
pub struct HeadProps {
    /// The columns.
    pub columns: Rc<Vec<Column>>,
    /// The widths people gave to columns.
    pub widths: Widths,
    /// The order.
    pub order: Vec<Order>,
    /// What the column of the times is called, with their zone.
    pub date_label: AttrValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

//! The filter as a query to take elsewhere: in which form, from which tables.

use super::State;
use super::action::Effect;
use super::list_screen::ListScreen;
use super::popup::{Content, Popup, PopupPlace};
use crate::engine::protocol::{Request, Values, ValuesOf};
use crate::kql::targets::{Copied, graph_filter, kql, powershell, tables_of};
use crate::query::{Filter, Test};
use crate::schema::kusto::Table;
use crate::schema::{Column, Field, List};

/// The kinds of sign-ins as logs name them, each of which has its own table.
const KINDS: [&str; 4] = ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"];

/// The form of a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueryForm {
    /// A query in Kusto Query Language.
    #[default]
    Kql,
    /// The `$filter` of Microsoft Graph.
    Graph,
    /// A command of Microsoft's PowerShell module.
    PowerShell,
}

impl QueryForm {
    /// The forms in the order of the dialog.
    pub const ALL: [QueryForm; 3] = [QueryForm::Kql, QueryForm::Graph, QueryForm::PowerShell];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            QueryForm::Kql => "KQL query",
            QueryForm::Graph => "Graph filter",
            QueryForm::PowerShell => "PowerShell",
        }
    }

    /// Where it is of use.
    pub fn purpose(self) -> &'static str {
        match self {
            QueryForm::Kql => {
                "For Log Analytics, Sentinel and Azure Data Explorer, with the columns and order of the list"
            }
            QueryForm::Graph => "The $filter of auditLogs/signIns in Microsoft Graph",
            QueryForm::PowerShell => "A command of the Microsoft Graph module",
        }
    }
}

/// What the dialog has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyAs {
    /// The form chosen.
    pub form: QueryForm,
    /// The tables chosen.
    pub tables: Vec<Table>,
    /// The kinds of sign-ins in the log, as far as they are known.
    kinds: Vec<&'static str>,
    /// Whether the tables are the user's own choice.
    is_chosen: bool,
}

/// What happens in the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyAction {
    /// It opens.
    Open,
    /// Another form.
    Form(QueryForm),
    /// A table is ticked or unticked.
    Toggle(Table),
}

/// The records of one kind of sign-in.
fn of_kind(kind: &str) -> Filter {
    Filter::InList(List::EventTypes, Test::OneOf(vec![kind.to_owned()]))
}

impl CopyAs {
    fn toggle(&mut self, table: Table) {
        self.is_chosen = true;
        let is_there = self.tables.contains(&table);
        // A query needs a table.
        if is_there && self.tables.len() > 1 {
            self.tables.retain(|other| *other != table);
        } else if !is_there {
            self.tables = Table::ALL.into_iter().filter(|one| *one == table || self.tables.contains(one)).collect();
        }
    }

    /// Takes how many records of a kind there are.
    pub(super) fn take(&mut self, values: &Values) {
        let has_some = values.values.iter().any(|value| value.count > 0);
        let kind = KINDS.into_iter().find(|kind| has_some && values.filter == of_kind(kind));
        if let Some(kind) = kind.filter(|kind| !self.kinds.contains(kind)) {
            self.kinds.push(kind);
        }
        if !self.is_chosen {
            self.tables = tables_of(&self.kinds);
        }
    }
}

impl ListScreen {
    /// The query, and what it leaves out.
    pub fn copied(&self, copy: &CopyAs) -> Copied {
        let (filter, newest) = (self.filters.filter(), self.summary.shown.newest);
        match copy.form {
            QueryForm::Kql => {
                let (mut fields, mut lists) = (Vec::new(), Vec::new());
                for column in &self.columns {
                    match column {
                        Column::Field(field) => fields.push(*field),
                        Column::Extra(extra) => {
                            lists.push(format!("the column {}: only the files have it", extra.name()))
                        }
                        Column::List(list) => lists.push(format!("the column {}: a list in short", list.info().label)),
                    }
                }
                let mut copied = kql(&filter, &fields, &self.order, &copy.tables, newest);
                copied.left_out.extend(lists);
                copied
            }
            QueryForm::Graph => graph_filter(&filter, newest),
            QueryForm::PowerShell => powershell(&filter, newest),
        }
    }
}

impl State {
    pub(super) fn change_copy(&mut self, action: CopyAction) -> Vec<Effect> {
        match (action, self.copy_as_mut()) {
            (CopyAction::Open, _) => return self.open_copy(),
            (CopyAction::Form(form), Some(copy)) => copy.form = form,
            (CopyAction::Toggle(table), Some(copy)) => copy.toggle(table),
            (_, None) => {}
        }
        Vec::new()
    }

    /// Opens the dialog, and asks which kinds of sign-ins the log has.
    fn open_copy(&mut self) -> Vec<Effect> {
        let (form, tables) = (QueryForm::default(), tables_of(&[]));
        let copy = CopyAs { form, tables, kinds: Vec::new(), is_chosen: false };
        self.popup = Some(Popup { anchor: PopupPlace::Centre, content: Content::CopyAs(copy) });
        // Every record is interactive, not interactive or neither, so the values of that field count them all.
        let question = |kind: &str| Request::Values {
            filter: of_kind(kind),
            of: ValuesOf::Field(Field::IsInteractive),
            containing: String::new(),
            limit: 1,
        };
        KINDS.into_iter().map(|kind| Effect::Ask(question(kind))).collect()
    }

    pub(super) fn copy_as_mut(&mut self) -> Option<&mut CopyAs> {
        match &mut self.popup.as_mut()?.content {
            Content::CopyAs(copy) => Some(copy),
            _ => None,
        }
    }
}

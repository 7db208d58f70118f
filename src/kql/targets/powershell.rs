//! A filter as a command of Microsoft's PowerShell module for Graph.

use super::{Copied, graph_filter};
use crate::query::Filter;

/// A command that gets the records a filter keeps, or more of them ([`graph_filter`]). `Get-MgAuditLogSignIn` returns
/// interactive sign-ins; asking for other kinds needs the cmdlet of the beta API.
pub fn powershell(filter: &Filter, newest: Option<i64>) -> Copied {
    let Copied { text, left_out } = graph_filter(filter, newest);
    let names_kinds = text.contains("signInEventTypes/");
    let (cmdlet, note) = match names_kinds {
        true => ("Get-MgBetaAuditLogSignIn", "# Needs the module Microsoft.Graph.Beta.Reports and AuditLog.Read.All."),
        false => (
            "Get-MgAuditLogSignIn",
            "# Interactive sign-ins only. Needs the module Microsoft.Graph.Reports and AuditLog.Read.All.",
        ),
    };
    let filter = if text.is_empty() { String::new() } else { format!(" -Filter {}", quoted(&text)) };
    Copied { text: format!("{note}\n{cmdlet}{filter} -All"), left_out }
}

/// A text in double quotes. PowerShell takes curly double quotes for quotes too, and `$` begins a variable.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '“' | '”' | '„' | '$' | '`' => quoted.extend(['`', letter]),
            '\n' => quoted.push_str("`n"),
            '\r' => quoted.push_str("`r"),
            '\0' => quoted.push_str("`0"),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

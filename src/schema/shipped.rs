//! The reader of the tables that come with the page: error codes, countries, outlines.

/// The rows of a table in CSV below its header, so many cells each; cells that a line does not have are empty.
///
/// These tables are our own: no cell has a quote or a line break in it, so cells are slices and nothing is copied.
pub fn rows<const CELLS: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; CELLS]> {
    table.lines().skip(1).map(|line| {
        let mut rest = line;
        std::array::from_fn(|_| {
            let (cell, after) = first_cell(rest);
            rest = after;
            cell
        })
    })
}

/// The first cell of a line, and what follows its comma.
fn first_cell(line: &'static str) -> (&'static str, &'static str) {
    match line.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
        Some((cell, rest)) => (cell, rest.strip_prefix(',').unwrap_or(rest)),
        None => line.split_once(',').unwrap_or((line, "")),
    }
}

/// The row with a two-letter code, in small letters or capitals, of rows that are sorted by it.
pub fn with_code<'a, T>(rows: &'a [T], code: &str, code_of: impl Fn(&T) -> &str) -> Option<&'a T> {
    let code = code.trim().to_ascii_uppercase();
    rows.binary_search_by(|row| code_of(row).cmp(&code)).ok().map(|at| &rows[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_with_their_commas() {
        let table = "code,name,number\nAD,Andorra,1\nXX,\"One, two\",2\nYY,\n";
        let found: Vec<[&str; 3]> = rows(table).collect();
        assert_eq!(found, [["AD", "Andorra", "1"], ["XX", "One, two", "2"], ["YY", "", ""]]);
        assert_eq!(with_code(&found, " xx", |row| row[0]), Some(&["XX", "One, two", "2"]));
        assert_eq!(with_code(&found, "ZZ", |row| row[0]), None);
    }
}

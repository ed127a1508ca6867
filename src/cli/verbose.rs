//! `--verbose`: what was decided for each input, and which settings are in force.

use std::fmt::Write as _;

use super::plain::{counted, one_line, thousands};
use super::table::{Column, TextTable};
use crate::config::Settings;
use crate::decode::{InputRecord, SheetRecord};
use crate::run::TableCount;

/// Inputs with decisions and sheets, what became of the rows of each table, then settings with their
/// origins.
pub(super) fn text(inputs: &[InputRecord], tables: &[TableCount], settings: &Settings) -> String {
    let mut text = String::from("Inputs\n");
    for input in inputs {
        text.push_str(&one_input(input));
    }
    if inputs.is_empty() {
        text.push_str("  none\n");
    }
    if !tables.is_empty() {
        text.push_str("\nRows\n");
    }
    for count in tables {
        let _ = writeln!(text, "  {}", one_table(count));
    }
    text.push_str("\nSettings in force\n");
    let columns = [
        Column::word("setting"),
        Column::word("value"),
        Column::word("from"),
    ];
    let mut table = TextTable::new(&columns);
    for (key, value) in &settings.in_force {
        let shown = one_line(&value.value);
        table.row(vec![key.clone(), shown, value.origin.to_owned()]);
    }
    for line in table.lines(None) {
        let _ = writeln!(text, "  {line}");
    }
    text.push('\n');
    text
}

/// `Contact: 12 read = 10 usable + 2 rejected + 0 skipped`.
fn one_table(count: &TableCount) -> String {
    let [read, usable, rejected, skipped] =
        [count.read, count.usable, count.rejected, count.skipped].map(thousands);
    let table = count.table;
    format!("{table}: {read} read = {usable} usable + {rejected} rejected + {skipped} skipped")
}

fn one_input(input: &InputRecord) -> String {
    let mut decisions: Vec<String> = input
        .decisions
        .iter()
        .map(|(what, decision)| one_line(&format!("{what} {decision}")))
        .collect();
    let mut text = format!("  {}", one_line(&input.name));
    if input.is_from_cache {
        decisions.push("from the cache".to_owned());
    }
    if !decisions.is_empty() {
        let _ = write!(text, " ({})", decisions.join(", "));
    }
    text.push('\n');
    for sheet in &input.sheets {
        let _ = writeln!(text, "    {}", one_sheet(sheet));
    }
    text
}

fn one_sheet(sheet: &SheetRecord) -> String {
    let name = one_line(&sheet.name);
    let Some(table) = sheet.table else {
        return format!("{name}: left alone");
    };
    let mut text = format!("{name}: {table}");
    if let Some(row) = sheet.caption_row {
        let _ = write!(text, ", captions in row {row}");
    }
    if let Some(language) = sheet.language {
        let _ = write!(text, " in {}", language.name());
    }
    let _ = write!(text, ", {}", counted(sheet.rows, "row", "rows"));
    if sheet.rejected > 0 {
        let _ = write!(text, ", {} rejected", sheet.rejected);
    }
    if let Some(unusual) = &sheet.unusual {
        let _ = write!(text, ", by the general reader because of {unusual}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_says_what_was_decided() {
        let sheet = |name: &str, table, caption_row, rows, rejected| SheetRecord {
            name: name.into(),
            table,
            caption_row,
            rows,
            rejected,
            unusual: (rejected > 0).then_some("an unusual number".into()),
            ..SheetRecord::default()
        };
        let mut input = InputRecord {
            name: "contacts.xlsx".into(),
            path: "x".into(),
            sha256: String::new(),
            bytes: 0,
            is_from_cache: false,
            decisions: vec![
                ("format".into(), "xlsx".into()),
                ("date system".into(), "1900".into()),
            ],
            sheets: vec![
                sheet("Contacts", Some("Contact"), Some(1), 1_412, 2),
                sheet("Notes", None, None, 0, 0),
            ],
        };
        let expected = "  contacts.xlsx (format xlsx, date system 1900)
    Contacts: Contact, captions in row 1, 1,412 rows, 2 rejected, by the general reader because of an unusual number
    Notes: left alone
";
        assert_eq!(one_input(&input), expected);
        input.is_from_cache = true;
        let first_line = "  contacts.xlsx (format xlsx, date system 1900, from the cache)\n";
        assert!(one_input(&input).starts_with(first_line));
    }
}

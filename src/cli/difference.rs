//! A difference on a screen: both sides, who was added and removed, and what changed.

use std::fmt::Write as _;

use super::paint::{Paint, Tint};
use super::plain::{one_line, thousands};
use super::table::{Column, TextTable};
use crate::diff::{Change, Difference, ListedContact, SideFacts, SideKind};

/// The difference as text, no wider than `width`, with at most `limit` rows of each kind.
pub(super) fn text(found: &Difference, limit: usize, width: Option<usize>, paint: Paint) -> String {
    let mut text = sides(found, width);
    if found.equal {
        text.push_str("\nequal: the same contacts with the same values\n\n");
        return text;
    }
    section(
        &mut text,
        "added",
        listed(&found.added, limit).as_ref(),
        found.added.len().saturating_sub(limit),
        (width, paint),
    );
    section(
        &mut text,
        "removed",
        listed(&found.removed, limit).as_ref(),
        found.removed.len().saturating_sub(limit),
        (width, paint),
    );
    section(
        &mut text,
        "changed",
        changed(&found.changed, limit).as_ref(),
        found.changed.len().saturating_sub(limit),
        (width, paint),
    );
    text.push('\n');
    text
}

/// The last line: numbers that add up.
pub(super) fn balance(found: &Difference) -> String {
    let counts = &found.counts;
    let side = |name: &str, total, own, word| {
        format!(
            "{name} {} = {} {word} + {} changed + {} the same",
            thousands(total),
            thousands(own),
            thousands(counts.changed),
            thousands(counts.same)
        )
    };
    format!(
        "{}; {}\n",
        side("left", counts.left, counts.removed, "removed"),
        side("right", counts.right, counts.added, "added")
    )
}

fn sides(found: &Difference, width: Option<usize>) -> String {
    let mut table = TextTable::new(&[
        Column::word(""),
        Column::text("side"),
        Column::text("segment"),
        Column::word("what"),
        Column::number("contacts"),
    ]);
    for (label, side) in [("left", &found.left), ("right", &found.right)] {
        table.row(vec![
            label.to_owned(),
            one_line(&side.name),
            one_line(&side.segments.join(", ")),
            what(side).to_owned(),
            thousands(side.lines),
        ]);
    }
    table.lines(width).join("\n") + "\n"
}

fn what(side: &SideFacts) -> &'static str {
    match (side.kind, side.from_ledger) {
        (SideKind::Segment, _) => "segment",
        (SideKind::LoggedSegment, false) => "logged segment",
        (SideKind::LoggedSegment, true) => "logged segment, ledger",
    }
}

fn section(
    text: &mut String,
    heading: &str,
    table: Option<&TextTable>,
    more: usize,
    (width, paint): (Option<usize>, Paint),
) {
    let Some(table) = table else { return };
    let _ = writeln!(text, "\n{}", paint.tint(Tint::Strong, heading));
    for (index, line) in table.lines(width).iter().enumerate() {
        let line = if index == 0 {
            paint.tint(Tint::Faint, line)
        } else {
            line.clone()
        };
        let _ = writeln!(text, "{line}");
    }
    if more > 0 {
        let more = format!("… and {} more", thousands(more as u64));
        let _ = writeln!(text, "{}", paint.tint(Tint::Faint, more));
    }
}

fn listed(contacts: &[ListedContact], limit: usize) -> Option<TextTable> {
    let mut table = TextTable::new(&[
        Column::word("contact"),
        Column::text("name"),
        Column::text("company"),
        Column::word("salesperson"),
        Column::word("date"),
    ]);
    for one in contacts.iter().take(limit) {
        table.row(vec![
            one_line(&one.contact_no),
            one_line(&one.contact_name),
            one_line(&one.contact_company_name),
            one_line(&one.salesperson_code),
            one.date.map(|date| date.to_string()).unwrap_or_default(),
        ]);
    }
    (!contacts.is_empty()).then_some(table)
}

/// One row for each field; the contact stands on the first.
fn changed(changes: &[Change], limit: usize) -> Option<TextTable> {
    let mut table = TextTable::new(&[
        Column::word("contact"),
        Column::text("name"),
        Column::text("field"),
        Column::text("left"),
        Column::text("right"),
    ]);
    for one in changes.iter().take(limit) {
        let name = if one.contact_name.is_empty() {
            &one.contact_company_name
        } else {
            &one.contact_name
        };
        for (index, field) in one.fields.iter().enumerate() {
            let first = |text: &str| {
                if index == 0 {
                    one_line(text)
                } else {
                    String::new()
                }
            };
            table.row(vec![
                first(&one.contact_no),
                first(name),
                field.field.to_owned(),
                shown(&field.left),
                shown(&field.right),
            ]);
        }
    }
    (!changes.is_empty()).then_some(table)
}

/// A blank value is said in words.
fn shown(value: &str) -> String {
    if value.is_empty() {
        "(blank)".to_owned()
    } else {
        one_line(value)
    }
}

//! A difference on a screen: both sides, who was added and removed, and what changed.

use std::fmt::Write as _;

use super::paint::{Paint, Tint};
use super::plain::{counted, one_line, thousands};
use super::table::{Column, TextTable};
use crate::diff::{Change, Difference, ListedContact, SideFacts, SideKind};

/// The difference as text, no wider than `width`, with at most `limit` rows of each kind.
pub(super) fn text(found: &Difference, limit: usize, width: Option<usize>, paint: Paint) -> String {
    let mut text = sides(found, width);
    if found.equal {
        let fields = counted(found.compared.len() as u64, "field", "fields");
        let _ = writeln!(
            text,
            "\nequal: the same contacts, with the same values in {fields} that both sides carry\n"
        );
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

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::diff::{Counts, FieldChange};
    use crate::value::Date;

    fn side(name: &str, lines: u64) -> SideFacts {
        SideFacts {
            name: name.into(),
            from_ledger: false,
            kind: SideKind::Segment,
            segments: vec!["SM00012".into()],
            lines,
        }
    }

    fn difference() -> Difference {
        Difference {
            equal: false,
            left: side("segments/SM00012.xlsx", 4),
            right: side("inbox/SM00012.xlsx", 3),
            compared: vec!["Salesperson Code"],
            counts: Counts {
                left: 4,
                right: 3,
                added: 0,
                removed: 1,
                changed: 1,
                changed_fields: 2,
                same: 2,
            },
            added: Vec::new(),
            removed: vec![ListedContact {
                contact_no: "CT000012".into(),
                contact_name: "Åse Nørgård".into(),
                contact_company_name: "Ærø Skibe".into(),
                date: Date::new(2026, 11, 23),
                description: "Spring letter".into(),
                salesperson_code: "JO".into(),
                campaign_no: String::new(),
                interaction_template_code: "LETTER".into(),
                correspondence_type: "Email".into(),
            }],
            changed: vec![Change {
                contact_no: "CT000014".into(),
                contact_name: String::new(),
                contact_company_name: "Garden & More Ltd".into(),
                fields: vec![
                    FieldChange {
                        field: "Salesperson Code",
                        left: "JO".into(),
                        right: String::new(),
                    },
                    FieldChange {
                        field: "Description",
                        left: "Spring letter".into(),
                        right: "Spring letter, second try".into(),
                    },
                ],
            }],
        }
    }

    #[test]
    fn a_difference_shows_both_sides_and_each_kind() {
        let expected = "       side                   segment  what     contacts
left   segments/SM00012.xlsx  SM00012  segment         4
right  inbox/SM00012.xlsx     SM00012  segment         3

removed
contact   name         company    salesperson  date
CT000012  Åse Nørgård  Ærø Skibe  JO           2026-11-23

changed
contact   name               field             left           right
CT000014  Garden & More Ltd  Salesperson Code  JO             (blank)
                             Description       Spring letter  Spring letter, second try

";
        assert_eq!(text(&difference(), 50, None, Paint(false)), expected);
        assert_eq!(
            balance(&difference()),
            "left 4 = 1 removed + 1 changed + 2 the same; right 3 = 0 added + 1 changed + 2 the same\n"
        );
    }

    #[test]
    fn it_fits_the_terminal_and_keeps_the_limit() {
        for line in text(&difference(), 50, Some(60), Paint(false)).lines() {
            assert!(line.width() <= 60, "{line}");
        }
        let cut = text(&difference(), 0, None, Paint(false));
        assert!(cut.contains("… and 1 more"), "{cut}");
        assert!(!cut.contains("CT000012"), "{cut}");
    }

    #[test]
    fn equal_sides_are_said_to_be_equal() {
        let equal = Difference {
            equal: true,
            removed: Vec::new(),
            changed: Vec::new(),
            ..difference()
        };
        let text = text(&equal, 50, None, Paint(false));
        let said =
            "\nequal: the same contacts, with the same values in 1 field that both sides carry\n";
        assert!(text.contains(said), "{text}");
    }
}

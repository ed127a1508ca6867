//! A segment as `preview` shows it: what each step did, and the first lines.

use std::fmt::Write as _;

use super::paint::{Paint, Tint};
use super::plain::{counted, one_line, thousands};
use super::table::{Column, TextTable};
use crate::run::{LetterCounts, LineReport, SegmentReport, StepReport};

/// One segment as text, no wider than `width`.
pub(super) fn text(segment: &SegmentReport, width: Option<usize>, paint: Paint) -> String {
    let mut text = paint.tint(Tint::Strong, one_line(&segment.no));
    if !segment.description.is_empty() {
        let _ = write!(text, "  {}", one_line(&segment.description));
    }
    let _ = writeln!(
        text,
        "\n{}, {}, {}",
        counted(segment.steps.len() as u64, "step", "steps"),
        counted(segment.lines, "line", "lines"),
        segment.state.name()
    );
    if let Some(counts) = &segment.letters {
        let _ = writeln!(text, "{}", letters(counts));
    }
    if !segment.steps.is_empty() {
        text.push('\n');
        push(&mut text, &steps(&segment.steps), width, paint);
    }
    if !segment.first_lines.is_empty() {
        text.push('\n');
        push(&mut text, &first_lines(&segment.first_lines), width, paint);
        let more = segment
            .lines
            .saturating_sub(segment.first_lines.len() as u64);
        if more > 0 {
            let more = format!("… and {} more", thousands(more));
            let _ = writeln!(text, "{}", paint.tint(Tint::Faint, more));
        }
    }
    text.push('\n');
    text
}

/// `12 letters, 3 drafts, 1 that cannot be made; blank: Line_Comment 11`.
pub(super) fn letters(counts: &LetterCounts) -> String {
    let mut text = format!(
        "{}, {}",
        counted(counts.letters, "letter", "letters"),
        counted(counts.drafts, "e-mail draft", "e-mail drafts")
    );
    if counts.failed > 0 {
        let _ = write!(text, ", {} that cannot be made", thousands(counts.failed));
    }
    let blank = counts.blank_fields.iter();
    let blank: Vec<String> = blank
        .map(|(field, count)| format!("{} {}", one_line(field), thousands(*count)))
        .collect();
    if !blank.is_empty() {
        let _ = write!(text, "; blank: {}", blank.join(", "));
    }
    text
}

fn push(text: &mut String, table: &TextTable, width: Option<usize>, paint: Paint) {
    for (index, line) in table.lines(width).iter().enumerate() {
        let tinted = if index == 0 {
            paint.tint(Tint::Faint, line)
        } else {
            line.clone()
        };
        let _ = writeln!(text, "{tinted}");
    }
}

fn steps(steps: &[StepReport]) -> TextTable {
    let mut table = TextTable::new(&[
        Column::number("step"),
        Column::text("action"),
        Column::number("before"),
        Column::number("matched"),
        Column::number("added"),
        Column::number("removed"),
        Column::number("existing"),
        Column::number("excluded"),
        Column::number("after"),
    ]);
    for step in steps {
        let mut cells = vec![step.step.to_string(), one_line(&step.action)];
        let counts = [
            step.before,
            step.matched,
            step.added,
            step.removed,
            step.existing,
            step.excluded,
            step.after,
        ];
        cells.extend(counts.map(thousands));
        table.row(cells);
        for remark in remarks(step, steps) {
            table.remark(one_line(&remark));
        }
    }
    table
}

/// What became of a step, its filters, and what its tables match alone when there are several.
fn remarks(step: &StepReport, steps: &[StepReport]) -> Vec<String> {
    let mut remarks = Vec::new();
    if step.applied {
        remarks.push("applied before".to_owned());
    }
    if let Some(by) = step.undone_by {
        remarks.push(format!("undone by Go Back in step {by}"));
    }
    let undone = steps.iter().find(|one| one.undone_by == Some(step.step));
    remarks.extend(undone.map(|one| format!("undoes step {}", one.step)));
    remarks.extend(step.filters.iter().cloned());
    if step.by_table.len() > 1 {
        let alone = step
            .by_table
            .iter()
            .map(|one| format!("{} alone matches {}", one.table, thousands(one.matched)));
        remarks.extend(alone);
    }
    remarks
}

fn first_lines(lines: &[LineReport]) -> TextTable {
    let mut table = TextTable::new(&[
        Column::number("line"),
        Column::word("contact"),
        Column::text("name"),
        Column::text("company"),
        Column::word("salesperson"),
        Column::word("correspondence"),
        Column::word("date"),
    ]);
    for line in lines {
        table.row(vec![
            line.line_no.to_string(),
            one_line(&line.contact_no),
            one_line(&line.name),
            one_line(&line.company_name),
            one_line(&line.salesperson_code),
            one_line(&line.correspondence_type),
            line.date.map(|date| date.to_string()).unwrap_or_default(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::SegmentState;
    use crate::select::TableMatches;
    use crate::value::Date;

    #[test]
    fn a_segment_shows_its_steps_and_first_lines() {
        let segment = SegmentReport {
            no: "SM00012".into(),
            description: "Spring letter".into(),
            state: SegmentState::Selected,
            steps: vec![StepReport {
                step: 1,
                action: "Add Contacts".into(),
                filters: vec!["Contact Mailing Group: Mailing Group Code = NEWS".into()],
                applied: false,
                undone_by: None,
                before: 0,
                matched: 1_300,
                by_table: vec![TableMatches {
                    table: "Contact Mailing Group",
                    matched: 1_300,
                }],
                added: 1_204,
                removed: 0,
                existing: 0,
                excluded: 96,
                after: 1_204,
            }],
            lines: 1_204,
            follow_up: None,
            letters: None,
            first_lines: vec![LineReport {
                line_no: 10_000,
                contact_no: "CT000012".into(),
                name: "Åse Nørgård".into(),
                company_name: "Ærø Skibe".into(),
                salesperson_code: "JO".into(),
                correspondence_type: "Email".into(),
                date: Date::new(2026, 11, 23),
            }],
        };
        let expected = "\
SM00012  Spring letter
1 step, 1,204 lines, selected

step  action        before  matched  added  removed  existing  excluded  after
   1  Add Contacts       0    1,300  1,204        0         0        96  1,204
      Contact Mailing Group: Mailing Group Code = NEWS

 line  contact   name         company    salesperson  correspondence  date
10000  CT000012  Åse Nørgård  Ærø Skibe  JO           Email           2026-11-23
… and 1,203 more

";
        assert_eq!(text(&segment, Some(80), Paint(false)), expected);
    }
}

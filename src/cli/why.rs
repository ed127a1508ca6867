//! The answer of `why` as text: the contact, each step with what decided, and what came of it.

use std::fmt::Write as _;

use super::paint::{Paint, Tint};
use super::plain::{counted, one_line};
use crate::run::Answer;
use crate::select::{
    ActionReason, Outcome, RecordReason, StepReason, StepState, TableReason, Through, ThroughKind,
    ValueReason,
};

/// So many records that do not pass are shown of a table.
const RECORDS_SHOWN_MAX: usize = 3;

/// The whole answer.
pub(super) fn text(answer: &Answer, paint: Paint) -> String {
    let no = &answer.contact.no;
    let mut text = String::new();
    let _ = writeln!(text, "{}", paint.tint(Tint::Strong, contact(answer)));
    let _ = writeln!(text, "{}", paint.tint(Tint::Strong, segment(answer)));
    if let Some(logged) = &answer.segment.logged_as {
        let _ = writeln!(
            text,
            "logged before as {logged}; here its steps look at the book and the ledger of today"
        );
    }
    text.push('\n');
    for line in &answer.reasons.typed {
        let _ = writeln!(text, "line {} stands at {}", line.line_no, line.spot.place);
    }
    let has_company = !answer.contact.company_no.is_empty();
    for step in &answer.reasons.steps {
        text.push_str(&one_step(step, no, has_company));
    }
    let _ = writeln!(
        text,
        "\n{}",
        paint.tint(Tint::Strong, verdict(answer).join("\n"))
    );
    text
}

fn contact(answer: &Answer) -> String {
    let contact = &answer.contact;
    let mut text = format!("{}  {}", one_line(&contact.no), one_line(&contact.name));
    if !contact.company_no.is_empty() && contact.company_no != contact.no {
        let company = one_line(&contact.company_name);
        let _ = write!(text, ", {company} ({})", contact.company_no);
    }
    text.trim_end().to_owned()
}

fn segment(answer: &Answer) -> String {
    let segment = &answer.segment;
    let mut text = format!(
        "{}  {}",
        one_line(&segment.no),
        one_line(&segment.description)
    );
    if segment.reviewed {
        text.push_str(", reviewed");
    }
    if segment.hold {
        text.push_str(", on hold");
    }
    text.trim_end().to_owned()
}

fn one_step(step: &StepReason, no: &str, has_company: bool) -> String {
    let heading = format!("step {}  {}", step.step, step.action);
    let remark = match (step.state, step.undone_by, step.undoes) {
        (StepState::Applied, ..) => {
            let from = match step.source.as_str() {
                "" => String::new(),
                source => format!(" from {}", one_line(source)),
            };
            format!("applied before{from}; its result stands in the lines")
        }
        (_, Some(by), _) => format!("undone by Go Back in step {by}"),
        (_, _, Some(undone)) => format!("undoes step {undone}"),
        _ if step.actions.is_empty() => "has no action to carry out".to_owned(),
        _ => {
            let mut text = String::new();
            let is_alone = step.actions.len() == 1 && step.actions[0].action == step.action;
            if !is_alone {
                let _ = writeln!(text, "{heading}");
            }
            for action in &step.actions {
                let called = if is_alone {
                    heading.clone()
                } else {
                    format!("  {} from {}", action.action, one_line(&action.source))
                };
                let _ = writeln!(text, "{called}: {}", outcome(action, no));
                text.push_str(&evidence(action, no, has_company));
            }
            return text;
        }
    };
    format!("{heading}: {remark}\n")
}

/// What came of an action, in a few words.
fn outcome(action: &ActionReason, no: &str) -> String {
    match action.outcome {
        Outcome::Added => format!("adds {}", lines(&action.added)),
        Outcome::AlreadyThere => format!("adds nothing, {no} has {}", lines(&action.lines_before)),
        Outcome::Excluded => format!("leaves out {no}, which is excluded from segments"),
        Outcome::NotSelected => format!("does not select {no}"),
        Outcome::Removed => format!("removes {}", lines(&action.removed)),
        Outcome::Kept => format!("keeps {}", lines(&action.lines_before)),
        Outcome::NoLine => format!("changes nothing, {no} has no line"),
    }
}

/// `line 10000`, `lines 10000 and 30000`, `lines 10000, 20000 and 30000`.
fn lines(numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    match numbers.as_slice() {
        [] => "no line".to_owned(),
        [one] => format!("line {one}"),
        [most @ .., last] => format!("lines {} and {last}", most.join(", ")),
    }
}

/// The records that decided, indented.
fn evidence(action: &ActionReason, no: &str, has_company: bool) -> String {
    let mut text = String::new();
    let mut put = |line: String| {
        let _ = writeln!(text, "    {line}");
    };
    for spot in &action.entries {
        put(format!("for {} in {}", spot.place, action.source));
    }
    if action.outcome == Outcome::NoLine {
        return text;
    }
    if action.entries.is_empty() && action.source.starts_with("Logged Segment") {
        put(format!("{} has no entry of {no}", action.source));
    } else if action.entries.is_empty() && action.tables.is_empty() {
        put("no filter: everybody matches".to_owned());
    }
    for line in action.tables.iter().flat_map(|one| table(one, no)) {
        put(line);
    }
    if let Some(through) = &action.through {
        put(format!("but {}", comes_with(through)));
        for line in through
            .tables
            .iter()
            .flat_map(|one| table(one, &through.contact_no))
        {
            put(format!("  {line}"));
        }
    } else if action.entire_companies && action.passes && !action.counts {
        put("but Entire Companies: no line stands for its company".to_owned());
    } else if action.entire_companies && !action.passes && has_company {
        put("Entire Companies: no contact of its company matches either".to_owned());
    }
    if let Some(spot) = &action.excluded_at {
        put(format!("Exclude from Segment is Yes ({})", spot.place));
    }
    text
}

fn comes_with(through: &Through) -> String {
    let (contact, company) = (&through.contact_no, &through.company_no);
    match through.kind {
        ThroughKind::ExpandCompanies => {
            format!("Expand Companies: comes with company {company}, of which {contact} matches")
        }
        ThroughKind::AllowRelatedCompanies => {
            format!("Allow Related Companies: is the company of {contact}, which matches")
        }
        ThroughKind::EntireCompanies => {
            format!("Entire Companies: counts with company {company}, of which {contact} matches")
        }
    }
}

/// What one table says: the values that decide, each with its place.
fn table(reason: &TableReason, no: &str) -> Vec<String> {
    let of = reason.records_of.as_deref();
    let whose = match of {
        Some(of) if of != no => format!("{} of company {of}", reason.table),
        _ => reason.table.to_owned(),
    };
    if reason.holds {
        let values = reason.records.iter().flat_map(|record| &record.values);
        return values
            .map(|one| format!("matches {whose}: {}", value(one)))
            .collect();
    }
    let Some(of) = of else {
        return vec![format!("no match in {whose}: {no} belongs to no company")];
    };
    if reason.records.is_empty() {
        return vec![format!(
            "no match in {}: {of} has no record there",
            reason.table
        )];
    }
    let shown = reason.records.iter().take(RECORDS_SHOWN_MAX);
    let mut lines: Vec<String> = shown
        .filter_map(failing)
        .map(|one| format!("no match in {whose}: {}", value(one)))
        .collect();
    let more = reason.records.len().saturating_sub(RECORDS_SHOWN_MAX) as u64;
    if more > 0 {
        let more = counted(more, "more record", "more records");
        lines.push(format!("no match in {whose}: {more}"));
    }
    lines
}

/// The first value of a record that keeps it from passing.
fn failing(record: &RecordReason) -> Option<&ValueReason> {
    record.values.iter().find(|value| !value.holds)
}

/// `Mailing Group Code is "NEWS", filter NEWS|VIP (contacts.xlsx: Contact Mailing Group!B12)`.
fn value(one: &ValueReason) -> String {
    let shown = if one.value.is_empty() {
        "blank".to_owned()
    } else {
        format!("\"{}\"", one_line(&one.value))
    };
    format!(
        "{} is {shown}, filter {} ({})",
        one_line(&one.field),
        one_line(&one.filter),
        one_line(&one.spot.place)
    )
}

/// Whether the contact is in the segment; if not, what each step says about it.
fn verdict(answer: &Answer) -> Vec<String> {
    let (no, segment) = (&answer.contact.no, &answer.segment.no);
    let reasons = &answer.reasons;
    if answer.in_segment {
        return vec![format!(
            "{no} is in segment {segment}: {}",
            lines(&reasons.lines)
        )];
    }
    let mut said = vec![format!("{no} is not in segment {segment}")];
    for step in &reasons.steps {
        for action in &step.actions {
            let why_not = match action.outcome {
                Outcome::Removed => {
                    format!("removed {}: {}", lines(&action.removed), cause(action))
                }
                Outcome::Excluded => "left it out: it is excluded from segments".to_owned(),
                Outcome::NotSelected => match first_failure(action) {
                    Some(failure) => format!("did not add it: {failure}"),
                    None => "did not add it".to_owned(),
                },
                _ => continue,
            };
            said.push(format!("  step {} {why_not}", step.step));
        }
    }
    if said.len() == 1 {
        said.push("  no step that was carried out adds it".to_owned());
    }
    said
}

/// Why an action removed lines.
fn cause(action: &ActionReason) -> String {
    if let Some(through) = &action.through {
        return format!("its company has a match, {}", through.contact_no);
    }
    first_failure(action).unwrap_or_else(|| match action.filters.as_slice() {
        [] => "everybody matches".to_owned(),
        filters => format!("it matches {}", one_line(&filters.join(", "))),
    })
}

/// The table that fails first, with its filters.
fn first_failure(action: &ActionReason) -> Option<String> {
    if action.source.starts_with("Logged Segment") {
        return Some(format!("no entry in {}", action.source));
    }
    let failed = action.tables.iter().find(|table| !table.holds)?;
    let prefix = format!("{}: ", failed.table);
    let filters: Vec<&str> = action
        .filters
        .iter()
        .filter_map(|filter| filter.strip_prefix(prefix.as_str()))
        .map(str::trim)
        .collect();
    let filters = one_line(&filters.join(", "));
    Some(if filters.is_empty() {
        format!("{} has no record that matches", failed.table)
    } else {
        format!("{} has no record that matches {filters}", failed.table)
    })
}

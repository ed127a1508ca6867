//! Findings on a screen: each with its place, what was found, what was expected and what to do;
//! many alike in one column are folded.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::paint::{Paint, Tint};
use super::plain::{counted, one_line, plain, thousands};
use crate::finding::{Finding, Findings, Severity};
use crate::place::Place;

/// More than so many alike in one column are folded.
const ALIKE_SHOWN_MAX: usize = 20;

/// The texts behind the labels, and the lines below them, begin here.
const INDENT: &str = "            ";

/// What makes two findings alike: code, file, sheet and column.
type Alike<'a> = (&'a str, &'a str, u32, Option<u32>);

/// The findings of one kind in one column.
#[derive(Default)]
struct Group<'a> {
    count: usize,
    shown: usize,
    is_folded: bool,
    first_folded: Option<&'a Place>,
    last: Option<&'a Place>,
}

/// The findings as text, in their order, at most `shown_max` of them; those that are less bad than
/// `least` are left out.
pub(super) fn text(
    findings: &Findings,
    least: Severity,
    shown_max: Option<usize>,
    paint: Paint,
) -> String {
    let listed = || findings.iter().filter(|finding| finding.severity <= least);
    let mut groups = groups(listed());
    let mut text = String::new();
    let (mut shown, mut left_out) = (0, 0);
    for finding in listed() {
        let group = groups.entry(alike(finding)).or_default();
        if group.is_folded {
            continue;
        }
        if shown_max.is_some_and(|max| shown >= max) {
            left_out += 1;
            continue;
        }
        shown += 1;
        group.shown += 1;
        one(&mut text, finding, paint);
        if group.shown == ALIKE_SHOWN_MAX && group.count > ALIKE_SHOWN_MAX {
            group.is_folded = true;
            fold(&mut text, finding, group, paint);
        }
        text.push('\n');
    }
    if left_out > 0 {
        let more = counted(left_out, "more finding is", "more findings are");
        let line = format!("{more} not shown: raise --max-findings, or use --json");
        let _ = writeln!(text, "{}\n", paint.tint(Tint::Faint, line));
    }
    text
}

/// How many there are of each severity: `2 errors, 1 warning`; nothing when there are none.
pub(super) fn summary(findings: &Findings) -> String {
    let counts = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Notice, "notice", "notices"),
    ];
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(severity, one, many)| (findings.count(severity) as u64, one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    parts.join(", ")
}

fn alike(finding: &Finding) -> Alike<'_> {
    let place = &finding.place;
    (finding.code.id, &place.file, place.sheet_no, place.column)
}

fn groups<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<Alike<'a>, Group<'a>> {
    let mut groups: BTreeMap<Alike<'a>, Group<'a>> = BTreeMap::new();
    for finding in findings {
        let group = groups.entry(alike(finding)).or_default();
        group.count += 1;
        if group.count == ALIKE_SHOWN_MAX + 1 {
            group.first_folded = Some(&finding.place);
        }
        group.last = Some(&finding.place);
    }
    groups
}

fn one(text: &mut String, finding: &Finding, paint: Paint) {
    let head = format!("{}[{}]", finding.severity.name(), finding.code.id);
    let head = paint.tint(Tint::of(finding.severity), head);
    let place = one_line(&finding.place.to_string());
    let _ = writeln!(text, "{head} {}", paint.tint(Tint::Strong, place));
    for (label, content) in [
        ("found", &finding.found),
        ("expected", &finding.expected),
        ("fix", &finding.fix),
    ] {
        if !content.is_empty() {
            let content = plain(content).replace('\n', &format!("\n{INDENT}"));
            let _ = writeln!(text, "  {label:<8}  {}", content.trim_end());
        }
    }
}

fn fold(text: &mut String, finding: &Finding, group: &Group<'_>, paint: Paint) {
    let count = thousands((group.count - ALIKE_SHOWN_MAX) as u64);
    let spot = |place: Option<&Place>| place.map(Place::spot).unwrap_or_default();
    let (first, last) = (spot(group.first_folded), spot(group.last));
    let range = match (first.is_empty(), first == last) {
        (true, _) => String::new(),
        (false, true) => format!(": {first}"),
        (false, false) => format!(": {first} to {last}"),
    };
    let line = format!(
        "… and {count} more {} in {}{range} (--json lists them all)",
        finding.code.id, finding.place.file
    );
    let _ = writeln!(text, "\n{}", paint.tint(Tint::Faint, one_line(&line)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::code::{configuring::C001, decoding::D012};

    fn finding(row: u32) -> Finding {
        let place = Place {
            sheet: Some("Contact".into()),
            caption: Some("Last Date Modified".into()),
            ..Place::file("contacts.xlsx").at(row, 5)
        };
        Finding::new(
            &D012,
            place,
            "\"23.13.2026\" (text)",
            "a date, e.g. 2026-11-23 or 23.11.2026 (date order dmy)",
            "there is no month 13: correct the cell, or set [input] date_order",
        )
    }

    fn many(count: u32) -> Findings {
        let mut findings = Findings::default();
        findings.extend((1..=count).map(finding));
        findings
    }

    fn shown(findings: &Findings, shown_max: Option<usize>) -> String {
        text(findings, Severity::Notice, shown_max, Paint(false))
    }

    #[test]
    fn a_finding_has_place_found_expected_and_fix() {
        let mut findings = Findings::default();
        findings.push(finding(16));
        let expected = "\
error[D012] contacts.xlsx: Contact!F17 \"Last Date Modified\"
  found     \"23.13.2026\" (text)
  expected  a date, e.g. 2026-11-23 or 23.11.2026 (date order dmy)
  fix       there is no month 13: correct the cell, or set [input] date_order

";
        assert_eq!(shown(&findings, None), expected);
    }

    #[test]
    fn several_lines_stand_below_each_other_and_blank_ones_are_left_out() {
        let place = Place::file("a\u{7}.csv").at(0, 1);
        let warning = Finding::new(&D012, place, "A|&B\n  ^", "", "take it away")
            .with_severity(Severity::Warning);
        let mut findings = Findings::default();
        findings.push(warning);
        let expected = "\
warning[D012] a\\u{7}.csv: line 1, column 2
  found     A|&B
              ^
  fix       take it away

";
        assert_eq!(shown(&findings, None), expected);
        assert_eq!(text(&findings, Severity::Error, None, Paint(false)), "");
    }

    #[test]
    fn more_than_twenty_alike_in_one_column_are_folded() {
        assert!(!shown(&many(20), None).contains("more"));
        let folded = shown(&many(1_234), None);
        assert_eq!(folded.matches("error[D012]").count(), 20);
        let end = "
… and 1,214 more D012 in contacts.xlsx: Contact!F22 to Contact!F1235 (--json lists them all)

";
        assert!(folded.ends_with(end), "{folded}");
        let one = shown(&many(21), None);
        assert!(one.contains("… and 1 more D012 in contacts.xlsx: Contact!F22 (--json"));
    }

    #[test]
    fn other_columns_and_codes_are_not_folded_with_them() {
        let mut findings = many(20);
        let mut other = finding(30);
        other.place.column = Some(6);
        findings.push(other);
        let mut other = finding(31);
        other.code = &C001;
        findings.push(other);
        assert!(!shown(&findings, None).contains("more"));
    }

    #[test]
    fn no_more_are_shown_than_asked_for() {
        let text = shown(&many(30), Some(2));
        assert_eq!(text.matches("error[D012]").count(), 2);
        assert!(text.ends_with(
            "\n28 more findings are not shown: raise --max-findings, or use --json\n\n"
        ));
        let text = shown(&many(30), Some(20));
        assert!(text.contains("… and 10 more") && !text.contains("not shown"));
    }

    #[test]
    fn the_summary_counts_by_severity() {
        let mut findings = many(1_000);
        findings.push(finding(1).with_severity(Severity::Notice));
        assert_eq!(summary(&findings), "1,000 errors, 1 notice");
        assert_eq!(summary(&Findings::default()), "");
    }

    #[test]
    fn colours_are_added_on_request_only() {
        let coloured = text(&many(1), Severity::Notice, None, Paint(true));
        assert!(coloured.starts_with("\u{1b}[1;31merror[D012]\u{1b}[0m "));
    }
}

//! BC's rules of selection (BC §3) read off word by word: row by row, without any set operation.

use super::random::{Contact, Criterion, Doing, Entry, Looked, Step, Wanted, World};

/// Line No. and contact.
pub(super) type Lines = Vec<(i64, String)>;

/// The lines after all steps.
pub(super) fn lines(world: &World, steps: &[Step]) -> Lines {
    let hand_entered = world.lines.iter().zip(1..);
    let mut lines: Lines = hand_entered
        .map(|(no, at)| (at * 10_000, no.clone()))
        .collect();
    let mut before: Vec<Lines> = Vec::new();
    for step in steps {
        if step.doing == Doing::GoBack {
            lines = before.pop().expect("a step to undo");
            continue;
        }
        before.push(lines.clone());
        match step.doing {
            Doing::Add => add(world, step, &mut lines),
            _ => remove(world, step, &mut lines),
        }
    }
    lines
}

/// Whether all criteria hold for a contact.
pub(super) fn matches(world: &World, criteria: &[Criterion], contact: &Contact) -> bool {
    let of = |looked: &[Looked]| -> Vec<Criterion> {
        let wanted = criteria.iter().filter(|one| looked.contains(&one.on));
        wanted.cloned().collect()
    };
    let on_contact = of(&[Looked::Country, Looked::Type, Looked::Name]);
    let on_groups = of(&[Looked::Group]);
    let on_industries = of(&[Looked::Industry]);
    let on_entries = of(&[Looked::EntryDay, Looked::EntryTemplate]);
    on_contact.iter().all(|one| holds_on_contact(one, contact))
        && (on_groups.is_empty()
            || world.groups.iter().any(|(no, code)| {
                *no == contact.no && on_groups.iter().all(|one| is_wanted(&one.wanted, code))
            }))
        && (on_industries.is_empty()
            || world.industries.iter().any(|(no, code)| {
                *no == contact.company_no
                    && on_industries.iter().all(|one| is_wanted(&one.wanted, code))
            }))
        && (on_entries.is_empty()
            || world.entries.iter().any(|entry| {
                entry.contact_no == contact.no
                    && entry.company_no == contact.company_no
                    && on_entries.iter().all(|one| holds_on_entry(one, entry))
            }))
}

fn holds_on_contact(one: &Criterion, contact: &Contact) -> bool {
    match one.on {
        Looked::Country => is_wanted(&one.wanted, contact.country),
        Looked::Name => is_wanted(&one.wanted, &contact.name),
        _ if contact.is_company => is_wanted(&one.wanted, "Company"),
        _ => is_wanted(&one.wanted, "Person"),
    }
}

fn holds_on_entry(one: &Criterion, entry: &Entry) -> bool {
    match one.wanted {
        Wanted::Days(from, to) => from <= entry.day && entry.day <= to,
        _ => is_wanted(&one.wanted, entry.template),
    }
}

fn is_wanted(wanted: &Wanted, value: &str) -> bool {
    match wanted {
        Wanted::OneOf(values) => values.contains(&value),
        Wanted::Not(other) => value != *other,
        Wanted::Blank => value.is_empty(),
        Wanted::Begins(start) => value.starts_with(start),
        Wanted::Days(..) => unreachable!("days are looked at elsewhere"),
    }
}

fn add<'a>(world: &'a World, step: &Step, lines: &mut Lines) {
    let mut found: Vec<&'a Contact> = Vec::new();
    let mut bring = |contact: &'a Contact| {
        if !found.iter().any(|known| known.no == contact.no) {
            found.push(contact);
        }
    };
    for contact in &world.contacts {
        if !matches(world, &step.criteria, contact) {
            continue;
        }
        if step.expand && !contact.company_no.is_empty() {
            for other in &world.contacts {
                if other.company_no == contact.company_no {
                    bring(other);
                }
            }
        } else {
            bring(contact);
        }
        if step.related {
            for company in &world.contacts {
                if company.no == contact.company_no {
                    bring(company);
                }
            }
        }
    }
    found.retain(|contact| step.ignore_exclusion || !contact.excluded);
    found.sort_by_key(|contact| {
        (
            &contact.company_name,
            &contact.company_no,
            !contact.is_company,
            &contact.name,
            &contact.no,
        )
    });
    let existing: Vec<String> = lines.iter().map(|(_, no)| no.clone()).collect();
    for contact in found {
        if step.allow_existing || !existing.contains(&contact.no) {
            let last = lines.last().map_or(0, |(line_no, _)| *line_no);
            lines.push((last + 10_000, contact.no.clone()));
        }
    }
}

fn remove(world: &World, step: &Step, lines: &mut Lines) {
    let of = |no: &String| {
        let found = world.contacts.iter().find(|contact| contact.no == *no);
        found.expect("every line has a contact")
    };
    let is_in = |contact: &Contact| {
        let mut tested = world.contacts.iter();
        if step.entire && !contact.company_no.is_empty() {
            tested.any(|other| {
                other.company_no == contact.company_no && matches(world, &step.criteria, other)
            })
        } else {
            matches(world, &step.criteria, contact)
        }
    };
    lines.retain(|(_, no)| is_in(of(no)) != (step.doing == Doing::Reduce));
}

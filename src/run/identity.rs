//! What a run is known by: its inputs, settings, user and options. Not: where the book is on this
//! machine, how many threads work, or what the ledger holds.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::decode::InputRecord;

use super::report::Request;
use super::run_id::run_id;

/// The options of a request, as `run.json` shows them.
pub(super) fn options(request: &Request) -> BTreeMap<String, String> {
    let mut options = BTreeMap::new();
    if !request.segments.is_empty() {
        options.insert("segments".to_owned(), request.segments.join(" "));
    }
    if request.follow_up {
        options.insert("follow-up".to_owned(), "yes".to_owned());
    }
    if request.letters.send {
        options.insert("send".to_owned(), "yes".to_owned());
    }
    if request.letters.combined {
        options.insert("combined".to_owned(), "yes".to_owned());
    }
    options
}

/// The id of the run that a request makes.
pub(super) fn identity(request: &Request, settings: &Settings, inputs: &[InputRecord]) -> String {
    let mut parts = vec![
        ("command".to_owned(), request.verb.name().to_owned()),
        ("user".to_owned(), settings.user.clone()),
        ("salesperson".to_owned(), settings.salesperson.clone()),
    ];
    parts.extend(
        options(request)
            .into_iter()
            .map(|(key, value)| (format!("option {key}"), value)),
    );
    parts.extend(
        settings
            .in_force
            .iter()
            .map(|(key, setting)| (format!("setting {key}"), setting.value.clone())),
    );
    parts.extend(
        inputs
            .iter()
            .map(|input| (format!("input {}", input.name), input.sha256.clone())),
    );
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(label, text)| (label.as_str(), text.as_str()))
        .collect();
    run_id(settings.date, &parts)
}

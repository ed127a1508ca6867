//! `segbook explain`.

use crate::support::{Outcome, bare_command};

#[test]
fn a_code_is_explained_in_any_case() {
    for code in ["D012", "d012"] {
        let outcome = Outcome::of(bare_command().args(["explain", code])).exits(0);
        for part in ["D012", "date"] {
            assert!(outcome.stdout.contains(part), "{}", outcome.stdout);
        }
    }
}

#[test]
fn every_code_of_the_catalogue_is_explained() {
    for code in segbook::finding::CATALOGUE.iter().copied().flatten() {
        let outcome = Outcome::of(bare_command().args(["explain", code.id])).exits(0);
        let first = |text: &'static str| text.lines().next().unwrap_or_default();
        let texts = [code.explanation, code.example, code.remedy].map(first);
        assert!(texts.iter().all(|text| !text.is_empty()), "{}", code.id);
        for part in [code.id, code.title].into_iter().chain(texts) {
            assert!(outcome.stdout.contains(part), "{part}\n{}", outcome.stdout);
        }
    }
}

#[test]
fn an_unknown_code_is_wrong_usage() {
    let outcome = Outcome::of(bare_command().args(["explain", "D0l2"])).exits(2);
    assert!(outcome.stderr.contains("D0l2"), "{}", outcome.stderr);
}

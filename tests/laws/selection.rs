//! The laws.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::naive::{self, Lines};
use super::random::{Doing, Step, any_criteria, any_steps, any_world};
use super::selecting;

fn contacts(lines: &Lines) -> BTreeSet<String> {
    lines.iter().map(|(_, no)| no.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn steps_do_what_a_row_by_row_reading_says(world in any_world(), steps in any_steps()) {
        prop_assert_eq!(selecting::lines(&world, &steps), naive::lines(&world, &steps));
    }

    #[test]
    fn what_is_reduced_comes_back_with_the_same_filter(world in any_world(), steps in any_steps(), criteria in any_criteria()) {
        let before = selecting::lines(&world, &steps);
        let again = [
            steps,
            vec![Step::plain(Doing::Reduce, &criteria), Step::plain(Doing::Add, &criteria)],
        ];
        let after = selecting::lines(&world, &again.concat());
        prop_assert!(contacts(&after).is_superset(&contacts(&before)), "{:?} {:?}", before, after);
    }

    #[test]
    fn refine_keeps_the_intersection_in_its_order(world in any_world(), steps in any_steps(), criteria in any_criteria()) {
        let before = selecting::lines(&world, &steps);
        let mut alone = world.clone();
        alone.lines.clear();
        let matching = contacts(&selecting::lines(&alone, &[Step::plain(Doing::Add, &criteria)]));
        let refined = [steps, vec![Step::plain(Doing::Refine, &criteria)]].concat();
        let expected: Lines = before
            .into_iter()
            .filter(|(_, no)| matching.contains(no))
            .collect();
        prop_assert_eq!(selecting::lines(&world, &refined), expected);
    }

    #[test]
    fn reduce_and_refine_part_the_lines(world in any_world(), steps in any_steps(), criteria in any_criteria(), entire in any::<bool>()) {
        let with = |doing| {
            let step = Step { entire, ..Step::plain(doing, &criteria) };
            selecting::lines(&world, &[steps.clone(), vec![step]].concat())
        };
        let mut both = [with(Doing::Reduce), with(Doing::Refine)].concat();
        both.sort();
        prop_assert_eq!(both, selecting::lines(&world, &steps));
    }

    #[test]
    fn new_lines_come_behind_in_order_and_by_ten_thousands(world in any_world(), steps in any_steps(), criteria in any_criteria()) {
        let before = selecting::lines(&world, &steps);
        let added = [steps, vec![Step::plain(Doing::Add, &criteria)]].concat();
        let after = selecting::lines(&world, &added);
        prop_assert_eq!(&after[..before.len()], before.as_slice());
        let last = before.last().map_or(0, |(line_no, _)| *line_no);
        let key = |no: &String| {
            let one = world.contacts.iter().find(|one| one.no == *no).expect("a contact");
            (&one.company_name, &one.company_no, !one.is_company, &one.name, &one.no)
        };
        for (at, (line_no, no)) in (1..).zip(&after[before.len()..]) {
            prop_assert_eq!(*line_no, last + at * 10_000);
            prop_assert!(!contacts(&before).contains(no));
        }
        prop_assert!(after[before.len()..].is_sorted_by_key(|(_, no)| key(no)));
    }

    #[test]
    fn go_back_restores_the_lines(world in any_world(), steps in any_steps(), step in any_steps()) {
        let mut done = step.into_iter().filter(|one| one.doing != Doing::GoBack);
        let first = done.next().unwrap_or_else(|| Step::plain(Doing::Reduce, &[]));
        let back = Step::plain(Doing::GoBack, &[]);
        let undone = [steps.clone(), vec![first, back]].concat();
        prop_assert_eq!(selecting::lines(&world, &undone), selecting::lines(&world, &steps));
    }
}

//! Line numbers for rows of Segment Line that have none: steps of 10000 in the order of the sheet,
//! and between two numbers where a row was put between two lines, as BC's pages do.

use std::collections::BTreeSet;

/// Steps between line numbers, as BC gives them.
pub const LINE_NO_STEP: i64 = 10_000;

/// A number for each row; `given` has the numbers that stand in the sheet.
pub(super) fn line_numbers(given: &[Option<i64>]) -> Vec<i64> {
    let mut taken: BTreeSet<i64> = given.iter().copied().flatten().collect();
    let following = following(given);
    let mut last = 0;
    let mut numbers = Vec::with_capacity(given.len());
    for (at, number) in given.iter().enumerate() {
        let number = number.unwrap_or_else(|| {
            let between = match following[at] {
                Some(next) if next > last && next <= last + LINE_NO_STEP => {
                    last + (next - last) / 2
                }
                _ => last + LINE_NO_STEP,
            };
            let is_free = between > last && !taken.contains(&between);
            let highest = taken.last().copied().unwrap_or(0).max(0);
            if is_free {
                between
            } else {
                highest + LINE_NO_STEP
            }
        });
        taken.insert(number);
        last = last.max(number);
        numbers.push(number);
    }
    numbers
}

/// For each row the next number that stands below it.
fn following(given: &[Option<i64>]) -> Vec<Option<i64>> {
    let mut next = None;
    let mut following: Vec<Option<i64>> = given
        .iter()
        .rev()
        .map(|number| {
            let found = next;
            next = number.or(next);
            found
        })
        .collect();
    following.reverse();
    following
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_number_get_one_that_keeps_their_place() {
        let blank = None;
        for (given, expected) in [
            (vec![blank, blank, blank], vec![10_000, 20_000, 30_000]),
            (vec![Some(10_000), blank], vec![10_000, 20_000]),
            (
                vec![Some(10_000), blank, blank, Some(20_000), blank],
                vec![10_000, 15_000, 17_500, 20_000, 30_000],
            ),
            (vec![blank, Some(10_000)], vec![5_000, 10_000]),
            (vec![Some(1), blank, Some(2)], vec![1, 10_002, 2]),
            (
                vec![Some(40_000), Some(10_000), blank],
                vec![40_000, 10_000, 50_000],
            ),
            (
                vec![Some(20_000), Some(10_000), blank],
                vec![20_000, 10_000, 30_000],
            ),
        ] {
            assert_eq!(line_numbers(&given), expected, "{given:?}");
        }
    }
}

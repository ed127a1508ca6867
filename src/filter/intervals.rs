//! Conditions on whole numbers as sorted intervals. Integers, dates, times, options and Yes/No are
//! all whole numbers, and any and/or of comparisons is a union of intervals: testing a value is then
//! a comparison or two, however the filter was written.

use super::syntax::Comparison;
use super::test::{Condition, Test};

/// From the first to the second number, both included.
pub(super) type Interval = (i64, i64);

/// The intervals of a condition, ascending, apart from each other.
pub(super) fn of(condition: &Condition<i64>) -> Vec<Interval> {
    match condition {
        Condition::Any(parts) => union(parts.iter().flat_map(of).collect()),
        Condition::All(parts) => parts
            .iter()
            .map(of)
            .reduce(|left, right| intersection(&left, &right))
            .unwrap_or_default(),
        Condition::Test(Test::Compare(comparison, number)) => compared(*comparison, *number),
        Condition::Test(Test::Between(from, to)) => {
            union(vec![(from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX))])
        }
        Condition::Test(Test::Like(_) | Test::Unlike(_) | Test::Words(_)) => Vec::new(),
    }
}

/// Whether a number lies in one of the intervals.
pub(super) fn contain(intervals: &[Interval], number: i64) -> bool {
    match intervals {
        [] => false,
        [(from, to)] => *from <= number && number <= *to,
        _ => {
            let after = intervals.partition_point(|(from, _)| *from <= number);
            after > 0 && number <= intervals[after - 1].1
        }
    }
}

fn compared(comparison: Comparison, number: i64) -> Vec<Interval> {
    let below = number.checked_sub(1).map(|end| (i64::MIN, end));
    let above = number.checked_add(1).map(|start| (start, i64::MAX));
    match comparison {
        Comparison::Equal => vec![(number, number)],
        Comparison::NotEqual => below.into_iter().chain(above).collect(),
        Comparison::Less => below.into_iter().collect(),
        Comparison::LessOrEqual => vec![(i64::MIN, number)],
        Comparison::Greater => above.into_iter().collect(),
        Comparison::GreaterOrEqual => vec![(number, i64::MAX)],
    }
}

/// Sorts, drops empty ones (from > to matches nothing), joins those that touch.
fn union(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|(from, to)| from <= to);
    intervals.sort_unstable();
    let mut joined: Vec<Interval> = Vec::with_capacity(intervals.len());
    for (from, to) in intervals {
        match joined.last_mut() {
            Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn intersection(left: &[Interval], right: &[Interval]) -> Vec<Interval> {
    let (mut l, mut r) = (0, 0);
    let mut common = Vec::new();
    while l < left.len() && r < right.len() {
        let (from, to) = (left[l].0.max(right[r].0), left[l].1.min(right[r].1));
        if from <= to {
            common.push((from, to));
        }
        if left[l].1 < right[r].1 {
            l += 1;
        } else {
            r += 1;
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unions_and_intersections() {
        assert_eq!(
            union(vec![(5, 9), (1, 4), (20, 10), (12, 13)]),
            [(1, 9), (12, 13)]
        );
        assert_eq!(
            intersection(&[(1, 5), (8, 12)], &[(3, 9), (11, 20)]),
            [(3, 5), (8, 9), (11, 12)]
        );
        let apart = [(1, 3), (7, 7), (10, i64::MAX)];
        for (number, expected) in [(0, false), (3, true), (5, false), (7, true), (99, true)] {
            assert_eq!(contain(&apart, number), expected, "{number}");
        }
    }

    #[test]
    fn comparisons_at_the_ends_of_all_numbers() {
        assert_eq!(compared(Comparison::Less, i64::MIN), []);
        assert_eq!(compared(Comparison::Greater, i64::MAX), []);
        assert_eq!(
            compared(Comparison::NotEqual, i64::MIN),
            [(i64::MIN + 1, i64::MAX)]
        );
    }
}

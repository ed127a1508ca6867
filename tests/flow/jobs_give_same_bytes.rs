//! The number of threads never shows in a result.

use crate::support::{Book, world};

#[test]
fn one_two_and_eight_threads_write_the_same_bytes() {
    let results = ["1", "2", "8"].map(|jobs| {
        let book = Book::sample("spring-campaign");
        world::succeeds(book.segbook(&["run", "--jobs", jobs]));
        book.results()
    });
    let [one, others @ ..] = &results;
    assert!(one.len() > 5);
    for other in others {
        let names = |list: &[(String, Vec<u8>)]| -> Vec<String> {
            list.iter().map(|(name, _)| name.clone()).collect()
        };
        assert_eq!(names(one), names(other));
        for ((name, left), (_, right)) in one.iter().zip(other) {
            assert!(left == right, "{name} differs");
        }
    }
}

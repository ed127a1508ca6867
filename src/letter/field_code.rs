//! The grammar of a field's instruction: `MERGEFIELD name [switches]`.
//!
//! Word may split an instruction over many runs, and put other fields into it; so it comes here as
//! spans of text and opaque pieces, and words are cut out of that.

/// One word of an instruction, without its quotes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word<T> {
    /// What it is made of, in order.
    pub(super) items: Vec<Item<T>>,
    /// Whether it stood in quotes: then it is never a switch.
    pub(super) is_quoted: bool,
}

/// A character of an instruction, or something in it that is no text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<T> {
    /// A character, with the number of the run it stood in.
    Char(char, usize),
    /// A field or an object.
    Other(T),
}

impl<T> Word<T> {
    /// The text in it.
    pub(super) fn text(&self) -> String {
        self.items
            .iter()
            .filter_map(|item| match item {
                Item::Char(c, _) => Some(*c),
                Item::Other(_) => None,
            })
            .collect()
    }

    /// Whether it is text alone.
    pub(super) fn is_text(&self) -> bool {
        self.items.iter().all(|item| matches!(item, Item::Char(..)))
    }

    /// The switch that it is: `*` for `\*`, in small letters.
    pub(super) fn switch(&self) -> Option<char> {
        match self.items.as_slice() {
            [Item::Char('\\', _), Item::Char(c, _)] if !self.is_quoted => c.to_lowercase().next(),
            _ => None,
        }
    }
}

/// Cuts an instruction into words: at blanks outside quotes, straight or typographic. In quotes `\"`
/// and `\\` are escapes. A switch is `\` and one character, its argument may follow without a blank.
pub(super) fn words<T>(items: Vec<Item<T>>) -> Vec<Word<T>> {
    let mut words: Vec<Word<T>> = Vec::new();
    let mut current: Option<Word<T>> = None;
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let in_quotes = current.as_ref().is_some_and(|word| word.is_quoted);
        match item {
            Item::Char(c, _) if is_quote(c) && in_quotes => words.extend(current.take()),
            Item::Char(c, _) if is_quote(c) => {
                words.extend(current.take());
                current = Some(Word {
                    items: Vec::new(),
                    is_quoted: true,
                });
            }
            Item::Char('\\', run) if in_quotes => {
                let escaped =
                    |next: &Item<T>| matches!(next, Item::Char(c, _) if *c == '\\' || is_quote(*c));
                let next = items.next_if(escaped).unwrap_or(Item::Char('\\', run));
                push(&mut current, next);
            }
            Item::Char('\\', run) => {
                words.extend(current.take());
                let mut switch = vec![Item::Char('\\', run)];
                switch.extend(
                    items.next_if(|next| matches!(next, Item::Char(c, _) if !c.is_whitespace())),
                );
                words.push(Word {
                    items: switch,
                    is_quoted: false,
                });
            }
            Item::Char(c, _) if c.is_whitespace() && !in_quotes => words.extend(current.take()),
            item => push(&mut current, item),
        }
    }
    // A quote that is never closed holds all that follows, as in Word.
    words.extend(current);
    words
}

fn push<T>(current: &mut Option<Word<T>>, item: Item<T>) {
    current
        .get_or_insert_with(|| Word {
            items: Vec::new(),
            is_quoted: false,
        })
        .items
        .push(item);
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

/// A plain text as the items of one run.
pub(super) fn plain_items<T>(text: &str) -> Vec<Item<T>> {
    text.chars().map(|c| Item::Char(c, 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_is_cut_into_words() {
        for (text, expected) in [
            (" MERGEFIELD Name ", vec!["MERGEFIELD", "Name"]),
            (
                "MERGEFIELD \"First Name\" \\* Upper",
                vec!["MERGEFIELD", "First Name", "\\*", "Upper"],
            ),
            ("X \\*Upper", vec!["X", "\\*", "Upper"]),
            ("X\\f\", \"", vec!["X", "\\f", ", "]),
            ("X \\@ \u{201c}d. MMMM\u{201d}", vec!["X", "\\@", "d. MMMM"]),
            (r#"X \b "say \"a\\b\" ""#, vec!["X", "\\b", r#"say "a\b" "#]),
            ("IF a = \"\" \"b", vec!["IF", "a", "=", "", "b"]),
            ("X \\", vec!["X", "\\"]),
        ] {
            let words = words(plain_items::<()>(text));
            let texts: Vec<String> = words.iter().map(Word::text).collect();
            assert_eq!(texts, expected, "{text}");
        }
    }

    #[test]
    fn a_switch_in_quotes_is_text() {
        let words = words(plain_items::<()>("X \"\\\\*\" \\*"));
        assert_eq!(words[1].switch(), None);
        assert_eq!(words[2].switch(), Some('*'));
    }
}

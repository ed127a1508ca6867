//! What the instruction of a field says: a value with its switches, a choice, something that letters
//! cannot do, or something that Word keeps.

use super::field_code::{Item, Word, words};
use super::piece::{Case, Choice, Merge, Operator, Part, Picture, Source, Span};

/// How deep IF fields may lie in each other. Source: Word's own limit is 20.
pub(super) const CHOICE_DEPTH_MAX: usize = 20;

/// What is to be done with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A value is put in its place.
    Merge,
    /// The running number of the letter.
    Number,
    /// One of two texts.
    Choice,
    /// Letters cannot fill it; what to use instead.
    Refused(&'static str),
    /// Word's own business.
    Kept,
}

/// What is to be done with a field of this keyword.
pub(super) fn kind(keyword: &str) -> Kind {
    match keyword {
        "MERGEFIELD" => Kind::Merge,
        "MERGEREC" | "MERGESEQ" => Kind::Number,
        "IF" => Kind::Choice,
        "NEXT" | "NEXTIF" | "SKIPIF" => Kind::Refused(
            "label templates are not supported: take the field out, each contact gets a letter of its own",
        ),
        "ADDRESSBLOCK" => Kind::Refused("use { MERGEFIELD Contact_Mail_Address } instead"),
        "GREETINGLINE" => Kind::Refused("use { MERGEFIELD Formal_Salutation } instead"),
        "ASK" | "FILLIN" => Kind::Refused(
            "nobody can be asked here: put the text into a column of Contact and use its name",
        ),
        "DATABASE" => Kind::Refused(
            "letters are filled from the book alone: put the data into a column of Contact",
        ),
        _ => Kind::Kept,
    }
}

/// A merge field as it is written.
#[derive(Debug)]
pub(super) struct MergeCode {
    /// The name; none for the running number.
    pub(super) name: Option<String>,
    /// Switches; its source is still open.
    pub(super) merge: Merge,
    /// `\* CHARFORMAT`.
    pub(super) takes_keyword_format: bool,
    /// What could not be understood.
    pub(super) doubts: Vec<String>,
}

/// Where spans get the format of a run from.
pub(super) type FormatOf<'f> = &'f dyn Fn(usize) -> String;

/// Reads `MERGEFIELD name [switches]`. The error says what is wrong.
pub(super) fn merge_code(
    items: Vec<Item<Span>>,
    has_name: bool,
    format_of: FormatOf<'_>,
) -> Result<MergeCode, String> {
    let mut words = words(items).into_iter().skip(1).peekable();
    let mut code = MergeCode {
        name: None,
        merge: Merge {
            source: Source::Number,
            case: None,
            picture: None,
            before: Vec::new(),
            after: Vec::new(),
        },
        takes_keyword_format: false,
        doubts: Vec::new(),
    };
    if has_name {
        let name = words.next_if(|word| word.switch().is_none());
        let name = name.ok_or("a MERGEFIELD without a name")?;
        if !name.is_text() {
            return Err("a MERGEFIELD whose name is another field".to_owned());
        }
        code.name = Some(name.text());
    }
    while let Some(word) = words.next() {
        let Some(switch) = word.switch() else {
            // Word takes a name without quotes up to its first blank, and leaves out what follows.
            code.doubts.push(format!("\"{}\"", word.text()));
            continue;
        };
        if matches!(switch, 'm' | 'v') {
            continue;
        }
        let argument = words.next_if(|word| word.switch().is_none());
        let Some(argument) = argument else {
            code.doubts.push(format!("\\{switch}"));
            continue;
        };
        code.apply(switch, argument, format_of);
    }
    Ok(code)
}

impl MergeCode {
    fn apply(&mut self, switch: char, argument: Word<Span>, format_of: FormatOf<'_>) {
        let text = argument.text();
        let merge = &mut self.merge;
        match switch {
            'b' => merge.before = spans(argument, format_of),
            'f' => merge.after = spans(argument, format_of),
            '@' => merge.picture = Some(Picture::Date(text)),
            '#' if text.contains(['0', '#', 'x', 'X']) => {
                merge.picture = Some(Picture::Number(text));
            }
            '*' => match text.to_uppercase().as_str() {
                "UPPER" => merge.case = Some(Case::Upper),
                "LOWER" => merge.case = Some(Case::Lower),
                "FIRSTCAP" => merge.case = Some(Case::FirstCap),
                "CAPS" => merge.case = Some(Case::Caps),
                "CHARFORMAT" => self.takes_keyword_format = true,
                "MERGEFORMAT" | "MERGEFORMATINET" => {}
                _ => self.doubts.push(format!("\\* {text}")),
            },
            _ => self.doubts.push(format!("\\{switch} {text}")),
        }
    }
}

/// Reads `IF a op b "yes" "no"`. The error says what is wrong; none when the choice depends on a field
/// that only Word knows.
pub(super) fn choice(
    items: Vec<Item<Span>>,
    format_of: FormatOf<'_>,
) -> Result<Option<Choice>, String> {
    let is_switch = |word: &Word<Span>| word.switch().is_some();
    let mut words = split_operator(words(items));
    words.remove(0);
    // `\* MERGEFORMAT` behind the texts changes nothing here.
    if let Some(at) = words.iter().position(is_switch) {
        words.truncate(at);
    }
    let mut words = words.into_iter();
    let (Some(left), Some(operator), Some(right)) = (words.next(), words.next(), words.next())
    else {
        return Err("an IF without a comparison".to_owned());
    };
    let sign = operator.text();
    let operator = Operator::read(sign.trim())
        .ok_or_else(|| format!("an IF with \"{sign}\" where =, <>, <, >, <= or >= should stand"))?;
    let is_words = |word: &Word<Span>| {
        let is_object = |item: &Item<Span>| matches!(item, Item::Other(span) if matches!(span.part, Part::Object { .. }));
        !word.items.iter().any(is_object)
    };
    if !is_words(&left) || !is_words(&right) {
        return Ok(None);
    }
    let mut next = || {
        words
            .next()
            .map_or(Vec::new(), |word| spans(word, format_of))
    };
    Ok(Some(Choice {
        left: spans(left, format_of),
        operator,
        right: spans(right, format_of),
        yes: next(),
        no: next(),
    }))
}

/// Cuts the operator off when it stands without blanks: `a=b`, `a ="b"`.
fn split_operator(words: Vec<Word<Span>>) -> Vec<Word<Span>> {
    let is_sign = |item: &Item<Span>| matches!(item, Item::Char('=' | '<' | '>', _));
    let mut split = Vec::new();
    let mut words = words.into_iter();
    split.extend(words.next());
    for mut word in words {
        let begin = word.items.iter().position(is_sign);
        let Some(begin) = begin.filter(|_| !word.is_quoted && split.len() <= 2) else {
            split.push(word);
            continue;
        };
        let mut signs = word.items.split_off(begin);
        let end = signs.iter().position(|item| !is_sign(item));
        let rest = signs.split_off(end.unwrap_or(signs.len()));
        for items in [word.items, signs, rest] {
            if !items.is_empty() {
                split.push(Word {
                    items,
                    is_quoted: false,
                });
            }
        }
    }
    split
}

/// A word as spans: one for the characters of each run.
fn spans(word: Word<Span>, format_of: FormatOf<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last_run = None;
    for item in word.items {
        match item {
            Item::Char(c, run) => {
                if last_run == Some(run)
                    && let Some(Span {
                        part: Part::Text(text),
                        ..
                    }) = spans.last_mut()
                {
                    text.push(c);
                } else {
                    spans.push(Span {
                        part: Part::Text(c.to_string()),
                        format: format_of(run),
                    });
                }
                last_run = Some(run);
            }
            Item::Other(span) => {
                spans.push(span);
                last_run = None;
            }
        }
    }
    spans
}

/// How deep choices lie in each other.
pub(super) fn depth(choice: &Choice) -> usize {
    let deepest = |spans: &[Span]| {
        let of = |span: &Span| match &span.part {
            Part::Choice(choice) => depth(choice),
            _ => 0,
        };
        spans.iter().map(of).max().unwrap_or(0)
    };
    let all = [&choice.left, &choice.right, &choice.yes, &choice.no];
    1 + all
        .into_iter()
        .map(|spans| deepest(spans))
        .max()
        .unwrap_or(0)
}

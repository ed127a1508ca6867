//! The syntax tree: what a filter says, before its values are given a kind.

/// A filter or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// `a|b`: at least one holds; two or more.
    Any(Vec<Expression>),
    /// `a&b`: all hold; two or more.
    All(Vec<Expression>),
    /// `v`, `=v`, `<>v`, `<v` …; a value alone is [`Comparison::Equal`].
    Compare(Comparison, Operand),
    /// `a..b`, `a..`, `..b`: both ends belong to it; at least one is there.
    Between(Option<Operand>, Option<Operand>),
    /// `&&words`.
    Words(Operand),
}

impl Expression {
    /// Whether any of the values is such.
    pub(super) fn any_operand(&self, is_such: &dyn Fn(&Operand) -> bool) -> bool {
        match self {
            Self::Any(parts) | Self::All(parts) => {
                parts.iter().any(|part| part.any_operand(is_such))
            }
            Self::Compare(_, operand) | Self::Words(operand) => is_such(operand),
            Self::Between(from, to) => [from, to].into_iter().flatten().any(is_such),
        }
    }
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// `v` or `=v`
    Equal,
    /// `<>v`
    NotEqual,
    /// `<v`
    Less,
    /// `<=v`
    LessOrEqual,
    /// `>v`
    Greater,
    /// `>=v`
    GreaterOrEqual,
}

impl Comparison {
    /// As it is written.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether a value that stands so to the constant passes.
    pub(super) fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// A value as it stands in the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operand {
    /// Without quotes, without the leading `@`, with single apostrophes.
    pub text: String,
    /// The character (from 0) at which it begins, `@` and quote included.
    pub position: usize,
    /// Whether it stood in quotes: then `%` and blanks at its ends are plain characters.
    pub is_quoted: bool,
    /// Whether it began with `@`: case and accents do not matter.
    pub ignores_case: bool,
}

impl Operand {
    /// Whether it has characters that stand for others.
    pub(super) fn has_wildcards(&self) -> bool {
        self.text.contains(['*', '?'])
    }

    /// The word of a token such as `%me`, without the `%`; none for a plain value.
    pub(super) fn token(&self) -> Option<&str> {
        let word = self.text.strip_prefix('%')?;
        (!self.is_quoted && word.starts_with(char::is_alphabetic)).then_some(word)
    }
}

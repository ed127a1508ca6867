//! BC's view string: the filters of one table as BC keeps them in *Table View*, e.g.
//! `VERSION(1) SORTING(Field1) WHERE(Field5050=1(1),Field29=1(HR|LT))`.
//!
//! After a field, `=1(…)` or `=FILTER(…)` holds a filter, `=0(…)` or `=CONST(…)` one constant. Fields
//! stand as numbers or, in views written by hand, as names; names may be in double quotes. The
//! filters themselves are read later, when the fields and their kinds are known.

mod scanner;

use std::fmt;

use super::error::FilterError;
use scanner::Scanner;

/// A view that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableView {
    /// The fields of the sort key, in order; selecting does not depend on it.
    pub sorting: Vec<FieldRef>,
    /// Whether the order is descending.
    pub is_descending: bool,
    /// The filters, all of which must hold.
    pub filters: Vec<ViewFilter>,
}

/// A field as a view names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldRef {
    /// `Field29`
    No(u32),
    /// `Salesperson Code`
    Name(String),
}

/// One filter of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewFilter {
    /// The field.
    pub field: FieldRef,
    /// Whether `text` is one value as it stands, without operators.
    pub is_constant: bool,
    /// The filter or the constant.
    pub text: String,
}

impl TableView {
    /// Reads a view; a blank text is a view without filters. Words and their order are BC's, in
    /// any case, each part at most once.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        let mut scanner = Scanner::new(text);
        let mut view = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        while !scanner.is_at_end() {
            let Some(part) = scanner.word(&["VERSION", "SORTING", "ORDER", "WHERE"]) else {
                return Err(scanner.error("VERSION(1), SORTING(…), ORDER(…) or WHERE(…)"));
            };
            if seen.contains(&part) {
                return Err(scanner.error_at_word(part, "each part once"));
            }
            seen.push(part);
            scanner.open(part)?;
            match part {
                "VERSION" => {
                    scanner
                        .word(&["1"])
                        .ok_or_else(|| scanner.error("1, the version that BC writes"))?;
                }
                "SORTING" => view.sorting = fields(&mut scanner)?,
                "ORDER" => {
                    let order = scanner
                        .word(&["ASCENDING", "DESCENDING"])
                        .ok_or_else(|| scanner.error("Ascending or Descending"))?;
                    view.is_descending = order == "DESCENDING";
                }
                _ => view.filters = filters(&mut scanner)?,
            }
            scanner.close()?;
        }
        Ok(view)
    }
}

fn fields(scanner: &mut Scanner<'_>) -> Result<Vec<FieldRef>, FilterError> {
    let mut fields = vec![scanner.field()?];
    while scanner.takes(',') {
        fields.push(scanner.field()?);
    }
    Ok(fields)
}

fn filters(scanner: &mut Scanner<'_>) -> Result<Vec<ViewFilter>, FilterError> {
    let mut filters = vec![filter(scanner)?];
    while scanner.takes(',') {
        filters.push(filter(scanner)?);
    }
    Ok(filters)
}

fn filter(scanner: &mut Scanner<'_>) -> Result<ViewFilter, FilterError> {
    let field = scanner.field()?;
    if !scanner.takes('=') {
        return Err(scanner.error("= and 1(filter) or 0(constant)"));
    }
    let sort = scanner
        .word(&["1", "0", "FILTER", "CONST"])
        .ok_or_else(|| {
            scanner.error("1(filter) or 0(constant); links to other fields are not known here")
        })?;
    let is_constant = matches!(sort, "0" | "CONST");
    scanner.open(sort)?;
    let inside = scanner.inside()?;
    scanner.close()?;
    Ok(ViewFilter {
        field,
        is_constant,
        text: if is_constant {
            unquoted(&inside)
        } else {
            inside
        },
    })
}

/// A constant that stands in quotes as a whole is the text inside them.
fn unquoted(text: &str) -> String {
    let inside = text
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''))
        .filter(|inside| !inside.replace("''", "").contains('\''));
    inside.map_or_else(|| text.to_owned(), |inside| inside.replace("''", "'"))
}

impl fmt::Display for TableView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VERSION(1)")?;
        if !self.sorting.is_empty() {
            let fields: Vec<String> = self.sorting.iter().map(FieldRef::to_string).collect();
            write!(f, " SORTING({})", fields.join(","))?;
        }
        if self.is_descending {
            f.write_str(" ORDER(Descending)")?;
        }
        if !self.filters.is_empty() {
            let filters: Vec<String> = self.filters.iter().map(ViewFilter::to_string).collect();
            write!(f, " WHERE({})", filters.join(","))?;
        }
        Ok(())
    }
}

impl fmt::Display for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::No(no) => write!(f, "Field{no}"),
            Self::Name(name) if scanner::is_plain_name(name) => f.write_str(name),
            Self::Name(name) => write!(f, "\"{}\"", name.replace('"', "\"\"")),
        }
    }
}

impl fmt::Display for ViewFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = u8::from(!self.is_constant);
        if self.is_constant && !scanner::is_plain_constant(&self.text) {
            let text = self.text.replace('\'', "''");
            write!(f, "{}={sort}('{text}')", self.field)
        } else {
            write!(f, "{}={sort}({})", self.field, self.text)
        }
    }
}

#[cfg(test)]
mod tests;

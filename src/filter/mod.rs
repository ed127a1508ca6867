//! BC's filter language: from the text in a cell to something that answers, for a value or a whole
//! column, whether it matches.
//!
//! The way of a filter: the `lexer` cuts the text, the `parser` builds the `syntax` tree, and
//! `resolve` turns its values into constants of the field's kind: dates, tokens and formulas
//! become days, `%me` the user. What comes out, a [`Filter`], depends on nothing any more: not on
//! the clock, the settings or the text. BC keeps several filters of one record in a view string;
//! that form is [`table_view`].
//!
//! BC's own parser is part of its platform and not public. The rules here are those of its user
//! documentation and of codeunit 58 *Filter Tokens*, with what segbook settles where they are silent.

mod compiled;
mod context;
mod date_formula;
mod date_literal;
mod date_token;
mod error;
mod intervals;
mod lexer;
mod literal;
mod parser;
mod pattern;
mod print;
mod resolve;
mod syntax;
pub mod table_view;
mod test;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use compiled::Filter;
pub use context::Context;
pub use error::FilterError;
pub use print::quote;
pub use table_view::TableView;

//! Which paragraphs have nothing to show when their fields are blank.

use super::blocks::field_tokens;
use super::inline::{Inline, Token};
use super::instruction::{Kind, kind};
use super::xml::Node;

/// Whether there is nothing to see in a paragraph but fields that letters fill.
pub(super) fn shows_only_fields(inlines: &[Inline<'_, '_>]) -> bool {
    let mut fields = 0;
    let all = inlines.iter().all(|inline| match inline {
        Inline::Token(token) => is_invisible(*token),
        Inline::Field(field) => {
            fields += 1;
            let is_filled = match kind(&field.keyword()) {
                Kind::Kept | Kind::Refused(_) => false,
                Kind::Merge | Kind::Number | Kind::Choice => true,
            };
            is_filled && field_tokens(field).into_iter().all(is_invisible_in_field)
        }
    });
    all && fields > 0
}

fn is_invisible(token: Token<'_, '_>) -> bool {
    match token {
        Token::Piece(_, element) => match element.name {
            "w:t" => element.text().trim().is_empty(),
            "w:tab" | "w:lastRenderedPageBreak" => true,
            _ => false,
        },
        token => is_invisible_in_field(token),
    }
}

/// The runs of a field vanish with it; bookmarks in it stay.
fn is_invisible_in_field(token: Token<'_, '_>) -> bool {
    match token {
        Token::Piece(..) | Token::Open(_) | Token::Close(_) | Token::Atom(Node::Raw(_)) => true,
        Token::Atom(Node::Element(element)) => match element.name {
            "w:proofErr"
            | "w:bookmarkEnd"
            | "w:permStart"
            | "w:permEnd"
            | "w:sdtPr"
            | "w:sdtEndPr"
            | "w:commentRangeStart"
            | "w:commentRangeEnd" => true,
            // Word's own mark of the last place that was edited.
            "w:bookmarkStart" => element.attribute("w:name").as_deref() == Some("_GoBack"),
            _ => false,
        },
    }
}

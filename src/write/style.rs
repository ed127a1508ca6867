//! The look that all written sheets share.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, TableStyle};

use crate::finding::Severity;
use crate::schema::Kind;

/// Blue captions, banded rows: what Excel gives a new table.
pub(super) const TABLE: TableStyle = TableStyle::Medium2;

/// The format of a column's cells, also of those that a person will fill: text columns keep leading
/// zeros that are typed, dates look like dates. None for what looks right by itself.
pub(super) fn column(kind: Kind) -> Option<Format> {
    let pattern = match kind {
        Kind::Code(_) | Kind::Text(_) => "@",
        Kind::Date => "yyyy-mm-dd",
        Kind::Time => "hh:mm:ss",
        Kind::Integer => "0",
        Kind::Decimal | Kind::Boolean | Kind::Options(_) => return None,
    };
    Some(Format::new().set_num_format(pattern))
}

/// A caption: as Excel's table style has it, but written out for programs that do not draw table
/// styles. One that must be filled is red, as in the templates that BC's users know.
pub(super) fn caption(is_mandatory: bool) -> Format {
    Format::new()
        .set_bold()
        .set_font_color("FFFFFF")
        .set_background_color(if is_mandatory { "C00000" } else { "4472C4" })
}

/// A cell with something wrong, in the colours of Excel's own styles *Bad* and *Neutral*.
pub(super) fn tinted(severity: Severity) -> Format {
    let (back, font) = match severity {
        Severity::Error => ("FFC7CE", "9C0006"),
        Severity::Warning => ("FFEB9C", "9C5700"),
        Severity::Notice => return Format::new(),
    };
    Format::new()
        .set_background_color(back)
        .set_font_color(font)
}

/// The title of a cover.
pub(super) fn title() -> Format {
    Format::new()
        .set_bold()
        .set_font_size(16)
        .set_font_color("1F4E79")
}

/// The line of advice below it.
pub(super) fn advice() -> Format {
    Format::new().set_italic().set_font_color("595959")
}

/// The heading of a block.
pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_font_color("1F4E79")
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color("9DC3E6")
}

/// A label.
pub(super) fn label() -> Format {
    Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Top)
}

/// A label that leads to a sheet of the workbook.
pub(super) fn link() -> Format {
    label().set_hyperlink()
}

/// A text value.
pub(super) fn text_value() -> Format {
    label().set_align(FormatAlign::Left).set_text_wrap()
}

/// A count.
pub(super) fn count_value() -> Format {
    Format::new()
        .set_num_format("#,##0")
        .set_align(FormatAlign::Left)
}

/// A date.
pub(super) fn date_value() -> Format {
    Format::new()
        .set_num_format("yyyy-mm-dd")
        .set_align(FormatAlign::Left)
}

/// Excel's number for A4.
pub(super) const PAPER_A4: u8 = 9;

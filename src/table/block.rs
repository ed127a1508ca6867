//! Records as blocks of bytes and back: one block for the positions of the rows, one for each column.
//! What they mean stands in an [`Outline`]; neither says anything about a file.
//!
//! Bytes that cannot be a block are an error, never a panic.

use std::io::{self, Read, Write};
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use serde::{Deserialize, Serialize};

use crate::schema::{FieldNo, Kind, TableNo, table};

use super::filled::Filled;
use super::packed::{
    damaged, read_bits, read_bytes, read_decimals, read_numbers, write_bits, write_decimals,
    write_numbers,
};
use super::records::Extra;
use super::{Column, Dictionary, Origin, Records};

/// What records are, besides their values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    table: TableNo,
    rows: usize,
    fields: Vec<FieldNo>,
    extras: Vec<Arc<str>>,
    origins: Vec<Origin>,
}

/// A part of records that can be written on its own.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a>(Part<'a>);

#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    /// The positions of the rows, and which of them were rejected.
    Rows(&'a [u32], &'a FixedBitSet),
    /// The values of a field, and which of its cells were filled.
    Field(&'a Column, &'a Filled),
    /// The values of an extra column.
    Extra(&'a Column),
}

/// A part of records that was read.
#[derive(Debug)]
pub struct ReadBlock(ReadPart);

#[derive(Debug)]
enum ReadPart {
    Rows(Vec<u32>, FixedBitSet),
    Field(Column, Filled),
    Extra(Column),
}

impl Records {
    /// What the records are, and their blocks in the order in which [`Outline::read_block`] counts
    /// them.
    pub fn blocks(&self) -> (Outline, Vec<Block<'_>>) {
        let outline = Outline {
            table: self.table().no,
            rows: self.len(),
            fields: self.fields().collect(),
            extras: self
                .extras()
                .iter()
                .map(|one| one.caption.clone())
                .collect(),
            origins: self.origins().to_vec(),
        };
        let (rows, rejected) = self.positions();
        let fields = self.filled_columns();
        let extras = self.extras().iter().map(|extra| &extra.column);
        let blocks = std::iter::once(Part::Rows(rows, rejected))
            .chain(fields.map(|(column, filled)| Part::Field(column, filled)))
            .chain(extras.map(Part::Extra));
        (outline, blocks.map(Block).collect())
    }
}

impl Block<'_> {
    /// Writes it, many values at a time.
    pub fn write(self, to: &mut impl Write) -> io::Result<()> {
        match self.0 {
            Part::Rows(rows, rejected) => {
                write_numbers(to, rows)?;
                write_bits(to, rejected, rows.len())
            }
            Part::Field(column, filled) => {
                write_column(to, column)?;
                let (values, on_purpose) = filled.sets();
                write_bits(to, values, column.len())?;
                write_bits(to, on_purpose, column.len())
            }
            Part::Extra(column) => write_column(to, column),
        }
    }
}

impl Outline {
    /// Reads one block, by its position from 0. `from` ends where the block does.
    ///
    /// # Errors
    /// What is read cannot be this block.
    pub fn read_block(&self, at: usize, from: &mut io::Take<impl Read>) -> io::Result<ReadBlock> {
        let rows = self.rows;
        let Some(at) = at.checked_sub(1) else {
            let positions = read_numbers(from, rows)?;
            return Ok(ReadBlock(ReadPart::Rows(positions, read_bits(from, rows)?)));
        };
        let Some(&field) = self.fields.get(at) else {
            let column = read_column(from, Kind::Text(u16::MAX), rows)?;
            return Ok(ReadBlock(ReadPart::Extra(column)));
        };
        let field =
            table(self.table).and_then(|table| table.fields.iter().find(|known| known.no == field));
        let kind = field.ok_or_else(damaged)?.kind;
        let column = read_column(from, kind, rows)?;
        let values = read_bits(from, rows)?;
        let filled = Filled::from_sets(values, read_bits(from, rows)?);
        Ok(ReadBlock(ReadPart::Field(column, filled)))
    }

    /// The records of these blocks, all of them in order; none when they do not fit together.
    pub fn records(self, blocks: Vec<ReadBlock>) -> Option<Records> {
        let mut blocks = blocks.into_iter();
        let Some(ReadBlock(ReadPart::Rows(rows, rejected))) = blocks.next() else {
            return None;
        };
        let mut columns = Vec::new();
        let mut extras = Vec::new();
        let (mut fields, mut captions) = (self.fields.into_iter(), self.extras.into_iter());
        for block in blocks {
            match block.0 {
                ReadPart::Rows(..) => return None,
                ReadPart::Field(column, filled) => columns.push((fields.next()?, column, filled)),
                ReadPart::Extra(column) => extras.push(Extra {
                    caption: captions.next()?,
                    column,
                }),
            }
        }
        let is_whole = fields.next().is_none() && captions.next().is_none();
        let first = self.origins.first().map(|origin| origin.first);
        let is_placed = rows.is_empty() || first == Some(0);
        let (table, origins) = (table(self.table)?, self.origins);
        (is_whole && is_placed)
            .then(|| Records::from_parts(table, columns, extras, origins, rows, rejected))
    }
}

fn write_column(to: &mut impl Write, column: &Column) -> io::Result<()> {
    match column {
        Column::Text { ids, dictionary } => {
            write_dictionary(to, dictionary)?;
            write_numbers(to, ids)
        }
        Column::Integer(values) => write_numbers(to, values),
        Column::Decimal(values) => write_decimals(to, values),
        Column::Boolean(values) => {
            let bytes: Vec<u8> = values.iter().map(|&value| value.into()).collect();
            to.write_all(&bytes)
        }
        Column::Option(values) => to.write_all(values),
        Column::Date(values) => write_numbers(to, values),
        Column::Time(values) => write_numbers(to, values),
    }
}

fn read_column(from: &mut io::Take<impl Read>, kind: Kind, rows: usize) -> io::Result<Column> {
    Ok(match Column::new(kind) {
        Column::Text { .. } => {
            let dictionary = read_dictionary(from)?;
            let ids: Vec<u32> = read_numbers(from, rows)?;
            if ids.iter().any(|&id| id as usize >= dictionary.len()) {
                return Err(damaged());
            }
            Column::Text { ids, dictionary }
        }
        Column::Integer(_) => Column::Integer(read_numbers(from, rows)?),
        Column::Decimal(_) => Column::Decimal(read_decimals(from, rows)?),
        Column::Boolean(_) => {
            let bytes = read_bytes(from, rows)?;
            Column::Boolean(bytes.into_iter().map(|byte| byte != 0).collect())
        }
        Column::Option(_) => {
            let ordinals = read_bytes(from, rows)?;
            let is_known: [bool; 1 << 8] =
                std::array::from_fn(|at| at == 0 || kind.caption_of(at as u8).is_some());
            if !ordinals
                .iter()
                .all(|&ordinal| is_known[usize::from(ordinal)])
            {
                return Err(damaged());
            }
            Column::Option(ordinals)
        }
        Column::Date(_) => Column::Date(read_numbers(from, rows)?),
        Column::Time(_) => Column::Time(read_numbers(from, rows)?),
    })
}

fn write_dictionary(to: &mut impl Write, dictionary: &Dictionary) -> io::Result<()> {
    let lengths: Vec<u32> = dictionary.lengths().collect();
    for count in [lengths.len(), dictionary.text().len()] {
        to.write_all(&(count as u64).to_le_bytes())?;
    }
    to.write_all(&[dictionary.is_ascending().into()])?;
    write_numbers(to, &lengths)?;
    to.write_all(dictionary.text().as_bytes())
}

fn read_dictionary(from: &mut io::Take<impl Read>) -> io::Result<Dictionary> {
    let (texts, bytes) = (read_count(from)?, read_count(from)?);
    let is_ascending = read_bytes(from, 1)?[0] != 0;
    let lengths: Vec<u32> = read_numbers(from, texts)?;
    let text = String::from_utf8(read_bytes(from, bytes)?).map_err(|_| damaged())?;
    Dictionary::from_parts(text, &lengths, is_ascending).ok_or_else(damaged)
}

fn read_count(from: &mut io::Take<impl Read>) -> io::Result<usize> {
    let mut count = [0; 8];
    from.read_exact(&mut count)?;
    usize::try_from(u64::from_le_bytes(count)).map_err(|_| damaged())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::schema::{CONTACT, INTERACTION_LOG_ENTRY, contact, interaction_log_entry as entry};
    use crate::table::RecordsBuilder;
    use crate::table::records_for_tests::shown;
    use crate::value::{Date, Time, Value};

    /// Each block of the records as bytes.
    fn written(records: &Records) -> (Outline, Vec<Vec<u8>>) {
        let (outline, blocks) = records.blocks();
        let bytes = blocks.into_iter().map(|block| {
            let mut bytes = Vec::new();
            block.write(&mut bytes).expect("memory");
            bytes
        });
        (outline, bytes.collect())
    }

    fn read_block(outline: &Outline, at: usize, bytes: &[u8]) -> io::Result<ReadBlock> {
        outline.read_block(at, &mut bytes.take(bytes.len() as u64))
    }

    fn read(outline: &Outline, blocks: &[Vec<u8>]) -> Option<Records> {
        let blocks = blocks.iter().enumerate();
        let read = blocks.map(|(at, bytes)| read_block(outline, at, bytes).ok());
        outline.clone().records(read.collect::<Option<_>>()?)
    }

    fn contacts() -> Records {
        let mut builder = RecordsBuilder::new(&CONTACT, Place::file("a.csv"));
        let no = builder.add_field(contact::NO, 0, "No.");
        let name = builder.add_field(contact::NAME, 2, "Name");
        let extra = builder.add_extra(3, "Shoe Size");
        for (row, code, text, size) in [
            (1, "C1", "Zoë", "38"),
            (2, "C2", "Ann", ""),
            (5, "C3", "", "38"),
        ] {
            builder.begin_row(row);
            builder.set(no, Value::text(code));
            builder.set(name, Value::text(text));
            builder.set(extra, Value::text(size));
        }
        builder.set_blank_on_purpose(name);
        builder.reject_row();
        builder.finish()
    }

    fn entries() -> Records {
        let date = Date::new(2026, 11, 23).expect("a date");
        let time = Time::from_seconds(86_399).expect("a time");
        Records::from_rows(
            &INTERACTION_LOG_ENTRY,
            &[
                vec![
                    (entry::ENTRY_NO, Value::Integer(1 << 40)),
                    (entry::DATE, Value::Date(date)),
                    (entry::TIME_OF_INTERACTION, Value::Time(time)),
                    (
                        entry::COST_LCY,
                        Value::Decimal(rust_decimal::Decimal::new(1_250, 2)),
                    ),
                    (entry::CANCELED, Value::Boolean(true)),
                    (entry::INFORMATION_FLOW, Value::Option(2)),
                ],
                vec![(entry::ENTRY_NO, Value::Integer(-1))],
            ],
        )
    }

    #[test]
    fn records_are_the_same_after_a_way_through_bytes() {
        let empty = RecordsBuilder::new(&CONTACT, Place::file("b.csv")).finish();
        for records in [contacts(), entries(), empty, Records::empty(&CONTACT)] {
            let (outline, blocks) = written(&records);
            let again = read(&outline, &blocks).expect("records");
            assert_eq!(shown(&again), shown(&records));
        }
        let again =
            shown(&read(&written(&contacts()).0, &written(&contacts()).1).expect("records"));
        assert!(again[3].starts_with("true a.csv: line 6, column 1 \"No.\" Text(\"C3\") Value"));
        assert!(again[3].contains("\"Name\" Blank Blank"));
    }

    #[test]
    fn a_dictionary_goes_on_where_it_was() {
        let (outline, blocks) = written(&contacts());
        let mut again = read(&outline, &blocks).expect("records");
        again.append(contacts());
        let text = |row| again.text(row, contact::NAME);
        assert_eq!([text(0), text(3), text(4)], ["Zoë", "Zoë", "Ann"]);
        let Some(Column::Text { ids, dictionary }) = again.column(contact::NAME) else {
            panic!("a column of texts");
        };
        assert_eq!(ids, &[1, 2, 0, 1, 2, 0]);
        assert_eq!(dictionary.find("Ann"), Some(2));
    }

    #[test]
    fn damaged_bytes_are_an_error_or_other_values_but_never_a_panic() {
        for records in [contacts(), entries()] {
            let (outline, blocks) = written(&records);
            for (at, block) in blocks.iter().enumerate() {
                for end in 0..block.len() {
                    assert!(
                        read_block(&outline, at, &block[..end]).is_err(),
                        "{at} {end}"
                    );
                }
                for (byte, bit) in (0..block.len()).flat_map(|byte| [(byte, 1), (byte, 0x80)]) {
                    let mut damaged = blocks.clone();
                    damaged[at][byte] ^= bit;
                    if let Some(records) = read(&outline, &damaged) {
                        shown(&records);
                    }
                }
            }
            // Blocks that are missing, or stand in another's place.
            assert!(read(&outline, &blocks[1..]).is_none());
            assert!(read(&outline, &blocks[..blocks.len() - 1]).is_none());
        }
    }
}

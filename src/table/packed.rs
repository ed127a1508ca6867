//! Numbers in as few bytes as their range needs, little-endian, many at a time.
//!
//! What is read is looked at as everything that comes from outside: bytes that cannot be such numbers
//! are an error, never a panic.

use std::io::{self, Read, Write};

use fixedbitset::FixedBitSet;
use rust_decimal::Decimal;

/// How many bytes are written or read at a time.
const CHUNK_BYTES: usize = 1 << 18;

/// The least of some numbers, and how many bytes each needs above it: 1, 2, 4 or 8.
fn range<T: Copy + Into<i64>>(numbers: &[T]) -> (i64, u8) {
    let all = || numbers.iter().map(|&number| number.into());
    let (least, most) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
    let bytes = match most.wrapping_sub(least) as u64 {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 4,
        _ => 8,
    };
    (least, bytes)
}

pub(super) fn write_numbers<T: Copy + Into<i64>>(
    to: &mut impl Write,
    numbers: &[T],
) -> io::Result<()> {
    let (least, bytes) = range(numbers);
    to.write_all(&least.to_le_bytes())?;
    to.write_all(&[bytes])?;
    let above = |number: T| number.into().wrapping_sub(least) as u64;
    match bytes {
        1 => write_each(to, numbers, |number| [above(number) as u8]),
        2 => write_each(to, numbers, |number| (above(number) as u16).to_le_bytes()),
        4 => write_each(to, numbers, |number| (above(number) as u32).to_le_bytes()),
        _ => write_each(to, numbers, |number| above(number).to_le_bytes()),
    }
}

pub(super) fn read_numbers<T: TryFrom<i64>>(
    from: &mut io::Take<impl Read>,
    count: usize,
) -> io::Result<Vec<T>> {
    let mut least = [0; 8];
    from.read_exact(&mut least)?;
    let least = i64::from_le_bytes(least);
    let number = |above: u64| T::try_from(least.wrapping_add(above as i64)).ok();
    match read_bytes(from, 1)?[0] {
        1 => read_each(from, count, |[byte]: [u8; 1]| number(byte.into())),
        2 => read_each(from, count, |bytes| {
            number(u16::from_le_bytes(bytes).into())
        }),
        4 => read_each(from, count, |bytes| {
            number(u32::from_le_bytes(bytes).into())
        }),
        8 => read_each(from, count, |bytes| number(u64::from_le_bytes(bytes))),
        _ => Err(damaged()),
    }
}

/// The digits of a decimal as one number, and how many of them stand behind the mark; none where that
/// would not give the same decimal again.
fn digits(decimal: Decimal) -> Option<(i64, u8)> {
    let digits = i64::try_from(decimal.mantissa()).ok()?;
    let is_same = Decimal::new(digits, decimal.scale()).serialize() == decimal.serialize();
    is_same.then_some((digits, decimal.scale() as u8))
}

/// Nearly all are amounts, with few digits.
pub(super) fn write_decimals(to: &mut impl Write, decimals: &[Decimal]) -> io::Result<()> {
    let all: Option<(Vec<i64>, Vec<u8>)> = decimals.iter().map(|&one| digits(one)).collect();
    let Some((digits, scales)) = all else {
        to.write_all(&[0])?;
        return write_each(to, decimals, |decimal| decimal.serialize());
    };
    to.write_all(&[1])?;
    write_numbers(to, &digits)?;
    to.write_all(&scales)
}

pub(super) fn read_decimals(
    from: &mut io::Take<impl Read>,
    count: usize,
) -> io::Result<Vec<Decimal>> {
    if read_bytes(from, 1)?[0] == 0 {
        return read_each(from, count, |bytes| Some(Decimal::deserialize(bytes)));
    }
    let digits = read_numbers::<i64>(from, count)?;
    let scales = read_bytes(from, count)?;
    let decimals = digits.into_iter().zip(scales);
    decimals
        .map(|(digits, scale)| Decimal::try_new(digits, scale.into()).map_err(|_| damaged()))
        .collect()
}

/// One bit for each row, the first row in the lowest bit of the first byte.
pub(super) fn write_bits(to: &mut impl Write, bits: &FixedBitSet, rows: usize) -> io::Result<()> {
    let blocks = bits.as_slice().iter().copied();
    let bytes = blocks.flat_map(usize::to_le_bytes);
    let padded = bytes.chain(std::iter::repeat(0)).take(rows.div_ceil(8));
    to.write_all(&padded.collect::<Vec<u8>>())
}

pub(super) fn read_bits(from: &mut io::Take<impl Read>, rows: usize) -> io::Result<FixedBitSet> {
    let bytes = read_bytes(from, rows.div_ceil(8))?;
    let blocks = bytes.chunks(size_of::<usize>()).map(|chunk| {
        let mut block = [0; size_of::<usize>()];
        block[..chunk.len()].copy_from_slice(chunk);
        usize::from_le_bytes(block)
    });
    Ok(FixedBitSet::with_capacity_and_blocks(rows, blocks))
}

pub(super) fn read_bytes(from: &mut io::Take<impl Read>, count: usize) -> io::Result<Vec<u8>> {
    // Nothing is reserved for more than is there.
    if count as u64 > from.limit() {
        return Err(damaged());
    }
    let mut bytes = vec![0; count];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// What is said of bytes that cannot be what they are read as.
pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a block of records")
}

fn write_each<T: Copy, const N: usize>(
    to: &mut impl Write,
    values: &[T],
    bytes: impl Fn(T) -> [u8; N],
) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK_BYTES];
    let (spaces, _) = buffer.as_chunks_mut::<N>();
    for chunk in values.chunks(spaces.len()) {
        for (space, value) in spaces.iter_mut().zip(chunk) {
            *space = bytes(*value);
        }
        to.write_all(spaces[..chunk.len()].as_flattened())?;
    }
    Ok(())
}

fn read_each<T, const N: usize>(
    from: &mut io::Take<impl Read>,
    count: usize,
    value: impl Fn([u8; N]) -> Option<T>,
) -> io::Result<Vec<T>> {
    if count as u64 > from.limit() / N as u64 {
        return Err(damaged());
    }
    let mut values = Vec::with_capacity(count);
    let mut buffer = vec![0; CHUNK_BYTES];
    let (spaces, _) = buffer.as_chunks_mut::<N>();
    while values.len() < count {
        let filled = (count - values.len()).min(spaces.len());
        from.read_exact(spaces[..filled].as_flattened_mut())?;
        for bytes in &spaces[..filled] {
            values.push(value(*bytes).ok_or_else(damaged)?);
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("memory");
        bytes
    }

    #[test]
    fn numbers_take_as_many_bytes_as_their_range_needs() {
        for (numbers, width) in [
            (vec![], 1),
            (vec![7], 1),
            (vec![1_000_000, 1_000_255], 1),
            (vec![1_000_000, 1_000_256], 2),
            (vec![-40_000, 25_535], 2),
            (vec![-40_000, 25_536], 4),
            (vec![0, 0xffff_ffff], 4),
            (vec![0, 0x1_0000_0000], 8),
            (vec![i64::MIN, 0, i64::MAX], 8),
        ] {
            let bytes = written(|to| write_numbers(to, &numbers));
            assert_eq!(bytes.len(), 9 + width * numbers.len(), "{numbers:?}");
            let read = read_numbers::<i64>(&mut bytes.as_slice().take(100), numbers.len());
            assert_eq!(read.expect("numbers"), numbers);
        }
        let bytes = written(|to| write_numbers(to, &[i32::MIN, 20_000]));
        let read = read_numbers::<i32>(&mut bytes.as_slice().take(100), 2);
        assert_eq!(read.expect("numbers"), [i32::MIN, 20_000]);
        // One that is none of this kind, and more than are there.
        assert!(read_numbers::<u32>(&mut bytes.as_slice().take(100), 2).is_err());
        assert!(read_numbers::<i32>(&mut bytes.as_slice().take(100), usize::MAX).is_err());
    }

    #[test]
    fn decimals_are_the_same_to_the_last_digit() {
        let decimals = |texts: &[&str]| -> Vec<Decimal> {
            let texts = texts.iter();
            texts
                .map(|text| Decimal::from_str_exact(text).expect("a decimal"))
                .collect()
        };
        let mut negative_zero = Decimal::ZERO;
        negative_zero.set_sign_negative(true);
        for (decimals, len) in [
            (decimals(&["0", "12.5", "-3", "2.50"]), 1 + 9 + 4 + 4),
            (decimals(&["12345678901234567890.12345678"]), 1 + 16),
            (vec![negative_zero], 1 + 16),
            (vec![], 1 + 9),
        ] {
            let bytes = written(|to| write_decimals(to, &decimals));
            assert_eq!(bytes.len(), len, "{decimals:?}");
            let read = read_decimals(&mut bytes.as_slice().take(100), decimals.len());
            let exact = |decimals: &[Decimal]| -> Vec<[u8; 16]> {
                decimals.iter().map(Decimal::serialize).collect()
            };
            assert_eq!(exact(&read.expect("decimals")), exact(&decimals));
        }
    }

    #[test]
    fn bits_are_those_of_their_rows() {
        let mut bits = FixedBitSet::with_capacity(1_024);
        bits.extend([0, 8, 63, 64, 70]);
        let bytes = written(|to| write_bits(to, &bits, 71));
        assert_eq!(bytes, [1, 1, 0, 0, 0, 0, 0, 128, 65]);
        let read = read_bits(&mut bytes.as_slice().take(9), 71).expect("bits");
        assert_eq!(read.ones().collect::<Vec<_>>(), [0, 8, 63, 64, 70]);
        // A set that is shorter than its rows.
        let bytes = written(|to| write_bits(to, &FixedBitSet::new(), 17));
        assert_eq!(bytes, [0, 0, 0]);
    }
}

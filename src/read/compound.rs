//! The container of an xls file, looked through before the library reads it: chains of sectors that
//! lead in a circle and lengths that are not true would make it read without end.
//!
//! Layout: Microsoft, [MS-CFB].

/// The sector number that ends a chain.
const END_OF_CHAIN: u32 = 0xffff_fffe;

/// Sector numbers from here on have meanings of their own.
const SPECIAL: u32 = 0xffff_fffa;

/// Shorter streams lie in the stream of small sectors.
const SMALL_STREAM_BYTES: usize = 4_096;

/// A small sector.
const SMALL_SECTOR_BYTES: usize = 64;

/// A container whose chains all end.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    table: Vec<u32>,
    entries: Vec<Entry>,
    small: Vec<u8>,
    small_table: Vec<u32>,
}

struct Entry {
    name: String,
    start: u32,
    bytes: usize,
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().expect("four bytes")))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let four = bytes.chunks_exact(4);
    four.map(|four| u32::from_le_bytes(four.try_into().expect("four bytes")))
}

impl<'a> Compound<'a> {
    /// Looks through a file; none when it is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector_bytes = match bytes.get(26..28)? {
            [3, 0] => 512,
            [4, 0] => 4_096,
            _ => return None,
        };
        let mut compound = Self {
            bytes,
            sector_bytes,
            table: Vec::new(),
            entries: Vec::new(),
            small: Vec::new(),
            small_table: Vec::new(),
        };
        let mut parts: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let mut next = number(bytes, 68)?;
        let mut sectors_left = bytes.len() / sector_bytes + 1;
        while next < SPECIAL {
            sectors_left = sectors_left.checked_sub(1)?;
            parts.extend(numbers(compound.sector(next)?));
            next = parts.pop()?;
        }
        for part in parts.into_iter().filter(|part| *part < SPECIAL) {
            let sector = compound.sector(part)?;
            compound.table.extend(numbers(sector));
        }
        let folder = compound.chain(number(bytes, 48)?, usize::MAX)?;
        compound.entries = folder
            .chunks_exact(128)
            .map(|entry| compound.entry(entry))
            .collect::<Option<_>>()?;
        let small_sectors = number(bytes, 64)? as usize;
        if small_sectors > 0 {
            let root = compound.entries.first()?;
            compound.small = compound.chain(root.start, root.bytes)?;
            let length = small_sectors.checked_mul(sector_bytes)?;
            let length = Some(length).filter(|length| *length <= bytes.len())?;
            let small_table = compound.chain(number(bytes, 60)?, length)?;
            compound.small_table = numbers(&small_table).collect();
        }
        Some(compound)
    }

    /// The content of a stream; none when it is not there or damaged.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.bytes >= SMALL_STREAM_BYTES {
            return self.chain(entry.start, entry.bytes);
        }
        let sector = |no: u32| {
            let start = (no as usize).checked_mul(SMALL_SECTOR_BYTES)?;
            let end = self.small.len().min(start.checked_add(SMALL_SECTOR_BYTES)?);
            self.small.get(start..end)
        };
        follow(entry.start, &self.small_table, entry.bytes, sector)
    }

    /// An entry whose length can be true.
    fn entry(&self, bytes: &[u8]) -> Option<Entry> {
        let units = bytes[..64].chunks_exact(2);
        let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        let long = self.sector_bytes > 512 && bytes[124..128] != [0; 4];
        let length = number(bytes, 120)? as usize;
        (!long && length <= self.bytes.len()).then(|| Entry {
            name: String::from_utf16_lossy(&units),
            start: u32::from_le_bytes(bytes[116..120].try_into().expect("four bytes")),
            bytes: length,
        })
    }

    fn sector(&self, no: u32) -> Option<&'a [u8]> {
        let start = (no as usize + 1).checked_mul(self.sector_bytes)?;
        let end = self.bytes.len().min(start.checked_add(self.sector_bytes)?);
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        follow(start, &self.table, length, |no| self.sector(no))
    }
}

/// Puts the sectors of a chain together, up to a length; none when it leads nowhere or in a circle.
fn follow<'a>(
    start: u32,
    table: &[u32],
    length: usize,
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut no = start;
    let mut steps_left = table.len() + 1;
    while no != END_OF_CHAIN && content.len() < length {
        steps_left = steps_left.checked_sub(1)?;
        let bytes = sector(no)?;
        let wanted = bytes.len().min(length - content.len());
        content.extend_from_slice(&bytes[..wanted]);
        if content.len() < length {
            no = *table.get(no as usize)?;
        }
    }
    Some(content)
}

//! Numbers that look random and depend on nothing but their arguments: no clock, no state, so any
//! row of any table can be made on its own.

/// A number for one purpose (a column, say) and one row. The mixing is that of `SplitMix64`, by
/// Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014.
fn mixed(purpose: u64, row: u32) -> u64 {
    let mut z = purpose
        .wrapping_mul(0xD1B5_4A32_D192_ED03)
        .wrapping_add(u64::from(row))
        .wrapping_add(1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number below `bound`, which is small against 2^64.
pub(crate) fn below(purpose: u64, row: u32, bound: u32) -> u32 {
    (mixed(purpose, row) % u64::from(bound)) as u32
}

/// One of a list.
pub(crate) fn pick<T: Copy>(purpose: u64, row: u32, list: &[T]) -> T {
    list[below(purpose, row, list.len() as u32) as usize]
}

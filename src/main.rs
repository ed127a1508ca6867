//! segbook
fn main() {}

//! segbook

pub mod check;
pub mod cli;
pub mod config;
pub mod decode;
pub mod error;
pub mod filter;
pub mod finding;
pub mod ledger;
pub mod log;
pub mod place;
pub mod progress;
pub mod read;
pub mod run;
pub mod schema;
pub mod segment;
pub mod select;
pub mod table;
pub mod value;
pub mod write;

//! BC's filter language.

mod context;

pub use context::Context;

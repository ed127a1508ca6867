//! Settings: `segbook.toml` as written, and as resolved with flags and environment.

mod settings;

pub use settings::{
    InForce, InputSettings, Limits, OnError, OutputFormat, OutputSettings, Settings,
};

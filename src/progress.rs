//! How long work tells that it goes on. Stages report; only the console shows.

/// Receives the progress of a stage.
pub trait Progress: Sync {
    /// A stage begins, e.g. `reading`, with so many steps (files, segments, rows) ahead.
    fn begin(&self, stage: &'static str, steps: u64);

    /// So many more steps are done.
    fn advance(&self, steps: u64);
}

/// Shows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: &'static str, _steps: u64) {}

    fn advance(&self, _steps: u64) {}
}

//! Where tests kill the process: a point between every two steps of the commit.
//!
//! In builds with debug assertions `SEGBOOK_FAULT_AT=<name of a step>` ends the process there, as
//! a power cut would: no destructor runs, nothing is flushed. Release builds contain none of it.

/// A step of the commit that has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitStep {
    /// The ledger's lock is taken; nothing was read yet.
    LedgerLocked,
    /// The run's folder was made under its temporary name.
    FolderMade,
    /// Its files are written, but may be in the system's memory only.
    FilesWritten,
    /// Its files and folders are on the disk.
    FilesSynced,
    /// The entries are inserted, but not committed.
    EntriesInserted,
    /// The ledger is committed: from here on the run is done.
    Committed,
    /// The folder has its final name, perhaps in the system's memory only.
    Renamed,
    /// The folder's name is on the disk.
    RenameSynced,
}

impl CommitStep {
    /// All steps in their order.
    pub const ALL: [Self; 8] = [
        Self::LedgerLocked,
        Self::FolderMade,
        Self::FilesWritten,
        Self::FilesSynced,
        Self::EntriesInserted,
        Self::Committed,
        Self::Renamed,
        Self::RenameSynced,
    ];

    /// The name that the environment variable takes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LedgerLocked => "ledger-locked",
            Self::FolderMade => "folder-made",
            Self::FilesWritten => "files-written",
            Self::FilesSynced => "files-synced",
            Self::EntriesInserted => "entries-inserted",
            Self::Committed => "committed",
            Self::Renamed => "renamed",
            Self::RenameSynced => "rename-synced",
        }
    }

    /// Whether a run that ends after this step is done; otherwise it never was.
    pub const fn is_committed(self) -> bool {
        matches!(self, Self::Committed | Self::Renamed | Self::RenameSynced)
    }
}

/// Says that a step is done. Ends the process when a test asked for that.
#[cfg(debug_assertions)]
pub fn reach(step: CommitStep) {
    if std::env::var_os("SEGBOOK_FAULT_AT").is_some_and(|name| name == step.name()) {
        std::process::abort();
    }
}

/// Says that a step is done.
#[cfg(not(debug_assertions))]
#[inline]
pub fn reach(_step: CommitStep) {}

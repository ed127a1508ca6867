//! Where tests kill the process: a point between every two steps of the commit, and of sending.
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

/// A step of sending one e-mail that has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendStep {
    /// The journal says that the e-mail is being sent; no byte of it has left.
    Begun,
    /// The server has answered; the journal does not know yet.
    Answered,
    /// The journal knows the answer.
    Noted,
}

impl SendStep {
    /// The name that the environment variable takes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Begun => "mail-begun",
            Self::Answered => "mail-answered",
            Self::Noted => "mail-noted",
        }
    }
}

/// Says that a step is done. Ends the process when a test asked for that.
pub fn reach(step: CommitStep) {
    end_if_asked(step.name());
}

/// Says that a step of sending is done. Ends the process when a test asked for that.
pub fn reach_in_sending(step: SendStep) {
    end_if_asked(step.name());
}

#[cfg(debug_assertions)]
fn end_if_asked(step: &str) {
    if std::env::var_os("SEGBOOK_FAULT_AT").is_some_and(|name| name == step) {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
#[inline]
fn end_if_asked(_step: &str) {}

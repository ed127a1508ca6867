-- E-mail: which drafts a run has written, and what became of them.

-- One row for each draft; its hash stands in the run's run.json.
CREATE TABLE drafts (
    position INTEGER PRIMARY KEY,
    run_id   TEXT NOT NULL REFERENCES runs (id),
    path     TEXT NOT NULL,
    entry_no INTEGER NOT NULL,
    UNIQUE (run_id, path)
) STRICT;

-- The journal: one row before and one after each try, never changed. The last row of a draft says
-- how it stands: one that stands at 'sending' was interrupted, and nobody knows whether it arrived.
CREATE TABLE mail_journal (
    position   INTEGER PRIMARY KEY,
    run_id     TEXT NOT NULL,
    path       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'deferred', 'refused', 'unclear')),
    message_id TEXT NOT NULL,
    reply      TEXT NOT NULL,
    noted_at   TEXT NOT NULL,
    FOREIGN KEY (run_id, path) REFERENCES drafts (run_id, path)
) STRICT;
CREATE INDEX mail_journal_of_draft ON mail_journal (run_id, path);

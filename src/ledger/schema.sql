-- segbook's own tables. Those of Business Central come from the schema in code (see tables.rs).
-- A change here is a new file in MIGRATIONS (open.rs), never an edit of this one.

-- One row for each run, in the order in which they were committed.
CREATE TABLE runs (
    position     INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    command      TEXT NOT NULL,
    date         TEXT NOT NULL,
    user_id      TEXT NOT NULL,
    committed_at TEXT NOT NULL,
    json         TEXT NOT NULL
) STRICT;

-- The logged segments that a run wrote: what must be canceled or purged before it is a new run.
-- Kept when the logged segment is purged.
CREATE TABLE run_logged_segments (
    position                INTEGER PRIMARY KEY,
    run_id                  TEXT NOT NULL REFERENCES runs (id),
    logged_segment_entry_no INTEGER NOT NULL
) STRICT;
CREATE INDEX run_logged_segments_of_run ON run_logged_segments (run_id);
CREATE INDEX run_logged_segments_of_entry ON run_logged_segments (logged_segment_entry_no);

-- Numbers that are logged or reserved.
CREATE TABLE segment_uses (
    segment_no              TEXT NOT NULL PRIMARY KEY,
    definition              TEXT NOT NULL,
    recurring               INTEGER NOT NULL,
    date                    TEXT NOT NULL,
    rows_hash               TEXT NOT NULL,
    definition_hash         TEXT NOT NULL,
    run_id                  TEXT NOT NULL REFERENCES runs (id),
    logged_segment_entry_no INTEGER
) STRICT;

-- The last number that a series has given.
CREATE TABLE number_series (
    name        TEXT NOT NULL PRIMARY KEY,
    last_number TEXT NOT NULL
) STRICT;

-- `written_by`: the version of segbook that wrote last.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- 0004: the journal: the counter's ordered facts on their way to the server.
--
-- Why: an upload must survive a power cut between "submitted" and "acknowledged", and a retry
-- must be the same bytes. The envelope is made once, with its number, and its bytes go only when
-- the server's signed receipt says that it keeps them; the row stays, so that numbers have no
-- gap and are never given twice.
CREATE TABLE journal (
    sequence       INTEGER PRIMARY KEY CHECK (sequence >= 1),
    kind           TEXT    NOT NULL CHECK (length(kind) > 0),
    application_id BLOB    REFERENCES application (id),
    envelope       BLOB,
    sha256         BLOB    NOT NULL CHECK (length(sha256) = 32),
    stage          TEXT    NOT NULL CHECK (stage IN ('waiting', 'sent', 'accepted', 'quarantined')),
    queued_at_ms   INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    receipt        BLOB,
    reason         TEXT,
    CHECK ((stage = 'accepted') = (envelope IS NULL)),
    CHECK ((stage IN ('accepted', 'quarantined')) = (receipt IS NOT NULL))
) STRICT;

CREATE INDEX journal_stage ON journal (stage, sequence);
CREATE INDEX journal_application ON journal (application_id, sequence);

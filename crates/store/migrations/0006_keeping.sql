-- 0006: what is kept apart: news addresses, saved proofs.
--
-- Why: an e-mail address for news must not lead back to an application, so its row has no
-- application, no time of day, a key of its own, and a place in the table that its random nonce
-- decides (no rowid, so not the order of insertion either). A proof saved as a file must be
-- found again to be deleted.
CREATE TABLE updates (
    nonce  BLOB PRIMARY KEY CHECK (length(nonce) = 24),
    key    BLOB NOT NULL CHECK (length(key) = 32),
    sealed BLOB NOT NULL CHECK (length(sealed) >= 16),
    date   TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_proof (
    path            TEXT    PRIMARY KEY CHECK (length(path) > 0),
    application_id  BLOB    NOT NULL REFERENCES application (id),
    delete_after_ms INTEGER NOT NULL
) STRICT;

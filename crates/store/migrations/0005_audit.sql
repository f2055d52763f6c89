-- 0005: the audit log: who did what, when; nothing personal.
--
-- Why: it outlives every purge and must show that nothing in it was changed, so each entry's
-- hash takes in the one before (table/audit.rs says which bytes). The triggers keep an honest
-- program from changing it by mistake; the chain shows a dishonest one.
CREATE TABLE audit (
    sequence         INTEGER PRIMARY KEY CHECK (sequence >= 1),
    at_ms            INTEGER NOT NULL,
    monotonic_ms     INTEGER NOT NULL CHECK (monotonic_ms >= 0),
    server_offset_ms INTEGER,
    operator_id      BLOB    CHECK (length(operator_id) = 16),
    verb             TEXT    NOT NULL CHECK (length(verb) > 0),
    subject          TEXT,
    detail           TEXT,
    hash             BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

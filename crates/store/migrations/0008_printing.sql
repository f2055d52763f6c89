-- 0008: print jobs, the print ledger, and the blank cards.
--
-- Why: a card counts as printed when the printer or the clerk says so, never because a job was
-- sent, so a job is durable before its first byte leaves and keeps what is known of its end. It
-- uses up one blank at most: `blank_day_id` is the day on which it did, and what is left of the
-- blanks is computed, never stored. The ledger tells what happened in order; like the audit log it
-- is never changed; 'withheld' in it means that fields of the card were destroyed in time, so that
-- what the applicant confirmed can't be printed any more. Printers, jobs and reasons are no personal data: a document is never kept.
CREATE TABLE print_job (
    id              BLOB    PRIMARY KEY CHECK (length(id) = 16),
    application_id  BLOB    NOT NULL REFERENCES application (id),
    number          INTEGER NOT NULL CHECK (number >= 1),
    stage           TEXT    NOT NULL CHECK (stage IN (
        'sending', 'printing', 'unsure', 'failed', 'printed', 'spoiled')),
    said_by         TEXT    CHECK (said_by IN ('printer', 'clerk', 'counter')),
    trouble         TEXT    CHECK (length(trouble) > 0),
    printer_uri     TEXT    CHECK (length(printer_uri) > 0),
    printer_name    TEXT,
    printer_job     INTEGER,
    begun_at_ms     INTEGER NOT NULL,
    silent_since_ms INTEGER,
    blank_day_id    BLOB    REFERENCES day (id),
    UNIQUE (application_id, number),
    CHECK ((stage IN ('printed', 'spoiled')) = (blank_day_id IS NOT NULL)),
    CHECK ((printer_uri IS NULL) = (printer_name IS NULL))
) STRICT;

CREATE UNIQUE INDEX print_job_open ON print_job (application_id)
    WHERE stage IN ('sending', 'printing', 'unsure');
CREATE INDEX print_job_stage ON print_job (stage);
CREATE INDEX print_job_blank ON print_job (blank_day_id);

CREATE TABLE print_fact (
    sequence       INTEGER PRIMARY KEY CHECK (sequence >= 1),
    application_id BLOB    NOT NULL REFERENCES application (id),
    job            INTEGER NOT NULL CHECK (job >= 0),
    fact           TEXT    NOT NULL CHECK (fact IN (
        'submitted', 'printed', 'failed', 'unsure', 'spoiled', 'reprinted', 'handed_over',
        'withheld')),
    said_by        TEXT    NOT NULL CHECK (said_by IN ('printer', 'clerk', 'counter')),
    reason         TEXT    CHECK (length(reason) > 0),
    day_id         BLOB    NOT NULL REFERENCES day (id),
    at_ms          INTEGER NOT NULL
) STRICT;

CREATE INDEX print_fact_application ON print_fact (application_id, sequence);
CREATE INDEX print_fact_day ON print_fact (day_id, fact);

CREATE TRIGGER print_fact_is_never_changed BEFORE UPDATE ON print_fact
BEGIN SELECT RAISE(ABORT, 'the print ledger is append only'); END;

CREATE TRIGGER print_fact_is_never_removed BEFORE DELETE ON print_fact
BEGIN SELECT RAISE(ABORT, 'the print ledger is append only'); END;

CREATE TABLE stock (
    sequence    INTEGER PRIMARY KEY CHECK (sequence >= 1),
    kind        TEXT    NOT NULL CHECK (kind IN ('received', 'counted')),
    count       INTEGER NOT NULL CHECK (count >= 0),
    difference  INTEGER NOT NULL,
    reason      TEXT    CHECK (length(reason) > 0),
    day_id      BLOB    NOT NULL REFERENCES day (id),
    operator_id BLOB    NOT NULL REFERENCES operator (id),
    at_ms       INTEGER NOT NULL,
    CHECK (kind = 'counted' OR (difference = count AND count >= 1))
) STRICT;

CREATE INDEX stock_day ON stock (day_id);

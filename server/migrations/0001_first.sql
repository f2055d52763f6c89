-- 0001: counters with their codes and numbers, and what they sent.
--
-- Why: a receipt is a promise, so the envelope and the very bytes of its receipt are one row,
-- written before the receipt goes out. Accepted and quarantined are two tables: the first can
-- never have two rows for one number, the second may. Ids are text, hashes and keys are bytes,
-- times are Unix milliseconds of the server's clock. Nothing here can be read as a person.
CREATE TABLE counter (
    id            TEXT    PRIMARY KEY,
    key           BLOB    NOT NULL UNIQUE CHECK (length(key) = 32),
    site          TEXT    NOT NULL,
    joined_at_ms  INTEGER NOT NULL,
    revoked_at_ms INTEGER,
    -- The smallest number that no envelope accounts for yet.
    expected      INTEGER NOT NULL DEFAULT 1 CHECK (expected >= 1)
) STRICT;

-- Only the hash of a code's secret half is kept. A used code names the counter that used it.
CREATE TABLE code (
    secret_sha256 BLOB    PRIMARY KEY CHECK (length(secret_sha256) = 32),
    site          TEXT,
    expires_at_ms INTEGER NOT NULL,
    counter       TEXT    REFERENCES counter (id)
) STRICT;

-- The leases that a counter gets on joining have their own id as request.
CREATE TABLE lease (
    id            TEXT    PRIMARY KEY,
    counter       TEXT    NOT NULL REFERENCES counter (id),
    request       TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    first         INTEGER NOT NULL CHECK (first >= 1),
    count         INTEGER NOT NULL CHECK (count >= 1),
    expires_at_ms INTEGER NOT NULL,
    UNIQUE (counter, request),
    UNIQUE (kind, first)
) STRICT;

CREATE TABLE envelope (
    counter        TEXT    NOT NULL REFERENCES counter (id),
    sequence       INTEGER NOT NULL CHECK (sequence >= 1),
    sha256         BLOB    NOT NULL CHECK (length(sha256) = 32),
    kind           TEXT    NOT NULL,
    application    TEXT,
    received_at_ms INTEGER NOT NULL,
    receipt        BLOB    NOT NULL,
    bytes          BLOB    NOT NULL,
    PRIMARY KEY (counter, sequence)
) STRICT;

CREATE INDEX envelope_by_time ON envelope (received_at_ms);

-- `counter` and `sequence` are what the envelope claims (the nil id and 0 where unreadable);
-- `joined` is the counter again if it has joined, and nothing otherwise.
CREATE TABLE quarantined (
    sha256         BLOB    PRIMARY KEY CHECK (length(sha256) = 32),
    counter        TEXT    NOT NULL,
    joined         TEXT    REFERENCES counter (id),
    sequence       INTEGER NOT NULL,
    kind           TEXT,
    application    TEXT,
    reason         TEXT    NOT NULL,
    received_at_ms INTEGER NOT NULL,
    receipt        BLOB    NOT NULL,
    bytes          BLOB
) STRICT;

CREATE INDEX quarantined_by_counter ON quarantined (joined, sequence);
CREATE INDEX quarantined_by_time ON quarantined (received_at_ms);

PRAGMA user_version = 1;

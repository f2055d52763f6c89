-- 0003: the server that was joined, and the numbers that it leased.
--
-- Why: a lost reply to a join is asked for again with the same key, so the key is kept before
-- the request goes out. A lease's serials are counted up in `used`, in the transaction that
-- uses them. `is_superseded` marks a lease whose rest the server has leased anew.
CREATE TABLE pending_join (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    counter_key BLOB    NOT NULL CHECK (length(counter_key) = 32)
) STRICT;

CREATE TABLE membership (
    only             INTEGER PRIMARY KEY CHECK (only = 1),
    counter          BLOB    NOT NULL CHECK (length(counter) = 16),
    address          TEXT    NOT NULL,
    counter_key      BLOB    NOT NULL CHECK (length(counter_key) = 32),
    programme_key    BLOB    NOT NULL CHECK (length(programme_key) = 32),
    server_key       BLOB    NOT NULL CHECK (length(server_key) = 32),
    joined_at_ms     INTEGER NOT NULL,
    server_offset_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE lease (
    place         INTEGER PRIMARY KEY,
    id            BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    kind          TEXT    NOT NULL CHECK (length(kind) > 0),
    first         INTEGER NOT NULL CHECK (first >= 0),
    count         INTEGER NOT NULL CHECK (count >= 1),
    used          INTEGER NOT NULL CHECK (used BETWEEN 0 AND count),
    expires_at_ms INTEGER NOT NULL,
    is_superseded INTEGER NOT NULL DEFAULT 0 CHECK (is_superseded IN (0, 1))
) STRICT;

CREATE INDEX lease_kind ON lease (kind, place);

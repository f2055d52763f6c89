-- 0001: the counter itself: settings, operators, sites and days.
--
-- Why: every application stands on one site's day and is some operator's work. A date is the
-- site's own calendar day, as text, because a day is not a span of any clock.
-- Ids are the 16 bytes of a UUID. A site is chosen anew by adding it again: `chosen` orders.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    value TEXT NOT NULL
) STRICT;

CREATE TABLE operator (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name          TEXT    NOT NULL UNIQUE CHECK (length(name) > 0),
    role          TEXT    NOT NULL CHECK (role IN ('clerk', 'supervisor')),
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE site (
    id     BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name   TEXT    NOT NULL CHECK (length(name) > 0),
    chosen INTEGER NOT NULL UNIQUE CHECK (chosen >= 1)
) STRICT;

CREATE TABLE day (
    id           BLOB    PRIMARY KEY CHECK (length(id) = 16),
    site_id      BLOB    NOT NULL REFERENCES site (id),
    date         TEXT    NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    UNIQUE (site_id, date)
) STRICT;

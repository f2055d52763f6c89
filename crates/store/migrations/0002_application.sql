-- 0002: applications, their sealed parts, and their cards.
--
-- Why: what is personal is forgotten by destroying one key, so each application has its own in
-- `application_key`, and everything about the person lies sealed under it in `part`. The other
-- columns hold nothing personal. A removed part keeps its row, emptied, so that its edition
-- never goes back and an old picture is never taken for a new one.
CREATE TABLE application (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    number        INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    day_id        BLOB    NOT NULL REFERENCES day (id),
    operator_id   BLOB    NOT NULL REFERENCES operator (id),
    stage         TEXT    NOT NULL CHECK (stage IN (
        'draft', 'ready', 'confirmed', 'submitted', 'approved', 'returned', 'closed', 'denied',
        'withdrawn')),
    created_at_ms INTEGER NOT NULL,
    saved_at_ms   INTEGER NOT NULL
) STRICT;

CREATE INDEX application_day ON application (day_id);
CREATE INDEX application_stage ON application (stage);

CREATE TABLE application_key (
    application_id BLOB PRIMARY KEY REFERENCES application (id),
    key            BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE part (
    application_id BLOB    NOT NULL REFERENCES application (id),
    part           TEXT    NOT NULL CHECK (part IN (
        'person', 'documents', 'picture', 'crop', 'photo')),
    edition        INTEGER NOT NULL CHECK (edition >= 1),
    nonce          BLOB    CHECK (length(nonce) = 24),
    sealed         BLOB    CHECK (length(sealed) >= 16),
    PRIMARY KEY (application_id, part),
    CHECK ((nonce IS NULL) = (sealed IS NULL))
) STRICT;

CREATE TABLE card (
    number         TEXT    PRIMARY KEY CHECK (length(number) > 0),
    application_id BLOB    NOT NULL UNIQUE REFERENCES application (id),
    stage          TEXT    NOT NULL CHECK (stage IN (
        'reserved', 'printed', 'spoiled', 'handed_over', 'revoked')),
    library_number TEXT    UNIQUE,
    expires_on     TEXT    CHECK (
        expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reserved_at_ms INTEGER NOT NULL
) STRICT;

-- 0007: the signature is a part of an application.
--
-- Why: a signature is kept as its strokes, sealed like every other part, and the list of parts is
-- a CHECK, which SQLite can't change in place. The table is made anew and takes over every row as
-- it lies: sealed bytes, nonces and editions do not change, so every part still opens.
CREATE TABLE part_7 (
    application_id BLOB    NOT NULL REFERENCES application (id),
    part           TEXT    NOT NULL CHECK (part IN (
        'person', 'documents', 'picture', 'crop', 'photo', 'signature')),
    edition        INTEGER NOT NULL CHECK (edition >= 1),
    nonce          BLOB    CHECK (length(nonce) = 24),
    sealed         BLOB    CHECK (length(sealed) >= 16),
    PRIMARY KEY (application_id, part),
    CHECK ((nonce IS NULL) = (sealed IS NULL))
) STRICT;

INSERT INTO part_7 (application_id, part, edition, nonce, sealed)
SELECT application_id, part, edition, nonce, sealed FROM part;

DROP TABLE part;

ALTER TABLE part_7 RENAME TO part;

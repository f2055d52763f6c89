-- 0011: when each field that never leaves the counter was captured.
--
-- Why: such a field is destroyed after the policy's hours. Counted from the application's first
-- second, an address that is typed on the second day was destroyed a minute later, and counted from
-- the last save of the whole step, it was kept by every other keystroke. The rows also say what
-- must go where the sealed part itself can't be read. A field's name and a time are nothing
-- personal. What was captured before this counts from the application's beginning, as it did.
CREATE TABLE captured (
    application_id BLOB    NOT NULL REFERENCES application (id),
    field          TEXT    NOT NULL CHECK (length(field) > 0),
    at_ms          INTEGER NOT NULL,
    PRIMARY KEY (application_id, field)
) STRICT;

CREATE INDEX captured_at ON captured (at_ms);

INSERT INTO captured (application_id, field, at_ms)
SELECT application.id, field.name, application.created_at_ms
FROM application
JOIN part ON part.application_id = application.id
    AND part.part = 'person' AND part.sealed IS NOT NULL
CROSS JOIN (SELECT 'address' AS name UNION ALL SELECT 'emergency_contact'
    UNION ALL SELECT 'medical_notes') AS field;

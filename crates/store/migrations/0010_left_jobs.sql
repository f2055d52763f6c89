-- 0010: whether a printer may still make a card of a job.
--
-- Why: a job that was given up on (its printer went silent, it took too long, the clerk called it
-- spoiled) may lie in the printer still, and come out beside the next one: two cards of one number.
-- So a job stays marked from before its first byte leaves until the printer says that it has ended,
-- or a person sees to it; meanwhile no other job of the same card is begun.
-- Of the jobs there are, those may come that are at a printer or asked about.
ALTER TABLE print_job ADD COLUMN may_come INTEGER NOT NULL DEFAULT 0 CHECK (may_come IN (0, 1));

UPDATE print_job SET may_come = 1
WHERE printer_uri IS NOT NULL AND stage IN ('sending', 'printing', 'unsure');

-- 0009: the file that a print job went to, and whether it takes a counted blank.
--
-- Why: a file is deleted as soon as nobody needs it, so each job that went to one says to which;
-- several jobs share the file of a sheet. And cards on sheets of paper take no blank off the
-- stock: `blank_day_id` stays the day on which the job ended, and counts where `on_blank` is 1.
-- Jobs on sheets that were counted already stay counted, because a supervisor's own count may have
-- put that right; those still to be answered are set right here. Files that were saved before
-- this are known by their application only, and go by their deadline at the latest.
ALTER TABLE print_job ADD COLUMN file TEXT CHECK (length(file) > 0);
ALTER TABLE print_job ADD COLUMN on_blank INTEGER NOT NULL DEFAULT 1 CHECK (on_blank IN (0, 1));

CREATE INDEX print_job_file ON print_job (file) WHERE file IS NOT NULL;

UPDATE print_job SET on_blank = 0
WHERE blank_day_id IS NULL AND EXISTS (
    SELECT 1 FROM print_fact
    WHERE print_fact.application_id = print_job.application_id
        AND print_fact.job = print_job.number AND print_fact.reason = 'saved_on_sheets');

-- The words of a run of the concordance as texts that are searched as a whole.
CREATE TABLE concordance_sheet (
    -- the run above the 24 bits of the sheet's number
    id INTEGER PRIMARY KEY,
    -- see engine::memory::WordSheet
    words TEXT NOT NULL
);
-- listed anew in the background
DELETE FROM concordance_run;
DELETE FROM concordance_word;
DELETE FROM concordance_changed;

-- The index of translation units anew: see engine::memory and store::unit_contexts.

DROP TABLE unit_run_word;
DROP TABLE unit_run_page;
DROP TABLE unit_run;
DROP INDEX unit_by_context;
DROP INDEX unit_by_import;

-- 0: the context is found by unit_run_context
CREATE INDEX unit_by_context ON unit(memory, context_hash) WHERE context_hash <> 0;

-- the units of an import under way have no lower identity than this
ALTER TABLE begun_import ADD COLUMN first_unit INTEGER NOT NULL DEFAULT 0;

-- the last thing that is written of a run; rows without it are swept at open
CREATE TABLE unit_run (
    id INTEGER PRIMARY KEY,
    -- NULL: units of several memories
    memory INTEGER,
    import INTEGER,
    -- unit identities in pages are counted from this one
    first INTEGER NOT NULL,
    units INTEGER NOT NULL,
    -- buckets of unit_run_context; 0 where its units are in unit_by_context
    contexts INTEGER NOT NULL
);

-- id: the run above the 47 bits of the word
CREATE TABLE unit_run_word (
    id INTEGER PRIMARY KEY,
    frequency INTEGER NOT NULL,
    near BLOB NOT NULL,
    far BLOB NOT NULL
);

-- id: the run above the 24 bits of the page's number
CREATE TABLE unit_run_page (
    id INTEGER PRIMARY KEY,
    -- per unit: identity less the run's first (4 bytes), outline (20 bytes)
    units BLOB NOT NULL
);

-- id: the run above the 24 bits of the bucket's number
CREATE TABLE unit_run_context (
    id INTEGER PRIMARY KEY,
    -- per unit: low half of its context hash (4 bytes), identity less the run's first (4 bytes)
    units BLOB NOT NULL
);

DELETE FROM fresh_unit;
INSERT INTO fresh_unit (unit) SELECT id FROM unit;

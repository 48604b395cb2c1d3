-- The index of translation units: see engine::memory for what it means.

DELETE FROM unit WHERE import IS NOT NULL AND import NOT IN (SELECT id FROM finished_import);

-- imports under way; what they wrote is swept at open
CREATE TABLE begun_import (
    id INTEGER PRIMARY KEY
);

-- visible units
ALTER TABLE memory ADD COLUMN units INTEGER NOT NULL DEFAULT 0;
UPDATE memory SET units = (SELECT count(*) FROM unit WHERE unit.memory = memory.id);

-- the last thing that is written of a run; words and pages without it are swept at open
CREATE TABLE unit_run (
    id INTEGER PRIMARY KEY,
    -- NULL: units of several memories
    memory INTEGER,
    import INTEGER,
    -- unit identities in pages are counted from this one
    first INTEGER NOT NULL,
    units INTEGER NOT NULL
);

CREATE TABLE unit_run_word (
    run INTEGER NOT NULL,
    core INTEGER NOT NULL,
    frequency INTEGER NOT NULL,
    near BLOB NOT NULL,
    far BLOB NOT NULL,
    PRIMARY KEY (run, core)
) WITHOUT ROWID;

CREATE TABLE unit_run_page (
    run INTEGER NOT NULL,
    page INTEGER NOT NULL,
    -- per unit: identity less the run's first (4 bytes), outline (20 bytes)
    units BLOB NOT NULL,
    PRIMARY KEY (run, page)
) WITHOUT ROWID;

-- units written or edited since the runs
CREATE TABLE fresh_unit (
    stamp INTEGER PRIMARY KEY AUTOINCREMENT,
    unit INTEGER NOT NULL,
    import INTEGER,
    -- NULL: not known
    outline BLOB
);
INSERT INTO fresh_unit (unit) SELECT id FROM unit;

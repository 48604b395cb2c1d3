-- The concordance: which units hold which words, a run of some ten thousand units at a time.

-- the last thing that is written of a run; it covers all units whose identities are in its range
CREATE TABLE concordance_run (
    id INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
);

CREATE TABLE concordance_word (
    run INTEGER NOT NULL,
    -- the word without clitics, and folded
    core TEXT NOT NULL,
    word TEXT NOT NULL,
    -- engine::model::PlaceList of identities less the run's first; NULL: in very many units
    units BLOB,
    PRIMARY KEY (run, core, word)
) WITHOUT ROWID;

-- units that were changed or deleted after they were listed; always looked at
CREATE TABLE concordance_changed (
    unit INTEGER PRIMARY KEY
);
CREATE TRIGGER concordance_on_change AFTER UPDATE OF source, target ON unit
WHEN new.id <= (SELECT coalesce(max(last), 0) FROM concordance_run) BEGIN
    INSERT OR IGNORE INTO concordance_changed (unit) VALUES (new.id);
END;
CREATE TRIGGER concordance_on_delete AFTER DELETE ON unit
WHEN old.id <= (SELECT coalesce(max(last), 0) FROM concordance_run) BEGIN
    INSERT OR IGNORE INTO concordance_changed (unit) VALUES (old.id);
END;

-- What a unit came from, memories and termbases in their order, and what was changed by whom.

-- engine::model::UnitOrigin by name; NULL: confirmed by a person
ALTER TABLE unit ADD COLUMN origin TEXT;
-- JSON of engine::model::UnitExtra: what of a file the other columns do not hold
ALTER TABLE unit ADD COLUMN extra TEXT;

-- nothing is written into it but by import
ALTER TABLE memory ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
-- taken off the match rate, in percent
ALTER TABLE memory ADD COLUMN penalty REAL NOT NULL DEFAULT 0;
-- the memories of a project in their order; one that is not named comes after them
CREATE TABLE project_memory (
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    memory INTEGER NOT NULL REFERENCES memory(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    -- 0: not looked at
    used INTEGER NOT NULL,
    PRIMARY KEY (project, memory)
) WITHOUT ROWID;

ALTER TABLE termbase ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
CREATE TABLE project_termbase (
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    termbase INTEGER NOT NULL REFERENCES termbase(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (project, termbase)
) WITHOUT ROWID;

-- an entry before a change, as JSON of engine::model::TermEntry; NULL: it was new
CREATE TABLE term_history (
    id INTEGER PRIMARY KEY,
    term INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT
);
CREATE INDEX term_history_by_term ON term_history(term, id);

-- a unit before a change; NULL: it was new
CREATE TABLE unit_history (
    id INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    source TEXT,
    target TEXT
);
CREATE INDEX unit_history_by_unit ON unit_history(unit, id);

-- where and when the article appeared, empty where not known
ALTER TABLE document ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN published TEXT NOT NULL DEFAULT '';

-- What a unit came from, and the memories of a project in their order.

-- engine::model::UnitOrigin by name; NULL: confirmed by a person
ALTER TABLE unit ADD COLUMN origin TEXT;
-- engine::model::UnitExtra, what of a file the other columns do not hold: see store::unit_extra
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

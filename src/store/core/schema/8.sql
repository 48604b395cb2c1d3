-- The termbases of a project in their order; see store::termbases.

-- nothing is changed in it
ALTER TABLE termbase ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
-- new terms of the project go to it; NULL: to the user's own
ALTER TABLE project ADD COLUMN termbase INTEGER REFERENCES termbase(id) ON DELETE SET NULL;
-- one that is not named comes after them
CREATE TABLE project_termbase (
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    termbase INTEGER NOT NULL REFERENCES termbase(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    -- 0: its terms are not looked for
    used INTEGER NOT NULL,
    PRIMARY KEY (project, termbase)
) WITHOUT ROWID;

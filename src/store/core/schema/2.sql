-- The spelling a project chose for a name; see engine::model::NameEntry.
CREATE TABLE name (
    project INTEGER NOT NULL REFERENCES project(id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    spelling TEXT NOT NULL,
    changed INTEGER NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (project, source)
) WITHOUT ROWID;

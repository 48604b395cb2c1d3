-- What was done to terms; an imported one has nothing here until it is changed.

-- An entry as it was before a change. As it was after, the next row tells, or `term` itself.
CREATE TABLE term_history (
    id INTEGER PRIMARY KEY,
    term INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    -- NULL: it was not there
    termbase INTEGER,
    -- JSON of engine::model::TermEntry
    entry TEXT
);
CREATE INDEX term_history_by_term ON term_history(term, id);

-- The highest identity of a term that is gone: none is given out twice.
CREATE TABLE highest_term (id INTEGER NOT NULL);
INSERT INTO highest_term (id) VALUES (0);
CREATE TRIGGER term_on_delete AFTER DELETE ON term
WHEN old.id > (SELECT coalesce(max(id), 0) FROM term) BEGIN
    UPDATE highest_term SET id = max(id, old.id);
END;

-- Findings of quality checks that are not to be shown again where the source is the same.
CREATE TABLE ignored_finding (
    check_name TEXT NOT NULL,
    source TEXT NOT NULL,
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (check_name, source, message)
) WITHOUT ROWID;

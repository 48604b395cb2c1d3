-- Times are seconds since 1970, UTC. Names of states are those of engine::model.

CREATE TABLE memory (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL
);

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- confirmed segments become units of this memory
    memory INTEGER NOT NULL REFERENCES memory(id),
    created INTEGER NOT NULL
);

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project(id),
    name TEXT NOT NULL,
    -- the path or address it came from; empty for pasted text
    origin TEXT NOT NULL,
    format TEXT NOT NULL,
    -- JSON of engine::model::Skeleton and of the blocks' styles
    skeleton TEXT NOT NULL,
    styles TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- the last thing an import writes; rows without it are swept at open
    visible INTEGER NOT NULL DEFAULT 0,
    active_segment INTEGER
);
CREATE INDEX document_by_project ON document(project);

CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    -- order within the paragraph, with gaps so that a split moves nobody
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    for_translation INTEGER NOT NULL,
    leading TEXT NOT NULL,
    source TEXT NOT NULL,
    trailing TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'untranslated',
    -- JSON of engine::model::TargetOrigin
    origin TEXT NOT NULL DEFAULT '"typed"'
);
CREATE INDEX segment_by_document ON segment(document, paragraph, place);

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    document INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    source TEXT NOT NULL,
    target_before TEXT NOT NULL,
    status_before TEXT NOT NULL,
    target TEXT NOT NULL,
    status TEXT NOT NULL,
    -- the unit this action wrote, and the target it had before (NULL: it was new)
    unit INTEGER,
    unit_target_before TEXT
);
CREATE INDEX history_by_segment ON history(segment, id);

CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    memory INTEGER NOT NULL REFERENCES memory(id) ON DELETE CASCADE,
    -- 64-bit hash of source and context: a confirm with the same ones renews the unit
    context_hash INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    source_tag TEXT NOT NULL,
    target_tag TEXT NOT NULL,
    previous_source TEXT,
    next_source TEXT,
    author TEXT,
    created INTEGER,
    changed INTEGER,
    project TEXT,
    document TEXT,
    -- import that wrote it; hidden until that import is in finished_import
    import INTEGER
);
CREATE INDEX unit_by_context ON unit(memory, context_hash);
CREATE INDEX unit_by_import ON unit(import) WHERE import IS NOT NULL;

CREATE TABLE finished_import (
    id INTEGER PRIMARY KEY,
    memory INTEGER NOT NULL,
    origin TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE termbase (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL
);

CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    termbase INTEGER NOT NULL REFERENCES termbase(id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    -- JSON arrays
    forms TEXT NOT NULL,
    translations TEXT NOT NULL,
    part_of_speech TEXT NOT NULL,
    domain TEXT NOT NULL,
    note TEXT NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    author TEXT NOT NULL
);
CREATE INDEX term_by_termbase ON term(termbase);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What was done to units since they came into their memory; an imported unit has nothing here.

CREATE TABLE unit_change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    -- engine::model::UnitAction by name
    action TEXT NOT NULL,
    -- the row of `history` that it belongs to
    confirmation INTEGER,
    -- under way, done, undone; only what is done is kept when the file is opened
    state TEXT NOT NULL
);
CREATE INDEX unit_change_by_confirmation ON unit_change(confirmation)
    WHERE confirmation IS NOT NULL;

-- A unit as it was before a change; after the change was taken back, as it was after it.
CREATE TABLE unit_history (
    id INTEGER PRIMARY KEY,
    change INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    unit INTEGER NOT NULL,
    -- the unit that it was merged into
    kept INTEGER,
    -- 0: it was not there
    present INTEGER NOT NULL,
    -- what of the indexes still holds for it when it comes back: see store::unit_changes
    is_fresh INTEGER NOT NULL,
    is_listed INTEGER NOT NULL,
    memory INTEGER NOT NULL,
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
    origin TEXT,
    extra TEXT
);
CREATE INDEX unit_history_by_change ON unit_history(change, id);
CREATE INDEX unit_history_by_unit ON unit_history(unit, id);
CREATE INDEX unit_history_by_kept ON unit_history(kept, id) WHERE kept IS NOT NULL;

-- Where a document is from; stays when the document goes.
CREATE TABLE article (
    document INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    outlet TEXT NOT NULL,
    -- ISO 8601, as far as it is known
    published TEXT NOT NULL
);
INSERT INTO article (document, name, address, outlet, published)
    SELECT id, name, origin, '', '' FROM document;
-- which segment a unit is from
CREATE INDEX history_by_unit ON history(unit, id) WHERE unit IS NOT NULL;

-- 1: deleted by the user, gone when the file is opened anew; 2: its units are gone
ALTER TABLE memory ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

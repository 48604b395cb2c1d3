-- What a terminologist keeps about an entry; see engine::model::TermEntry.
ALTER TABLE term ADD COLUMN definition TEXT NOT NULL DEFAULT '';
ALTER TABLE term ADD COLUMN example TEXT NOT NULL DEFAULT '';
ALTER TABLE term ADD COLUMN reference TEXT NOT NULL DEFAULT '';
ALTER TABLE term ADD COLUMN client TEXT NOT NULL DEFAULT '';

-- What a page tells of its article, and when it was fetched (seconds since 1970; 0 for files) with
-- which SHA-256.
ALTER TABLE article ADD COLUMN byline TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN digest TEXT NOT NULL DEFAULT '';

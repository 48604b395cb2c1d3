//! The engines compared: each takes the units and answers a query with sources and targets.

use rusqlite::{Connection, params};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, STORED, Schema, TEXT, Value};
use tantivy::{Index, IndexReader, TantivyDocument, doc};
use turjuman::engine::model::MatchRate;
use turjuman::workspace::{Assets, ImportInto, Location, MemoryCommand, OpenOptions, Workspace};

use crate::corpus;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Hits a peer may give back.
const TOP: usize = 50;

/// Something that finds the sources like a query.
pub trait Engine {
    fn name(&self) -> &'static str;

    /// The sources found.
    fn look_up(&mut self, query: &str) -> Outcome<Vec<String>>;
}

pub struct Turjuman(Workspace);

impl Turjuman {
    pub fn import(folder: &Path, tmx: &Path) -> Outcome<Self> {
        let mut workspace = Workspace::open(OpenOptions {
            location: Location::File(folder.join("workspace.db")),
            read_only: false,
            assets: Assets::default(),
            wake: Arc::new(|| {}),
        })?;
        workspace.apply(MemoryCommand::Import {
            into: ImportInto::New("bench".into()),
            path: tmx.into(),
            mapping: Default::default(),
            keep_before_error: false,
        })?;
        workspace.settle()?;
        Ok(Self(workspace))
    }
}

impl Engine for Turjuman {
    fn name(&self) -> &'static str {
        "Turjuman, all from 70 %"
    }

    fn look_up(&mut self, query: &str) -> Outcome<Vec<String>> {
        let queries = [query.to_owned()];
        let least = MatchRate::new(70.0);
        let answers = self.0.look_up("bench", &queries, least, 1000)?;
        let matches = answers.into_iter().flat_map(|answer| answer.matches);
        Ok(matches.map(|found| found.source).collect())
    }
}

pub struct Tantivy {
    reader: IndexReader,
    parser: QueryParser,
    source: Field,
    target: Field,
}

impl Tantivy {
    pub fn import(folder: &Path, sources: &[String]) -> Outcome<Self> {
        let mut schema = Schema::builder();
        let source = schema.add_text_field("source", TEXT | STORED);
        let target = schema.add_text_field("target", STORED);
        let index = Index::create_in_dir(folder, schema.build())?;
        let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
        for (n, text) in sources.iter().enumerate() {
            writer
                .add_document(doc!(source => text.as_str(), target => corpus::target(n, text)))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(Self {
            reader: index.reader()?,
            parser: QueryParser::for_index(&index, vec![source]),
            source,
            target,
        })
    }
}

impl Engine for Tantivy {
    fn name(&self) -> &'static str {
        "tantivy, BM25 top 50"
    }

    fn look_up(&mut self, query: &str) -> Outcome<Vec<String>> {
        let searcher = self.reader.searcher();
        let (query, _) = self.parser.parse_query_lenient(query);
        let mut found = Vec::new();
        for (_, address) in searcher.search(&query, &TopDocs::with_limit(TOP).order_by_score())? {
            let unit: TantivyDocument = searcher.doc(address)?;
            let text = |field| unit.get_first(field).and_then(|value| value.as_str());
            std::hint::black_box(text(self.target));
            found.extend(text(self.source).map(str::to_owned));
        }
        Ok(found)
    }
}

pub struct Fts(Connection);

impl Fts {
    pub fn import(folder: &Path, sources: &[String]) -> Outcome<Self> {
        let mut db = Connection::open(folder.join("fts.db"))?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.execute_batch(
            "CREATE TABLE unit (id INTEGER PRIMARY KEY, source TEXT, target TEXT);
             CREATE VIRTUAL TABLE word USING fts5 (source, content = 'unit', content_rowid = 'id',
                 tokenize = \"unicode61 categories 'L* N* M*'\");",
        )?;
        for (part, batch) in sources.chunks(1000).enumerate() {
            let transaction = db.transaction()?;
            for (n, text) in batch.iter().enumerate() {
                let id = part * 1000 + n;
                transaction
                    .prepare_cached("INSERT INTO unit VALUES (?1, ?2, ?3)")?
                    .execute(params![id as i64, text, corpus::target(id, text)])?;
                transaction
                    .prepare_cached("INSERT INTO word (rowid, source) VALUES (?1, ?2)")?
                    .execute(params![id as i64, text])?;
            }
            transaction.commit()?;
        }
        Ok(Self(db))
    }
}

impl Engine for Fts {
    fn name(&self) -> &'static str {
        "FTS5, bm25 top 50"
    }

    fn look_up(&mut self, query: &str) -> Outcome<Vec<String>> {
        let words: Vec<String> = query.split(' ').map(|word| format!("\"{word}\"")).collect();
        let mut statement = self.0.prepare_cached(
            "SELECT unit.source, unit.target FROM word JOIN unit ON unit.id = word.rowid
             WHERE word MATCH ?1 ORDER BY bm25(word) LIMIT ?2",
        )?;
        let rows = statement.query_map(params![words.join(" OR "), TOP as i64], |row| {
            std::hint::black_box(row.get::<_, String>(1)?);
            row.get(0)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

//! A unit of a Trados memory as its database holds it.

/// A row with what belongs to it; texts of dates and segments as stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TradosUnit {
    pub id: i64,
    /// Segments as XML.
    pub source: String,
    pub target: String,
    /// The languages of the memory it is in.
    pub source_tag: String,
    pub target_tag: String,
    pub created: Option<String>,
    pub creator: Option<String>,
    pub changed: Option<String>,
    pub changer: Option<String>,
    pub last_used: Option<String>,
    pub uses: Option<i64>,
    /// The memory's own fields, by name.
    pub fields: Vec<(String, String)>,
}

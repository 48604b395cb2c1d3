//! What all of the store shares: the file, its schema, the writer and the readers.

mod counters;
mod error;
mod feed;
mod file;
mod rows;
mod schema;
mod settings;
mod sql;
mod transaction;
mod writer;

pub(crate) use counters::Counters;
pub(crate) use error::StoreError;
pub(in crate::store) use error::opening;
pub(crate) use feed::Feed;
pub(crate) use file::{Access, WorkspaceFile};
pub(crate) use rows::Reader;
pub(in crate::store) use rows::{count, json, named};
#[cfg(test)]
pub(in crate::store) use schema::migrate;
pub(crate) use settings::SettingWrite;
pub(in crate::store) use sql::{execute, to_json};
pub(crate) use transaction::{Author, Effect};
pub(in crate::store) use transaction::{Deferral, Transaction};
pub(crate) use writer::{Receipt, Writer};

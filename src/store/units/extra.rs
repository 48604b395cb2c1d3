//! What a file told of a unit besides, as a column: JSON, or `=5` for the identifier 5 alone, which
//! is all that most units of other programs have.

use crate::engine::model::{TranslationUnit, UnitExtra};
use std::borrow::Cow;

const IDENTIFIER: &str = "tuid";

/// The column of a unit.
pub(super) fn column_of(unit: &TranslationUnit) -> rusqlite::Result<Option<String>> {
    let column = unit.extra.as_deref().map(to_column).transpose();
    column.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(super) fn to_column(extra: &UnitExtra) -> serde_json::Result<String> {
    match lone_identifier(extra) {
        Some(identifier) => Ok(format!("={identifier}")),
        None => serde_json::to_string(extra),
    }
}

pub(super) fn from_column(column: &str) -> serde_json::Result<Box<UnitExtra>> {
    match column.strip_prefix('=') {
        Some(identifier) => Ok(Box::new(UnitExtra {
            attributes: vec![(Cow::Borrowed(IDENTIFIER), identifier.to_owned())],
            ..UnitExtra::default()
        })),
        None => serde_json::from_str(column),
    }
}

fn lone_identifier(extra: &UnitExtra) -> Option<&str> {
    let [(name, value)] = extra.attributes.as_slice() else {
        return None;
    };
    let is_alone = extra.remarks.is_empty()
        && extra.source.is_empty()
        && extra.target.is_empty()
        && extra.others.is_empty();
    (name == IDENTIFIER && is_alone).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back() {
        let with = |attributes: &[(&'static str, &str)]| {
            let own = attributes.iter();
            UnitExtra {
                attributes: own
                    .map(|(name, value)| (Cow::Borrowed(*name), (*value).to_owned()))
                    .collect(),
                ..UnitExtra::default()
            }
        };
        for (extra, column) in [
            (with(&[("tuid", "5")]), "=5"),
            (with(&[("tuid", "=\"{")]), "==\"{"),
            (with(&[("tuid", "")]), "="),
            (
                with(&[("usagecount", "5")]),
                r#"{"attributes":[["usagecount","5"]]}"#,
            ),
            (
                with(&[("tuid", "5"), ("o-tmf", "x")]),
                r#"{"attributes":[["tuid","5"],["o-tmf","x"]]}"#,
            ),
        ] {
            assert_eq!(to_column(&extra).unwrap(), column);
            assert_eq!(*from_column(column).unwrap(), extra);
        }
        assert!(from_column("x").is_err());
    }
}

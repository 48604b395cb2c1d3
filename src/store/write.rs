//! One transaction of the workspace file: what each capability can write, joined.

use super::checks::CheckWrite;
use super::core::{Deferral, Effect, SettingWrite, Transaction};
use super::documents::DocumentWrite;
use super::names::NameWrite;
use super::terms::TermWrite;
use super::units::UnitWrite;
use rusqlite::{Connection, Result};

macro_rules! joined {
    ($(#[$doc:meta])* $name:ident { $($variant:ident($part:ty)),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) enum $name {
            $($variant($part),)*
        }

        $(impl From<$part> for $name {
            fn from(part: $part) -> Self {
                Self::$variant(part)
            }
        })*

        impl Transaction for $name {
            type Answer = Effect;

            fn perform(&self, db: &Connection) -> Result<Effect> {
                match self {
                    $(Self::$variant(part) => part.perform(db),)*
                }
            }

            fn deferral(&self) -> Option<Deferral> {
                match self {
                    $(Self::$variant(part) => part.deferral(),)*
                }
            }
        }
    };
}

joined! {
    /// One transaction. Imports are several small ones, made visible by the last.
    Write {
        Documents(DocumentWrite),
        Units(UnitWrite),
        Terms(TermWrite),
        Names(NameWrite),
        Checks(CheckWrite),
        Settings(SettingWrite),
    }
}

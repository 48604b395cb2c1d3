//! Everything a user can do, and everything that comes back: what the capabilities say of it,
//! joined.

use super::checks::{Command as CheckCommand, Event as CheckEvent};
use super::core::{Command as CoreCommand, Event as CoreEvent};
use super::documents::{Command as DocumentCommand, Event as DocumentEvent};
use super::memories::{Command as MemoryCommand, Event as MemoryEvent};
use super::names::{Command as NameCommand, Event as NameEvent};
use super::repeats::{Command as RepeatCommand, Event as RepeatEvent};
use super::suggestions::{Command as SuggestionCommand, Event as SuggestionEvent};
use super::terms::{Command as TermCommand, Event as TermEvent};
use super::tools::{Command as ToolCommand, Event as ToolEvent};

/// Joins enums of the capabilities into one, and makes each of them that one.
macro_rules! joined {
    ($(#[$doc:meta])* $name:ident { $($variant:ident($part:ty)),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name {
            $($variant($part),)*
        }

        $(impl From<$part> for $name {
            fn from(part: $part) -> Self {
                Self::$variant(part)
            }
        })*
    };
}

joined! {
    /// One user action. Each is one transaction and, where it changes text or terms, one undo
    /// step.
    Command {
        Core(CoreCommand),
        Documents(DocumentCommand),
        Memories(MemoryCommand),
        Terms(TermCommand),
        Names(NameCommand),
        Suggestions(SuggestionCommand),
        Repeats(RepeatCommand),
        Checks(CheckCommand),
        Tools(ToolCommand),
    }
}

joined! {
    /// Something that happened since the last poll.
    Event {
        Core(CoreEvent),
        Documents(DocumentEvent),
        Memories(MemoryEvent),
        Terms(TermEvent),
        Names(NameEvent),
        Suggestions(SuggestionEvent),
        Repeats(RepeatEvent),
        Checks(CheckEvent),
        Tools(ToolEvent),
    }
}

impl Command {
    /// Whether it may change the file.
    pub(super) fn changes_file(&self) -> bool {
        match self {
            Self::Core(command) => command.changes_file(),
            Self::Documents(command) => command.changes_file(),
            Self::Memories(command) => command.changes_file(),
            Self::Terms(command) => command.changes_file(),
            Self::Names(command) => command.changes_file(),
            Self::Suggestions(command) => command.changes_file(),
            Self::Repeats(command) => command.changes_file(),
            Self::Checks(command) => command.changes_file(),
            Self::Tools(_) => false,
        }
    }

    /// Whether it has to wait until all terms are read.
    pub(super) fn needs_terms(&self) -> bool {
        matches!(self, Self::Terms(command) if command.needs_terms())
    }
}

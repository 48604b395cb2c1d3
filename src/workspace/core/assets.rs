//! What ships inside the binary, each file replaceable by one of the user's.

use super::error::WorkspaceError;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Names a folder that replaces shipped files one by one: `segmentation.srx`, `glossary/*.csv`,
/// `names/people.tsv`, `dictionary/en_US.*`, `typing/english.tsv`, `fonts/*.ttf`, `sample/*`.
pub const OVERRIDE_VARIABLE: &str = "TURJUMAN_ASSETS";

macro_rules! shipped {
    ($($name:literal => $path:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)))),*]
    };
}

/// The shipped files by name.
const SHIPPED: &[(&str, &[u8])] = shipped![
    "icon.png" => "assets/icon.png",
    "segmentation.srx" => "assets/segmentation.srx",
    "names/people.tsv" => "assets/names/people.tsv",
    "dictionary/en_US.aff" => "assets/dictionary/en_US.aff",
    "dictionary/en_US.dic" => "assets/dictionary/en_US.dic",
    "sample/article.txt" => "assets/sample/article.txt",
    "sample/translations.tsv" => "assets/sample/translations.tsv",
    "sample/memory.tsv" => "assets/sample/memory.tsv",
    "typing/english.tsv" => "assets/typing/english.tsv",
    "fonts/NotoNaskhArabic-Regular.ttf" => "assets/fonts/NotoNaskhArabic-Regular.ttf",
    "fonts/NotoNaskhArabic-Bold.ttf" => "assets/fonts/NotoNaskhArabic-Bold.ttf",
    "fonts/NotoSans-Regular.ttf" => "assets/fonts/NotoSans-Regular.ttf",
    "fonts/NotoSans-Bold.ttf" => "assets/fonts/NotoSans-Bold.ttf",
    "fonts/NotoSerif-Regular.ttf" => "assets/fonts/NotoSerif-Regular.ttf",
    "fonts/NotoSerif-Bold.ttf" => "assets/fonts/NotoSerif-Bold.ttf",
    "glossary/cities.csv" => "glossary/cities.csv",
    "glossary/conflict.csv" => "glossary/conflict.csv",
    "glossary/countries.csv" => "glossary/countries.csv",
    "glossary/diplomacy.csv" => "glossary/diplomacy.csv",
    "glossary/economy.csv" => "glossary/economy.csv",
    "glossary/humanitarian.csv" => "glossary/humanitarian.csv",
    "glossary/law.csv" => "glossary/law.csv",
    "glossary/media.csv" => "glossary/media.csv",
    "glossary/months.csv" => "glossary/months.csv",
    "glossary/organisations.csv" => "glossary/organisations.csv",
    "glossary/people.csv" => "glossary/people.csv",
    "glossary/politics.csv" => "glossary/politics.csv",
    "glossary/society.csv" => "glossary/society.csv",
    "glossary/titles.csv" => "glossary/titles.csv",
    "glossary/united-nations.csv" => "glossary/united-nations.csv",
    "glossary/units.csv" => "glossary/units.csv",
];

/// A file's name and content.
pub type ShippedFile = (&'static str, Cow<'static, [u8]>);

/// Shipped files, with the user's own in front of them.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    folders: Vec<PathBuf>,
}

impl Assets {
    /// Looks for replacements in the folder of [`OVERRIDE_VARIABLE`], then in `assets` of the
    /// user's configuration folder.
    pub fn from_environment() -> Self {
        let named = std::env::var_os(OVERRIDE_VARIABLE).map(PathBuf::from);
        let own = directories::ProjectDirs::from("", "", "turjuman")
            .map(|folders| folders.config_dir().join("assets"));
        Self {
            folders: named.into_iter().chain(own).collect(),
        }
    }

    /// Looks for replacements in one folder only.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            folders: vec![folder.to_owned()],
        }
    }

    /// The bytes of a file, the user's before the shipped one.
    pub fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, WorkspaceError> {
        for folder in &self.folders {
            let path = folder.join(name);
            if path.is_file() {
                return std::fs::read(&path).map(Cow::Owned).map_err(|error| {
                    WorkspaceError::File {
                        reason: format!("cannot read the replacement file ({error})"),
                        path,
                    }
                });
            }
        }
        SHIPPED
            .iter()
            .find(|(shipped, _)| *shipped == name)
            .map(|(_, bytes)| Cow::Borrowed(*bytes))
            .ok_or_else(|| WorkspaceError::Asset(format!("{name} is missing")))
    }

    /// The text of a UTF-8 file.
    pub fn text(&self, name: &str) -> Result<String, WorkspaceError> {
        String::from_utf8(self.bytes(name)?.into_owned())
            .map_err(|_| WorkspaceError::Asset(format!("{name} is not UTF-8")))
    }

    /// The names of all glossaries: the shipped ones and any others the user put beside them.
    pub fn glossaries(&self) -> Vec<String> {
        let own = self.folders.iter().flat_map(|folder| {
            std::fs::read_dir(folder.join("glossary"))
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|entry| glossary_name(&entry.path()))
        });
        let mut names: Vec<String> = SHIPPED
            .iter()
            .filter(|(name, _)| name.starts_with("glossary/"))
            .map(|(name, _)| (*name).to_owned())
            .chain(own)
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The shipped faces: file name and content.
    pub fn fonts(&self) -> Result<Vec<ShippedFile>, WorkspaceError> {
        SHIPPED
            .iter()
            .filter(|(name, _)| name.starts_with("fonts/"))
            .map(|(name, _)| Ok((*name, self.bytes(name)?)))
            .collect()
    }
}

fn glossary_name(path: &Path) -> Option<String> {
    let is_csv = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let name = path.file_name()?.to_str()?;
    is_csv.then(|| format!("glossary/{name}"))
}

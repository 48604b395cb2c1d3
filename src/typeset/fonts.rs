//! The fonts that text is set in: only those given, never the machine's.

use super::style::Face;
use parley::FontContext;
use parley::fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FamilyId, FontInfo, FontStyle, GenericFamily,
    Script, SourceCache,
};
use std::collections::HashMap;
use std::sync::Arc;

/// The bytes of one font file, shared and never copied.
#[derive(Clone)]
pub struct FontBytes(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl From<&'static [u8]> for FontBytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Arc::new(bytes))
    }
}

impl From<Vec<u8>> for FontBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl From<Arc<dyn AsRef<[u8]> + Send + Sync>> for FontBytes {
    fn from(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        Self(bytes)
    }
}

/// The files of each face: the regular one first, then bold and italic as there are.
#[derive(Clone, Default)]
pub struct FontSet {
    pub arabic: Vec<FontBytes>,
    pub sans: Vec<FontBytes>,
    pub serif: Vec<FontBytes>,
    /// Pictures in outlines, for computers without a colour font; may be empty.
    pub emoji: Vec<FontBytes>,
}

/// Families of fonts installed on this computer that the user chose, by name; the shipped fonts
/// stand in for what they lack, and for a family that is not installed any more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontChoice {
    pub arabic: Option<String>,
    pub sans: Option<String>,
    pub serif: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    #[error(
        "No readable font was found for {face}. Choose a TrueType or OpenType file (.ttf or .otf), \
         or go back to the built-in fonts."
    )]
    Unreadable { face: &'static str },
}

/// Fonts ready for layout. Cheap to clone; each thread that lays out text takes a clone.
#[derive(Clone)]
pub struct Fonts {
    pub(super) context: FontContext,
    families: [String; 3],
    /// Chosen families for Arabic, sans and serif that were found.
    chosen: [Option<String>; 3],
    /// Family, weight and slant of each file, by the identity of its bytes.
    names: HashMap<u64, String>,
}

impl FontSet {
    /// The fonts inside the program: Noto Naskh Arabic, Noto Sans and Noto Serif.
    pub fn shipped() -> Self {
        fn file(bytes: &'static [u8]) -> FontBytes {
            FontBytes::from(bytes)
        }
        Self {
            arabic: vec![
                file(include_bytes!(
                    "../../assets/fonts/NotoNaskhArabic-Regular.ttf"
                )),
                file(include_bytes!(
                    "../../assets/fonts/NotoNaskhArabic-Bold.ttf"
                )),
            ],
            sans: vec![
                file(include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
                file(include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
                file(include_bytes!("../../assets/fonts/NotoSans-Italic.ttf")),
            ],
            serif: vec![
                file(include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf")),
                file(include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf")),
            ],
            emoji: Vec::new(),
        }
    }
}

impl Fonts {
    /// Registers a set. Every face needs one readable font.
    pub fn new(set: FontSet) -> Result<Self, FontError> {
        Self::build(set, None)
    }

    /// Registers a set beside the fonts of this computer, which give the chosen families and the
    /// letters that no font of the set has. Takes some milliseconds to look through them.
    pub fn with_system(set: FontSet, choice: &FontChoice) -> Result<Self, FontError> {
        Self::build(set, Some(choice))
    }

    /// Names of the families installed on this computer, sorted; empty where they cannot be listed.
    pub fn installed() -> Vec<String> {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: true,
        });
        let mut names: Vec<String> = collection.family_names().map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn build(set: FontSet, choice: Option<&FontChoice>) -> Result<Self, FontError> {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: choice.is_some(),
        });
        let mut names = HashMap::new();
        let mut add = |files, face| register(&mut collection, &mut names, files, face);
        let (arabic, arabic_name) = add(&set.arabic, "Arabic")?;
        let (sans, sans_name) = add(&set.sans, "Latin")?;
        let (serif, serif_name) = add(&set.serif, "Latin with serifs")?;
        let emoji = if set.emoji.is_empty() {
            None
        } else {
            let (emoji, _) = register(&mut collection, &mut names, &set.emoji, "pictures")?;
            // Pictures in colour are better than outlines, where the computer has some.
            let system: Vec<FamilyId> = collection.generic_families(GenericFamily::Emoji).collect();
            let families = system.into_iter().chain(std::iter::once(emoji));
            collection.set_generic_families(GenericFamily::Emoji, families);
            Some(emoji)
        };
        for (script, families) in [
            (*b"Arab", [arabic, sans]),
            (*b"Latn", [sans, serif]),
            (*b"Zyyy", [sans, arabic]),
        ] {
            let key = FallbackKey::new(Script::from_bytes(script), None);
            // What the system would take comes after our own, which would hide it.
            let system: Vec<FamilyId> = collection.fallback_families(key).collect();
            collection.append_fallbacks(key, families.into_iter().chain(emoji).chain(system));
        }
        let chosen = choice.map_or_else(Default::default, |choice| {
            [&choice.arabic, &choice.sans, &choice.serif].map(|name| {
                let name = name.as_ref()?;
                collection.family_id(name).map(|_| name.clone())
            })
        });
        Ok(Self {
            context: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            families: [arabic_name, sans_name, serif_name],
            chosen,
            names,
        })
    }

    /// The fonts inside the program.
    ///
    /// # Panics
    /// Never with the files this program is built with, which the tests read.
    pub fn shipped() -> Self {
        match Self::new(FontSet::shipped()) {
            Ok(fonts) => fonts,
            Err(error) => unreachable!("the built-in fonts are readable: {error}"),
        }
    }

    /// The name of the font with this [`super::GlyphRun::font_id`]: family, weight, slant.
    pub fn name_of(&self, font_id: u64) -> Option<&str> {
        self.names.get(&font_id).map(String::as_str)
    }

    /// Names of the families to look a letter up in, the first choice first.
    pub(super) fn families(&self, face: Face) -> Vec<&str> {
        let order = match face {
            Face::Arabic => [0, 1, 2],
            Face::Sans => [1, 0, 2],
            Face::Serif => [2, 0, 1],
        };
        let chosen = |index: usize| self.chosen.get(index)?.as_deref();
        let shipped = |index: usize| self.families.get(index).map(String::as_str);
        order
            .into_iter()
            .flat_map(|index| [chosen(index), shipped(index)])
            .flatten()
            .collect()
    }
}

/// Registers the files of one face and names the family of the first.
fn register(
    collection: &mut Collection,
    names: &mut HashMap<u64, String>,
    files: &[FontBytes],
    face: &'static str,
) -> Result<(FamilyId, String), FontError> {
    let mut first = None;
    for file in files {
        let blob = Blob::new(file.0.clone());
        let id = blob.id();
        for (family, fonts) in collection.register_fonts(blob, None) {
            first = first.or(Some(family));
            let Some(name) = collection.family_name(family) else {
                continue;
            };
            if let Some(font) = fonts.first() {
                names.insert(id, font_name(name, font));
            }
        }
    }
    first
        .and_then(|id| Some((id, collection.family_name(id)?.to_owned())))
        .ok_or(FontError::Unreadable { face })
}

fn font_name(family: &str, font: &FontInfo) -> String {
    let weight = match font.weight().value() {
        value if value < 550.0 => "Regular",
        _ => "Bold",
    };
    let slant = match font.style() {
        FontStyle::Normal => "",
        FontStyle::Italic | FontStyle::Oblique(_) => " Italic",
    };
    format!("{family} {weight}{slant}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_fonts_are_read_and_named() {
        let fonts = Fonts::shipped();
        assert_eq!(
            fonts.families(Face::Arabic),
            ["Noto Naskh Arabic", "Noto Sans", "Noto Serif"]
        );
        assert_eq!(fonts.families(Face::Serif)[0], "Noto Serif");
    }

    #[test]
    fn a_chosen_family_comes_first_and_a_missing_one_is_passed_over() {
        let choice = |name: &str| FontChoice {
            arabic: Some(name.to_owned()),
            ..FontChoice::default()
        };
        // A family of the set itself is found on any computer.
        let fonts = Fonts::with_system(FontSet::shipped(), &choice("Noto Serif")).unwrap();
        assert_eq!(
            fonts.families(Face::Arabic)[..2],
            ["Noto Serif", "Noto Naskh Arabic"]
        );
        let fonts = Fonts::with_system(FontSet::shipped(), &choice("No Such Family")).unwrap();
        assert_eq!(fonts.families(Face::Arabic)[0], "Noto Naskh Arabic");
        let names = Fonts::installed();
        assert!(names.is_sorted());
    }

    #[test]
    fn a_broken_font_is_an_error() {
        let mut set = FontSet::shipped();
        set.sans = vec![FontBytes::from(b"not a font".to_vec())];
        assert_eq!(
            Fonts::new(set).err(),
            Some(FontError::Unreadable { face: "Latin" })
        );
    }

    #[test]
    fn fonts_can_move_to_a_thread() {
        fn check<T: Send + Clone>() {}
        check::<Fonts>();
    }
}

//! A negation lost or added.

use super::{Report, With};
use crate::engine::model::{Finding, Severity};
use crate::engine::qa::arabic::negations;
use crate::engine::qa::english::Word;
use crate::engine::qa::{Pair, QaCheck};

pub struct Negation;

impl QaCheck for Negation {
    fn id(&self) -> &'static str {
        "negation"
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn run(&self, pair: &Pair<'_>) -> Vec<Finding> {
        if pair.is_empty() {
            return Vec::new();
        }
        let source = negations(&pair.source_words);
        let plain: Vec<&Word> = pair
            .target_words
            .iter()
            .filter(|word| is_negation(&word.lower))
            .collect();
        let indirect = pair
            .target_words
            .iter()
            .filter(|word| may_negate(&word.lower))
            .count();
        if let Some(first) = source.sure.first()
            && plain.len() + indirect < source.sure.len()
        {
            let message = "The source has a negation that the translation may lack";
            return vec![self.finding(message).in_source(first.clone())];
        }
        if let Some(first) = plain.first()
            && source.sure.len() + source.possible < plain.len()
        {
            let message = "The translation has a negation that the source may lack";
            return vec![self.finding(message).in_target(first.range.clone())];
        }
        Vec::new()
    }
}

/// A word that does nothing else.
fn is_negation(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "not", "no", "never", "none", "nothing", "nobody", "nowhere", "neither", "nor", "cannot",
        "without", "aint", "non",
    ];
    WORDS.contains(&word)
        || word.ends_with("n't")
        || matches!(word, "dont" | "cant" | "wont" | "isnt" | "didnt" | "doesnt")
}

/// A word that may render a negation: a prefix, a verb of failing or refusing, a word of little.
fn may_negate(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "only",
        "unless",
        "except",
        "hardly",
        "barely",
        "scarcely",
        "rarely",
        "seldom",
        "few",
        "fewer",
        "little",
        "less",
        "instead",
        "rather",
        "minus",
        "otherwise",
        "regardless",
        "against",
        "different",
        "zero",
        "nil",
        "far",
        "free",
        "impossible",
        "invalid",
    ];
    const STEMS: &[&str] = &[
        "fail", "refus", "deny", "denie", "lack", "absen", "reject", "declin", "avoid", "prevent",
        "prohibit", "banned", "forbid", "exclud", "miss", "negativ", "ignor", "neglect", "oppos",
        "devoid", "depriv", "illeg", "illic", "illit", "illog", "irreg", "irrel", "irresp",
        "irrev", "immob", "immor", "immun", "impart", "impat", "imperf", "imposs", "improb",
        "improp", "mis",
    ];
    const NO_PREFIX: &[&str] = &[
        "under", "until", "union", "unit", "univers", "uniqu", "unif", "uncle", "unanim", "unesco",
        "unicef", "until", "upon",
    ];
    const IN: &[&str] = &[
        "invalid",
        "inab",
        "incap",
        "incomp",
        "incorr",
        "independ",
        "inadeq",
        "insuff",
        "inform",
        "inacc",
        "inact",
        "inapprop",
        "inconcl",
        "inconsist",
        "inconven",
        "incred",
        "indirect",
        "indefin",
        "ineffect",
        "ineffic",
        "inevit",
        "inexper",
        "infert",
        "infin",
        "inhum",
        "innumer",
        "insan",
        "insec",
        "insignif",
        "intoler",
        "invis",
        "involunt",
        "indispens",
        "inexpens",
        "inaccess",
        "inanim",
        "incalc",
        "indiscr",
        "inedib",
        "inequal",
        "injust",
        "innoc",
        "insensit",
        "instab",
        "infreq",
        "indisput",
        "inexplic",
        "inextric",
        "inopera",
        "insol",
        "intact",
        "invuln",
        "inalien",
        "inauspic",
        "incess",
        "incur",
        "indec",
        "indiff",
        "inelig",
        "inexor",
        "infam",
        "inflex",
        "inhospit",
    ];
    if WORDS.contains(&word)
        || STEMS.iter().any(|stem| word.starts_with(stem))
        || IN.iter().any(|stem| word.starts_with(stem))
    {
        return true;
    }
    let is_un = (word.starts_with("un") && word.len() >= 5
        || word.starts_with("non") && word.len() >= 6)
        && !NO_PREFIX.iter().any(|prefix| word.starts_with(prefix));
    let is_dis = word.starts_with("dis")
        && word.len() >= 7
        && !word.starts_with("distri")
        && !word.starts_with("discov")
        && !word.starts_with("discuss")
        && !word.starts_with("distan")
        && !word.starts_with("disast")
        && !word.starts_with("diseas")
        && !word.starts_with("display")
        && !word.starts_with("dispute");
    is_un || is_dis || word.len() > 6 && word.ends_with("less")
}

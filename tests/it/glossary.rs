//! The shipped glossary as a lexicographer would proof-read it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use turjuman::workspace::{Assets, TermFinder};
use unicode_normalization::is_nfc;

const COLUMNS: [&str; 7] = [
    "source", "target", "avoid", "forms", "pos", "domain", "note",
];
const PARTS_OF_SPEECH: [&str; 5] = ["noun", "adjective", "verb", "name", "phrase"];

/// Two words that only their vowel signs tell apart.
const SAME_LETTERS: [&str; 2] = ["عُمان", "عمّان"];

/// Lower-case words of the English side. A word is added after a look into a dictionary.
const WORDS: &str = include_str!("../data/glossary/english_words.txt");

/// American endings and words with the British ones that must stand before them.
const SPELLINGS: &[(&str, &str)] = &[
    ("ization", "isation"),
    ("ized", "ised"),
    ("anize", "anise"),
    ("icize", "icise"),
    ("asize", "asise"),
    ("olor", "olour"),
    ("labor", "labour"),
    ("rumor", "rumour"),
    ("armor", "armour"),
    ("honor", "honour"),
    ("neighbor", "neighbour"),
    ("harbor", "harbour"),
    ("defense", "defence"),
    ("offense", "offence"),
    ("center", "centre"),
    ("liter", "litre"),
    ("meter", "metre"),
    ("program", "programme"),
    ("ruble", "rouble"),
    ("maneuver", "manoeuvre"),
];

/// Spellings of names the glossary does not prefer, with those it does.
const NAMES: &[(&str, &str)] = &[
    ("Hizbullah", "Hezbollah"),
    ("Hizballah", "Hezbollah"),
    ("Moslem", "Muslim"),
    ("Shiite", "Shia"),
    ("Kiev", "Kyiv"),
    ("Teheran", "Tehran"),
    ("al-Qaida", "Al-Qaeda"),
    ("Türkiye", "Turkey"),
    ("Huthi", "Houthi"),
    ("Saddam Hussain", "Saddam Hussein"),
    ("Koran", "Quran"),
];

struct Row {
    file: String,
    fields: Vec<String>,
}

impl Row {
    fn source(&self) -> &str {
        &self.fields[0]
    }

    fn targets(&self) -> Vec<&str> {
        parts(&self.fields[1])
    }

    fn english(&self) -> Vec<&str> {
        [parts(&self.fields[1]), parts(&self.fields[2])].concat()
    }

    fn arabic(&self) -> Vec<&str> {
        [vec![self.source()], parts(&self.fields[3])].concat()
    }

    fn part_of_speech(&self) -> &str {
        &self.fields[4]
    }
}

fn parts(field: &str) -> Vec<&str> {
    if field.is_empty() {
        return Vec::new();
    }
    field.split('|').collect()
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for file in Assets::default().glossaries() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        // Not flexible: a record of six or eight fields is an error.
        let mut reader = csv::Reader::from_path(&path).unwrap();
        assert_eq!(reader.headers().unwrap(), &COLUMNS[..], "{file}");
        rows.extend(reader.records().map(|record| Row {
            file: file.clone(),
            fields: record.unwrap().iter().map(str::to_owned).collect(),
        }));
    }
    rows
}

/// Fails with all that is wrong, not only the first.
fn complain(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn is_arabic(c: char) -> bool {
    ('\u{0600}'..='\u{06FF}').contains(&c)
}

/// Bidi marks, joiners, soft hyphens, no-break spaces and tatweel.
fn is_stray(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{00AD}' | '\u{061C}' | '\u{0640}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || c.is_control()
}

/// As recognition compares: without vowel signs, hamza seats and the last letter's dots.
fn key(source: &str) -> String {
    let fold = |c| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        other => other,
    };
    let is_vowel_sign = |c: char| ('\u{064B}'..='\u{0652}').contains(&c) || c == '\u{0670}';
    source
        .chars()
        .filter(|&c| !is_vowel_sign(c))
        .map(fold)
        .collect()
}

#[test]
fn it_covers_the_news() {
    let rows = rows();
    assert!(rows.len() >= 3_500, "{}", rows.len());
    for row in &rows {
        let domain = format!("glossary/{}.csv", row.fields[5]);
        assert_eq!(domain, row.file, "{}", row.source());
        assert!(
            PARTS_OF_SPEECH.contains(&row.part_of_speech()),
            "{}",
            row.source()
        );
    }
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for row in &rows {
        *sizes.entry(&row.file).or_default() += 1;
    }
    assert!(sizes.values().all(|&size| size >= 90), "{sizes:?}");
}

#[test]
fn fields_are_clean() {
    let mut faults = Vec::new();
    for row in rows() {
        if row.source().is_empty() || row.targets().is_empty() {
            faults.push(format!("{}: an empty side at {:?}", row.file, row.fields));
        }
        for field in &row.fields {
            let pieces = field.split('|');
            let untidy = |piece: &str| piece.trim() != piece || piece.contains("  ");
            if !is_nfc(field) || field.contains(is_stray) || pieces.clone().any(untidy) {
                faults.push(format!("{}: {}: untidy {field:?}", row.file, row.source()));
            }
            if !field.is_empty() && field.contains('|') && pieces.clone().any(str::is_empty) {
                faults.push(format!(
                    "{}: {}: an empty part in {field:?}",
                    row.file,
                    row.source()
                ));
            }
        }
    }
    complain(&faults);
}

#[test]
fn each_side_is_in_its_script() {
    let mut faults = Vec::new();
    for row in rows() {
        for text in row.arabic() {
            let fits = |c: char| is_arabic(c) || c.is_ascii_digit() || " .-".contains(c);
            if !text.contains(is_arabic) || !text.chars().all(fits) {
                faults.push(format!("{}: not Arabic: {text:?}", row.file));
            }
        }
        for text in row.english() {
            let fits = |c: char| c.is_alphanumeric() && !is_arabic(c) || " .,'’-+/&()$".contains(c);
            if !text.contains(|c: char| c.is_alphabetic()) || !text.chars().all(fits) {
                faults.push(format!(
                    "{}: {}: not English: {text:?}",
                    row.file,
                    row.source()
                ));
            }
        }
    }
    complain(&faults);
}

#[test]
fn nothing_is_there_twice() {
    let rows = rows();
    let mut faults = Vec::new();
    let mut seen: HashMap<String, &Row> = HashMap::new();
    for row in &rows {
        if let Some(other) = seen.insert(key(row.source()), row)
            && !SAME_LETTERS.contains(&row.source())
        {
            faults.push(format!(
                "{} in {} and {}",
                row.source(),
                other.file,
                row.file
            ));
        }
        for list in [row.english(), row.arabic()] {
            let different: HashSet<&&str> = list.iter().collect();
            if different.len() < list.len() {
                faults.push(format!(
                    "{}: {}: repeated in {list:?}",
                    row.file,
                    row.source()
                ));
            }
        }
    }
    for row in &rows {
        for form in parts(&row.fields[3]) {
            let Some(other) = seen.get(&key(form)) else {
                continue;
            };
            let same = row.targets().first() == other.targets().first();
            if same && other.source() != row.source() {
                faults.push(format!("{form} is a form of {} and an entry", row.source()));
            }
        }
    }
    complain(&faults);
}

#[test]
fn english_words_are_known() {
    let known: HashSet<&str> = WORDS.lines().collect();
    let mut unknown = BTreeSet::new();
    for row in rows() {
        for text in row.english() {
            let words = text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
            let common = words.filter(|word| word.starts_with(char::is_lowercase));
            unknown.extend(
                common
                    .filter(|word| !known.contains(word))
                    .map(str::to_owned),
            );
        }
    }
    let faults: Vec<String> = unknown.into_iter().collect();
    complain(&faults);
}

/// The British spelling, if this is the American. What begins and ends with a capital is a name,
/// whose bearer chose the spelling.
fn american(text: &str) -> Option<String> {
    let words = || text.split_whitespace();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if words().next().is_some_and(is_capital) && words().next_back().is_some_and(is_capital) {
        return None;
    }
    let mut british = text.to_owned();
    for (ours, theirs) in SPELLINGS.iter().map(|&(us, gb)| (gb, us)) {
        if !british.contains(ours) && words().any(|word| is_spelt(word, theirs)) {
            british = british.replace(theirs, ours);
        }
    }
    (british != text).then_some(british)
}

/// Measures end in their ending, instruments do not: `parameter` and `tolerate` are no metres.
fn is_spelt(word: &str, american: &str) -> bool {
    match american {
        "meter" | "liter" | "program" => {
            let singular = word.strip_suffix('s').unwrap_or(word);
            ["", "kilo", "centi", "milli"]
                .iter()
                .any(|p| singular == format!("{p}{american}"))
        }
        _ => word.contains(american) && !word.starts_with("honorary"),
    }
}

#[test]
fn british_spelling_stands_first() {
    let mut faults = Vec::new();
    for row in rows() {
        let targets = row.targets();
        for (n, text) in targets.iter().enumerate() {
            let Some(british) = american(text) else {
                continue;
            };
            if !targets[..n].contains(&british.as_str()) {
                faults.push(format!(
                    "{}: {}: {text} before {british}",
                    row.file,
                    row.source()
                ));
            }
        }
    }
    complain(&faults);
}

#[test]
fn the_spelling_checks_find_mistakes() {
    assert_eq!(
        american("armored vehicle").as_deref(),
        Some("armoured vehicle")
    );
    assert_eq!(american("square meters").as_deref(), Some("square metres"));
    assert_eq!(
        american("nuclear program").as_deref(),
        Some("nuclear programme")
    );
    assert_eq!(american("Food and Agriculture").as_deref(), None);
    assert_eq!(american("parameters of the literature"), None);
    assert_eq!(american("organised crime"), None);
    assert!(
        !WORDS
            .lines()
            .any(|word| ["goverment", "seperation", "cease-fire"].contains(&word))
    );
}

#[test]
fn names_are_spelt_one_way() {
    let mut faults = Vec::new();
    for row in rows() {
        for (n, text) in row.targets().iter().enumerate() {
            for (other, ours) in NAMES.iter().filter(|(other, _)| text.contains(other)) {
                let preferred = &row.targets()[..n];
                if !preferred
                    .iter()
                    .any(|text| text.to_lowercase().contains(&ours.to_lowercase()))
                {
                    faults.push(format!(
                        "{}: {}: {other}, not {ours}",
                        row.file,
                        row.source()
                    ));
                }
            }
        }
    }
    complain(&faults);
}

/// What `turjuman terms --all` prints for each source and each form, standing alone.
#[test]
fn every_entry_is_found_in_its_own_words() {
    let finder = TermFinder::shipped(&Assets::default()).unwrap();
    let mut faults = Vec::new();
    for row in rows() {
        for text in row.arabic() {
            let all = finder.find(text, true);
            let length = text.chars().count();
            if !all
                .iter()
                .any(|found| found.term == row.source() && found.chars == (0..length))
            {
                faults.push(format!(
                    "{}: {text:?} does not find {}",
                    row.file,
                    row.source()
                ));
            }
        }
    }
    complain(&faults);
}

/// Common news sentences with short words that could be taken for something else.
#[test]
fn short_words_do_not_fire_in_other_words() {
    let finder = TermFinder::shipped(&Assets::default()).unwrap();
    for (text, wrong) in [
        ("منذ أيام عدة", "اليوم"),
        ("بحث أحد الوزراء الأمر", "الأحد"),
        ("كتبت الصحيفة مقالا", "التيبت"),
        ("بحثت اللجنة الملف", "حث"),
        ("وكان عمره أربعين عاما", "العمرة"),
        ("ومشيرا إلى الأزمة", "المشير"),
        ("على الصعيد الدولي", "صعيد مصر"),
        ("بعد سنتين من الحرب", "سنت"),
        ("كم عدد القتلى", "كيلومتر"),
        ("سريان الهدنة", "سرياني"),
    ] {
        let found = finder.find(text, true);
        assert!(
            found.iter().all(|hit| hit.term != wrong),
            "{wrong} in {text}"
        );
    }
}

//! The shipped model, and any text at all.

use super::*;
use proptest::prelude::*;

fn first(name: &str) -> String {
    let spelt = Speller::shipped().name(name);
    spelt.proposals.into_iter().next().unwrap_or_default()
}

#[test]
fn the_shipped_model_is_whole() {
    let speller = Speller::read(MODEL).expect("the shipped model");
    assert!(speller.latin.all().high > 500_000);
    assert!(MODEL.len() <= 8 << 20);
    for end in [0, 7, 8, 100, 5_000, MODEL.len() / 2, MODEL.len() - 1] {
        assert!(Speller::read(&MODEL[..end]).is_none(), "{end}");
    }
}

#[test]
fn names_are_spelt_as_the_press_does() {
    for (arabic, english) in [
        ("نولان", "Nolan"),
        ("جورجتاون", "Georgetown"),
        ("أنغيلا ميركل", "Angela Merkel"),
        ("صلاح الدين", "Salaheddine"),
        ("ماكدونالد", "MacDonald"),
        ("أونيل", "O'Neill"),
        ("شميدت", "Schmidt"),
        ("واشنطن", "Washington"),
        ("عبد الرحمن", "Abdel Rahman"),
        ("عبدالقادر", "Abdel Qader"),
    ] {
        assert_eq!(first(arabic), english, "{arabic}");
    }
}

#[test]
fn what_is_not_arabic_has_no_spelling() {
    for text in ["", " ", "ABC", "123", "—", "محمد7"] {
        let spelt = Speller::shipped().name(text);
        assert_eq!(spelt, SpeltName::default(), "{text}");
    }
}

#[test]
fn what_is_made_is_no_known_spelling() {
    let spelt = Speller::shipped().name("قرمبلوشنكوف");
    assert!(!spelt.is_known && spelt.certainty < 0.97, "{spelt:?}");
    assert_eq!(spelt.proposals.len(), 5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_spelt_or_not(name in "\\PC{0,80}") {
        let spelt = Speller::shipped().name(&name);
        prop_assert!(spelt.proposals.len() <= 5);
        prop_assert!(spelt.proposals.iter().all(|text| !text.is_empty() && text.is_ascii()));
    }

    #[test]
    fn any_arabic_word_is_spelt(name in "[ء-غف-يپڤچگ ]{0,60}") {
        let spelt = Speller::shipped().name(&name);
        let mut seen = std::collections::HashSet::new();
        prop_assert!(spelt.proposals.iter().all(|text| seen.insert(text.clone())));
    }

    #[test]
    fn any_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut file = HEAD.to_vec();
        file.extend(&bytes);
        prop_assert!(Speller::read(&file).is_none());
        prop_assert!(Speller::read(&bytes).is_none());
    }
}

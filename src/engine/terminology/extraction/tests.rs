//! Candidates of small texts, and their translations from small memories.

use super::*;

const TEXTS: [&str; 5] = [
    "أعلن وقف إطلاق النار في المدينة بعد معارك طاحنة",
    "خرق النظام وقف اطلاق النار مجددا",
    "دعا المبعوث الأممي إلى تثبيت وقف إطلاق النار",
    "وقال المبعوث الأممي إن الأطراف التزمت بوقف إطلاق النار",
    "التقى المبعوث الأممي الوزير",
];

#[test]
fn frequent_runs_are_candidates_and_their_parts_are_not() {
    let found = extract(&TEXTS, 2, 10, |_| false);
    let sources: Vec<&str> = found
        .iter()
        .map(|candidate| candidate.source.as_str())
        .collect();
    assert_eq!(
        &sources[..2],
        ["وقف إطلاق النار", "المبعوث الأممي"],
        "{found:?}"
    );
    assert_eq!(found[0].frequency, 4);
    assert_eq!(found[0].examples, [0, 1, 2, 3]);
    assert!(!sources.contains(&"إطلاق النار"));
}

#[test]
fn known_terms_are_left_out() {
    let found = extract(&TEXTS, 2, 10, |source| source == "وقف إطلاق النار");
    assert_eq!(found[0].source, "المبعوث الأممي");
    assert!(extract(&[], 1, 10, |_| false).is_empty());
}

#[test]
fn translations_come_from_units_with_both() {
    let mut found = extract(&TEXTS, 2, 2, |_| false);
    let units = [
        ("انهار وقف إطلاق النار", "The ceasefire collapsed."),
        ("وقف إطلاق النار صامد", "The ceasefire is holding."),
        ("زار المبعوث الأممي دمشق", "The UN envoy visited Damascus."),
        ("غادر المبعوث الأممي", "The UN envoy left."),
        ("انتهى الاجتماع", "The meeting ended."),
    ];
    guess_translations(&mut found, units);
    assert_eq!(found[0].translations[0].text, "ceasefire");
    assert_eq!(found[1].translations[0].text, "UN envoy");
}

#[test]
fn what_was_seen_together_once_is_no_translation() {
    let mut found = extract(&TEXTS, 2, 2, |_| false);
    let units = [
        (
            "أدى انهيار وقف إطلاق النار إلى تصعيد",
            "The end of the ceasefire led to an escalation that has killed dozens.",
        ),
        ("انتهى الاجتماع", "The meeting ended."),
        ("وقف إطلاق النار هش", "The truce is fragile."),
    ];
    guess_translations(&mut found, units);
    assert!(found[0].translations.is_empty(), "{found:?}");
}

#[test]
fn parts_of_sentences_are_no_translations() {
    let mut found = extract(&TEXTS, 2, 1, |_| false);
    let units = [
        ("وقف إطلاق النار", "a ceasefire that has killed nobody"),
        (
            "وقف إطلاق النار هنا",
            "The ceasefire that has killed no hope",
        ),
    ];
    guess_translations(&mut found, units);
    let texts: Vec<&str> = found[0]
        .translations
        .iter()
        .map(|guess| guess.text.as_str())
        .collect();
    assert!(texts.contains(&"ceasefire"), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains("that")), "{texts:?}");
}

#[test]
fn hostile_text_is_only_text() {
    let long = "كلمة ".repeat(20_000);
    let marks = format!("محمد{}", "\u{064B}".repeat(100_000));
    let found = extract(&[&long, &marks, "", "\u{0}"], 2, 5, |_| false);
    assert!(found.len() <= 5);
}

#[test]
fn verbs_everyday_words_and_halves_are_no_candidates() {
    let texts = [
        "أعلن رئيس الهيئة الوطنية للمياه أمس أن منسوب السد العالي انخفض",
        "أعلن رئيس الهيئة الوطنية للمياه اليوم أن منسوب السد العالي يرتفع",
        "يرتفع منسوب السد العالي هذا العام، وفق رئيس الهيئة الوطنية للمياه",
    ];
    let found = extract(&texts, 2, 50, |_| false);
    let sources: Vec<&str> = found
        .iter()
        .map(|candidate| candidate.source.as_str())
        .collect();
    assert!(sources.contains(&"منسوب السد العالي"), "{sources:?}");
    // A verb, an everyday word, a construct without its genitive, an adjective before its noun.
    for wrong in [
        "أعلن",
        "يرتفع",
        "رئيس",
        "منسوب السد",
        "رئيس الهيئة",
        "الوطنية",
        "العالي",
        "الهيئة العالي",
    ] {
        let rank = sources.iter().position(|source| *source == wrong);
        assert!(rank.is_none_or(|rank| rank > 1), "{wrong} in {sources:?}");
    }
    for wrong in ["أعلن", "يرتفع", "رئيس", "الوطنية", "العالي"] {
        assert!(!sources.contains(&wrong), "{wrong} in {sources:?}");
    }
}

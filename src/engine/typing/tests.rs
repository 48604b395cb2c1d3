//! What is offered, and that nothing typed breaks it.

use super::{Completer, GeneralEnglish, Hint};
use crate::engine::model::CompletionOrigin;
use proptest::prelude::*;

const PAIRS: &[(&str, &str)] = &[
    (
        "وصل الوزير إلى العاصمة",
        "The minister arrived in the capital.",
    ),
    ("غادر الوزير العاصمة", "The minister left the capital."),
    (
        "وصل السفير إلى المدينة",
        "The ambassador arrived in the city.",
    ),
    ("غادر السفير المدينة", "The ambassador left the city."),
    ("زار الوزير المدينة", "The minister visited the city."),
    ("زار السفير العاصمة", "The ambassador visited the capital."),
];

fn completer() -> Completer {
    let general =
        GeneralEnglish::parse("the\t127\nand\t160\nin\t170\nYork\t350\nsaid\t300\nsays\t330");
    let mut completer = Completer::learn(PAIRS, &general);
    // A handful of pairs makes nothing sure.
    completer.weights.inline = 0.1;
    completer.weights.look = 0.2;
    completer
}

fn offered(completer: &mut Completer, typed: &str) -> Vec<String> {
    let completions = completer.complete(typed);
    completions.into_iter().map(|one| one.text).collect()
}

/// Whether one of the offers begins like this.
fn offers(completer: &mut Completer, typed: &str, beginning: &str) -> bool {
    let offered = offered(completer, typed);
    offered.iter().any(|text| text.starts_with(beginning))
}

#[test]
fn words_come_from_the_source() {
    for (source, typed, beginning) in [
        ("زار السفير المدينة", "The a", "mbassador"),
        ("زار الوزير المدينة", "The m", "inister"),
        ("زار الوزير المدينة", "The minister visited the ci", "ty"),
        ("غادر الوزير العاصمة", "The minister le", "ft"),
    ] {
        let mut completer = completer();
        completer.start(source, &[], &[]);
        assert!(
            offers(&mut completer, typed, beginning),
            "{source} / {typed}"
        );
    }
}

#[test]
fn a_term_is_carried_on_and_keeps_its_capitals() {
    let hint = Hint {
        range: 0..10,
        text: "Security Council".into(),
        origin: CompletionOrigin::Term,
    };
    let mut completer = completer();
    completer.start("مجلس الأمن", &[hint], &[]);
    assert!(offers(&mut completer, "The Sec", "urity Council"));
    assert!(offers(&mut completer, "The Security C", "ouncil"));
    assert!(
        !offers(&mut completer, "The sec", "urity Council"),
        "letters are kept as typed"
    );
}

#[test]
fn a_machine_text_is_followed_from_where_the_typed_words_are() {
    let machine = ["Yesterday the envoy returned to Damascus with a new offer.".to_owned()];
    for (typed, beginning) in [
        ("", "Yesterday"),
        ("The envoy ret", "urned to"),
        ("On Monday the envoy came back to D", "amascus with"),
        ("The envoy returned to Damascus with a ", "new"),
    ] {
        let mut completer = completer();
        completer.start("عاد الموفد", &[], &machine);
        assert!(
            offers(&mut completer, typed, beginning),
            "{typed}: {:?}",
            offered(&mut completer, typed)
        );
    }
}

#[test]
fn a_confirmed_pair_is_learnt_once() {
    let mut completer = completer();
    for _ in 0..2 {
        completer.confirm("صرح الناطق", "The spokesperson declared.");
    }
    completer.start("صرح الناطق", &[], &[]);
    assert!(offers(&mut completer, "The sp", "okesperson"));
}

#[test]
fn an_offer_typed_over_is_less_likely() {
    let likelihood = |typed: &[&str]| {
        let mut completer = completer();
        completer.start("زار السفير المدينة", &[], &[]);
        let mut last = Vec::new();
        for typed in typed {
            last = completer.complete(typed);
        }
        let found = last.iter().find(|one| one.text == "bassador ");
        found.map_or(0.0, |one| one.likelihood)
    };
    let (fresh, passed) = (likelihood(&["The am"]), likelihood(&["The a", "The am"]));
    assert!(fresh > 0.2, "{fresh}");
    assert!(passed < 0.8 * fresh, "{passed} {fresh}");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ا-ي ،.]{0,40}",
        "(The|the|minister|a| |,|\"|\\(|-|'|’|\\.|\t|\n|1|٣|é|<1>){0,12}",
    ]
}

proptest! {
    #[test]
    fn anything_can_be_typed(
        source in text(),
        typed in proptest::collection::vec(text(), 1..4),
        hint in text(),
        machine in proptest::collection::vec(text(), 0..3),
        confirmed in text(),
    ) {
        let mut completer = completer();
        let hint = Hint { range: 0..source.len().min(3), text: hint, origin: CompletionOrigin::Name };
        completer.confirm(&source, &confirmed);
        completer.start(&source, &[hint], &machine);
        let mut all = String::new();
        for typed in typed {
            all.push_str(&typed);
            let completions = completer.complete(&all);
            prop_assert!(completions.len() <= 5);
            for one in completions {
                prop_assert!(!one.text.trim().is_empty());
                prop_assert!(!one.text.contains(['\t', '\n', '\r', '\0', '\u{1}', '\u{2}']), "{:?}", one.text);
                prop_assert!(one.likelihood.is_finite());
            }
        }
    }
}

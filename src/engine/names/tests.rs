//! Names of sentences, as tables.

use super::*;
use crate::engine::model::{NameEntry, NameHit, TermEntry, TermId, TermStatus, TermTranslation};
use crate::engine::terminology::TermIndex;

const TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/names/people.tsv"
));

fn gazetteer() -> Vec<TermEntry> {
    let rows = [
        ("حلب", "Aleppo", "name"),
        ("غزة", "Gaza", "name"),
        ("الأمم المتحدة", "United Nations", "name"),
        ("وزير الخارجية", "foreign minister", "noun"),
        ("روسي", "Russian", "adjective"),
    ];
    let entry = |(id, (source, target, part)): (i64, (&str, &str, &str))| TermEntry {
        id: TermId(id),
        source: source.into(),
        forms: Vec::new(),
        translations: vec![TermTranslation {
            text: target.into(),
            status: TermStatus::Preferred,
        }],
        part_of_speech: part.into(),
        domain: String::new(),
        note: String::new(),
        ..TermEntry::default()
    };
    (0..).zip(rows).map(entry).collect()
}

fn names_with(paragraphs: &[&str], ledger: &[NameEntry]) -> Vec<Vec<NameHit>> {
    let table = NameTable::parse(TABLE).unwrap();
    let entries = gazetteer();
    let index = TermIndex::build(&entries);
    let entry = |id: TermId| entries.iter().find(|entry| entry.id == id);
    NameFinder::new(&table, &entry, ledger).find(paragraphs, |text| index.find_all(text))
}

fn show(paragraphs: &[&str]) -> String {
    let found = names_with(paragraphs, &[]);
    let shown = paragraphs.iter().zip(&found).flat_map(|(text, hits)| {
        hits.iter().map(move |hit| {
            format!(
                "{} = {}{}",
                &text[hit.range.clone()],
                hit.proposals[0],
                if hit.guess { " ?" } else { "" }
            )
        })
    });
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn names_in_sentences() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        (
            "قال وزير الخارجية الروسي سيرجي لافروف إن",
            "سيرجي لافروف = Sergei Lavrov",
        ),
        (
            "التقى ستافان دي ميستورا مبعوث الأمم المتحدة",
            "ستافان دي ميستورا = Staffan de Mistura | الأمم المتحدة = United Nations",
        ),
        (
            "وقال مدير المرصد رامي عبد الرحمن، إن",
            "رامي عبد الرحمن = Rami Abdel Rahman",
        ),
        (
            "الرئيس السوري بشار الأسد هجوما",
            "بشار الأسد = Bashar al-Assad",
        ),
        (
            "والتقى محمد بن سلمان في حلب",
            "محمد بن سلمان = Mohammed bin Salman | حلب = Aleppo",
        ),
        (
            "عبدالقادر الجزائري",
            "عبدالقادر الجزائري = Abdel Qader al-Jazairi ?",
        ),
        ("ودعا أبو مازن إلى", "أبو مازن = Abu Mazen"),
        ("في حي الراشدين الواقع", "الراشدين = al-Rashidin ?"),
        ("بلدة كفرنبل جنوب", "كفرنبل = Kafranbal ?"),
        ("وشارع النيل", "وشارع النيل = Nile Street"),
        (
            "بلدات سراقب ومعرة النعمان وخان شيخون",
            "سراقب = Saraqib ? | ومعرة النعمان = Maarat al-Naaman ? | وخان شيخون = Khan Shikhoun ?",
        ),
        (
            "والشيخ عبد المهدي الكربلائي",
            "عبد المهدي الكربلائي = Abdul Mahdi al-Karbalai",
        ),
        ("حي سكني كبير", ""),
        ("قال الوزير إن الوضع حسن", ""),
        ("غزة – رويترز: قتل", "غزة – رويترز: = GAZA (Reuters) –"),
        ("حلب (أ ف ب) - قتل", "حلب (أ ف ب) - = ALEPPO (AFP) –"),
        (
            "غزة - (رويترز) - قتل",
            "غزة - (رويترز) - = GAZA (Reuters) –",
        ),
        (
            "حلب: «الشرق الأوسط»",
            "حلب: «الشرق الأوسط» = ALEPPO (Asharq Al-Awsat) –",
        ),
        ("قالت «الحياة» إن", "الحياة = Al-Hayat"),
        ("قالت إن الحياة صعبة", ""),
        (
            "مستشفى كمال عدوان في غزة",
            "مستشفى كمال عدوان = Kamal Adwan Hospital | غزة = Gaza",
        ),
        ("أكد الوزير محمد حرص بلاده على", "محمد = Mohammed"),
        ("قال الطبيب حسين سرور إن", "حسين سرور = Hussein Suroor ?"),
        ("قضت بسجن سعيد ناصيري", "سعيد ناصيري = Said Nasseri ?"),
        ("لقاء الرئيس المصري أحمد كجوك", "أحمد كجوك = Ahmed Kagak ?"),
        ("", ""),
    ] {
        let found = show(&[text]);
        if found != expected {
            wrong.push(format!("{text}: {found}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lists_of_places() {
    assert_eq!(
        show(&["القذائف أحياء حلب الغربية ومن بينها الموكامبو والمشارقة وشارع النيل والسريان.."]),
        "حلب = Aleppo | الموكامبو = al-Mokambo ? | والمشارقة = al-Mashariqa ? | وشارع النيل = Nile Street | والسريان = al-Suryan"
    );
}

#[test]
fn later_mentions_know_the_full_name() {
    assert_eq!(
        show(&["وصل بشار الأسد إلى حلب.", "وأكد الأسد ذلك."]),
        "بشار الأسد = Bashar al-Assad | حلب = Aleppo | الأسد = al-Assad"
    );
    assert_eq!(
        show(&["قال دي ميستورا", "رأى دي مستورا"]),
        "دي ميستورا = de Mistura | دي مستورا = de Mistura"
    );
}

#[test]
fn the_ledger_decides() {
    let ledger = [NameEntry {
        source: "سيرجي لافروف".into(),
        spelling: "Sergey Lavrov".into(),
    }];
    let found = names_with(&["قال سيرجي لافروف"], &ledger);
    assert_eq!(found[0][0].proposals, ["Sergey Lavrov", "Sergei Lavrov"]);
    assert_eq!(found[0][0].basis.name(), "ledger");
}

#[test]
fn hostile_text_is_only_text() {
    let long = "ابو ".repeat(3000);
    let marks = format!("محمد{}", "\u{064B}".repeat(100_000));
    for text in [
        long.as_str(),
        &marks,
        "\u{202E}محمد\u{0}علي",
        "و",
        "ال",
        "لل",
        "عبد ال",
        "(((",
        "- رويترز:",
    ] {
        let _ = names_with(&[text], &[]);
    }
}

//! What is found of an entry in a text, and why, as tables.

use super::TermIndex;
use crate::engine::model::{TermEntry, TermId};
use proptest::prelude::*;

fn entry(id: i64, source: &str) -> TermEntry {
    TermEntry {
        id: TermId(id),
        source: source.to_owned(),
        forms: Vec::new(),
        translations: Vec::new(),
        part_of_speech: String::new(),
        domain: String::new(),
        note: String::new(),
        ..TermEntry::default()
    }
}

/// The reason of the first hit, or nothing; a hit that is not the whole text shows its place.
fn found(source: &str, text: &str) -> String {
    let index = TermIndex::build([&entry(1, source)]);
    match index.find(text).first() {
        None => String::new(),
        Some(hit) if &text[hit.range.clone()] == text => hit.reason.clone(),
        Some(hit) => format!("{}: {}", &text[hit.range.clone()], hit.reason),
    }
}

fn check(source: &str, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(found(source, text), *expected, "{source} in {text}");
    }
}

#[test]
fn proclitics_and_pronouns() {
    check(
        "هدنة",
        &[
            ("هدنة", "هدنة"),
            ("للهدنة", "ل + ال + هدنة"),
            ("بهدنة", "ب + هدنة"),
            ("وبالهدنة", "و + ب + ال + هدنة"),
            ("هدنتهم", "هدنة + هم"),
            ("وبهدنتهم", "و + ب + هدنة + هم"),
            ("فللهدنة", "ف + ل + ال + هدنة"),
            ("كالهدنة", "ك + ال + هدنة"),
            ("هُدْنَةٌ", "هدنة"),
            ("هـــدنة", "هدنة"),
            ("ﺍﻟﻬﺪﻧﺔ", "ال + هدنة"),
            ("الهدنه", "ال + هدنة"),
            ("هدنتين", "هدنة + ين"),
            ("الهدنتان", "ال + هدنة + ان"),
            ("الهدنات", "ال + هدنة + ات"),
            ("الهدن", "ال + هدن (هدنة)"),
            ("أعلن عن (الهدنة).", "الهدنة: ال + هدنة"),
        ],
    );
    check(
        "لغة",
        &[
            ("للغة", "ل + ال + لغة"),
            ("للغتهم", "ل + لغة + هم"),
            ("اللغة", "ال + لغة"),
        ],
    );
}

#[test]
fn look_alikes_are_not_hits() {
    check(
        "هدنة",
        &[
            ("هندسة", ""),
            ("مهادنة", ""),
            ("هدى", ""),
            ("الهدنتهم", ""),
            ("بهدنتان", ""),
            ("الهدنتا", ""),
        ],
    );
    check("قوة", &[("أقوى", ""), ("تقوية", ""), ("قوام", "")]);
    check("دولة", &[("دولي", ""), ("دولار", ""), ("تداول", "")]);
    check("آلي", &[("إلى", ""), ("الآلي", "ال + آلي")]);
    check("بئر", &[("بؤرة", ""), ("بئره", "بئر + ه")]);
    check(
        "عمل",
        &[
            ("عملة", ""),
            ("عملية", ""),
            ("العملا", ""),
            ("عملا", "عمل + اً"),
        ],
    );
    check("أمن", &[("آمن", ""), ("الامن", "ال + أمن")]);
    check("حر", &[("بحر", ""), ("والبحر", ""), ("الحر", "ال + حر")]);
    check(
        "السعودية",
        &[
            ("سعودية", ""),
            ("والسعودية", "و + السعودية"),
            ("للسعودية", "ل + السعودية"),
        ],
    );
    check("مجموع", &[("مجموعة", ""), ("مجموعها", "مجموع + ها")]);
}

#[test]
fn inflection_by_shape() {
    check(
        "مستشفى",
        &[
            ("مستشفاه", "مستشفى + ه"),
            ("المستشفيات", "ال + مستشفى + ات"),
            ("مستشفي", "مستشفى"),
            ("مستشفيين", "مستشفى + ين"),
        ],
    );
    check(
        "مدني",
        &[
            ("المدنيين", "ال + مدني + ين"),
            ("مدنيون", "مدني + ون"),
            ("مدنية", "مدني + ة"),
            ("مدنيات", "مدني + ات"),
            ("مدنياً", "مدني + اً"),
            ("مدينة", ""),
        ],
    );
    check(
        "قاضي",
        &[
            ("قاضٍ", "قاضي"),
            ("القضاة", "ال + قضاة (قاضي)"),
            ("قاضيا", "قاضي + اً"),
        ],
    );
    check(
        "مبدأ",
        &[("مبدئه", "مبدأ + ه"), ("المبادئ", "ال + مبادئ (مبدأ)")],
    );
    check(
        "شريك",
        &[
            ("شركائه", "شركاء + ه (شريك)"),
            ("شركاؤه", "شركاء + ه (شريك)"),
        ],
    );
    check(
        "مسلح",
        &[("المسلحة", "ال + مسلح + ة"), ("مسلحين", "مسلح + ين")],
    );
    check("أكبر", &[("الكبرى", "ال + كبرى (أكبر)")]);
    check("قذيفة", &[("القذائف", "ال + قذائف (قذيفة)")]);
    check(
        "قوة",
        &[("القوات", "ال + قوة + ات"), ("قواها", "قوى + ها (قوة)")],
    );
    check("جزء", &[("جزءا", "جزء + اً"), ("جزأين", "جزء + ين")]);
    check("مسؤول", &[("المسئولين", "ال + مسؤول + ين")]);
    check("المتمردين", &[("متمردو", "متمرد + و (متمردين)")]);
}

#[test]
fn terms_of_several_words() {
    check(
        "غارة جوية",
        &[
            ("الغارات الجوية", "ال + غارة + ات · ال + جوية"),
            ("غارتين جويتين", "غارة + ين · جوية + ين"),
            ("وبغارة جوية", "و + ب + غارة · جوية"),
            ("الغارة جوية", ""),
            ("غارة، جوية", ""),
            ("غارة \u{200F}جوية", "غارة · جوية"),
        ],
    );
    check(
        "وزير خارجية",
        &[
            ("وزير الخارجية", "وزير · ال + خارجية"),
            ("لوزراء خارجيتهم", "ل + وزراء (وزير) · خارجية + هم"),
        ],
    );
    check(
        "وزير الخارجية",
        &[
            ("وزيرا للخارجية", "وزير + اً · ل + ال + خارجية"),
            ("الوزير الخارجية", ""),
        ],
    );
    check(
        "وقف إطلاق النار",
        &[
            ("لوقف اطلاق النار", "ل + وقف · إطلاق · ال + نار"),
            ("وقفا لإطلاق النار", "وقف + اً · ل + إطلاق · ال + نار"),
            ("وقف النار", ""),
        ],
    );
    check(
        "المرصد السوري لحقوق الإنسان",
        &[(
            "«المرصد السوري» لحقوق الانسان",
            "المرصد السوري» لحقوق الانسان: ال + مرصد · ال + سوري · لحقوق · ال + إنسان",
        )],
    );
    check(
        "هجوم عسكري",
        &[
            ("هجومهم العسكري", "هجوم + هم · ال + عسكري"),
            ("هجمات عسكرية", "هجمات (هجوم) · عسكري + ة"),
            ("هجماتهم العسكرية", "هجمات + هم (هجوم) · ال + عسكري + ة"),
        ],
    );
}

#[test]
fn latin_words_and_numbers() {
    check(
        "Reuters",
        &[
            ("وكالة reuters", "reuters: Reuters"),
            ("لReuters", "ل + Reuters"),
            ("Reutersx", ""),
        ],
    );
    check("WHO", &[("WHO", "WHO"), ("who", "")]);
    check("F-16", &[("طائرة F-16.", "F-16: F · - · 16"), ("F 16", "")]);
    check("القرار 2254", &[("القرار ٢٢٥٤", "ال + قرار · 2254")]);
}

#[test]
fn neighbours_decide() {
    for (source, text, expected) in [
        ("كشف", "وقد كشف الوزير", ""),
        ("كشف", "في كشف الوزير", "كشف"),
        ("كشف", "كشف الحساب", "كشف"),
        ("كشف", "كشف الوزير عن ذلك.", ""),
        ("أساس", "بند أساسي في", ""),
        ("وزارة", "طلبه وزارة", "وزارة"),
        ("طالب", "في طلبه وزارة", ""),
    ] {
        let index = TermIndex::build([&entry(1, source)]);
        let hits: Vec<&str> = index
            .find(text)
            .into_iter()
            .map(|hit| &text[hit.range])
            .collect();
        assert_eq!(hits.join("|"), expected, "{source} in {text}");
    }
}

#[test]
fn own_forms_and_names() {
    let mut own = entry(1, "ناشط");
    own.forms = vec!["نشطاء".to_owned(), "ناشطو سلام".to_owned()];
    let mut name = entry(2, "محمد");
    name.part_of_speech = "proper name".to_owned();
    let index = TermIndex::build([&own, &name]);
    let show = |text: &str| {
        let hits = index.find(text).into_iter();
        hits.map(|hit| format!("{} {}", hit.entry.0, hit.reason))
            .collect::<Vec<_>>()
            .join(" / ")
    };
    assert_eq!(show("نشطائه"), "1 نشطاء + ه (ناشط)");
    assert_eq!(show("لمحمد محمدين"), "2 ل + محمد");
}

#[test]
fn longest_first_and_all() {
    let entries = [
        entry(1, "أزمة"),
        entry(2, "الأزمة السورية"),
        entry(3, "الأزمة السورية"),
        entry(4, "سوري"),
    ];
    let index = TermIndex::build(&entries);
    let ids = |hits: Vec<crate::engine::model::TermHit>| {
        hits.into_iter()
            .map(|hit| hit.entry.0.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(ids(index.find("حل للأزمة السورية وأزمة سورية")), "2 3 2 3");
    assert_eq!(ids(index.find_all("حل للأزمة السورية")), "2 3 1 4");
}

#[test]
fn a_word_as_it_is_written_beats_one_that_needs_endings() {
    let index = TermIndex::build([&entry(0, "جريان"), &entry(1, "جري")]);
    let sources = |text: &str| {
        index
            .find(text)
            .into_iter()
            .map(|hit| hit.entry.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(sources("قوة جريان المياه"), [0]);
    assert_eq!(index.find_all("قوة جريان المياه").len(), 2);
    assert_eq!(sources("مسافة جري"), [1]);
}

#[test]
fn entries_come_and_go() {
    let mut index = TermIndex::build([&entry(1, "هدنة")]);
    index.insert(&entry(2, "غارة جوية"));
    assert_eq!(index.find("هدنة وغارات جوية").len(), 2);
    index.insert(&entry(2, "قصف"));
    assert_eq!(index.find("هدنة وغارات جوية").len(), 1);
    index.remove(TermId(1));
    index.remove(TermId(9));
    assert_eq!(index.find("هدنة").len(), 0);
    assert_eq!((index.len(), index.is_empty()), (1, false));
}

#[test]
fn hostile_texts_end() {
    let index = TermIndex::build([&entry(1, "هدنة"), &entry(2, "وقف إطلاق النار")]);
    for text in [
        "و".repeat(300_000),
        "هدنة\u{064B}".to_owned() + &"\u{0651}".repeat(100_000),
        "وقف ".repeat(50_000),
        "\0\u{202E}هدنة\u{202C}\0".repeat(20_000),
        "\"".repeat(300_000),
    ] {
        let _ = index.find(&text);
        let _ = index.find_all(&text);
    }
}

proptest! {
    #[test]
    fn ranges_are_words_of_the_text(
        source in "[ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءؤئ ]{1,12}",
        text in "[ابتلنهويةىأإآءؤئ\u{064B}\u{0640} .،\"a1\u{200F}ﻻ]{0,40}",
    ) {
        let index = TermIndex::build([&entry(1, &source)]);
        for hit in index.find_all(&text) {
            let written = text.get(hit.range.clone());
            prop_assert!(written.is_some_and(|word| !word.is_empty() && word.trim() == word));
        }
    }

    #[test]
    fn any_text_is_answered(source in ".{0,20}", text in ".{0,60}") {
        let index = TermIndex::build([&entry(1, &source)]);
        for hit in index.find(&text) {
            prop_assert!(text.get(hit.range).is_some());
        }
    }

    #[test]
    fn an_entry_finds_itself(source in "[ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءؤئ]{2,7}( [ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءؤئ]{2,7}){0,2}") {
        let index = TermIndex::build([&entry(1, &source)]);
        let hits = index.find_all(&source);
        prop_assert!(hits.iter().any(|hit| hit.range == (0..source.len())), "{source}");
    }
}

#[test]
fn definite_adverbs_are_no_forms_of_their_noun() {
    let mut today = entry(1, "اليوم");
    today
        .translations
        .push(crate::engine::model::TermTranslation {
            text: "today".into(),
            status: crate::engine::model::TermStatus::Preferred,
        });
    let index = TermIndex::build([&today, &entry(2, "يوم")]);
    let ids = |text: &str| {
        index
            .find(text)
            .iter()
            .map(|hit| hit.entry.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("منذ أيام"), [2]);
    assert_eq!(ids("قبل يوم"), [2]);
    assert!(ids("واليوم قال").contains(&1));
}

#[test]
fn clitics_before_a_quotation_mark_belong_to_the_hit() {
    check(
        "هدنة",
        &[
            ("بـ«الهدنة»", "بـ«الهدنة: ب + ال + هدنة"),
            ("وبـ\"الهدنة\"", "وبـ\"الهدنة: و + ب + ال + هدنة"),
            ("قال «الهدنة»", "الهدنة: ال + هدنة"),
        ],
    );
}

#[test]
fn feminine_persons_are_in_the_masculine_plural() {
    check(
        "مقاتلة",
        &[
            ("المقاتلون", "ال + مقاتل + ون (مقاتلة)"),
            ("مقاتلات", "مقاتلة + ات"),
        ],
    );
    check("قضية", &[("قضايين", "")]);
}

/// Entries as careless files have them: nothing of them may panic, match everything, or be slow.
#[test]
fn bad_entries_are_only_entries() {
    let long = "كلمة".repeat(1250);
    let many = "كلمة ".repeat(1000);
    let sources = [
        "",
        " ",
        "ال",
        "و",
        "وب",
        "بال",
        "لل",
        "ا",
        "ة",
        "ء",
        "\u{64B}",
        "\u{202E}",
        "\u{0}",
        "x",
        "WHO",
        "C++",
        "a|b,c\"d\"",
        ".*",
        "(",
        "[ا-ي]+",
        "\\",
        "=1+1",
        "،",
        "«»",
        "🙂",
        long.as_str(),
        many.as_str(),
    ];
    let entries: Vec<TermEntry> = (0..)
        .zip(sources)
        .map(|(id, source)| entry(id, source))
        .collect();
    let index = TermIndex::build(&entries);
    for text in [
        "وبالكلمة في المدينة",
        "",
        "ا ب ت",
        "WHO who",
        ".* (",
        long.as_str(),
        "\u{0}\u{202E}",
        "=1+1",
    ] {
        for hit in index.find_all(text) {
            assert!(text.get(hit.range).is_some());
        }
    }
    assert!(index.find("قال الرئيس في المدينة وبعد ذلك").is_empty());
    assert_eq!(index.find("قالت WHO أمس").len(), 1);
}

#[test]
fn entries_that_name_each_other_as_forms_end() {
    let mut a = entry(1, "هدنة");
    a.forms = vec!["تهدئة".into(), "هدنة".into()];
    let mut b = entry(2, "تهدئة");
    b.forms = vec!["هدنة".into()];
    let index = TermIndex::build([&a, &b]);
    assert_eq!(index.find("الهدنة").len(), 2);
    assert_eq!(index.len(), 2);
}

#[test]
fn hostile_texts_are_searched() {
    let index = TermIndex::build([&entry(1, "هدنة"), &entry(2, "وقف إطلاق النار")]);
    let marks = format!("هدنة{}", "\u{64B}".repeat(100_000));
    let line = "وقف إطلاق ".repeat(5_000);
    for text in [
        marks.as_str(),
        line.as_str(),
        &"و".repeat(100_000),
        "\u{202E}هدنة\u{0}",
    ] {
        let _ = index.find(text);
    }
    assert_eq!(index.find(&marks).len(), 1);
}

#[test]
fn plurals_by_pattern_are_found_where_a_text_has_them() {
    check("قنطريس", &[("قناطريس", ""), ("وقناطرس", "")]);
    check(
        "خردوقة",
        &[
            ("خراديق", "خراديق (خردوقة, by its pattern)"),
            ("وبخراديقهم", "و + ب + خراديق + هم (خردوقة, by its pattern)"),
        ],
    );
    check(
        "زربيل",
        &[
            ("زرابيل", "زرابيل (زربيل, by its pattern)"),
            ("زبائل", ""),
            ("الزرابيلهم", ""),
        ],
    );
    // A listed word is no plural of an entry that happens to fit.
    check("قبول", &[("القبائل", "")]);
    check("مفتوحة", &[("المفاتيح", "")]);
}

#[test]
fn entries_of_clitics_and_single_letters_are_found_alone() {
    for source in ["وال", "ب", "ال", "و", "لل", "بال", "ة", "ات", "هم"] {
        let index = TermIndex::build([&entry(1, source)]);
        let text = "والبيت وبالبيت للبيوت بيتهم بيتة بيوتات كتابهما والله";
        assert!(
            index.find_all(text).is_empty(),
            "{source}: {:?}",
            index.find_all(text)
        );
    }
    check("ب", &[("ب", "ب"), ("بب", ""), ("الب", "")]);
    check("م", &[("5 م", "م: م"), ("مم", ""), ("ممه", "")]);
    check(".*", &[("كل شيء", ""), ("abc", "")]);
    check("a.c", &[("abc", ""), ("a.c", "a · . · c")]);
    check("[ا-ي]+", &[("كلمة", "")]);
    check("", &[("كلمة", ""), ("", "")]);
    let long = "ش".repeat(5_000);
    let index = TermIndex::build([&entry(1, &long)]);
    assert_eq!(index.find(&long).len(), 1);
    assert!(index.find("ش").is_empty());
}

#[test]
fn verbs_are_no_nouns_and_forms_keep_their_article() {
    let mut demand = entry(1, "طالب");
    demand.part_of_speech = "verb".into();
    demand.forms = vec!["يطالب".into(), "مطالبا".into()];
    let mut duma = entry(2, "مجلس الدوما");
    duma.forms = vec!["الدوما".into()];
    let mut step_down = entry(3, "تنحي");
    step_down.part_of_speech = "noun".into();
    let mut summer = entry(4, "فصل الصيف");
    summer.forms = vec!["الصيف".into()];
    let index = TermIndex::build([&demand, &duma, &step_down, &summer]);
    let show = |text: &str| {
        let hits = index.find(text).into_iter();
        hits.map(|hit| format!("{} {}", hit.entry.0, hit.reason))
            .collect::<Vec<_>>()
            .join(" / ")
    };
    for (text, expected) in [
        ("وطالبهم", "1 و + طالب + هم"),
        ("سيطالب", "1 س + يطالب (طالب)"),
        ("وطالبت", "1 و + طالبت"),
        ("يطالبون", "1 يطالبون (طالب)"),
        ("صيف 2016", "4 صيف (فصل الصيف)"),
        ("الطلاب", ""),
        ("لمطالب", ""),
        ("الطالب", ""),
        ("كان دوما هناك", ""),
        ("في الدوما", "2 الدوما (مجلس الدوما)"),
        ("تنحو الثقافات", ""),
        ("تنحيه", "3 تنحي + ه"),
    ] {
        assert_eq!(show(text), expected, "{text}");
    }
}

#[test]
fn an_entry_that_needs_its_article_goes_before_the_word_in_it() {
    let adverb = TermEntry {
        translations: vec![crate::engine::model::TermTranslation {
            text: "today".into(),
            status: Default::default(),
        }],
        ..entry(1, "اليوم")
    };
    let index = TermIndex::build([&entry(2, "يوم"), &adverb]);
    let found = |text: &str| -> Vec<i64> {
        let hits = index.find(text).into_iter();
        hits.map(|hit| hit.entry.0).collect()
    };
    assert_eq!(found("وصل اليوم"), [1]);
    assert_eq!(found("في يومهم"), [2]);
}

/// Whatever grammar says of it: particles, accusatives, letters where no word has them.
#[test]
fn words_that_are_no_nouns_find_themselves() {
    for source in ["أية", "فالا", "الذي", "هذه", "مكىا", "مدىا", "كمىا"] {
        let index = TermIndex::build([&entry(1, source)]);
        let hits = index.find_all(source).into_iter();
        let found: Vec<&str> = hits.map(|hit| &source[hit.range]).collect();
        assert_eq!(found, [source], "{source}");
    }
}

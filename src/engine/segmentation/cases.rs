//! What the shipped rules must and must not split: `|` marks the breaks.

use super::SegmentationRules;
use crate::engine::model::Language;

/// The text of a case is the case without its marks: `a. | b` is `a. b`, `a.|b` is `a.b`.
fn check(language: Language, cases: &[&str]) {
    let rules = SegmentationRules::built_in().unwrap();
    let segmenter = rules.segmenter(language).unwrap();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|expected| {
            let text = expected.replace(" | ", " ").replace('|', "");
            let pieces = segmenter.split(&text);
            let got: Vec<_> = pieces.iter().map(|piece| piece.source).collect();
            let want: Vec<_> = expected.split('|').map(str::trim).collect();
            (got != want).then(|| format!("\n  want {expected}\n  got  {}", got.join(" | ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn arabic_abbreviations() {
    check(
        Language::Arabic,
        &[
            "ألقت أ. د. ليلى حداد كلمة الافتتاح. | وحضر د. سامي وم. نزار.",
            "سلم الجائزة لد. هدى منصور. | ثم تحدث أ. كمال.",
            "تقع القلعة على بعد 40 كم. من المدينة. | ويزورها كثيرون.",
            "وزن الشحنة 300 كغ. من الدقيق و20 ملغ. من الدواء.",
            "سقطت المدينة عام 656 هـ. على يد الغزاة. | وأعيد بناؤها.",
            "بني المعبد سنة 500 ق. م. في الوادي. | وهدم سنة 70 م. | وقد أعيد بناؤه.",
            "انظر ص. 45 وما بعدها. | والفصل التالي.",
            "العنوان: ص. ب. 778، بيروت. | هاتف. 123456.",
            "نقلت وكالة د. ب. أ. عن مسؤول قوله ذلك. | ولم تسمه.",
            "جاء النبأ من أ. ف. ب. | وأضافت الوكالة أن العدد ارتفع.",
            "توفي المؤرخ (ت. 732 هـ.) في دمشق. | ودفن فيها.",
            "نشرت الصحف (رويترز. د. ب. أ.) الصور.",
            "جرى توزيع خيام وأغطية إلخ. في المخيمات. | وعاد الهدوء.",
            "أخبره بما قيل له. | ثم خرج.",
            "لا يعيش الطفل بلا فيتامين د. | وينصح الأطباء بالشمس.",
        ],
    );
}

#[test]
fn arabic_initials_and_latin() {
    check(
        Language::Arabic,
        &[
            "كتب ت. س. إليوت القصيدة عام 1922. | ونشرها لاحقا.",
            "فاز جورج و. بوش بالانتخابات. | وخسر منافسه.",
            "أصدرت J. K. Rowling كتابا. | ورحب به النقاد.",
            "اشترت شركة Acme Ltd. حصة كبيرة. | ورفضت Foo Corp. العرض.",
            "كتب المقال Dr. Smith في لندن. | ونشر أمس.",
            "أعلنت Yahoo! عن نتائجها. | وهبط السهم.",
            "زوروا https://example.org/a?b=1 للمزيد. | أو راسلوا info@example.org اليوم.",
            "صدر برنامج Office 2.0 أمس. | وهو مكتوب بلغة C#. | ويعمل بسرعة.",
        ],
    );
}

#[test]
fn arabic_numbers_and_lists() {
    check(
        Language::Arabic,
        &[
            "ارتفع السعر 3.75 في المئة. | ٢٠ شركة ربحت.",
            "وقع الاتفاق في 3.4.2012 قرب البحيرة. | وسقط سريعا.",
            "بدأت المباراة عند 20.45 بالتوقيت المحلي.",
            "٢. إطلاق سراح الأسرى. | ويبدأ غدا.",
            "2.1. شروط الاتفاق",
            "أ. فتح الطرق.",
            "شارك في اللقاء 12. | وغاب ثلاثة.",
            "اعتقل 9 أشخاص. | 4 منهم نساء.",
        ],
    );
}

#[test]
fn arabic_dots_quotes_and_brackets() {
    check(
        Language::Arabic,
        &[
            "الشتاء قادم.. والنازحون بلا مأوى",
            "المفاوضات طويلة... غير أنها ضرورية. | هكذا قال الخبير.",
            "قال: \"نحن… ننتظر منذ زمن\". | ثم سكت.",
            "ورد في النص «إن الحكومة […] لن تتراجع». | ووقعه الوزير.",
            "صاح «كفى!» ثم خرج من القاعة. | ولم يعد.",
            "سأل \"أين الماء؟\" فلم يجبه أحد. | وساد الصمت.",
            "قال «لن نرحل. | هذه أرضنا». | وصفق الحاضرون.",
            "سأل: «من معنا؟» | وأضاف أن الوقت ضيق.",
            "أعلن الحزب (تأسس عام 1990. وحل لاحقا) مقاطعته. | وتبعه آخرون.",
            "حصل على الجائزة (أخيرا!) بعد سنوات. | وفرح بها.",
            "غادر الوفد. | (لم يصدر بيان.) | وبقي السفير.",
            "قال الطبيب — هل يصدق؟ — إن المريض شفي. | وعاد إلى بيته.",
            "التقى الوزير (الخميس). | ويعود غدا.",
            "هل تعود المياه؟! | لا أحد يدري...",
        ],
    );
}

#[test]
fn arabic_without_space_and_other_stops() {
    check(
        Language::Arabic,
        &[
            "متى ينتهي الحصار؟|لا جواب.",
            "انتهت الجولة.|وبدأت أخرى.",
            "قال \"نعم\".|وغادر.",
            "اكتمل البناء عام 2015.|وافتتح لاحقا.",
            "كتبت وكالة أ.ف.ب الخبر. | ونقلته د.ب.أ أيضا.",
            "موقعنا www.مثال.عرب متاح. | زوروه.",
            "بدأ الاجتماع۔ | ثم انتهى۔|وغادروا۔",
            "هل وصلوا ? | نعم وصلوا . | انتهى .",
            "الوضع صعب؛ الطرق مغلقة: لا ماء ولا خبز",
            "الوفد في جنيف",
        ],
    );
}

#[test]
fn english() {
    check(
        Language::English,
        &[
            "Dr. Smith met Gen. Jones at 5 p.m. on Monday. | They talked.",
            "The U.S. Army left. | It went home to the U.S. | The end.",
            "J. K. Rowling wrote it. | No. 5 is best.",
            "Apple Inc. rose 3.5 percent. | Shares of Foo Corp. | It fell.",
            "\"Who is it?\" she asked. | \"Me.\" | \"Come in!\" John said.",
            "He waited... and left. | Then… nothing.",
            "1. Open the door.",
            "Prices (up 5 pct. in May) fell. | (He left. | She stayed.)",
            "See www.example.org. | Or e.g. Mr. X, etc. and others.",
            "What now?|Nobody knows.",
            "Sales of iPhones fell. | iPad sales rose.",
            "It opened on Jan. 5, 2015. | 14 people came.",
            "He lives at 5 St. James St. in London.",
        ],
    );
}

//! How sites speak to their visitors, as opposed to how articles speak of the world.

/// What a visitor is told to do, in the second person, or a label of the page. As comparison keys.
const COMMANDS: &[&str] = &[
    "اشترك",
    "اشتركي",
    "اشتركوا",
    "سجل",
    "سجلي",
    "سجلوا",
    "انشئ",
    "انضم",
    "انضموا",
    "تابعنا",
    "تابعونا",
    "حمل",
    "حملوا",
    "شارك",
    "شاركنا",
    "شاركها",
    "اضغط",
    "انقر",
    "اقرا",
    "ادخل",
    "احصل",
    "اعلن",
    "اترك",
    "علق",
    "ارسل",
    "اكتب",
    "فعل",
    "تشترك",
    "لتحصل",
    "لتصلك",
    "ليصلك",
    "حسابك",
    "بريدك",
    "subscribe",
    "sign",
    "register",
    "join",
    "follow",
    "share",
    "download",
    "click",
    "read",
    "log",
    "login",
    "get",
    "leave",
    "enter",
    "create",
];

/// What such lines are about. As comparison keys.
const OBJECTS: &[&str] = &[
    "نشرتنا",
    "نشراتنا",
    "النشره",
    "نشره",
    "البريديه",
    "الاخباريه",
    "بريدك",
    "البريد",
    "حساب",
    "حسابا",
    "حسابك",
    "مقال",
    "المقال",
    "المقاله",
    "المقالات",
    "الخبر",
    "ايضا",
    "تطبيقنا",
    "التطبيق",
    "قناتنا",
    "صفحتنا",
    "تعليق",
    "تعليقا",
    "تعليقك",
    "التعليقات",
    "الاشعارات",
    "هنا",
    "فيسبوك",
    "تويتر",
    "واتساب",
    "تلغرام",
    "تيليغرام",
    "بعد",
    "معنا",
    "لدينا",
    "المزيد",
    "newsletter",
    "newsletters",
    "account",
    "article",
    "story",
    "app",
    "comment",
    "comments",
    "email",
    "inbox",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "up",
    "in",
    "more",
    "now",
    "here",
    "us",
    "also",
];

/// Phrases that no article says of itself. As comparison keys.
const PHRASES: &[&str] = &[
    "جميع الحقوق محفوظه",
    "حقوق النشر",
    "سياسه الخصوصيه",
    "شروط الاستخدام",
    "ملفات تعريف الارتباط",
    "لم تشترك بعد",
    "اقرا ايضا",
    "اقرا المزيد",
    "مواضيع ذات صله",
    "اخبار ذات صله",
    "مقالات ذات صله",
    "الاكثر قراءه",
    "اضف تعليق",
    "all rights reserved",
    "privacy policy",
    "terms of use",
    "read more",
    "read also",
    "related articles",
    "most read",
    "cookie policy",
    "©",
];

/// Whether a line, as a comparison key, is addressed to the visitor of a site.
pub(super) fn speaks_to_visitor(key: &str) -> bool {
    let key = key.to_lowercase();
    if PHRASES.iter().any(|phrase| key.contains(phrase)) {
        return key.split(' ').count() <= 14;
    }
    let is_word = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = key.split(is_word).filter(|w| !w.is_empty()).collect();
    // The command opens the line, or follows in its first words.
    let commands = words.iter().take(3).any(|word| {
        COMMANDS.contains(word)
            || word
                .strip_prefix('و')
                .is_some_and(|w| COMMANDS.contains(&w))
    });
    commands && words.iter().any(|word| OBJECTS.contains(word))
}

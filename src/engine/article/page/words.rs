//! Words that sites use: names of classes around furniture, labels, and what they say to visitors.

/// Classes of elements that are never the article, whatever their size.
const STRONG: &[&str] = &[
    "ad",
    "ads",
    "adsense",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "dfp",
    "disqus",
    "embed",
    "footer",
    "gdpr",
    "hidden",
    "instagram",
    "login",
    "menu",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "poll",
    "popular",
    "popup",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "register",
    "registration",
    "related",
    "respond",
    "share",
    "sharethis",
    "sharing",
    "sidebar",
    "signin",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "survey",
    "taboola",
    "ticker",
    "toolbar",
    "trending",
    "tweet",
    "vote",
    "addtoany",
    "sharer",
];

/// Classes of small things; a whole article may stand in such an element too.
const WEAK: &[&str] = &[
    "author",
    "authors",
    "byline",
    "caption",
    "copyright",
    "counter",
    "credit",
    "credits",
    "date",
    "datetime",
    "gallery",
    "info",
    "keywords",
    "latest",
    "meta",
    "photo",
    "print",
    "promo",
    "promotion",
    "rating",
    "slider",
    "source",
    "tags",
    "tagcloud",
    "time",
    "timestamp",
    "tools",
    "views",
    "widget",
    "writer",
    "more",
    "readmore",
    "topics",
];

/// Classes of elements that hold the article.
const BODY: &[&str] = &[
    "article",
    "body",
    "content",
    "details",
    "entry",
    "main",
    "news",
    "paragraph",
    "post",
    "story",
    "text",
    "txt",
    "wysiwyg",
    "articlebody",
];

/// Words of a small element at most.
pub const SMALL: usize = 80;

/// The words in the values of `class` and `id`: `shareBar--top` is share, bar, top.
pub fn class_words(value: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in value.chars() {
        let ends = !c.is_alphanumeric() || (c.is_uppercase() && was_lower);
        if ends && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

pub fn is_strong(word: &str) -> bool {
    STRONG.contains(&word)
}

pub fn is_weak(word: &str) -> bool {
    WEAK.contains(&word)
}

pub fn is_of_body(word: &str) -> bool {
    BODY.contains(&word)
}

/// What lines begin with that lead to other articles. As comparison keys.
const LEADING: &[&str] = &[
    "اقرا ايضا",
    "اقرا المزيد",
    "اقرا كذلك",
    "اقراوا ايضا",
    "اقرئي ايضا",
    "للمزيد اقرا",
    "طالع ايضا",
    "شاهد ايضا",
    "شاهد الفيديو",
    "شاهدوا ايضا",
    "انظر ايضا",
    "قد يهمك",
    "قد يعجبك",
    "قد يهمكم",
    "مواضيع ذات صله",
    "موضوعات ذات صله",
    "موضوعات متعلقه",
    "مواضيع متعلقه",
    "مقالات ذات صله",
    "مقالات متعلقه",
    "اخبار ذات صله",
    "اخبار متعلقه",
    "ذات صله",
    "قصص مقترحه",
    "اخترنا لك",
    "اخترنا لكم",
    "يستحق الانتباه",
    "نرشح لك",
    "الاكثر قراءه",
    "الاكثر مشاهده",
    "المزيد عن",
    "تابعوا",
    "تابعونا",
    "تابعنا",
    "لمتابعه",
    "تخطي",
    "تخط",
    "نهايه قائمه",
    "انضم الي",
    "اشترك في",
    "للاشتراك",
    "حمل تطبيق",
    "بيشتر بخوانيد",
    "بخوانيد",
    "مطالب مرتبط",
    "read also",
    "read more",
    "related",
    "see also",
];

/// Labels of the page that are a line of their own. As comparison keys.
const LABELS: &[&str] = &[
    "مشاركه",
    "شارك",
    "شاركها",
    "شارك الخبر",
    "شارك المقال",
    "طباعه",
    "حفظ",
    "نسخ الرابط",
    "نسخ",
    "استمع",
    "استماع",
    "اعلان",
    "اعلانات",
    "الوسوم",
    "وسوم",
    "كلمات مفتاحيه",
    "الكلمات المفتاحيه",
    "كلمات دلاليه",
    "الكلمات الداله",
    "كلمات داله",
    "تاغات",
    "التعليقات",
    "تعليقات",
    "تعليق",
    "رابط مختصر",
    "الرابط المختصر",
    "رابط قصير",
    "حجم الخط",
    "تكبير الخط",
    "تصغير الخط",
    "فيسبوك",
    "تويتر",
    "واتساب",
    "تلغرام",
    "تيليغرام",
    "لينكدان",
    "بريد الكتروني",
    "البريد الالكتروني",
    "نهايه",
    "المصدر",
    "advertisement",
    "share",
    "print",
    "tags",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "email",
];

/// Whether a line leads to other articles or speaks to the visitor, given as comparison key.
pub fn is_furniture(key: &str) -> bool {
    let key = key.to_lowercase();
    let words = key.split_whitespace().count();
    let bare = key.trim_matches(|c: char| !c.is_alphanumeric());
    // A reader's counter: `123 مشاهدة`, `عدد القراءات 45`.
    let is_counter = words <= 5
        && key.chars().any(|c| c.is_ascii_digit())
        && ["مشاهد", "قراء", "زيار", "تعليق", "مشارك", "views", "shares"]
            .iter()
            .any(|counted| key.contains(counted));
    let begins = |phrase: &&str| {
        bare.strip_prefix(*phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    LABELS.contains(&bare)
        || is_counter
        || bare.chars().all(|c| !c.is_alphabetic())
        || (LEADING.iter().any(begins) && (words <= 8 || key.contains(':')))
        || (bare.starts_with("نهايه") && bare.ends_with("نهايه"))
        || (bare.ends_with("نهايه") && words <= 6)
        || super::super::vocabulary::speaks_to_visitor(&key)
}

/// Whether a line is a heading of links to other articles.
pub fn leads_elsewhere(key: &str) -> bool {
    let bare = key.trim_matches(|c: char| !c.is_alphanumeric());
    LEADING.iter().any(|phrase| bare.starts_with(phrase)) || LABELS.contains(&bare)
}

//! Units and currencies: their Arabic words, their signs, their English.
//!
//! Currency codes are those of ISO 4217; the English names are those of Unicode CLDR.

use super::lists::rows;
use crate::engine::text::letters::Letters;
use std::sync::LazyLock;

/// A unit of measurement or time.
#[derive(Debug, PartialEq, Eq)]
pub struct Measure {
    /// Singulars, a bar, plurals, a bar, signs; regular plurals and duals are derived.
    pub words: &'static str,
    /// Names the unit in values.
    pub sign: &'static str,
    pub one: &'static str,
    pub many: &'static str,
    /// Always with figures: `5 km`, but `five days`.
    pub figures: bool,
}

const fn counted(
    words: &'static str,
    sign: &'static str,
    one: &'static str,
    many: &'static str,
) -> Measure {
    Measure {
        words,
        sign,
        one,
        many,
        figures: false,
    }
}

const fn measured(
    words: &'static str,
    sign: &'static str,
    one: &'static str,
    many: &'static str,
) -> Measure {
    Measure {
        words,
        sign,
        one,
        many,
        figures: true,
    }
}

pub const MEASURES: &[Measure] = &[
    counted("ثانية|ثوان ثواني", "second", "second", "seconds"),
    counted("دقيقة|دقائق", "minute", "minute", "minutes"),
    counted("ساعة|ساعات", "hour", "hour", "hours"),
    counted("يوم|أيام", "day", "day", "days"),
    counted("ليلة|ليال ليالي", "night", "night", "nights"),
    counted("أسبوع|أسابيع", "week", "week", "weeks"),
    counted("شهر|أشهر شهور", "month", "month", "months"),
    counted("سنة عام|سنوات سنين سنون أعوام", "year", "year", "years"),
    counted("عقد|عقود", "decade", "decade", "decades"),
    counted("قرن|قرون", "century", "century", "centuries"),
    measured("كيلومتر||كم كلم", "km", "km", "km"),
    measured("متر|أمتار", "m", "metre", "metres"),
    measured("سنتيمتر سنتمتر||سم", "cm", "cm", "cm"),
    measured("مليمتر ملليمتر ميلليمتر ميليمتر||ملم مم", "mm", "mm", "mm"),
    measured("ميل|أميال", "mile", "mile", "miles"),
    measured("قدم|أقدام", "foot", "foot", "feet"),
    measured("بوصة إنش", "inch", "inch", "inches"),
    measured("ياردة", "yard", "yard", "yards"),
    measured("كيلوغرام كيلوجرام||كغ كلغ كجم كغم كيلو", "kg", "kg", "kg"),
    measured("غرام جرام|غرامات جرامات", "g", "gram", "grams"),
    measured("ميليغرام مليغرام مليجرام||ملغ ملغم", "mg", "mg", "mg"),
    measured("طن طنا|أطنان", "tonne", "tonne", "tonnes"),
    measured("رطل|أرطال", "pound", "pound", "pounds"),
    measured("أونصة أوقية", "ounce", "ounce", "ounces"),
    measured("لتر ليتر", "l", "litre", "litres"),
    measured("ميليلتر ميلليلتر مليلتر ملليلتر", "ml", "ml", "ml"),
    counted("برميل|براميل", "barrel", "barrel", "barrels"),
    counted("غالون جالون", "gallon", "gallon", "gallons"),
    measured("هكتار", "hectare", "hectare", "hectares"),
    measured("دونم", "dunam", "dunam", "dunams"),
    measured("فدان|فدادين أفدنة", "feddan", "feddan", "feddans"),
    measured("واط وات", "W", "watt", "watts"),
    measured("كيلوواط كيلووات", "kW", "kW", "kW"),
    measured("ميغاواط ميجاواط ميغاوات ميجاوات", "MW", "MW", "MW"),
    measured("غيغاواط جيجاواط غيغاوات جيجاوات", "GW", "GW", "GW"),
    measured("ميغابايت ميجابايت", "MB", "MB", "MB"),
    measured("غيغابايت جيجابايت", "GB", "GB", "GB"),
    measured("تيرابايت", "TB", "TB", "TB"),
    measured("فولت", "V", "volt", "volts"),
    measured("درجة", "degree", "degree", "degrees"),
    measured("عقدة", "knot", "knot", "knots"),
    counted("نقطة|نقاط نقط", "point", "point", "points"),
    counted("سنت|سنتات", "cent", "cent", "cents"),
    counted("فلس|فلوس أفلس", "fils", "fils", "fils"),
    counted("هللة|هلل", "halala", "halala", "halalas"),
    counted("بيسة", "baisa", "baisa", "baisas"),
    counted("قرش|قروش", "piastre", "piastre", "piastres"),
    counted("بنس|بنسات", "penny", "penny", "pence"),
    counted("مليم|ملاليم مليمات", "millime", "millime", "millimes"),
    counted("سنتيم|سنتيمات", "centime", "centime", "centimes"),
    counted("كوبيك|كوبيكات", "kopeck", "kopeck", "kopecks"),
    measured("هرتز", "Hz", "hertz", "hertz"),
    measured("قيراط|قراريط", "carat", "carat", "carats"),
];

/// A unit made of another and a word after it, or of two words.
pub struct Compound {
    pub first: &'static str,
    /// Keys of the words that may follow, each a way to write it.
    pub then: &'static [&'static [&'static str]],
    pub measure: Measure,
}

const SQUARE: &[&[&str]] = &[&["مربع"], &["مربعه"], &["مربعا"], &["مربعين"], &["2"]];
const CUBIC: &[&[&str]] = &[&["مكعب"], &["مكعبه"], &["مكعبا"], &["مكعبين"], &["3"]];
const HOURLY: &[&[&str]] = &[
    &["في", "الساعه"],
    &["بالساعه"],
    &["/", "ساعه"],
    &["/", "الساعه"],
    &["/", "س"],
];
const METRE: &[&[&str]] = &[&["متر"], &["مترا"], &["مترات"]];
const GRAM: &[&[&str]] = &[&["غرام"], &["جرام"], &["غراما"], &["جراما"], &["غرامات"]];

/// Longer ones first where one begins another.
pub const COMPOUNDS: &[Compound] = &[
    Compound {
        first: "km",
        then: HOURLY,
        measure: measured("", "km/h", "km/h", "km/h"),
    },
    Compound {
        first: "km",
        then: SQUARE,
        measure: measured("", "km2", "square kilometre", "square kilometres"),
    },
    Compound {
        first: "m",
        then: SQUARE,
        measure: measured("", "m2", "square metre", "square metres"),
    },
    Compound {
        first: "m",
        then: CUBIC,
        measure: measured("", "m3", "cubic metre", "cubic metres"),
    },
    Compound {
        first: "cm",
        then: SQUARE,
        measure: measured("", "cm2", "square centimetre", "square centimetres"),
    },
    Compound {
        first: "mile",
        then: SQUARE,
        measure: measured("", "mile2", "square mile", "square miles"),
    },
    Compound {
        first: "mile",
        then: HOURLY,
        measure: measured("", "mph", "mph", "mph"),
    },
    Compound {
        first: "mile",
        then: &[&["بحري"], &["بحريا"], &["بحريه"], &["بحريين"]],
        measure: measured("", "nautical mile", "nautical mile", "nautical miles"),
    },
    Compound {
        first: "foot",
        then: SQUARE,
        measure: measured("", "foot2", "square foot", "square feet"),
    },
    Compound {
        first: "foot",
        then: CUBIC,
        measure: measured("", "foot3", "cubic foot", "cubic feet"),
    },
    Compound {
        first: "kg",
        then: METRE,
        measure: measured("", "km", "km", "km"),
    },
    Compound {
        first: "kg",
        then: GRAM,
        measure: measured("", "kg", "kg", "kg"),
    },
    Compound {
        first: "kg",
        then: &[&["واط"], &["وات"]],
        measure: measured("", "kW", "kW", "kW"),
    },
    Compound {
        first: "degree",
        then: &[
            &["مءويه"],
            &["مءويتين"],
            &["مءويتان"],
            &["سيلسيوس"],
            &["سلسيوس"],
            &["حراره", "مءويه"],
        ],
        measure: measured("", "°C", "°C", "°C"),
    },
    Compound {
        first: "degree",
        then: &[&["فهرنهايت"], &["فهرنهايته"]],
        measure: measured("", "°F", "°F", "°F"),
    },
    Compound {
        first: "point",
        then: &[&["مءويه"], &["مءويتين"], &["مءويتان"]],
        measure: counted(
            "",
            "percentage point",
            "percentage point",
            "percentage points",
        ),
    },
    Compound {
        first: "point",
        then: &[&["اساس"]],
        measure: counted("", "basis point", "basis point", "basis points"),
    },
];

/// م after a number is a metre, م2 a square one; the letter is too short to be in the table.
pub const METRE_SIGN: &str = "م";

pub fn measure_named(sign: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.sign == sign)
}

/// A word for money; which country's, the next word says.
pub struct Money {
    pub words: &'static str,
    /// Adjective (masculine, without article) and the currency; the first is meant where there
    /// is no adjective.
    pub of: &'static [(&'static str, Currency)],
    /// English for one and many without an adjective, where the country is left open.
    pub open: Option<(&'static str, &'static str)>,
}

impl Money {
    /// The money of no country in particular: ISO 4217 has a code for that.
    pub fn of_no_country(&self) -> Option<Currency> {
        let (one, many) = self.open?;
        Some(Currency {
            code: "XXX",
            sign: "",
            one,
            many,
        })
    }

    /// Several countries have one, so that the bare word does not say which.
    pub fn is_ambiguous(&self) -> bool {
        self.open.is_some() && self.of.len() > 1
    }
}

/// A part of a currency.
pub struct Subunit {
    /// The sign of its measure.
    pub sign: &'static str,
    /// How many make one whole.
    pub parts: u32,
    /// The first word of the money it is a part of.
    pub of: Vec<&'static str>,
}

pub static SUBUNITS: LazyLock<Vec<Subunit>> = LazyLock::new(|| {
    let rows = rows(include_str!("subunits.tsv"));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        Some(Subunit {
            sign: columns.next()?,
            parts: columns.next()?.parse().ok()?,
            of: columns.next()?.split(' ').collect(),
        })
    })
    .collect()
});

/// Abbreviations behind an amount, letter by letter: ل.س.
pub static ABBREVIATIONS: LazyLock<Vec<(Vec<Letters>, Currency)>> = LazyLock::new(|| {
    let rows = rows(include_str!("currency_signs.tsv"));
    rows.filter_map(|row| {
        let (code, letters) = row.split_once('\t')?;
        let letters = letters.split(' ').map(Letters::new);
        Some((letters.collect(), currency_of(code)?))
    })
    .collect()
});

fn currency_of(code: &str) -> Option<Currency> {
    let all = CURRENCIES.iter().flat_map(|money| money.of);
    all.map(|(_, currency)| *currency)
        .find(|currency| currency.code == code)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    pub code: &'static str,
    /// Written before the figures, as `$`; else the names behind them.
    pub sign: &'static str,
    pub one: &'static str,
    pub many: &'static str,
}

const fn signed(code: &'static str, sign: &'static str) -> Currency {
    Currency {
        code,
        sign,
        one: "",
        many: "",
    }
}

const fn named(code: &'static str, one: &'static str, many: &'static str) -> Currency {
    Currency {
        code,
        sign: "",
        one,
        many,
    }
}

pub const CURRENCIES: &[Money] = &[
    Money {
        words: "دولار",
        of: &[
            ("امريكي", signed("USD", "$")),
            ("اميركي", signed("USD", "$")),
            ("كندي", named("CAD", "Canadian dollar", "Canadian dollars")),
            (
                "استرالي",
                named("AUD", "Australian dollar", "Australian dollars"),
            ),
        ],
        open: None,
    },
    Money {
        words: "يورو أورو",
        of: &[("", signed("EUR", "€"))],
        open: None,
    },
    Money {
        words: "جنيه|جنيهات",
        of: &[
            ("مصري", named("EGP", "Egyptian pound", "Egyptian pounds")),
            ("استرليني", signed("GBP", "£")),
            ("سوداني", named("SDG", "Sudanese pound", "Sudanese pounds")),
        ],
        open: Some(("pound", "pounds")),
    },
    Money {
        words: "ريال|ريالات",
        of: &[
            ("سعودي", named("SAR", "Saudi riyal", "Saudi riyals")),
            ("قطري", named("QAR", "Qatari riyal", "Qatari riyals")),
            ("يمني", named("YER", "Yemeni rial", "Yemeni rials")),
            ("عماني", named("OMR", "Omani rial", "Omani rials")),
            ("ايراني", named("IRR", "Iranian rial", "Iranian rials")),
            ("برازيلي", named("BRL", "Brazilian real", "Brazilian reals")),
        ],
        open: Some(("riyal", "riyals")),
    },
    Money {
        words: "ليرة|ليرات",
        of: &[
            ("سوري", named("SYP", "Syrian pound", "Syrian pounds")),
            ("لبناني", named("LBP", "Lebanese pound", "Lebanese pounds")),
            ("تركي", named("TRY", "Turkish lira", "Turkish lira")),
            ("ايطالي", named("ITL", "Italian lira", "Italian liras")),
            ("ذهبي", named("XXX", "gold lira", "gold liras")),
        ],
        open: Some(("lira", "liras")),
    },
    Money {
        words: "دينار|دنانير",
        of: &[
            ("كويتي", named("KWD", "Kuwaiti dinar", "Kuwaiti dinars")),
            ("اردني", named("JOD", "Jordanian dinar", "Jordanian dinars")),
            ("عراقي", named("IQD", "Iraqi dinar", "Iraqi dinars")),
            ("جزاءري", named("DZD", "Algerian dinar", "Algerian dinars")),
            ("تونسي", named("TND", "Tunisian dinar", "Tunisian dinars")),
            ("ليبي", named("LYD", "Libyan dinar", "Libyan dinars")),
            ("بحريني", named("BHD", "Bahraini dinar", "Bahraini dinars")),
            ("صربي", named("RSD", "Serbian dinar", "Serbian dinars")),
        ],
        open: Some(("dinar", "dinars")),
    },
    Money {
        words: "درهم|دراهم",
        of: &[
            ("اماراتي", named("AED", "UAE dirham", "UAE dirhams")),
            ("مغربي", named("MAD", "Moroccan dirham", "Moroccan dirhams")),
        ],
        open: Some(("dirham", "dirhams")),
    },
    Money {
        words: "شيكل شيقل شاقل|شواكل شواقل شيكلات",
        of: &[("اسراءيلي", named("ILS", "shekel", "shekels"))],
        open: None,
    },
    Money {
        words: "روبل",
        of: &[("روسي", named("RUB", "rouble", "roubles"))],
        open: None,
    },
    Money {
        words: "يوان",
        of: &[("صيني", named("CNY", "Chinese yuan", "Chinese yuan"))],
        open: Some(("yuan", "yuan")),
    },
    Money {
        words: "ين",
        of: &[("ياباني", named("JPY", "Japanese yen", "Japanese yen"))],
        open: Some(("yen", "yen")),
    },
    Money {
        words: "فرنك",
        of: &[
            ("سويسري", named("CHF", "Swiss franc", "Swiss francs")),
            ("فرنسي", named("FRF", "French franc", "French francs")),
            (
                "افريقي",
                named("XOF", "West African CFA franc", "West African CFA francs"),
            ),
        ],
        open: Some(("franc", "francs")),
    },
    Money {
        words: "روبية",
        of: &[
            ("هندي", named("INR", "Indian rupee", "Indian rupees")),
            (
                "باكستاني",
                named("PKR", "Pakistani rupee", "Pakistani rupees"),
            ),
            (
                "اندونيسي",
                named("IDR", "Indonesian rupiah", "Indonesian rupiahs"),
            ),
        ],
        open: Some(("rupee", "rupees")),
    },
    Money {
        words: "كرونة كرون",
        of: &[
            ("سويدي", named("SEK", "Swedish krona", "Swedish kronor")),
            (
                "نرويجي",
                named("NOK", "Norwegian krone", "Norwegian kroner"),
            ),
            ("دنماركي", named("DKK", "Danish krone", "Danish kroner")),
        ],
        open: Some(("krona", "kronor")),
    },
    Money {
        words: "تومان",
        of: &[("ايراني", named("IRR", "Iranian toman", "Iranian tomans"))],
        open: Some(("toman", "tomans")),
    },
    Money {
        words: "وون",
        of: &[("كوري", named("KRW", "South Korean won", "South Korean won"))],
        open: Some(("won", "won")),
    },
    Money {
        words: "بيزو|بيزوات",
        of: &[
            ("مكسيكي", named("MXN", "Mexican peso", "Mexican pesos")),
            (
                "ارجنتيني",
                named("ARS", "Argentine peso", "Argentine pesos"),
            ),
        ],
        open: Some(("peso", "pesos")),
    },
    Money {
        words: "شلن",
        of: &[
            (
                "صومالي",
                named("SOS", "Somali shilling", "Somali shillings"),
            ),
            ("كيني", named("KES", "Kenyan shilling", "Kenyan shillings")),
        ],
        open: Some(("shilling", "shillings")),
    },
];

/// Signs and codes as they stand beside figures.
pub const SIGNS: &[(&str, Currency)] = &[
    ("$", signed("USD", "$")),
    ("€", signed("EUR", "€")),
    ("£", signed("GBP", "£")),
    ("¥", named("JPY", "yen", "yen")),
    ("₪", named("ILS", "shekel", "shekels")),
    ("₺", named("TRY", "Turkish lira", "Turkish lira")),
    ("₽", named("RUB", "rouble", "roubles")),
    ("﷼", named("IRR", "rial", "rials")),
    ("usd", signed("USD", "$")),
    ("eur", signed("EUR", "€")),
    ("gbp", signed("GBP", "£")),
    ("sar", named("SAR", "Saudi riyal", "Saudi riyals")),
    ("aed", named("AED", "UAE dirham", "UAE dirhams")),
    ("egp", named("EGP", "Egyptian pound", "Egyptian pounds")),
    ("kwd", named("KWD", "Kuwaiti dinar", "Kuwaiti dinars")),
    ("qar", named("QAR", "Qatari riyal", "Qatari riyals")),
];

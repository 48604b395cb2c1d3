//! Forms of an English word: inflection and the spellings of both sides of the Atlantic.

/// Lower case without accents, in a spelling both Britain and America would take: a key.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' => out.push('a'),
            'ç' | 'č' | 'ć' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' | 'ę' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => out.push('i'),
            'ñ' | 'ń' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'š' | 'ş' | 'ș' | 'ś' => out.push('s'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'ğ' => out.push('g'),
            'ß' => out.push_str("ss"),
            'æ' => out.push('e'),
            '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '.' => {}
            c => out.push(c),
        }
    }
    out
}

/// Words whose forms no rule tells.
const IRREGULAR: &[(&str, &str)] = &[
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("people", "person"),
    ("peopl", "person"),
    ("feet", "foot"),
    ("wives", "wife"),
    ("lives", "life"),
    ("leaves", "leaf"),
    ("thieves", "thief"),
    ("knives", "knife"),
    ("crises", "crisis"),
    ("hypotheses", "hypothesis"),
    ("analyses", "analysis"),
    ("bases", "base"),
    ("media", "medium"),
    ("was", "be"),
    ("were", "be"),
    ("said", "say"),
    ("says", "say"),
    ("told", "tell"),
    ("made", "make"),
    ("took", "take"),
    ("taken", "take"),
    ("gave", "give"),
    ("given", "give"),
    ("held", "hold"),
    ("met", "meet"),
    ("led", "lead"),
    ("won", "win"),
    ("lost", "lose"),
    ("fought", "fight"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("left", "leave"),
    ("sent", "send"),
    ("spent", "spend"),
    ("built", "build"),
    ("bought", "buy"),
    ("sold", "sell"),
    ("brought", "bring"),
    ("thought", "think"),
    ("struck", "strike"),
    ("shot", "shoot"),
    ("began", "begin"),
    ("begun", "begin"),
    ("broke", "break"),
    ("broken", "break"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("wrote", "write"),
    ("written", "write"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("seen", "see"),
    ("saw", "see"),
    ("known", "know"),
    ("knew", "know"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("wives", "wife"),
];

/// What the forms of a word share: `policies`, `policy`; `organised`, `organizing`; `Iraq's`.
///
/// A key for comparing, coarser than a lemma.
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = lower
        .trim_end_matches(['\'', '’'])
        .trim_end_matches("'s")
        .trim_end_matches("’s");
    let folded = fold(bare);
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == folded) {
        return (*base).to_owned();
    }
    atlantic(&without_ending(&folded))
}

fn without_ending(word: &str) -> String {
    let long = |rest: &str, least: usize| rest.len() >= least && rest.contains(is_vowel);
    let undoubled = |rest: &str| {
        let mut chars = rest.chars().rev();
        match (chars.next(), chars.next()) {
            (Some(a), Some(b)) if a == b && !"sl".contains(a) && !is_vowel(a) => {
                rest[..rest.len() - a.len_utf8()].to_owned()
            }
            _ => rest.to_owned(),
        }
    };
    let cut = |rest: &str| rest.strip_suffix('e').unwrap_or(rest).to_owned();
    if let Some(rest) = word
        .strip_suffix("ies")
        .or_else(|| word.strip_suffix("ied"))
    {
        return if long(rest, 2) {
            format!("{rest}y")
        } else {
            word.to_owned()
        };
    }
    for ending in ["sses", "ches", "shes", "xes", "zes"] {
        if let Some(rest) = word.strip_suffix(ending) {
            return format!("{rest}{}", &ending[..ending.len() - 2]);
        }
    }
    if let Some(rest) = word.strip_suffix("ing").filter(|rest| long(rest, 3)) {
        return undoubled(rest);
    }
    if let Some(rest) = word.strip_suffix("ed").filter(|rest| long(rest, 3)) {
        return undoubled(rest);
    }
    if let Some(rest) = word.strip_suffix('s').filter(|rest| rest.len() >= 3)
        && !rest.ends_with(['s', 'u', 'i'])
    {
        return cut(rest);
    }
    cut(word)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// One spelling where Britain and America differ; applied to stems alone.
fn atlantic(word: &str) -> String {
    if word.len() < 5 {
        return word.to_owned();
    }
    let mut out = word
        .replace("our", "or")
        .replace("isation", "ization")
        .replace("yse", "yze")
        .replace("ll", "l")
        .replace("ae", "e")
        .replace("oe", "e");
    for (british, american) in [
        ("is", "iz"),
        ("ys", "yz"),
        ("tr", "ter"),
        ("enc", "ens"),
        ("ogu", "og"),
        ("amm", "am"),
    ] {
        if let Some(rest) = out.strip_suffix(british) {
            out = format!("{rest}{american}");
            break;
        }
    }
    out
}

/// Whether two stems may be of forms of one word: the same, or one begins with the other and adds a
/// short ending (`Indonesia`, `Indonesian`).
pub fn is_form_of(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(x, y)| x == y)
        .count();
    // What is left of either is an ending: Turk-ey and Turk-ish, milita-ry and milita-nt not.
    common >= 4
        && short.len() - common <= 2
        && long.len() - common <= 4
        && common * 3 >= long.len() * 2
        || short.len() >= 4 && common == short.len() && long.len() - common <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_a_stem() {
        for (a, b) in [
            ("policies", "policy"),
            ("organised", "organizing"),
            ("organisation", "organizations"),
            ("Iraq's", "Iraq"),
            ("colours", "color"),
            ("centres", "center"),
            ("defence", "defense"),
            ("women", "woman"),
            ("attacked", "attacks"),
            ("shelling", "shelled"),
            ("programmes", "program"),
            ("São", "Sao"),
            ("U.S.", "US"),
            ("churches", "church"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for (a, b) in [("Bolivia", "Brazil"), ("city", "widow"), ("ship", "plane")] {
            assert!(!is_form_of(&stem(a), &stem(b)), "{a} {b}");
        }
        for (a, b) in [
            ("Indonesia", "Indonesian"),
            ("Asia", "Asian"),
            ("Egypt", "Egyptian"),
        ] {
            assert!(is_form_of(&stem(a), &stem(b)), "{a} {b}");
        }
    }
}

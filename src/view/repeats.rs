//! What a pretranslation did, as a sentence.

use crate::workspace::Pretranslated;

pub fn pretranslated(counts: &Pretranslated) -> String {
    let filled = counts.exact + counts.fuzzy + counts.plain;
    let kinds = [
        (counts.exact, "exact"),
        (counts.fuzzy, "fuzzy"),
        (counts.plain, "numbers and addresses"),
    ];
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let kinds: Vec<String> = kinds
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    match (filled, counts.rows) {
        (_, 0) => "There are no empty segments.".into(),
        (0, 1) => "No match for the empty segment.".into(),
        (0, rows) => format!("No match for the {rows} empty segments."),
        (filled, rows) => format!(
            "{filled} of {rows} empty segments filled: {}.",
            kinds.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_become_a_sentence() {
        let counts = |rows, exact, fuzzy, plain| Pretranslated {
            rows,
            exact,
            fuzzy,
            plain,
        };
        for (counts, told) in [
            (counts(0, 0, 0, 0), "There are no empty segments."),
            (counts(1, 0, 0, 0), "No match for the empty segment."),
            (counts(3, 0, 0, 0), "No match for the 3 empty segments."),
            (
                counts(9, 2, 0, 1),
                "3 of 9 empty segments filled: 2 exact, 1 numbers and addresses.",
            ),
        ] {
            assert_eq!(pretranslated(&counts), told);
        }
    }
}

//! What is in a memory, as it is read by people.

use super::grouped;
use crate::workspace::{MemoryStatistics, Share};

/// Lines of a list beyond these are summed up.
const LINES: usize = 12;

#[derive(Debug, Clone, PartialEq)]
pub struct StatisticsView {
    /// Name and value.
    pub totals: Vec<(&'static str, String)>,
    pub lists: Vec<ShareList>,
}

/// Units by something that is known of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareList {
    pub title: &'static str,
    pub lines: Vec<ShareLine>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShareLine {
    pub name: String,
    pub units: String,
    /// Of all units, from 0 to 1.
    pub part: f32,
}

pub fn memory_statistics(counted: &MemoryStatistics) -> StatisticsView {
    let percent = |part: u64| {
        let percent = part as f64 * 100.0 / counted.units.max(1) as f64;
        format!("{} ({percent:.1} %)", grouped(part))
    };
    let list = |title, shares: &[Share], newest_first: bool| {
        let mut shares = shares.to_vec();
        if newest_first {
            shares.reverse();
        }
        ShareList {
            title,
            lines: lines(&shares, counted.units),
        }
    };
    StatisticsView {
        totals: vec![
            ("Units", grouped(counted.units)),
            ("Arabic words", grouped(counted.source_words)),
            ("English words", grouped(counted.target_words)),
            ("Duplicates", percent(counted.duplicates)),
            ("On disk", size(counted.bytes)),
        ],
        lists: vec![
            list("By origin", &counted.origins, false),
            list("By languages", &counted.languages, false),
            list("By author", &counted.authors, false),
            list("By project", &counted.projects, false),
            list("By year", &by_year(&counted.months), true),
            list("By month", &counted.months, true),
        ],
    }
}

fn lines(shares: &[Share], units: u64) -> Vec<ShareLine> {
    let line = |name: String, part: u64| ShareLine {
        name,
        units: grouped(part),
        part: part as f32 / units.max(1) as f32,
    };
    let (shown, rest) = shares.split_at(shares.len().min(LINES));
    let mut lines: Vec<ShareLine> = shown
        .iter()
        .map(|share| {
            let name = if share.name.is_empty() {
                "not known"
            } else {
                &share.name
            };
            line(name.to_owned(), share.units)
        })
        .collect();
    if !rest.is_empty() {
        let units = rest.iter().map(|share| share.units).sum();
        lines.push(line(
            format!("{} others", grouped(rest.len() as u64)),
            units,
        ));
    }
    lines
}

fn by_year(months: &[Share]) -> Vec<Share> {
    let mut years: Vec<Share> = Vec::new();
    for month in months {
        let year = month.name.split('-').next().unwrap_or_default();
        match years.last_mut().filter(|last| last.name == year) {
            Some(last) => last.units += month.units,
            None => years.push(Share {
                name: year.to_owned(),
                units: month.units,
            }),
        }
    }
    years
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("about {} kB", grouped(bytes.div_ceil(1_000))),
        _ => format!("about {:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_summed_up_and_months_make_years() {
        let share = |name: &str, units| Share {
            name: name.into(),
            units,
        };
        let months = [
            share("", 1),
            share("2015-11", 2),
            share("2015-12", 3),
            share("2016-01", 4),
        ];
        let years = by_year(&months);
        assert_eq!(years, [share("", 1), share("2015", 5), share("2016", 4)]);
        let many: Vec<Share> = (0..15).map(|n| share(&n.to_string(), 2)).collect();
        let shown = lines(&many, 30);
        assert_eq!(shown.len(), 13);
        assert_eq!(
            (shown[12].name.as_str(), shown[12].units.as_str()),
            ("3 others", "6")
        );
        assert_eq!(lines(&[share("", 1)], 0)[0].name, "not known");
        assert_eq!(
            (size(0), size(1_500), size(2_340_000)),
            (
                "about 0 kB".into(),
                "about 2 kB".into(),
                "about 2.3 MB".into()
            )
        );
    }
}

//! Words that are or hold numbers.

/// What a word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    Unit(f64),
    Tens(f64),
    Hundred,
    Scale(f64),
    Dozen,
    /// `third`, `twentieth`: closes the number.
    Ordinal(f64),
}

/// The part of a written number that a lower-case word is.
pub fn part(word: &str) -> Option<Part> {
    use Part::{Dozen, Hundred, Ordinal, Scale, Tens, Unit};
    Some(match word {
        "zero" => Unit(0.0),
        "one" => Unit(1.0),
        "two" => Unit(2.0),
        "three" => Unit(3.0),
        "four" => Unit(4.0),
        "five" => Unit(5.0),
        "six" => Unit(6.0),
        "seven" => Unit(7.0),
        "eight" => Unit(8.0),
        "nine" => Unit(9.0),
        "ten" => Unit(10.0),
        "eleven" => Unit(11.0),
        "twelve" => Unit(12.0),
        "thirteen" => Unit(13.0),
        "fourteen" => Unit(14.0),
        "fifteen" => Unit(15.0),
        "sixteen" => Unit(16.0),
        "seventeen" => Unit(17.0),
        "eighteen" => Unit(18.0),
        "nineteen" => Unit(19.0),
        "twenty" => Tens(20.0),
        "thirty" => Tens(30.0),
        "forty" | "fourty" => Tens(40.0),
        "fifty" => Tens(50.0),
        "sixty" => Tens(60.0),
        "seventy" => Tens(70.0),
        "eighty" => Tens(80.0),
        "ninety" => Tens(90.0),
        "hundred" => Hundred,
        "thousand" => Scale(1e3),
        "million" => Scale(1e6),
        "billion" => Scale(1e9),
        "trillion" => Scale(1e12),
        "dozen" => Dozen,
        "first" => Ordinal(1.0),
        "second" => Ordinal(2.0),
        "third" | "thirds" => Ordinal(3.0),
        "fourth" | "fourths" | "quarters" => Ordinal(4.0),
        "fifth" | "fifths" => Ordinal(5.0),
        "sixth" | "sixths" => Ordinal(6.0),
        "seventh" => Ordinal(7.0),
        "eighth" | "eighths" => Ordinal(8.0),
        "ninth" => Ordinal(9.0),
        "tenth" | "tenths" => Ordinal(10.0),
        "eleventh" => Ordinal(11.0),
        "twelfth" => Ordinal(12.0),
        "thirteenth" => Ordinal(13.0),
        "fourteenth" => Ordinal(14.0),
        "fifteenth" => Ordinal(15.0),
        "sixteenth" => Ordinal(16.0),
        "seventeenth" => Ordinal(17.0),
        "eighteenth" => Ordinal(18.0),
        "nineteenth" => Ordinal(19.0),
        "twentieth" => Ordinal(20.0),
        "thirtieth" => Ordinal(30.0),
        "fortieth" => Ordinal(40.0),
        "fiftieth" => Ordinal(50.0),
        "sixtieth" => Ordinal(60.0),
        "seventieth" => Ordinal(70.0),
        "eightieth" => Ordinal(80.0),
        "ninetieth" => Ordinal(90.0),
        "hundredth" => Ordinal(100.0),
        "thousandth" => Ordinal(1000.0),
        _ => return None,
    })
}

/// Words that stand for a number without naming it; they answer an Arabic number, and ask for none.
pub fn implied(word: &str) -> &'static [f64] {
    match word {
        "half" | "halves" | "halved" | "midway" => &[0.5, 2.0],
        "quarter" | "quarterly" => &[0.25, 4.0, 3.0],
        "once" | "single" | "sole" | "only" | "alone" | "a" | "an" | "another" | "unique" => &[1.0],
        "twice" | "double" | "doubles" | "doubled" | "doubling" | "pair" | "pairs" | "both"
        | "couple" | "couples" | "twin" | "twins" | "duo" | "dual" | "bilateral" | "either"
        | "neither" | "biennial" | "bi" | "duplex" | "runner" | "latter" | "respectively" => &[2.0],
        "thrice" | "triple" | "tripled" | "triples" | "trio" | "trilogy" | "triplets"
        | "threefold" | "treble" | "triangle" | "triangular" | "tripartite" | "trilateral"
        | "hat" | "tricolor" | "tricolour" | "triennial" | "triad" | "trinity" | "tri" => &[3.0],
        "quadruple" | "quartet" | "fourfold" | "quad" | "quadrant" | "square" | "quadrilateral"
        | "quarterfinal" | "quarterfinals" | "quadrennial" | "quadruped" => &[4.0],
        "quintet" | "quintuple" | "pentagon" | "pentathlon" | "fivefold" => &[5.0],
        "hexagon" | "hexagonal" | "sextet" => &[6.0],
        "weekly" | "week" | "weeks" => &[7.0],
        "octagon" | "octet" | "octagonal" => &[8.0],
        "decade" | "decades" | "tenfold" | "decimal" | "decathlon" => &[10.0],
        "noon" | "midday" | "midnight" => &[12.0, 0.0, 24.0],
        "fortnight" | "fortnightly" => &[2.0, 14.0],
        "century" | "centuries" | "centennial" | "centenary" | "percent" | "cent" => &[100.0],
        "bicentennial" | "bicentenary" => &[200.0],
        "millennium" | "millennia" | "millennial" => &[1000.0],
        "nil" | "none" | "nought" | "love" => &[0.0],
        "twenties" => &[20.0, 1920.0],
        "thirties" => &[30.0, 1930.0],
        "forties" => &[40.0, 1940.0],
        "fifties" => &[50.0, 1950.0],
        "sixties" => &[60.0, 1960.0],
        "seventies" => &[70.0, 1970.0],
        "eighties" => &[80.0, 1980.0],
        "nineties" => &[90.0, 1990.0],
        "teens" | "teenage" | "teenager" | "teenagers" | "teen" => &[10.0, 13.0, 19.0],
        _ => &[],
    }
}

/// An order of magnitude: `dozens`, `thousands`.
pub fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "tens" | "dozens" => 10.0,
        "scores" => 20.0,
        "hundreds" => 1e2,
        "thousands" => 1e3,
        "millions" => 1e6,
        "billions" => 1e9,
        "trillions" => 1e12,
        _ => return None,
    })
}

/// The month a capitalised word names, and whether it may be another word.
pub fn month(written: &str) -> Option<(u8, bool)> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if let Some(at) = NAMES.iter().position(|name| *name == written) {
        let is_doubtful = matches!(written, "March" | "May" | "April" | "June" | "August");
        return Some((at as u8 + 1, is_doubtful));
    }
    Some(match written {
        "Jan" => (1, true),
        "Feb" => (2, false),
        "Mar" => (3, true),
        "Apr" => (4, false),
        "Jun" => (6, true),
        "Jul" => (7, true),
        "Aug" => (8, true),
        "Sep" | "Sept" => (9, false),
        "Oct" => (10, false),
        "Nov" => (11, false),
        "Dec" => (12, false),
        _ => return None,
    })
}

/// The weekday a capitalised word names, from Monday.
pub fn weekday(written: &str) -> Option<u8> {
    const NAMES: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    const SHORT: [&str; 7] = ["Mon", "Tues", "Wed", "Thurs", "Fri", "Sat", "Sun"];
    let singular = written.strip_suffix('s').unwrap_or(written);
    let at = NAMES.iter().position(|name| *name == singular);
    // `Sun` and `Sat` are words too.
    let at = at.or_else(|| {
        SHORT
            .iter()
            .position(|name| *name == written && !matches!(written, "Sun" | "Sat" | "Wed"))
    });
    at.map(|at| at as u8 + 1)
}

/// A Roman numeral in capitals.
pub fn roman(written: &str) -> Option<f64> {
    let is_numeral =
        (1..=8).contains(&written.len()) && written.bytes().all(|b| b"IVXLCDM".contains(&b));
    if !is_numeral {
        return None;
    }
    let digit = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        b'C' => 100,
        b'D' => 500,
        _ => 1000,
    };
    let digits: Vec<i32> = written.bytes().map(digit).collect();
    let total: i32 = digits
        .iter()
        .enumerate()
        .map(|(at, &d)| {
            if digits.get(at + 1).is_some_and(|&next| next > d) {
                -d
            } else {
                d
            }
        })
        .sum();
    Some(f64::from(total))
}

//! Trains the spelling of names: aligns the pairs, trains the network, tunes the weights.
//!
//! A program by itself: `rustc -O --edition 2021 train_spellings.rs`, then, in a folder with what
//! `name_sources.py` wrote,
//!
//! ```text
//! train_spellings align DATA HOLD    # aligned.txt: each Arabic letter with its Latin chunk, by EM
//! train_spellings train              # net.txt, net.bin: the network, by Adagrad (seed 1)
//! train_spellings tune DATA          # w.json: log-linear weights, on the second tenth of the names
//! ```
//!
//! DATA has the pairs of Wikidata and Wikipedia. With HOLD 1 two tenths of the names, by a hash of
//! the Arabic, are left out of training: one to measure with, one to tune. The shipped model is
//! trained with HOLD 0 and the weights tuned with HOLD 1. Same input, same output.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

#[derive(Default, Clone, Copy)]
struct Fx(u64);
impl Hasher for Fx {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, b: &[u8]) {
        for &x in b {
            self.write_u64(x as u64)
        }
    }
    fn write_u64(&mut self, x: u64) {
        self.0 = (self.0.rotate_left(5) ^ x).wrapping_mul(0x517cc1b727220a95)
    }
    fn write_u32(&mut self, x: u32) {
        self.write_u64(x as u64)
    }
    fn write_u8(&mut self, x: u8) {
        self.write_u64(x as u64)
    }
    fn write_usize(&mut self, x: usize) {
        self.write_u64(x as u64)
    }
    fn write_u16(&mut self, x: u16) {
        self.write_u64(x as u64)
    }
}
type M<K, V> = HashMap<K, V, BuildHasherDefault<Fx>>;
const AR: &str = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپڤچگ";
fn ar(s: &str) -> Option<Vec<u8>> {
    let mut o = vec![];
    for c in s.chars() {
        if ('\u{64b}'..='\u{65f}').contains(&c)
            || c == '\u{640}'
            || c == '\u{670}'
            || c == '.'
            || c == '-'
        {
            continue;
        }
        let c = match c {
            'ک' => 'ك',
            'ی' => 'ي',
            'ڨ' => 'ق',
            'ژ' => 'ز',
            'ۋ' => 'ڤ',
            'ڥ' => 'ڤ',
            'ټ' => 'ت',
            'ٱ' => 'ا',
            c => c,
        };
        o.push(AR.chars().position(|x| x == c)? as u8 + 1);
    }
    Some(o)
}
fn fold(s: &str) -> Vec<u8> {
    let mut o = vec![];
    for c in s.chars() {
        match c {
            'a'..='z' => o.push(c as u8),
            'A'..='Z' => o.push(c.to_ascii_lowercase() as u8),
            _ => {
                if let Some(x) = acc(c) {
                    o.extend(x.bytes())
                }
            }
        }
    }
    o
}
fn acc(c: char) -> Option<&'static str> {
    const T: &[(&str, &str)] = &[
        ("àáâãäåāăąạảấầẩẫậắằẳẵặǎȧə", "a"),
        ("çćĉċč", "c"),
        ("ďđḍð", "d"),
        ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
        ("ĝğġģǧ", "g"),
        ("ĥħḥḫ", "h"),
        ("ìíîïĩīĭįıịỉǐ", "i"),
        ("ĵ", "j"),
        ("ķḳ", "k"),
        ("ĺļľŀłḷ", "l"),
        ("ñńņňṇṅ", "n"),
        ("òóôõöøōŏőơọỏốồổỗộớờởỡợǒ", "o"),
        ("ŕŗřṛ", "r"),
        ("śŝşšșṣ", "s"),
        ("ţťŧțṭ", "t"),
        ("ùúûüũūŭůűųưụủứừửữựǔ", "u"),
        ("ŵ", "w"),
        ("ýÿŷỳỵỷỹ", "y"),
        ("źżžẓẕ", "z"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("œ", "oe"),
        ("þ", "th"),
    ];
    T.iter().find(|t| t.0.contains(c)).map(|t| t.1)
}
fn code(b: &[u8]) -> u32 {
    b.iter().fold(0, |a, &c| a * 27 + (c - b'a' + 1) as u32)
}
fn hash(s: &str) -> u64 {
    let mut h = 0xcbf29ce484222325u64;
    for b in s.bytes() {
        h = (h ^ b as u64).wrapping_mul(0x100000001b3);
    }
    h ^= h >> 29;
    h
}
const ML: usize = 4;
struct Pair {
    a: Vec<u8>,
    l: Vec<u8>,
    w: f64,
}
fn align(ps: &[Pair]) -> (M<(u8, u32), f64>, Vec<Option<Vec<(u8, u32)>>>) {
    let mut p: M<(u8, u32), f64> = M::default();
    for it in 0..12 {
        let mut c: M<(u8, u32), f64> = M::default();
        for q in ps {
            let (n, m) = (q.a.len(), q.l.len());
            let mut f = vec![vec![0f64; m + 1]; n + 1];
            let mut b = f.clone();
            f[0][0] = 1.0;
            b[n][m] = 1.0;
            let get = |a: u8, k: u32, len: usize| -> f64 {
                if it == 0 {
                    [0.05, 0.5, 0.3, 0.1, 0.05][len]
                } else {
                    p.get(&(a, k)).copied().unwrap_or(1e-9)
                }
            };
            for i in 0..n {
                for j in 0..=m {
                    if f[i][j] > 0.0 {
                        for k in 0..=ML.min(m - j) {
                            f[i + 1][j + k] += f[i][j] * get(q.a[i], code(&q.l[j..j + k]), k);
                        }
                    }
                }
            }
            for i in (0..n).rev() {
                for j in 0..=m {
                    let mut s = 0.0;
                    for k in 0..=ML.min(m - j) {
                        if b[i + 1][j + k] > 0.0 {
                            s += b[i + 1][j + k] * get(q.a[i], code(&q.l[j..j + k]), k);
                        }
                    }
                    b[i][j] = s;
                }
            }
            let z = f[n][m];
            if z <= 0.0 || !z.is_normal() {
                continue;
            }
            for i in 0..n {
                for j in 0..=m {
                    if f[i][j] > 0.0 {
                        for k in 0..=ML.min(m - j) {
                            if b[i + 1][j + k] > 0.0 {
                                let kk = code(&q.l[j..j + k]);
                                let g = f[i][j] * b[i + 1][j + k] * get(q.a[i], kk, k) / z * q.w;
                                if g > 1e-6 {
                                    *c.entry((q.a[i], kk)).or_default() += g;
                                }
                            }
                        }
                    }
                }
            }
        }
        let mut tot = [0f64; 64];
        for (k, v) in &c {
            tot[k.0 as usize] += v
        }
        p = c
            .into_iter()
            .filter(|x| x.1 > 0.3)
            .map(|(k, v)| (k, v / tot[k.0 as usize]))
            .collect();
    }
    // viterbi
    let mut out = vec![];
    for q in ps {
        let (n, m) = (q.a.len(), q.l.len());
        let mut f = vec![vec![f64::NEG_INFINITY; m + 1]; n + 1];
        let mut bk = vec![vec![0; m + 1]; n + 1];
        f[0][0] = 0.0;
        for i in 0..n {
            for j in 0..=m {
                if f[i][j].is_finite() {
                    for k in 0..=ML.min(m - j) {
                        if let Some(x) = p.get(&(q.a[i], code(&q.l[j..j + k]))) {
                            let s = f[i][j] + x.ln();
                            if s > f[i + 1][j + k] {
                                f[i + 1][j + k] = s;
                                bk[i + 1][j + k] = k;
                            }
                        }
                    }
                }
            }
        }
        if !f[n][m].is_finite() || f[n][m] / (n as f64) < -6.0 {
            out.push(None);
            continue;
        }
        let mut j = m;
        let mut s = vec![];
        for i in (0..n).rev() {
            let k = bk[i + 1][j];
            s.push((q.a[i], code(&q.l[j - k..j])));
            j -= k;
        }
        s.reverse();
        out.push(Some(s));
    }
    (p, out)
}
fn align_all(data: &str, hold: bool) {
    let mut rows: Vec<(String, Vec<u8>, f64, bool)> = vec![];
    for l in std::fs::read_to_string(format!("{data}/wikidata-ar-en.tsv"))
        .unwrap()
        .lines()
    {
        let c: Vec<&str> = l.split('\t').collect();
        rows.push((c[0].into(), fold(c[1]), c[2].parse().unwrap(), true));
    }
    for l in std::fs::read_to_string(format!("{data}/wikipedia-ar-en.tsv"))
        .unwrap()
        .lines()
    {
        let c: Vec<&str> = l.split('\t').collect();
        rows.push((c[0].into(), fold(c[1]), 1.0, false));
    }
    for l in std::fs::read_to_string("placepairs.tsv").unwrap().lines() {
        let c: Vec<&str> = l.split('\t').collect();
        rows.push((c[0].into(), fold(c[1]), 0.5, false));
    }
    let mut un = M::<char, usize>::default();
    for r in &rows {
        if ar(&r.0).is_none() {
            for c in r.0.chars() {
                if !AR.contains(c) {
                    *un.entry(c).or_default() += 1
                }
            }
        }
    }
    let mut v: Vec<_> = un.into_iter().collect();
    v.sort_by_key(|x| -(x.1 as i64));
    eprintln!("unknown {:?}", &v[..v.len().min(30)]);
    let train: Vec<Pair> = rows
        .iter()
        .filter(|r| !hold || hash(&r.0) % 10 > 1)
        .filter_map(|r| {
            let a = ar(&r.0)?;
            if a.is_empty() || r.1.len() < 2 || a.len() > 20 || r.1.len() > 24 {
                return None;
            }
            Some(Pair {
                a,
                l: r.1.clone(),
                w: (1.0 + r.2.ln()).max(0.5),
            })
        })
        .collect();
    let t = std::time::Instant::now();
    let (_p, al) = align(&train);
    eprintln!(
        "aligned {} none {} {:?}",
        al.len(),
        al.iter().filter(|x| x.is_none()).count(),
        t.elapsed()
    );
    let dec = |mut k: u32| {
        let mut s = vec![];
        while k > 0 {
            s.push((b'a' + (k % 27) as u8 - 1) as char);
            k /= 27;
        }
        s.reverse();
        s.into_iter().collect::<String>()
    };
    let mut toks: BTreeMap<(u8, u32), usize> = BTreeMap::new();
    for s in al.iter().flatten() {
        for t in s {
            *toks.entry(*t).or_default() += 1
        }
    }
    eprintln!(
        "tokens {} >1 {} >2 {}",
        toks.len(),
        toks.values().filter(|x| **x > 1).count(),
        toks.values().filter(|x| **x > 2).count()
    );
    for (q, s) in train.iter().zip(&al).step_by(3001).take(14) {
        if let Some(s) = s {
            eprintln!(
                "{} {}",
                String::from_utf8_lossy(&q.l),
                s.iter()
                    .map(|t| format!("{}:{}", AR.chars().nth(t.0 as usize - 1).unwrap(), dec(t.1)))
                    .collect::<Vec<_>>()
                    .join(" ")
            );
        }
    }
    // dump for the next stage
    let mut o = String::new();
    for (q, s) in train.iter().zip(&al) {
        if let Some(s) = s {
            o.push_str(&format!("{:.3}", q.w));
            for t in s {
                o.push_str(&format!(" {}:{}", t.0, dec(t.1)))
            }
            o.push('\n');
        }
    }
    std::fs::write("aligned.txt", o).unwrap();
}
pub const LB: usize = 4;
pub const RB: usize = 5;
pub const W: usize = LB + RB + 1;
pub const HB: usize = 3;
pub const NL: usize = 48;
pub struct Net {
    pub h1: usize,
    pub h2: usize,
    pub v: usize,
    pub wa: Vec<f32>,
    pub wc: Vec<f32>,
    pub b1: Vec<f32>,
    pub w2: Vec<f32>,
    pub b2: Vec<f32>,
    pub w3: Vec<f32>,
    pub b3: Vec<f32>,
    pub outs: Vec<Vec<u16>>,
}
pub struct Rng(pub u64);
impl Rng {
    pub fn u(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    pub fn f(&mut self) -> f32 {
        (self.u() >> 40) as f32 / (1u64 << 24) as f32
    }
    pub fn n(&mut self) -> f32 {
        (0..4).map(|_| self.f() - 0.5).sum::<f32>() * 1.7
    }
}
impl Net {
    pub fn new(h1: usize, h2: usize, v: usize, outs: Vec<Vec<u16>>, seed: u64) -> Net {
        let mut r = Rng(seed * 7919 + 12345);
        let mut g = |n: usize, s: f32| -> Vec<f32> { (0..n).map(|_| r.n() * s).collect() };
        Net {
            h1,
            h2,
            v,
            wa: g(W * NL * h1, 0.15),
            wc: g(HB * v * h1, 0.1),
            b1: vec![0.05; h1],
            w2: g(h1 * h2, (2.0 / h1 as f32).sqrt()),
            b2: vec![0.05; h2],
            w3: g(v * h2, (1.0 / h2 as f32).sqrt()),
            b3: vec![0.0; v],
            outs,
        }
    }
    pub fn base(&self, a: &[u8], i: usize, o: &mut [f32]) {
        o.copy_from_slice(&self.b1);
        for p in 0..W {
            let x = (i + p) as isize - LB as isize;
            let s = if x < 0 {
                0
            } else if x as usize >= a.len() {
                NL - 1
            } else {
                a[x as usize] as usize
            };
            let r = &self.wa[(p * NL + s) * self.h1..][..self.h1];
            for k in 0..self.h1 {
                o[k] += r[k]
            }
        }
    }
    pub fn fwd(
        &self,
        base: &[f32],
        hist: &[u16; HB],
        letter: u8,
        x1: &mut [f32],
        x2: &mut [f32],
        out: &mut Vec<f32>,
    ) {
        x1.copy_from_slice(base);
        for p in 0..HB {
            let r = &self.wc[(p * self.v + hist[p] as usize) * self.h1..][..self.h1];
            for k in 0..self.h1 {
                x1[k] += r[k]
            }
        }
        x2.copy_from_slice(&self.b2);
        for k in 0..self.h1 {
            if x1[k] > 0.0 {
                let m = x1[k];
                let r = &self.w2[k * self.h2..][..self.h2];
                for j in 0..self.h2 {
                    x2[j] += m * r[j]
                }
            } else {
                x1[k] = 0.0
            }
        }
        for j in 0..self.h2 {
            if x2[j] < 0.0 {
                x2[j] = 0.0
            }
        }
        out.clear();
        let mut mx = f32::MIN;
        for &o in &self.outs[letter as usize] {
            let r = &self.w3[o as usize * self.h2..][..self.h2];
            let mut s = self.b3[o as usize];
            s += r.iter().zip(x2.iter()).map(|(a, b)| a * b).sum::<f32>();
            if s > mx {
                mx = s
            }
            out.push(s);
        }
        let mut z = 0.0;
        for s in out.iter() {
            z += (s - mx).exp()
        }
        let lz = mx + z.ln();
        for s in out.iter_mut() {
            *s -= lz
        }
    }
}
pub struct Ada {
    g: Vec<f32>,
}
impl Ada {
    fn new(n: usize) -> Ada {
        Ada { g: vec![1e-3; n] }
    }
    #[inline]
    fn up(&mut self, w: &mut [f32], at: usize, gr: &[f32], lr: f32) {
        let n = gr.len();
        let g = &mut self.g[at..at + n];
        let w = &mut w[at..at + n];
        for k in 0..n {
            let d = gr[k];
            g[k] += d * d;
            w[k] -= lr * d / g[k].sqrt();
        }
    }
}
pub struct Ex {
    pub a: Vec<u8>,
    pub t: Vec<u16>,
    pub w: f32,
}
pub fn train(net: &mut Net, ex: &[Ex], epochs: usize, lr0: f32, drop: f32, seed: u64) {
    let mut r = Rng(seed * 104729 + 99991);
    let (h1, h2) = (net.h1, net.h2);
    let mut aa = Ada::new(net.wa.len());
    let mut ac = Ada::new(net.wc.len());
    let mut ab = Ada::new(h1);
    let mut a2 = Ada::new(net.w2.len());
    let mut ab2 = Ada::new(h2);
    let mut a3 = Ada::new(net.w3.len());
    let mut ab3 = Ada::new(net.v);
    let mut ix: Vec<usize> = (0..ex.len()).collect();
    let total = (epochs * ex.len()) as f32;
    let mut done = 0.0;
    let (mut base, mut x1, mut x2, mut out) = (vec![0.0; h1], vec![0.0; h1], vec![0.0; h2], vec![]);
    let mut d1 = vec![0.0; h1];
    let mut d2 = vec![0.0; h2];
    let mut g = vec![0.0; h1.max(h2)];
    for e in 0..epochs {
        for k in (1..ix.len()).rev() {
            let j = (r.u() % (k as u64 + 1)) as usize;
            ix.swap(k, j);
        }
        let mut loss = 0.0;
        let mut n = 0.0;
        for &q in &ix {
            let x = &ex[q];
            let lr = lr0 * (1.0 - done / total).max(0.02);
            done += 1.0;
            let mut hist = [0u16; HB];
            for i in 0..x.a.len() {
                net.base(&x.a, i, &mut base);
                let letter = x.a[i];
                x1.copy_from_slice(&base);
                for p in 0..HB {
                    let rr = &net.wc[(p * net.v + hist[p] as usize) * h1..][..h1];
                    for k in 0..h1 {
                        x1[k] += rr[k]
                    }
                }
                let sc = 1.0 / (1.0 - drop);
                for k in 0..h1 {
                    if x1[k] <= 0.0 || r.f() < drop {
                        x1[k] = 0.0
                    } else {
                        x1[k] *= sc
                    }
                }
                x2.copy_from_slice(&net.b2);
                for k in 0..h1 {
                    if x1[k] > 0.0 {
                        let m = x1[k];
                        let rr = &net.w2[k * h2..][..h2];
                        for j in 0..h2 {
                            x2[j] += m * rr[j]
                        }
                    }
                }
                for j in 0..h2 {
                    if x2[j] < 0.0 {
                        x2[j] = 0.0
                    }
                }
                let os = &net.outs[letter as usize];
                out.clear();
                let mut mx = f32::MIN;
                let mut gold = usize::MAX;
                for (k, &o) in os.iter().enumerate() {
                    if o == x.t[i] {
                        gold = k
                    }
                    let rr = &net.w3[o as usize * h2..][..h2];
                    let s = net.b3[o as usize]
                        + rr.iter().zip(x2.iter()).map(|(a, b)| a * b).sum::<f32>();
                    if s > mx {
                        mx = s
                    }
                    out.push(s);
                }
                if gold != usize::MAX {
                    let mut z = 0.0;
                    for s in out.iter_mut() {
                        *s = (*s - mx).exp();
                        z += *s
                    }
                    loss -= ((out[gold] / z).max(1e-12)).ln();
                    n += 1.0;
                    d2.iter_mut().for_each(|x| *x = 0.0);
                    let os = os.clone();
                    for (k, &o) in os.iter().enumerate() {
                        let mut p = out[k] / z;
                        if k == gold {
                            p -= 1.0
                        }
                        p *= x.w;
                        if p.abs() < 1e-4 {
                            continue;
                        }
                        let at = o as usize * h2;
                        {
                            let rr = &net.w3[at..at + h2];
                            for j in 0..h2 {
                                d2[j] += p * rr[j];
                                g[j] = p * x2[j];
                            }
                        }
                        a3.up(&mut net.w3, at, &g[..h2], lr);
                        ab3.up(&mut net.b3, o as usize, &[p], lr);
                    }
                    for j in 0..h2 {
                        if x2[j] == 0.0 {
                            d2[j] = 0.0
                        }
                    }
                    ab2.up(&mut net.b2, 0, &d2, lr);
                    for k in 0..h1 {
                        if x1[k] > 0.0 {
                            let m = x1[k];
                            let at = k * h2;
                            let rr = &net.w2[at..at + h2];
                            let mut s = 0.0;
                            for j in 0..h2 {
                                s += rr[j] * d2[j];
                                g[j] = m * d2[j];
                            }
                            d1[k] = s * sc;
                            a2.up(&mut net.w2, at, &g[..h2], lr);
                        } else {
                            d1[k] = 0.0
                        }
                    }
                    ab.up(&mut net.b1, 0, &d1, lr);
                    for p in 0..W {
                        let y = (i + p) as isize - LB as isize;
                        let s = if y < 0 {
                            0
                        } else if y as usize >= x.a.len() {
                            NL - 1
                        } else {
                            x.a[y as usize] as usize
                        };
                        aa.up(&mut net.wa, (p * NL + s) * h1, &d1, lr);
                    }
                    for p in 0..HB {
                        ac.up(&mut net.wc, (p * net.v + hist[p] as usize) * h1, &d1, lr);
                    }
                }
                for p in (1..HB).rev() {
                    hist[p] = hist[p - 1]
                }
                hist[0] = x.t[i];
            }
        }
        eprintln!("epoch {e} loss {:.4}", loss / n);
    }
}
fn train_net() {
    let (h1, h2, ep, lr, drop) = (144usize, 48usize, 10usize, 0.06f32, 0.05f32);
    let mut toks: BTreeMap<(u8, String), usize> = BTreeMap::new();
    let txt = std::fs::read_to_string("aligned.txt").unwrap();
    let mut raw = vec![];
    for l in txt.lines() {
        let mut it = l.split(' ');
        let w: f32 = it.next().unwrap().parse().unwrap();
        let s: Vec<(u8, String)> = it
            .map(|t| {
                let (a, b) = t.split_once(':').unwrap();
                (a.parse().unwrap(), b.to_string())
            })
            .collect();
        for t in &s {
            *toks.entry(t.clone()).or_default() += 1
        }
        raw.push((s, w));
    }
    let mut ch: BTreeMap<String, u16> = BTreeMap::new();
    for ((_, c), n) in &toks {
        if *n >= 3 {
            let k = ch.len() as u16 + 1;
            ch.entry(c.clone()).or_insert(k);
        }
    }
    let mut chunks = vec![String::new(); ch.len() + 1];
    for (c, k) in &ch {
        chunks[*k as usize] = c.clone()
    }
    let mut outs = vec![vec![]; NL];
    for ((a, c), n) in &toks {
        if *n >= 3 {
            outs[*a as usize].push(ch[c])
        }
    }
    eprintln!(
        "chunks {} outs {:?}",
        chunks.len(),
        outs.iter().map(|x| x.len()).collect::<Vec<_>>()
    );
    let ex: Vec<Ex> = raw
        .iter()
        .filter_map(|(s, w)| {
            Some(Ex {
                a: s.iter().map(|t| t.0).collect(),
                t: s.iter()
                    .map(|t| if toks[t] >= 3 { Some(ch[&t.1]) } else { None })
                    .collect::<Option<Vec<_>>>()?,
                w: w.min(3.0).sqrt(),
            })
        })
        .collect();
    let mut net = Net::new(h1, h2, chunks.len(), outs, 1);
    let t = std::time::Instant::now();
    train(&mut net, &ex, ep, lr, drop, 1);
    eprintln!("{} ex {:?}", ex.len(), t.elapsed());
    {
        let mut o: Vec<u8> = vec![];
        for m in [
            &net.wa, &net.wc, &net.b1, &net.w2, &net.b2, &net.w3, &net.b3,
        ] {
            for x in m {
                o.extend(x.to_le_bytes())
            }
        }
        std::fs::write("net.bin", o).unwrap();
        let mut s = format!("{} {} {}\n", net.h1, net.h2, net.v);
        for c in &chunks {
            s.push_str(c);
            s.push('\n')
        }
        for x in &net.outs {
            s.push_str(
                &x.iter()
                    .map(|x| x.to_string())
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            s.push('\n');
        }
        std::fs::write("net.txt", s).unwrap();
    }
}
pub struct Lex {
    words: Vec<Vec<u8>>,
    feat: Vec<[f32; 8]>,
}
impl Lex {
    fn get(&self, w: &[u8]) -> Option<&[f32; 8]> {
        self.words
            .binary_search_by(|x| x.as_slice().cmp(w))
            .ok()
            .map(|i| &self.feat[i])
    }
    fn narrow(&self, lo: usize, hi: usize, depth: usize, c: &[u8]) -> Option<(usize, usize)> {
        // words[lo..hi] share depth letters
        let w = &self.words[lo..hi];
        let a = w.partition_point(|x| x.get(depth..).unwrap_or(&[]) < c);
        let b = a + w[a..].partition_point(|x| x.get(depth..).unwrap_or(&[]).starts_with(c));
        if a < b {
            Some((lo + a, lo + b))
        } else {
            None
        }
    }
}
struct H {
    hist: [u16; HB],
    s: Vec<u8>,
    lo: usize,
    hi: usize,
    p: f32,
}
fn decode(
    net: &Net,
    lex: Option<&Lex>,
    a: &[u8],
    beam: usize,
    chunks: &[String],
    bonus: f32,
) -> Vec<(Vec<u8>, f32)> {
    let (mut base, mut x1, mut x2, mut out) = (
        vec![0.0; net.h1],
        vec![0.0; net.h1],
        vec![0.0; net.h2],
        vec![],
    );
    let _ = bonus;
    let mut hy = vec![H {
        hist: [0; HB],
        s: vec![],
        lo: 0,
        hi: lex.map_or(0, |l| l.words.len()),
        p: 0.0,
    }];
    for i in 0..a.len() {
        net.base(a, i, &mut base);
        let mut nx: Vec<(usize, u16, f32)> = vec![];
        let best = hy[0].p;
        for (hi, h) in hy.iter().enumerate() {
            if h.p < best - 10.0 {
                break;
            }
            net.fwd(&base, &h.hist, a[i], &mut x1, &mut x2, &mut out);
            for (k, &o) in net.outs[a[i] as usize].iter().enumerate() {
                if out[k] > -7.5 {
                    nx.push((hi, o, h.p + out[k]));
                }
            }
        }
        nx.sort_by(|x, y| y.2.total_cmp(&x.2));
        let mut seen: HashMap<(Vec<u8>, u16), usize> = HashMap::new();
        let mut n2: Vec<H> = vec![];
        for x in nx {
            if n2.len() >= beam {
                break;
            }
            let h = &hy[x.0];
            let c = chunks[x.1 as usize].as_bytes();
            let mut s = h.s.clone();
            s.extend(c);
            let key = (s, x.1);
            if let Some(&at) = seen.get(&key) {
                let d = x.2 - n2[at].p;
                n2[at].p += d.exp().ln_1p();
                continue;
            }
            let (lo, hi) = if let Some(l) = lex {
                if c.is_empty() {
                    (h.lo, h.hi)
                } else {
                    match l.narrow(h.lo, h.hi, h.s.len(), c) {
                        Some(r) => r,
                        None => continue,
                    }
                }
            } else {
                (0, 0)
            };
            if let Some(l) = lex {
                if i + 1 == a.len() && l.words[lo] != key.0 {
                    continue;
                }
            }
            let mut hh = [x.1; HB];
            hh[1..].copy_from_slice(&h.hist[..HB - 1]);
            seen.insert(key.clone(), n2.len());
            n2.push(H {
                hist: hh,
                s: key.0,
                lo,
                hi,
                p: x.2,
            });
        }
        n2.sort_by(|x, y| y.p.total_cmp(&x.p));
        hy = n2;
        if hy.is_empty() {
            return vec![];
        }
    }
    let mut m: BTreeMap<Vec<u8>, f32> = BTreeMap::new();
    for h in hy {
        let e = m.entry(h.s).or_insert(f32::NEG_INFINITY);
        let (x, y) = if *e > h.p { (*e, h.p) } else { (h.p, *e) };
        *e = x + (y - x).exp().ln_1p();
    }
    let mut v: Vec<_> = m.into_iter().collect();
    v.sort_by(|x, y| y.1.total_cmp(&x.1));
    v
}
const NF: usize = 22;
fn feats(p: f32, w: &[u8], lex: &Lex) -> [f32; NF] {
    let mut f = [0f32; NF];
    f[0] = p;
    match lex.get(w) {
        None => f[1] = 1.0,
        Some(x) => {
            // persons,first,census,place,faker,wd,wp
            let lp = x[0].ln_1p();
            f[2] = lp;
            f[3] = if x[0] == 0.0 { 1.0 } else { 0.0 };
            f[4] = if x[0] == 1.0 { 1.0 } else { 0.0 };
            f[5] = x[2].ln_1p();
            f[6] = if x[2] > 0.0 { 1.0 } else { 0.0 };
            f[7] = x[3].ln_1p();
            f[8] = if x[3] > 0.0 { 1.0 } else { 0.0 };
            f[9] = x[4].ln_1p();
            f[12] = if x[0] > 1.0 && x[0] < 6.0 { 1.0 } else { 0.0 };
            f[13] = x[1] / (x[0] + 1.0);
            f[14] = lp * lp * 0.1;
            f[18] = if x[0] > 30.0 { 1.0 } else { 0.0 };
            f[19] = x[7];
        }
    }
    f[15] = w.len() as f32 * 0.2;
    f[16] = if w.windows(2).any(|x| x[0] == x[1]) {
        1.0
    } else {
        0.0
    };
    f[17] = if w.len() < 4 { 1.0 } else { 0.0 };
    f[20] = p * p * 0.02;
    f[21] = if w.starts_with(b"al") || w.starts_with(b"el") {
        1.0
    } else {
        0.0
    };
    f
}
fn tune(data: &str) {
    let (b1, b2, step) = (8usize, 22usize, 2usize);
    let t = std::fs::read_to_string("net.txt").unwrap();
    let mut ls = t.lines();
    let d: Vec<usize> = ls
        .next()
        .unwrap()
        .split(' ')
        .map(|x| x.parse().unwrap())
        .collect();
    let chunks: Vec<String> = (0..d[2]).map(|_| ls.next().unwrap().to_string()).collect();
    let outs: Vec<Vec<u16>> = ls
        .map(|l| {
            l.split(' ')
                .filter(|x| !x.is_empty())
                .map(|x| x.parse().unwrap())
                .collect()
        })
        .collect();
    let mut net = Net::new(d[0], d[1], d[2], outs, 1);
    let by = std::fs::read("net.bin").unwrap();
    let mut it = by
        .chunks(4)
        .map(|c| f32::from_le_bytes(c.try_into().unwrap()));
    for m in [
        &mut net.wa,
        &mut net.wc,
        &mut net.b1,
        &mut net.w2,
        &mut net.b2,
        &mut net.w3,
        &mut net.b3,
    ] {
        for x in m.iter_mut() {
            *x = it.next().unwrap()
        }
    }
    let mut lx: BTreeMap<Vec<u8>, [f32; 8]> = BTreeMap::new();
    for l in std::fs::read_to_string("persons.tsv").unwrap().lines() {
        let c: Vec<&str> = l.split('\t').collect();
        let e = lx.entry(c[0].bytes().collect()).or_default();
        e[0] = c[1].parse().unwrap();
        e[1] = c[2].parse().unwrap();
        if c[4].contains("arab:") || c[4].contains("persian:") {
            e[7] = 1.0
        }
    }
    for l in std::fs::read_to_string("latin.tsv").unwrap().lines() {
        let c: Vec<&str> = l.split('\t').collect();
        let w: f32 = c[2].parse().unwrap();
        let k = match c[1] {
            "census" => 2,
            "place" => 3,
            _ => 4,
        };
        lx.entry(c[0].bytes().collect()).or_default()[k] = w;
    }
    let files = [
        format!("{data}/wikidata-ar-en.tsv"),
        format!("{data}/wikipedia-ar-en.tsv"),
    ];
    for (f, k) in [(&files[0], 5), (&files[1], 6)] {
        for l in std::fs::read_to_string(f).unwrap().lines() {
            let c: Vec<&str> = l.split('\t').collect();
            if hash(c[0]) % 10 > 1 {
                let w: f32 = if k == 5 { c[2].parse().unwrap() } else { 1.0 };
                let e = lx.entry(fold(c[1])).or_default();
                e[k] = if k == 5 { e[k] + w } else { 1.0 };
            }
        }
    }
    let mut lex = Lex {
        words: vec![],
        feat: vec![],
    };
    for (w, f) in lx {
        if w.len() >= 2 && w.len() <= 24 {
            lex.words.push(w);
            lex.feat.push(f);
        }
    }
    eprintln!("lexicon {}", lex.words.len());
    // candidates
    let mut sets: [Vec<(Vec<([f32; NF], bool)>, bool, u8)>; 3] = Default::default();
    for (fi, file) in files.iter().enumerate() {
        let mut gold: BTreeMap<String, HashSet<Vec<u8>>> = BTreeMap::new();
        for l in std::fs::read_to_string(file).unwrap().lines() {
            let c: Vec<&str> = l.split('\t').collect();
            if hash(c[0]) % 10 <= 1 {
                gold.entry(c[0].into()).or_default().insert(fold(c[1]));
            }
        }
        let (mut n, mut known, mut rec, mut con, mut un) = (0, 0, 0, 0, 0);
        let t = std::time::Instant::now();
        for (a, g) in gold.iter().step_by(step) {
            n += 1;
            let x = ar(a).unwrap_or_default();
            let mut c: BTreeMap<Vec<u8>, f32> = BTreeMap::new();
            if !x.is_empty() {
                let u = decode(&net, None, &x, b1, &chunks, 0.0);
                un += u.iter().any(|x| g.contains(&x.0)) as usize;
                let k = decode(&net, Some(&lex), &x, b2, &chunks, 0.0);
                con += k.iter().any(|x| g.contains(&x.0)) as usize;
                for (w, p) in u.into_iter().chain(k) {
                    let e = c.entry(w).or_insert(p);
                    if p > *e {
                        *e = p
                    }
                }
            }
            known += g.iter().any(|w| lex.get(w).is_some()) as usize;
            rec += g.iter().any(|w| c.contains_key(w)) as usize;
            let v: Vec<_> = c
                .into_iter()
                .map(|(w, p)| (feats(p, &w, &lex), g.contains(&w)))
                .collect();
            let test = hash(a) % 10 == 0;
            let k = if !test { 0 } else { 1 + fi };
            sets[k].push((v, true, fi as u8));
        }
        println!(
            "{file} {n} known {:.3} recall {:.3} constrained {:.3} free {:.3} {:?}",
            known as f32 / n as f32,
            rec as f32 / n as f32,
            con as f32 / n as f32,
            un as f32 / n as f32,
            t.elapsed() / n as u32
        );
    }
    let eval = |s: &[(Vec<([f32; NF], bool)>, bool, u8)], w: &[f32; NF], which: u8| {
        let (mut n, mut o, mut f) = (0, 0, 0);
        for (c, _, k) in s {
            if *k != which {
                continue;
            }
            n += 1;
            let mut v: Vec<(f32, bool)> = c
                .iter()
                .map(|(x, g)| (x.iter().zip(w).map(|(a, b)| a * b).sum(), *g))
                .collect();
            v.sort_by(|a, b| b.0.total_cmp(&a.0));
            o += v.first().is_some_and(|x| x.1) as usize;
            f += v.iter().take(5).any(|x| x.1) as usize;
        }
        (n, o as f32 / n as f32, f as f32 / n as f32)
    };
    let mut w = [0f32; NF];
    w[0] = 1.0;
    println!(
        "before {:?} {:?}",
        eval(&sets[1], &w, 0),
        eval(&sets[2], &w, 1)
    );
    // log-linear, dev
    let mut gs = [1e-2f32; NF];
    for ep in 0..60 {
        for (c, _, _k) in &sets[0] {
            if !c.iter().any(|x| x.1) {
                continue;
            }
            let s: Vec<f32> = c
                .iter()
                .map(|(x, _)| x.iter().zip(&w).map(|(a, b)| a * b).sum())
                .collect();
            let m = s.iter().cloned().fold(f32::MIN, f32::max);
            let e: Vec<f32> = s.iter().map(|x| (x - m).exp()).collect();
            let z: f32 = e.iter().sum();
            let zg: f32 = e.iter().zip(c).filter(|x| x.1 .1).map(|x| x.0).sum();
            let mut gr = [0f32; NF];
            for (q, (x, g)) in c.iter().enumerate() {
                let p = e[q] / z - if *g { e[q] / zg.max(1e-20) } else { 0.0 };
                for k in 0..NF {
                    gr[k] += p * x[k]
                }
            }
            for k in 0..NF {
                gr[k] += 1e-5 * w[k];
                gs[k] += gr[k] * gr[k];
                w[k] -= 0.1 * gr[k] / gs[k].sqrt();
            }
        }
        if ep % 20 == 19 {
            println!(
                "ep {ep} dev wd {:?} test wd {:?} wp {:?}",
                eval(&sets[0], &w, 0),
                eval(&sets[1], &w, 0),
                eval(&sets[2], &w, 1)
            );
        }
    }
    println!("{:.2?}", w);
    std::fs::write("w.json", format!("{{\"w\":{:?}}}", w)).unwrap();
}

fn main() {
    let a: Vec<String> = std::env::args().collect();
    match a.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["align", data, hold] => align_all(data, hold == "1"),
        ["train"] => train_net(),
        ["tune", data] => tune(data),
        _ => eprintln!("train_spellings align DATA HOLD | train | tune DATA"),
    }
}

//! Which texts are offered: those that save the most keys for the look they cost.

use super::english::{self, Open, Piece};
use super::model::Model;
use super::predict::{Fitting, Prediction};
use super::segment::Segment;
use super::state::State;
use super::vocabulary::{END, WordId};
use super::weights::Weights;
use super::{Completion, CompletionOrigin};

/// A text that may be offered.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) text: String,
    pub(super) likelihood: f32,
    pub(super) origin: CompletionOrigin,
}

/// A text that can be carried on, up to a whole word.
struct Node {
    text: String,
    likelihood: f32,
    origin: CompletionOrigin,
    /// The state before the last word, as its place in [`Search::states`], and that word.
    before: usize,
    word: WordId,
}

/// Words looked at for the open word, for each following one, and texts that are carried on.
const FIRST: usize = 10;
const FOLLOWING: usize = 3;
const CARRIED_ON: usize = 6;
/// A text less likely than this is not carried on.
const LEAST: f32 = 0.04;

pub(super) struct Chooser<'a> {
    pub(super) model: &'a Model,
    pub(super) segment: &'a Segment,
    pub(super) weights: &'a Weights,
    /// Whole texts of the segment that were offered and passed over.
    pub(super) passed: &'a Passed,
}

/// A step of the search: where it stands and what leads there.
struct Step<'s> {
    prefix: &'s str,
    /// Put in front of what the next words add.
    before: &'s str,
    likelihood: f32,
    origin: Option<CompletionOrigin>,
    limit: usize,
}

struct Search<'a> {
    chooser: &'a Chooser<'a>,
    typed: &'a str,
    states: Vec<State>,
    nodes: Vec<Node>,
    offers: Vec<Offer>,
}

impl Chooser<'_> {
    /// All texts worth a thought, given what is before the caret.
    pub(super) fn offers(&self, state: &State, typed: &str, open: Open<'_>) -> Vec<Offer> {
        let mut search = Search {
            chooser: self,
            typed,
            states: vec![state.clone()],
            nodes: Vec::new(),
            offers: Vec::new(),
        };
        match open {
            Open::Word(prefix) => search.first(prefix),
            Open::Gap(gap) if gap.trim().is_empty() => search.first(""),
            Open::Gap(gap) => search.after_gap(gap),
        }
        for _ in 0..CARRIED_ON {
            let likeliest = (search.nodes.iter().enumerate())
                .filter(|(_, node)| node.likelihood > LEAST)
                .max_by(|a, b| a.1.likelihood.total_cmp(&b.1.likelihood));
            let Some((at, _)) = likeliest else { break };
            let node = search.nodes.swap_remove(at);
            search.carry_on(node);
        }
        let mut offers = search.offers;
        offers.extend(search.nodes.into_iter().map(Node::offer));
        offers.retain(|offer| !offer.text.trim().is_empty());
        offers
    }

    fn predict<'s>(&'s self, state: &'s State) -> Prediction<'s> {
        Prediction::new(self.model, self.segment, self.weights, state)
    }

    fn then(&self, state: &State, word: WordId) -> State {
        let text = self.model.vocabulary.text(word);
        let is_gap = super::model::is_gap(text);
        let ends = is_gap && english::ends_sentence(text);
        state.then(word, is_gap, ends, self.segment, self.model, self.weights)
    }
}

impl Search<'_> {
    fn first(&mut self, prefix: &str) {
        let step = Step {
            prefix,
            before: "",
            likelihood: 1.0,
            origin: None,
            limit: FIRST,
        };
        self.words(0, &step);
    }

    /// Nodes for the words that fit after a state.
    fn words(&mut self, at: usize, step: &Step<'_>) {
        let chooser = self.chooser;
        let state = &self.states[at];
        let prediction = chooser.predict(state);
        self.nodes
            .extend(nodes_of(chooser, self.typed, state, at, &prediction, step));
    }

    /// After punctuation: the rest of the gap, then words.
    fn after_gap(&mut self, gap: &str) {
        let chooser = self.chooser;
        let mut fitting: Vec<_> = chooser
            .predict(&self.states[0])
            .gaps()
            .into_iter()
            .filter(|item| item.word != END)
            .filter(|item| chooser.model.vocabulary.text(item.word).starts_with(gap))
            .collect();
        let all: f32 = fitting.iter().map(|item| item.likelihood).sum();
        fitting.truncate(2);
        for item in fitting {
            let rest = &chooser.model.vocabulary.text(item.word)[gap.len()..];
            // The end of the segment after this gap stands against any word.
            let next = chooser.then(&self.states[0], item.word);
            let gaps = chooser.predict(&next).gaps();
            let end = gaps.iter().find(|gap| gap.word == END);
            let ends = end.map_or(0.0, |end| end.likelihood);
            self.states.push(next);
            let step = Step {
                prefix: "",
                before: rest,
                likelihood: item.likelihood / all.max(1e-9) * (1.0 - ends),
                origin: None,
                limit: FIRST / 2,
            };
            self.words(self.states.len() - 1, &step);
        }
    }

    /// Carries a text on by a space, a gap or a word, and offers it as it is.
    fn carry_on(&mut self, node: Node) {
        let chooser = self.chooser;
        let state = chooser.then(&self.states[node.before], node.word);
        let at = self.states.len();
        let prediction = chooser.predict(&state);
        let gaps = prediction.gaps();
        let no_gap = (1.0 - gaps.iter().map(|gap| gap.likelihood).sum::<f32>()).max(0.0);
        let spaced = format!("{} ", node.text);
        let step = Step {
            prefix: "",
            before: &spaced,
            likelihood: node.likelihood * no_gap,
            origin: (!node.text.is_empty()).then_some(node.origin),
            limit: FOLLOWING,
        };
        self.nodes.extend(nodes_of(
            chooser,
            self.typed,
            &state,
            at,
            &prediction,
            &step,
        ));
        let offer = |text: String, likelihood: f32| Offer {
            text,
            likelihood: likelihood * node.likelihood,
            origin: node.origin,
        };
        for gap in gaps.iter().take(2).filter(|gap| gap.word != END) {
            let text = format!("{}{}", node.text, chooser.model.vocabulary.text(gap.word));
            self.offers.push(offer(text, gap.likelihood));
        }
        self.offers.push(offer(spaced, no_gap));
        self.offers.push(node.offer());
        self.states.push(state);
    }
}

fn nodes_of(
    chooser: &Chooser<'_>,
    typed: &str,
    state: &State,
    at: usize,
    prediction: &Prediction<'_>,
    step: &Step<'_>,
) -> Vec<Node> {
    let fitting = Fitting::new(chooser.model, step.prefix, state.starts);
    let capital = state.starts && step.prefix.chars().next().is_none_or(char::is_uppercase);
    let mut nodes = Vec::new();
    let mut left = 1.0;
    for item in prediction.words(&fitting, step.limit) {
        let natural = chooser.model.vocabulary.text(item.word);
        let word = if capital {
            english::capitalised(natural)
        } else {
            natural.to_owned()
        };
        let Some(rest) = word.strip_prefix(step.prefix) else {
            continue;
        };
        let text = format!("{}{rest}", step.before);
        let kept = chooser.passed.kept(typed, &text, chooser.weights.passed);
        left -= item.likelihood * (1.0 - kept);
        nodes.push(Node {
            likelihood: item.likelihood * kept,
            text,
            origin: step.origin.unwrap_or(item.origin),
            before: at,
            word: item.word,
        });
    }
    // What was passed over makes the others likelier.
    let scale = step.likelihood / left.max(0.1);
    for node in &mut nodes {
        node.likelihood *= scale;
    }
    nodes
}

impl Node {
    fn offer(self) -> Offer {
        Offer {
            text: self.text,
            likelihood: self.likelihood,
            origin: self.origin,
        }
    }
}

/// Texts that were offered while the translator typed on: each is less likely meant.
#[derive(Debug, Clone, Default)]
pub(super) struct Passed {
    typed: String,
    shown: Vec<String>,
    texts: Vec<(String, i32)>,
    /// How often something was offered for the word now open, and passed over.
    rounds: u16,
}

/// Texts kept in mind.
const PASSED: usize = 64;

impl Passed {
    /// Takes note of what is typed now: texts shown before that still fit were passed over.
    pub(super) fn typed(&mut self, typed: &str) {
        let went_on = typed.len() > self.typed.len() && typed.starts_with(&self.typed);
        if !typed.ends_with(english::is_word_char) {
            self.rounds = 0;
        } else if went_on && !self.shown.is_empty() {
            self.rounds += 1;
        }
        for text in std::mem::take(&mut self.shown) {
            if !went_on || text.len() <= typed.len() || !text.starts_with(typed) {
                continue;
            }
            match self.texts.iter_mut().find(|(known, _)| *known == text) {
                Some((_, times)) => *times += 1,
                None => self.texts.push((text, 1)),
            }
        }
        self.texts.retain(|(text, _)| text.starts_with(typed));
        let surplus = self.texts.len().saturating_sub(PASSED);
        self.texts.drain(..surplus);
        if self.rounds == 0 && !self.texts.is_empty() {
            self.rounds = 1;
        }
        typed.clone_into(&mut self.typed);
    }

    pub(super) fn shown(&mut self, completions: &[Completion]) {
        let whole = |completion: &Completion| format!("{}{}", self.typed, completion.text);
        self.shown = completions.iter().map(whole).collect();
    }

    /// What a likelihood is worth where so many offers were wrong: the word may be one that no
    /// list holds.
    pub(super) fn doubt(&self, doubt: f32) -> f32 {
        1.0 / (1.0 + doubt * f32::from(self.rounds))
    }

    /// The share of its likelihood that a text keeps.
    fn kept(&self, typed: &str, text: &str, passed: f32) -> f32 {
        let begins = |known: &str| {
            let rest = known.get(typed.len()..).unwrap_or_default();
            let further = text.strip_prefix(rest);
            further.is_some_and(|further| {
                rest.ends_with(' ') || !further.starts_with(english::is_word_char)
            })
        };
        let times = self
            .texts
            .iter()
            .filter(|(known, _)| begins(known))
            .map(|&(_, times)| times)
            .max();
        times.map_or(1.0, |times| passed.powi(times))
    }
}

/// Texts in the list, the one shown inline included.
pub(super) const LISTED: usize = 5;

/// The texts to show, the inline one first; none where no text is likely enough.
pub(super) fn choose(mut offers: Vec<Offer>, weights: &Weights) -> Vec<Completion> {
    let length = |offer: &Offer| offer.text.chars().count() as f32;
    let worth =
        |offer: &Offer| offer.likelihood * (length(offer) - 1.0 + weights.right) - weights.look;
    let best = (offers.iter().enumerate())
        .filter(|(_, offer)| offer.likelihood >= weights.inline && length(offer) > 1.0)
        .max_by(|a, b| worth(a.1).total_cmp(&worth(b.1)));
    let Some((at, inline)) = best else {
        return Vec::new();
    };
    if worth(inline) <= 0.0 {
        return Vec::new();
    }
    let mut chosen = vec![offers.swap_remove(at)];
    while chosen.len() < LISTED {
        let gain = |offer: &Offer| {
            // What it saves where the ones chosen already save less.
            let mut likelihood = offer.likelihood;
            let mut base = 2.0f32;
            for (place, other) in chosen.iter().enumerate() {
                if other.text.starts_with(&offer.text) {
                    likelihood = likelihood.min(offer.likelihood - other.likelihood);
                } else if offer.text.starts_with(&other.text) {
                    let cost = if place == 0 { 1.0 } else { 2.0 };
                    base = base.max(length(other) - cost + 2.0);
                }
            }
            likelihood * (length(offer) - base)
        };
        let best = (offers.iter().enumerate())
            .filter(|(_, offer)| offer.likelihood >= weights.listed)
            .map(|(at, offer)| (at, gain(offer)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((at, gain)) if gain > 0.0 => chosen.push(offers.swap_remove(at)),
            _ => break,
        }
    }
    let completions = chosen.into_iter().map(|offer| Completion {
        text: offer.text,
        origin: offer.origin,
        likelihood: offer.likelihood,
    });
    completions.collect()
}

/// The state after whole pieces, with each step kept, so that one more key costs one step.
#[derive(Debug, Clone, Default)]
pub(super) struct Trail {
    words: Vec<WordId>,
    states: Vec<State>,
}

impl Trail {
    /// The state after these pieces.
    pub(super) fn follow(
        &mut self,
        pieces: &[Piece<'_>],
        model: &mut Model,
        segment: &Segment,
        weights: &Weights,
    ) -> &State {
        if self.states.is_empty() {
            self.states.push(State::beginning(segment, weights));
        }
        let mut same = 0;
        for (at, &piece) in pieces.iter().enumerate() {
            let starts = self.states[at].starts;
            let word = model.word(piece, starts);
            if same == at && self.words.get(at) == Some(&word) {
                same += 1;
                continue;
            }
            self.words.truncate(at);
            self.states.truncate(at + 1);
            let (is_gap, ends) = match piece {
                Piece::Word(_) => (false, false),
                Piece::Gap(gap) => (true, english::ends_sentence(gap)),
            };
            let state = self.states[at].then(word, is_gap, ends, segment, model, weights);
            self.words.push(word);
            self.states.push(state);
        }
        self.words.truncate(pieces.len());
        self.states.truncate(pieces.len() + 1);
        &self.states[pieces.len()]
    }
}

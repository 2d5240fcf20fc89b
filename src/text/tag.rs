//! Parts of speech: a greedy tagger whose weights lie in one array, found by hashing.
//!
//! Words that nearly always bear one tag are looked up. For the others each feature names a place in the array, at which
//! the weights of all tags follow each other; the tag with the highest sum wins. Without weights, a list of closed-class
//! words and the shape of a word decide.

pub(crate) use super::part_of_speech::Tag;
use super::{
    closed_class,
    fold::hash_step,
    token::{Case, Token, TokenKind},
};

/// Tags the words of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tagger {
    model: Option<Model>,
}

/// The parts of a file of weights, read in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model {
    /// For each number of a word class: a set of tags, one bit each, with [`FIXED`] and [`FREQUENT`].
    classes: &'static [u8],
    /// Open addressing: four bytes of a word's key, one of its class.
    words: &'static [u8],
    /// The weights, and [`WIDTH`] more at the end.
    weights: &'static [u8],
}

/// Each feature's weights are those of so many tags.
pub(crate) const WIDTH: usize = 48;
/// The tags before `WDT`: of the later ones words bear only those that a list names.
const COMMON: usize = Tag::WDT as usize;
/// A class whose words are frequent enough to bear no other tags.
pub(crate) const FIXED: u64 = 1 << 63;
/// A class whose words keep to it also with a capital at the start of a sentence.
pub(crate) const FREQUENT: u64 = 1 << 62;
/// Stands for all words that no list holds: what they are must be read from their shape.
const RARE: u32 = 2;
/// Number of features of a word.
pub(crate) const FEATURES: usize = 26;
const MAGIC: &[u8; 8] = b"ORtag01\n";

impl Tagger {
    /// By weights, or by word list and shape where there are none.
    pub(crate) fn new(bytes: &'static [u8]) -> Tagger {
        Tagger { model: Model::read(bytes) }
    }

    /// Appends a tag for each of `tokens`, which are one sentence of `text`.
    pub(crate) fn tag(&self, text: &str, tokens: &[Token], out: &mut Vec<Tag>) {
        match &self.model {
            Some(model) => model.tag(text, tokens, out),
            None => closed_class::tag(text, tokens, out),
        }
    }
}

impl Model {
    /// Header: magic, number of classes, of word slots, of weights (each `u32`).
    fn read(bytes: &'static [u8]) -> Option<Model> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let number = |at: usize| Some(u32::from_le_bytes(rest.get(at..at + 4)?.try_into().ok()?) as usize);
        let (classes, words, weights) = (number(0)?, number(4)?, number(8)?);
        let (classes, rest) = rest.get(12..)?.split_at_checked(classes * 8)?;
        let (words, rest) = rest.split_at_checked(words * 5)?;
        let sizes = (words.len() / 5).is_power_of_two() && weights.is_power_of_two();
        (sizes && rest.len() == weights + WIDTH).then_some(Model { classes, words, weights: rest })
    }

    fn tag(&self, text: &str, tokens: &[Token], out: &mut Vec<Tag>) {
        let views = views(text, tokens, |key| self.class_of(key));
        let mask = self.weights.len() - WIDTH - 1;
        let mut features = [0; FEATURES];
        let mut history = History::default();
        for at in 0..views.len() {
            let allowed = self.allowed(&views[at]);
            let tag = if allowed.count_ones() == 1 {
                allowed.trailing_zeros() as u8
            } else {
                collect(&views, at, history, &mut features);
                let features = features.map(|feature| feature as usize & mask);
                // Nearly all words bear none but the first tags.
                if allowed >> COMMON == 0 {
                    best(&self.sums::<COMMON>(&features), allowed)
                } else {
                    best(&self.sums::<WIDTH>(&features), allowed)
                }
            };
            history.push(tag);
            out.push(Tag::ALL[usize::from(tag) % Tag::ALL.len()]);
        }
    }

    /// The sums of the first `N` tags' weights.
    fn sums<const N: usize>(&self, features: &[usize; FEATURES]) -> [i16; N] {
        let mut sums = [0i16; N];
        for &feature in features {
            // Rows of known length: the compiler adds many at once.
            let row = self.weights.get(feature..).and_then(|rest| rest.first_chunk::<N>());
            for (sum, weight) in sums.iter_mut().zip(row.unwrap_or(&[0; N])) {
                *sum = sum.wrapping_add(i16::from(*weight as i8));
            }
        }
        sums
    }

    fn class(&self, number: u8) -> u64 {
        let at = usize::from(number) * 8;
        self.classes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
    }

    fn class_of(&self, key: u32) -> u8 {
        let slots = self.words.len() / 5;
        let mut slot = key as usize & (slots - 1);
        for _ in 0..slots {
            let entry = &self.words[slot * 5..slot * 5 + 5];
            if entry[4] == 0 {
                break;
            }
            if entry[..4] == key.to_le_bytes() {
                return entry[4];
            }
            slot = (slot + 1) & (slots - 1);
        }
        0
    }

    fn allowed(&self, view: &View) -> u64 {
        allowed(view, self.class(view.class))
    }
}

/// The tags that a word may bear.
pub(crate) fn allowed(view: &View, class: u64) -> u64 {
    if let Some(tag) = view.given {
        return 1 << tag as u8;
    }
    let all = (1 << Tag::ALL.len()) - 1;
    let fixed = class & FIXED != 0 && (!view.initial || class & FREQUENT != 0);
    if fixed { class & all } else { OPEN | class & all }
}

/// What a word that no list fixes may be.
const OPEN: u64 = {
    let open = [
        Tag::CC,
        Tag::CD,
        Tag::DT,
        Tag::FW,
        Tag::IN,
        Tag::JJ,
        Tag::JJR,
        Tag::JJS,
        Tag::MD,
        Tag::NN,
        Tag::NNS,
        Tag::NNP,
        Tag::NNPS,
        Tag::PRP,
        Tag::RB,
        Tag::RBR,
        Tag::RP,
        Tag::UH,
        Tag::VB,
        Tag::VBD,
        Tag::VBG,
        Tag::VBN,
        Tag::VBP,
        Tag::VBZ,
        Tag::LS,
        Tag::SYM,
    ];
    let mut set = 0;
    let mut at = 0;
    while at < open.len() {
        set |= 1 << open[at] as u64;
        at += 1;
    }
    set
};

fn best<const N: usize>(sums: &[i16; N], mut allowed: u64) -> u8 {
    let (mut tag, mut highest) = (Tag::NN as u8, i16::MIN);
    while allowed != 0 {
        let k = allowed.trailing_zeros() as usize % N;
        if sums[k] > highest {
            (tag, highest) = (k as u8, sums[k]);
        }
        allowed &= allowed - 1;
    }
    tag
}

/// What the features of a word are made from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct View {
    word: u32,
    /// By which lists know it; a capital inside a sentence makes another word of it.
    #[cfg_attr(not(feature = "train"), allow(dead_code))] // the trainer makes its classes of words from it
    pub key: u32,
    /// Number of its class, 0 where no list holds it.
    pub class: u8,
    /// That of the same word in small letters.
    small: u8,
    shape: u8,
    prefix: u32,
    suffixes: [u32; 3],
    /// Begins a sentence or what is quoted there, with a capital.
    pub initial: bool,
    /// Marks bear one tag.
    pub given: Option<Tag>,
}

/// The tags of the two words before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct History {
    last: u8,
    before: u8,
}

impl Default for History {
    fn default() -> Self {
        History { last: WIDTH as u8, before: WIDTH as u8 }
    }
}

impl History {
    pub(crate) fn push(&mut self, tag: u8) {
        self.before = self.last;
        self.last = tag;
    }
}

/// The views of a sentence's words; `class_of` looks a key up.
pub(crate) fn views(text: &str, tokens: &[Token], class_of: impl Fn(u32) -> u8) -> Vec<View> {
    let mut start = true;
    tokens
        .iter()
        .map(|token| {
            let capital = matches!(token.case, Case::Title | Case::Upper | Case::Mixed);
            let word = (token.hash ^ (token.hash >> 32)) as u32;
            let lexical = matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Link);
            let initial = capital && start;
            let key = if capital && !start { word ^ 0x5bd1_e995 } else { word };
            start &= !lexical;
            let mut view = View { word, key, initial, given: mark(text, token), ..View::default() };
            if view.given.is_none() {
                view.class = class_of(key);
                view.small = if key == word { view.class } else { class_of(word) };
                if view.class == 0 && view.small == 0 {
                    view.word = RARE;
                }
                describe(token.of(text).as_bytes(), token, capital, &mut view);
            }
            view
        })
        .collect()
}

/// Shape, prefix and suffixes.
fn describe(word: &[u8], token: &Token, capital: bool, view: &mut View) {
    let (mut digit, mut dotted) = (false, false);
    for byte in word {
        digit |= byte.is_ascii_digit();
        dotted |= matches!(byte, b'.' | b'\'' | 0x80..);
    }
    let long = word.len() > 3;
    view.shape = token.case as u8 | u8::from(digit) << 3 | u8::from(dotted) << 4 | u8::from(long) << 5;
    view.shape |= u8::from(token.kind == TokenKind::Link) << 6 | u8::from(capital && view.initial) << 7;
    let count = word.len().min(4);
    let last = letters(&word[word.len() - count..]);
    // The last letters are the upper bytes; each hash is that of these letters alone.
    view.suffixes = [2, 3, 4].map(|length| hash_step(0, last >> (8 * count.saturating_sub(length))) as u32);
    view.prefix = hash_step(0, letters(&word[..word.len().min(3)])) as u32;
}

/// At most eight letters, folded, as one number.
fn letters(word: &[u8]) -> u64 {
    word.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// The tag of a mark; `None` for words, and for the `’s` that may be a verb.
fn mark(text: &str, token: &Token) -> Option<Tag> {
    match token.kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Link => None,
        TokenKind::Possessive => {
            (token.end - token.start < 2 || !token.of(text).ends_with(['s', 'S'])).then_some(Tag::POS)
        }
        TokenKind::Joint => Some(Tag::Hyphen),
        TokenKind::Mark => Some(match token.of(text) {
            "”" | "''" | "’" | "»" | "›" => Tag::Close,
            "\"" | "'" if token.glued => Tag::Close,
            _ => Tag::Open,
        }),
        TokenKind::Punct => Some(match token.of(text) {
            "-" | "--" | "..." | "–" | "—" | "/" => return None,
            "," | "、" | "，" => Tag::Comma,
            "." | "?" | "!" | "。" | "？" | "！" => Tag::Stop,
            "(" | "[" | "{" => Tag::Left,
            ")" | "]" | "}" => Tag::Right,
            _ => Tag::Colon,
        }),
        TokenKind::Symbol => Some(match token.of(text) {
            "$" | "£" | "€" | "¥" => Tag::Dollar,
            "%" => Tag::NN,
            "#" => Tag::Hash,
            _ => Tag::SYM,
        }),
    }
}

/// The features of the word at `at`: places in the array of weights.
pub(crate) fn collect(views: &[View], at: usize, history: History, out: &mut [u32; FEATURES]) {
    const NONE: View = View {
        word: 1,
        key: 1,
        class: 0,
        small: 0,
        shape: 0,
        prefix: 0,
        suffixes: [0; 3],
        initial: false,
        given: Some(Tag::Stop),
    };
    let view = |k: usize| views.get(k).unwrap_or(&NONE);
    let here = view(at);
    let (next, second) = (view(at + 1), view(at + 2));
    let last = if at > 0 { view(at - 1) } else { &NONE };
    let before = if at > 1 { view(at - 2) } else { &NONE };
    let (t1, t2) = (u32::from(history.last), u32::from(history.before));
    let t12 = t1 << 8 | t2;
    let shape = u32::from(here.shape);
    let class = |v: &View| v.given.map_or(u32::from(v.class), |tag| 256 + tag as u32);
    let values = [
        (here.word, 0),
        (here.word, t1),
        (here.word, class(next)),
        (here.word, class(last)),
        (here.suffixes[0], shape),
        (here.suffixes[1], 0),
        (here.suffixes[2], 0),
        (here.suffixes[1], t1),
        (here.prefix, shape),
        (shape, t1),
        (shape, class(next) << 8 | u32::from(next.shape)),
        (class(here), t1),
        (class(here), t12),
        (t12, 0),
        (t12, here.word),
        (t1, class(next)),
        (class(here), class(next)),
        (class(next), class(second) ^ class(here) << 16),
        (last.word, t1),
        (before.word, t2),
        (next.word, 0),
        (second.word, 0),
        (next.suffixes[1], class(here)),
        (last.suffixes[1], class(here)),
        (class(here) << 8 | shape, t1 << 16 | class(next)),
        (u32::from(here.small), shape),
    ];
    for (k, (a, b)) in values.into_iter().enumerate() {
        out[k] = (hash_step(k as u64 + 1, u64::from(a) << 32 | u64::from(b)) >> 20) as u32;
    }
}

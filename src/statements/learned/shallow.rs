//! A sentence as the labeller sees it: tags, phrases and what the tables know of each word.

use super::hints::{Hint, Hints, Kept};
use crate::{
    gazetteer::{
        lexicon::{CueKind, FunctionClass, NominalClass},
        source::layout::WordClass,
    },
    names::Reading,
    text::{
        TokenKind,
        chunk::{Chunk, noun_phrases},
        fold::hash_ascii,
        tag::{Tag, Tagger},
    },
};

/// One word of the sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub tag: Tag,
    pub word: u32,
    /// A cue's lemma, or the word without its ending.
    pub stem: u32,
    /// Function words and marks as they are, others by their tag.
    pub key: u32,
    /// Frames of the cue, if it is one.
    pub frames: u32,
    /// Act and weight of the cue; 0 for none.
    pub act: u8,
    pub weight: u8,
    /// Length of the longest cue that starts here, in tokens.
    pub cue_length: u8,
    /// What sort of speaker it could be.
    pub being: Being,
    /// Number of the quote around it plus one.
    pub quote: u32,
    pub negation: bool,
    /// A preposition that binds what follows to the noun before: `of`, `for`, `from`, `with`, `at`
    pub is_binding: bool,
    /// Rule and kind of the statement that holds it.
    pub held: u32,
}

/// What sort of speaker a word could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Being {
    Unknown,
    Name,
    NamedPerson,
    NamedBody,
    NamedPlace,
    Person,
    Group,
    Organization,
    Document,
    Pronoun,
    Relative,
    Thing,
}

/// A tagged sentence.
pub(crate) struct Shallow {
    /// Number of its first token in the document.
    pub first: usize,
    pub words: Vec<Word>,
    /// Noun phrases, counted from the sentence's first token.
    pub phrases: Vec<Chunk>,
    /// Where the sentence ends, its last stop and marks left out.
    end: usize,
    /// Up to here a cue of speech follows that ends the sentence: `, she said`.
    pub trailing: usize,
    /// Before each token and behind the last.
    places: Vec<Place>,
    /// What the rules make of the words that are cues to them, counted from the sentence's first token.
    hints: Vec<(usize, Hint)>,
}

/// What stands around the gap before a token.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Verbs, commas and other marks before.
    verbs: u16,
    marks: u16,
    /// Number of the phrase that begins here plus one, and of that which ends here.
    begins: u16,
    ends: u16,
    /// Phrases that begin before, and that end here or before.
    begun: u16,
    past: u16,
    /// See [`Shallow::follow`].
    follow: u16,
}

impl Shallow {
    /// The sentence with the tokens from `first` to before `last`.
    pub(crate) fn new(reading: &Reading<'_, '_>, hints: &Hints, tagger: &Tagger, first: usize, last: usize) -> Shallow {
        let parsed = reading.parsed;
        let mut tags = Vec::with_capacity(last - first);
        tagger.tag(parsed.text, &parsed.tokens[first..last], &mut tags);
        let words: Vec<Word> = (first..last).map(|at| word(reading, hints, at, tags[at - first])).collect();
        let phrases = noun_phrases(&tags);
        let closes = |t: &Tag| matches!(t, Tag::Stop | Tag::Close | Tag::Open | Tag::Colon | Tag::Comma);
        let end = tags.iter().rposition(|t| !closes(t)).map_or(0, |last| last + 1);
        let late = words.len().saturating_sub(7);
        let trailing = words.iter().skip(late).rposition(|w| w.weight > 6).map_or(0, |k| late + k + 1);
        let hints = (first..last)
            .filter_map(|at| Some((at - first, local(hints, hints.at(at as u32)?, first, last))))
            .collect();
        let places = places(&tags, &phrases);
        Shallow { first, phrases, end, trailing, places, words, hints }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// What the rules make of a word as a cue.
    pub(crate) fn hint(&self, at: usize) -> Option<&Hint> {
        self.hints.iter().find(|h| h.0 == at).map(|h| &h.1)
    }

    /// The key of a word, or what stands for the edge.
    #[inline]
    pub(crate) fn key(&self, at: usize) -> u32 {
        self.words.get(at).map_or(7, |w| w.key)
    }

    /// The key of the word `back` before.
    #[inline]
    pub(crate) fn key_before(&self, at: usize, back: usize) -> u32 {
        at.checked_sub(back).map_or(7, |k| self.key(k))
    }

    /// The stem of a word; 0 beyond the edge.
    #[inline]
    pub(crate) fn stem(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |w| w.stem)
    }

    #[inline]
    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Stop, |w| w.tag)
    }

    #[inline]
    fn place(&self, at: usize) -> Place {
        self.places.get(at).or(self.places.last()).copied().unwrap_or_default()
    }

    /// Finite verbs between two places.
    #[inline]
    pub(crate) fn verbs_in(&self, first: usize, last: usize) -> u32 {
        self.place(last).verbs.saturating_sub(self.place(first).verbs).into()
    }

    /// Marks between two places.
    #[inline]
    pub(crate) fn marks_in(&self, first: usize, last: usize) -> u32 {
        self.place(last).marks.saturating_sub(self.place(first).marks).into()
    }

    /// Phrases between two places.
    #[inline]
    pub(crate) fn phrases_in(&self, first: usize, last: usize) -> u32 {
        self.place(last).past.saturating_sub(self.place(first).begun).into()
    }

    /// What follows a place, coarsely: three times a clause, an infinitive, a phrase, a mark.
    #[inline]
    pub(crate) fn follow(&self, at: usize) -> u32 {
        self.place(at).follow.into()
    }

    /// Where the sentence ends, its last stop and marks left out.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// The phrase that ends right at a place.
    pub(crate) fn phrase_ending(&self, at: usize) -> Option<&Chunk> {
        self.phrases.get(usize::from(self.places.get(at)?.ends).checked_sub(1)?)
    }

    /// The phrase that begins right at a place.
    pub(crate) fn phrase_at(&self, at: usize) -> Option<&Chunk> {
        self.phrases.get(usize::from(self.places.get(at)?.begins).checked_sub(1)?)
    }

    /// The verb group around a cue: auxiliaries, negation and adverbs before it belong to it.
    pub(crate) fn group_start(&self, cue: usize) -> usize {
        let mut at = cue;
        if !self.tag(cue).is_verb() {
            return at;
        }
        let mut first = cue;
        while at > 0 && cue - at < 7 {
            let tag = self.tag(at - 1);
            if tag.is_verb() || matches!(tag, Tag::MD | Tag::TO) {
                first = at - 1;
            } else if !tag.is_adverb() {
                break;
            }
            at -= 1;
        }
        // Adverbs right before the verb: `also said`
        let mut adverbs = first;
        while adverbs > 0 && self.tag(adverbs - 1).is_adverb() {
            adverbs -= 1;
        }
        adverbs
    }
}

fn places(tags: &[Tag], phrases: &[Chunk]) -> Vec<Place> {
    let mut places = Vec::with_capacity(tags.len() + 1);
    let mut here = Place::default();
    for tag in tags {
        places.push(here);
        here.verbs += u16::from(tag.is_finite());
        here.marks += u16::from(tag.is_mark() && *tag != Tag::Hyphen);
    }
    places.push(Place { follow: 0o777, ..here });
    for (phrase, number) in phrases.iter().zip(1..) {
        places[phrase.first as usize].begins = number;
        places[phrase.last as usize].ends = number;
    }
    let (mut begun, mut past) = (0, 0);
    for place in &mut places {
        past += u16::from(place.ends > 0);
        (place.begun, place.past) = (begun, past);
        begun += u16::from(place.begins > 0);
    }
    for at in (0..tags.len()).rev() {
        let phrase = usize::from(places[at].begins).checked_sub(1).map(|k| &phrases[k]);
        let (kind, next) = match (phrase, tags[at]) {
            (Some(phrase), _) => (1, phrase.last as usize),
            (None, tag) if tag.is_finite() => (2, at + 1),
            (None, tag) if tag.is_verb() => (3, at + 1),
            (None, Tag::TO) => (4, at + 1),
            (None, Tag::IN | Tag::WDT | Tag::WP | Tag::WRB) => (5, at + 1),
            (None, tag) if tag.is_mark() => (6, at + 1),
            _ => (0, at + 1),
        };
        places[at].follow = kind << 6 | places[next].follow >> 3;
    }
    places
}

/// A hint as far as it concerns a sentence.
fn local(hints: &Hints, hint: &Kept, first: usize, last: usize) -> Hint {
    let (first, last) = (first as u32, last as u32);
    let clipped = |&(a, b): &(u32, u32)| {
        let (a, b) = (a.clamp(first, last) - first, b.clamp(first, last) - first);
        (a < b).then_some((a, b))
    };
    Hint {
        cue: clipped(&hint.cue).unwrap_or_default(),
        rule: hint.rule,
        source: hint.source.as_ref().and_then(clipped),
        content: hints.content(hint).iter().filter_map(clipped).collect(),
    }
}

fn word(reading: &Reading<'_, '_>, hints: &Hints, at: usize, tag: Tag) -> Word {
    let token = &reading.parsed.tokens[at];
    let narrow = |hash: u64| (hash ^ (hash >> 32)) as u32;
    let mut out = Word {
        tag,
        word: narrow(token.hash),
        stem: 0,
        key: tag as u32,
        frames: 0,
        act: 0,
        weight: 0,
        cue_length: 0,
        being: Being::Unknown,
        quote: reading.parsed.quote_of(at).map_or(0, |q| q as u32 + 1),
        negation: false,
        is_binding: tag == Tag::IN && matches!(reading.parsed.word(at), "of" | "for" | "from" | "with" | "at"),
        held: hints.held(at),
    };
    let closed = matches!(
        tag,
        Tag::IN
            | Tag::TO
            | Tag::DT
            | Tag::PRP
            | Tag::PRPS
            | Tag::WDT
            | Tag::WP
            | Tag::WPS
            | Tag::WRB
            | Tag::CC
            | Tag::MD
            | Tag::RP
            | Tag::EX
    );
    if closed {
        out.key = out.word | 64;
    }
    if token.kind != TokenKind::Word {
        out.stem = out.word;
        return out;
    }
    let mut lemma = None;
    for hit in reading.words.at(at) {
        match hit.class() {
            WordClass::Cue if hit.len() == 1 || hit.cue_kind() != CueKind::Noun => {
                out.cue_length = out.cue_length.max(hit.len() as u8);
                if hit.len() == 1 || lemma.is_none() {
                    let fits = tag.is_noun() == (hit.cue_kind() == CueKind::Noun);
                    if fits || lemma.is_none() {
                        lemma = Some(reading.gazetteer.lemma_str(hit));
                        out.frames = hit.frame_bits() & FRAMES;
                        (out.act, out.weight) = (hit.act() as u8 + 1, hit.weight() + 1);
                    }
                }
            }
            WordClass::Nominal if hit.len() == 1 => {
                out.being = match hit.nominal_class() {
                    NominalClass::Person => Being::Person,
                    NominalClass::Group => Being::Group,
                    NominalClass::Organization => Being::Organization,
                    NominalClass::Document => Being::Document,
                }
            }
            WordClass::Title if out.being == Being::Unknown => out.being = Being::Person,
            WordClass::Function if hit.len() == 1 => {
                out.negation |= hit.function() == FunctionClass::Negation;
                out.being = match hit.function() {
                    FunctionClass::Pronoun => Being::Pronoun,
                    FunctionClass::Relative => Being::Relative,
                    _ => out.being,
                }
            }
            _ => {}
        }
    }
    let named = hints.named.get(at).copied().unwrap_or(0);
    if tag.is_name() || named > 0 && tag.is_noun() {
        out.being = [Being::Name, Being::NamedPerson, Being::NamedBody, Being::NamedPlace, Being::NamedPlace]
            [usize::from(named) % 5];
    } else if out.being == Being::Unknown && tag.is_noun() {
        out.being = Being::Thing;
    }
    out.stem = match lemma {
        Some(lemma) => stem(lemma),
        None => stem(token.of(reading.parsed.text)),
    };
    out.negation |= token.of(reading.parsed.text).ends_with("n't") || token.of(reading.parsed.text).ends_with("n’t");
    out
}

/// The bits of a cue's frames.
const FRAMES: u32 = (1 << 18) - 1;

/// The hash of a word without its ending.
fn stem(word: &str) -> u32 {
    let mut cut = word.as_bytes();
    for ending in [&b"ing"[..], b"ed", b"es", b"s", b"e"] {
        if let Some((rest, _)) = cut
            .split_at_checked(cut.len().saturating_sub(ending.len()))
            .filter(|(rest, end)| rest.len() > 2 && *end == ending)
        {
            cut = rest;
            break;
        }
    }
    if let [.., a, b] = cut
        && a == b
        && cut.len() > 3
        && !matches!(b, b's' | b'l')
    {
        cut = &cut[..cut.len() - 1];
    }
    let hash = hash_ascii(cut);
    (hash ^ (hash >> 32)) as u32
}

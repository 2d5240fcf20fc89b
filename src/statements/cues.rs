//! Words that signal a statement, where they stand.

use crate::{
    coreference::References,
    gazetteer::{
        lexicon::{CueKind, Frame, FunctionClass, WordHit},
        source::layout::WordClass,
    },
    names::Reading,
    text::TokenKind,
};

/// A cue in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueSite {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    pub hit: WordHit,
    /// Number of its sentence.
    pub sentence: u32,
    /// It stands inside quotation marks.
    pub quoted: bool,
    /// `his claim`: a noun, also where the row is that of a verb.
    pub noun: bool,
    /// `was told`: the subject is not who speaks.
    pub passive: bool,
}

/// What a statement shows of its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueWord {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// Its row, if a table knows it.
    pub hit: Option<WordHit>,
}

impl From<CueSite> for CueWord {
    fn from(site: CueSite) -> CueWord {
        CueWord { first: site.first, last: site.last, sentence: site.sentence, hit: Some(site.hit) }
    }
}

impl CueSite {
    pub(crate) fn is_verb(&self) -> bool {
        !self.noun && matches!(self.hit.cue_kind(), CueKind::Verb | CueKind::Phrase)
    }

    pub(crate) fn takes(&self, frame: Frame) -> bool {
        self.hit.has_frame(frame)
    }

    /// `saying`, `adding`: leans on a subject that stands before.
    pub(crate) fn is_participle(&self, reading: &Reading<'_, '_>) -> bool {
        self.is_verb() && reading.parsed.word(self.first as usize).ends_with("ing")
    }

    /// May it stand beside quoted words, with or without a conjunction between?
    pub(crate) fn speaks(&self) -> bool {
        self.is_verb()
            && !self.passive
            && (self.takes(Frame::Quote) || self.takes(Frame::That) || self.takes(Frame::Colon))
    }
}

/// The cues that are verbs, nouns or prepositions here, in text order, disjoint.
pub(crate) fn collect(reading: &Reading<'_, '_>, references: &References) -> Vec<CueSite> {
    let mut sites: Vec<CueSite> = Vec::new();
    for hit in reading.words.iter_of(WordClass::Cue) {
        let covered = sites.last().is_some_and(|s| s.last > hit.first);
        let named = references.name_at(hit.first).is_some_and(|m| m.last - m.first > 1);
        if covered || named || is_joined(reading, hit) {
            continue;
        }
        let Some(noun) = used_as_noun(reading, hit) else { continue };
        let sentence = reading.parsed.sentence_of(hit.first as usize) as u32;
        let quoted = reading.parsed.quote_of(hit.first as usize).is_some();
        let passive = is_passive(reading, hit);
        sites.push(CueSite { first: hit.first, last: hit.last, hit: *hit, sentence, quoted, noun, passive });
    }
    sites
}

/// `state-of-the-art`: a part of a longer word.
fn is_joined(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let tokens = &reading.parsed.tokens;
    let joint =
        |k: usize| tokens.get(k).is_some_and(|t| t.kind == TokenKind::Joint && t.of(reading.parsed.text) == "-");
    joint(hit.last as usize) || (hit.first as usize).checked_sub(1).is_some_and(joint)
}

/// Is the word a noun here, is it none, or is it no cue at all? A determiner or an ’s before it speaks for a noun.
fn used_as_noun(reading: &Reading<'_, '_>, hit: &WordHit) -> Option<bool> {
    let is_noun = hit.cue_kind() == CueKind::Noun;
    let Some(before) = (hit.first as usize).checked_sub(1) else { return Some(is_noun) };
    let token = &reading.parsed.tokens[before];
    let word = reading.parsed.word(before);
    let function = reading.words.function(before);
    // `that`, `this`, `all`, `others` stand as subjects too.
    let subject = |word: &str| {
        let plain = [
            "that", "this", "all", "both", "some", "many", "others", "most", "few", "several", "one", "another",
            "these", "those",
        ];
        plain.iter().any(|p| word.eq_ignore_ascii_case(p))
    };
    let form = reading.parsed.word(hit.last as usize - 1);
    // `the other said`, but `the other reports`
    let other = word.eq_ignore_ascii_case("other") && !form.ends_with(['s', 'g']) && !is_base(reading, hit);
    let determined = function == Some(FunctionClass::Determiner) && !subject(word) && !other;
    let owned = token.kind == TokenKind::Possessive && !is_contraction(reading, before)
        || ["his", "its", "their", "my", "our", "your"].iter().any(|p| word.eq_ignore_ascii_case(p));
    match hit.cue_kind() {
        CueKind::Verb => {
            let past = form.ends_with("ed");
            if determined || owned && !(past && token.kind == TokenKind::Possessive) {
                // `his claim`: many verbs are nouns too.
                return (hit.len() == 1 && (is_base(reading, hit) || form.ends_with('s'))).then_some(true);
            }
            (hit.len() > 1 || !is_base(reading, hit) || agrees(reading, before)).then_some(false)
        }
        CueKind::Noun => (determined || owned || !has_verb(reading, hit)).then_some(true),
        CueKind::Phrase | CueKind::Preposition | CueKind::Adverb => Some(false),
    }
}

/// The dictionary form: `state`, `nod`, `plan` are nouns more often than verbs.
fn is_base(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let lemma = reading.gazetteer.lemma_str(hit);
    // The past of these looks the same.
    let unchanged = ["read", "put", "set", "let", "hit", "cast", "cut", "spread", "broadcast", "forecast"];
    reading.parsed.word(hit.first as usize).eq_ignore_ascii_case(lemma) && !unchanged.contains(&lemma)
}

/// May a verb without an ending follow this word: an auxiliary, `to`, a plural, `I`, `we`, `who`?
fn agrees(reading: &Reading<'_, '_>, before: usize) -> bool {
    let word = reading.parsed.word(before);
    let nominal = reading.words.of(before, WordClass::Nominal).is_some_and(|h| h.is_plural());
    match reading.words.function(before) {
        Some(FunctionClass::Auxiliary | FunctionClass::Adverb | FunctionClass::Negation | FunctionClass::Relative) => {
            true
        }
        Some(FunctionClass::Conjunction | FunctionClass::Determiner) => true,
        Some(FunctionClass::Pronoun) => ["i", "we", "you", "they"].iter().any(|p| word.eq_ignore_ascii_case(p)),
        Some(FunctionClass::Preposition) => word.eq_ignore_ascii_case("to"),
        Some(_) => false,
        None => {
            nominal
                || word.ends_with('s')
                || word.ends_with("ly")
                || !word.chars().any(char::is_alphanumeric)
                || word.eq_ignore_ascii_case("people")
        }
    }
}

/// `he’s said`, `who’s told`: the ’s of a verb.
fn is_contraction(reading: &Reading<'_, '_>, possessive: usize) -> bool {
    let before = possessive.checked_sub(1).and_then(|k| reading.words.function(k));
    matches!(
        before,
        Some(FunctionClass::Pronoun | FunctionClass::Relative | FunctionClass::Question | FunctionClass::Adverb)
    )
}

fn has_verb(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    reading.words.at(hit.first as usize).iter().any(|h| h.class() == WordClass::Cue && h.cue_kind() == CueKind::Verb)
}

/// A past participle behind a form of `be`.
fn is_passive(reading: &Reading<'_, '_>, hit: &WordHit) -> bool {
    let word = reading.parsed.word(hit.first as usize);
    if hit.cue_kind() != CueKind::Verb || word.ends_with("ing") {
        return false;
    }
    let mut at = hit.first as usize;
    for _ in 0..4 {
        let Some(k) = at.checked_sub(1) else { return false };
        let word = reading.parsed.word(k);
        let be = [
            "be",
            "been",
            "being",
            "is",
            "are",
            "was",
            "were",
            "am",
            "wasn’t",
            "weren’t",
            "isn’t",
            "aren’t",
            "get",
            "got",
            "gets",
        ];
        if be.iter().any(|b| word.eq_ignore_ascii_case(b)) {
            return true;
        }
        let skipped = matches!(reading.words.function(k), Some(FunctionClass::Adverb | FunctionClass::Negation))
            || word.len() > 4 && word.ends_with("ly");
        if !skipped {
            return false;
        }
        at = k;
    }
    false
}

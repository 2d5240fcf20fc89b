//! The words that rules speak of: cues, titles, nominals, given names, head words. Each is a row of a table in `data/`.

use super::{
    Gazetteer,
    layer::Layer,
    source::{
        layout::{Sense, WordClass, WordEntry},
        words::{COUNTRY_BIT, PARTIES, PLACES, VAGUE},
    },
};
use crate::document::{Act, OrganizationType, Role};

/// A word or phrase of the lexicon where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordHit {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Index of the [`WordClass`].
    pub(super) class: u8,
    a: u8,
    b: u8,
    c: u8,
    bits: u32,
    /// Number of the [`Sense`], under that of the layer.
    sense: u32,
}

const LAYER_SHIFT: u32 = 24;
/// Nominals have it in `c`, between the bit for a plural and how many they count.
const IS_VAGUE: u8 = 2;
const MOST_COUNTED: u32 = 63;

/// Declares an enum of which a row stores the place of a value: the order is that of the table's words.
macro_rules! stored {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            fn from_index(index: u8) -> Option<Self> {
                [$($name::$variant,)+].get(usize::from(index)).copied()
            }
        }
    };
}

stored! {
    /// What sort of cue a word is.
    CueKind {
        Verb,
        Phrase,
        Noun,
        Preposition,
        Adverb,
    }
}

stored! {
    /// What sort of title a word is.
    TitleKind {
        Office,
        Honorific,
        Rank,
        Occupation,
    }
}

stored! {
    /// What a nominal refers to.
    NominalClass {
        Person,
        Group,
        Organization,
        Document,
    }
}

stored! {
    /// Where a head word stands in a name.
    WordPosition {
        Head,
        Suffix,
        Prefix,
        /// Ends the name of an event: `Open`, `Cup`.
        Event,
    }
}

stored! {
    /// What a function word does.
    FunctionClass {
        Pronoun,
        Relative,
        Question,
        Determiner,
        Preposition,
        Conjunction,
        Auxiliary,
        Negation,
        Adverb,
        Month,
        Day,
        Holiday,
        Particle,
    }
}

stored! {
    /// Person and number of a pronoun.
    Number {
        Any,
        Singular,
        Plural,
        First,
        FirstPlural,
        Second,
    }
}

/// Gender, as far as a table tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
}

impl Gender {
    pub(crate) fn from_byte(byte: u8) -> Gender {
        match byte {
            b'm' => Gender::Male,
            b'f' => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}

impl WordHit {
    /// With its small numbers alone, see [`WordHit::complete`].
    #[inline]
    pub(super) fn new((first, last): (u32, u32), layer: u8, entry: WordEntry) -> WordHit {
        let [class, a, b, c] = entry.head.to_le_bytes();
        WordHit { first, last, class, a, b, c, bits: 0, sense: entry.sense | u32::from(layer) << LAYER_SHIFT }
    }

    /// Adds what all forms of a word share and rules often ask for.
    #[inline]
    pub(super) fn complete(&mut self, layer: &Layer) {
        let [bits, _, extra] = layer.sense(self.sense_number());
        self.bits = bits;
        if self.class == WordClass::Nominal as u8 {
            let vague = if extra & VAGUE == 0 { 0 } else { IS_VAGUE };
            self.c |= vague | ((extra & (VAGUE - 1)).min(MOST_COUNTED) as u8) << 2;
        }
    }

    fn sense_number(&self) -> u32 {
        self.sense & ((1 << LAYER_SHIFT) - 1)
    }

    pub(crate) fn class(&self) -> WordClass {
        WordClass::from_index(self.class).unwrap_or(WordClass::Surname)
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> u32 {
        self.last - self.first
    }

    pub(crate) fn gender(&self) -> Gender {
        Gender::from_byte(self.b)
    }

    /// Titles and nominals: a plural.
    pub(crate) fn is_plural(&self) -> bool {
        self.c & 1 == 1
    }

    /// Cues and names: 0 to 9.
    pub(crate) fn weight(&self) -> u8 {
        self.c
    }

    pub(crate) fn cue_kind(&self) -> CueKind {
        CueKind::from_index(self.a).unwrap_or(CueKind::Verb)
    }

    pub(crate) fn act(&self) -> Act {
        Act::from_index(self.b).unwrap_or(Act::Other)
    }

    /// Does the cue's row name this frame?
    pub(crate) fn frame_bits(&self) -> u32 {
        self.bits
    }

    pub(crate) fn has_frame(&self, frame: Frame) -> bool {
        self.bits & (1 << frame as u32) != 0
    }

    pub(crate) fn title_kind(&self) -> TitleKind {
        TitleKind::from_index(self.a).unwrap_or(TitleKind::Occupation)
    }

    pub(crate) fn nominal_class(&self) -> NominalClass {
        NominalClass::from_index(self.a).unwrap_or(NominalClass::Person)
    }

    /// Nominals other than people: may the noun mean an organization of this type?
    pub(crate) fn may_mean(&self, kind: OrganizationType) -> bool {
        self.nominal_class() != NominalClass::Person && self.bits & (1 << kind as u32) != 0
    }

    /// Nominals: may the noun mean an organization at all?
    pub(crate) fn may_mean_any(&self) -> bool {
        self.nominal_class() != NominalClass::Person && self.bits & !COUNTRY_BIT != 0
    }

    /// Nominals: may the noun mean a country?
    pub(crate) fn may_mean_country(&self) -> bool {
        self.nominal_class() != NominalClass::Person && self.bits & COUNTRY_BIT != 0
    }

    /// Nominals: how many a noun counts, `pair` or `trio`.
    pub(crate) fn size(&self) -> Option<usize> {
        Some(usize::from(self.c >> 2)).filter(|&size| size > 0)
    }

    /// Nominals: does news use the noun of people whom it does not name?
    pub(crate) fn is_vague(&self) -> bool {
        self.c & IS_VAGUE != 0
    }

    pub(crate) fn function(&self) -> FunctionClass {
        FunctionClass::from_index(self.a).unwrap_or(FunctionClass::Adverb)
    }

    /// Pronouns: person and number.
    pub(crate) fn number(&self) -> Number {
        Number::from_index(self.c).unwrap_or(Number::Any)
    }

    /// Prepositions: `between`, `with`, `against`, `by`: what stands behind them acts.
    pub(crate) fn is_of_parties(&self) -> bool {
        self.function() == FunctionClass::Preposition && self.bits == PARTIES
    }

    /// Prepositions: `in`, `near`, `from`: what stands behind them is a place.
    pub(crate) fn is_of_places(&self) -> bool {
        self.function() == FunctionClass::Preposition && self.bits == PLACES
    }

    /// Pronouns: `it`, `its`, `itself`.
    pub(crate) fn is_neuter(&self) -> bool {
        self.b == b'n'
    }

    pub(crate) fn position(&self) -> WordPosition {
        WordPosition::from_index(self.a).unwrap_or(WordPosition::Head)
    }

    pub(crate) fn organization_type(&self) -> OrganizationType {
        OrganizationType::from_index(self.b).unwrap_or(OrganizationType::Other)
    }

    /// Titles and nominals of people: the roles that the word may mean.
    pub(crate) fn roles(&self) -> impl Iterator<Item = Role> + use<> {
        let kinds = self.class() == WordClass::Nominal && self.nominal_class() != NominalClass::Person;
        let bits = if kinds { 0 } else { self.bits };
        Role::ALL.iter().copied().filter(move |role| bits & (1 << *role as u32) != 0)
    }
}

/// What a cue may govern; the order is that of the table's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Frame {
    Quote,
    That,
    ThatOmitted,
    Question,
    Infinitive,
    ObjectInfinitive,
    ObjectThat,
    ObjectOf,
    ObjectAs,
    ObjectPredicate,
    ObjectFor,
    Gerund,
    NounPhrase,
    Inversion,
    #[allow(dead_code)] // cue tables name it; no rule asks for it
    Passive,
    NoContent,
    Colon,
    Object,
}

impl Gazetteer {
    /// The dictionary form: a cue's lemma, a title, a nominal's singular.
    pub(crate) fn lemma(&self, hit: &WordHit) -> std::borrow::Cow<'static, str> {
        let (layer, [_, text, _]) = self.sense(hit);
        layer.shared(text)
    }

    /// The same as [`Gazetteer::lemma`], borrowed.
    pub(crate) fn lemma_str(&self, hit: &WordHit) -> &str {
        let (layer, [_, text, _]) = self.sense(hit);
        layer.str(text)
    }

    /// Cues: the prepositions that lead to the content: `for`, `of` …
    pub(crate) fn prepositions(&self, hit: &WordHit) -> impl Iterator<Item = &str> {
        self.extra(hit).split('|').filter(|word| !word.is_empty())
    }

    /// Titles: the countries in which the word has these roles, or behind `@` its organization; empty for any.
    pub(crate) fn scope(&self, hit: &WordHit) -> &str {
        self.extra(hit)
    }

    fn extra(&self, hit: &WordHit) -> &str {
        let (layer, [_, _, extra]) = self.sense(hit);
        layer.str(extra)
    }

    fn sense(&self, hit: &WordHit) -> (&Layer, Sense) {
        let layer = &self.layers()[(hit.sense >> LAYER_SHIFT) as usize];
        (layer, layer.sense(hit.sense_number()))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::source::words::FRAMES, *};

    #[test]
    fn frames_stand_in_the_order_of_the_table() {
        let of = |frame: Frame| FRAMES[frame as usize];
        assert_eq!(of(Frame::Quote), "quote");
        assert_eq!(of(Frame::ObjectOf), "obj-of");
        assert_eq!(of(Frame::NounPhrase), "np");
        assert_eq!(of(Frame::NoContent), "no-content");
    }
}

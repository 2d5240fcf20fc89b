//! The parts of speech and what they have in common.

macro_rules! tags {
    ($($name:ident $text:literal),* $(,)?) => {
        /// A part of speech, after the Penn Treebank.
        #[allow(clippy::upper_case_acronyms)] // the treebank's own names
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { $($name),* }

        impl Tag {
            /// By number.
            pub(crate) const ALL: &[Tag] = &[$(Tag::$name),*];
            /// As the treebank spells them.
            pub(crate) const NAMES: &[&str] = &[$($text),*];
        }
    };
}

tags! {
    CC "CC", CD "CD", DT "DT", EX "EX", FW "FW", IN "IN", JJ "JJ", JJR "JJR", JJS "JJS", LS "LS", MD "MD", NN "NN",
    NNS "NNS", NNP "NNP", NNPS "NNPS", PDT "PDT", POS "POS", PRP "PRP", PRPS "PRP$", RB "RB", RBR "RBR", RBS "RBS",
    RP "RP", SYM "SYM", TO "TO", UH "UH", VB "VB", VBD "VBD", VBG "VBG", VBN "VBN", VBP "VBP", VBZ "VBZ", WDT "WDT",
    WP "WP", WPS "WP$", WRB "WRB", Comma ",", Stop ".", Colon ":", Open "``", Close "''", Left "-LRB-", Right "-RRB-",
    Dollar "$", Hash "#", Hyphen "HYPH", Ornament "NFP", Address "ADD",
}

impl Tag {
    pub(crate) fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    pub(crate) fn is_name(self) -> bool {
        matches!(self, Tag::NNP | Tag::NNPS)
    }

    pub(crate) fn is_adjective(self) -> bool {
        matches!(self, Tag::JJ | Tag::JJR | Tag::JJS)
    }

    pub(crate) fn is_adverb(self) -> bool {
        matches!(self, Tag::RB | Tag::RBR | Tag::RBS)
    }

    /// Full verbs and auxiliaries, not modals.
    pub(crate) fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// A verb that stands with a subject: `says`, `said`, `will`.
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// Neither word nor number.
    pub(crate) fn is_mark(self) -> bool {
        self as u8 >= Tag::Comma as u8
    }
}

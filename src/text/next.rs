//! What follows a full stop, as far as it tells whether a sentence begins there.

use super::lexicon::{self, Kind};
use super::stop::{AROUND, head, word_len};

/// What follows a run of terminators.
pub(super) struct Next<'t> {
    /// The first word or number.
    pub word: &'t str,
    text: &'t str,
    /// A web address.
    pub address: bool,
    /// A bracket opens before it.
    pub bracket: bool,
}

impl<'t> Next<'t> {
    pub fn new(gap: &'t str) -> Self {
        let gap = head(gap, AROUND);
        let text = gap
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | ';' | ':') || c.is_whitespace());
        let word = &text[..word_len(text)];
        let address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
        Next { word, text, address, bracket: gap.starts_with(['(', '[']) }
    }

    pub fn is_lower(&self) -> bool {
        self.word.starts_with(char::is_lowercase)
    }

    /// Begins with a capital, or has one second: `iPhone`
    pub fn is_capital(&self) -> bool {
        let mut chars = self.word.chars();
        let first = chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        first || chars.next().is_some_and(char::is_uppercase)
    }

    pub fn is_digit(&self) -> bool {
        self.word.starts_with(|c: char| c.is_numeric())
    }

    /// A Roman number or a single capital: `No. IV`, `Vol. B`
    pub fn is_numeral(&self) -> bool {
        self.word.bytes().all(|b| b"IVXLC".contains(&b)) && self.word != "I"
            || self.word.len() == 1 && !matches!(self.word, "I" | "A")
    }

    /// Begins a sentence rather than carries on a name.
    pub fn starts(&self) -> bool {
        let initial = self.word.len() == 1 && self.text[1..].starts_with('.');
        self.is_capital() && !initial && lexicon::sentence_word(self.word) == Some(Kind::Start)
    }

    /// `Mrs. Lund`: no part of what is named before.
    pub fn addresses(&self) -> bool {
        lexicon::sentence_word(self.word) == Some(Kind::Address)
    }

    /// `Mr. Lund asked`, `I said`: capitalised words and then a verb of speech.
    pub fn reports_speech(&self) -> bool {
        for (name, word) in self.text.split_whitespace().take(6).enumerate() {
            let bare = word.trim_end_matches([',', '.', ':']);
            let verb = lexicon::sentence_word(bare) == Some(Kind::Speech);
            if verb && bare.starts_with(char::is_lowercase) {
                return name > 0;
            }
            let title = word.ends_with('.') && (word.len() == 2 || lexicon::abbreviation(bare) == Some(Kind::Title));
            if !word.starts_with(char::is_uppercase) || bare.len() < word.len() && !title {
                return false;
            }
        }
        false
    }
}

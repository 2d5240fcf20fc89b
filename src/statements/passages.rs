//! Quoted passages: what stands between quotation marks, reopened paragraphs joined.

use super::{CueSite, Desk};
use crate::{
    gazetteer::lexicon::{Frame, FunctionClass},
    names::Reading,
    span::Span,
    text::TokenKind,
};

/// A quoted passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Between the marks, one for each paragraph.
    pub fragments: Vec<Span>,
    /// The first token inside.
    pub first: usize,
    /// One past the last token inside.
    pub last: usize,
    /// One past the closing mark; `last` where there is none.
    pub after: usize,
    /// The opening mark's token.
    pub open: usize,
    /// How many words it holds.
    pub words: usize,
    /// The title of a work, or a name: capitals throughout, no end mark.
    pub title: bool,
    /// The statement that it belongs to.
    pub statement: Option<usize>,
}

pub(crate) fn collect(reading: &Reading<'_, '_>) -> Vec<Passage> {
    let parsed = reading.parsed;
    let mut passages: Vec<Passage> = Vec::new();
    let mut passage_of = vec![usize::MAX; parsed.quotes.len()];
    for (k, quote) in parsed.quotes.iter().enumerate().filter(|(_, q)| q.depth == 0) {
        let first = parsed.token_at(quote.inner().start);
        let last = parsed.token_at(quote.inner().end);
        if first >= last {
            continue;
        }
        let inner = parsed.span(first, last);
        let after = quote.close().map_or(last, |close| parsed.token_at(close.end));
        let words = (first..last).filter(|&t| parsed.tokens[t].kind == TokenKind::Word).count();
        let carried = quote.continues.map(|c| passage_of[c as usize]).filter(|&p| p != usize::MAX);
        if let Some(p) = carried {
            let passage = &mut passages[p];
            passage.fragments.push(inner);
            (passage.last, passage.after) = (last, after);
            passage.words += words;
            passage_of[k] = p;
            continue;
        }
        passage_of[k] = passages.len();
        let open = parsed.token_at(quote.open().start);
        passages.push(Passage {
            fragments: vec![inner],
            first,
            last,
            after,
            open,
            words,
            title: is_title(reading, first, last),
            statement: None,
        });
    }
    passages
}

/// Do all words but small ones open with a capital, and does no end mark close them?
pub(super) fn is_title(reading: &Reading<'_, '_>, first: usize, last: usize) -> bool {
    let words = (first..last).filter(|&k| reading.parsed.tokens[k].kind == TokenKind::Word);
    let mut count = 0;
    for k in words {
        count += 1;
        let word = reading.parsed.word(k);
        let small = word.len() <= 4 && reading.words.function(k).is_some();
        if count > 9 || !word.starts_with(char::is_uppercase) && !small {
            return false;
        }
    }
    let end = reading.parsed.word(last - 1);
    let opens = reading.parsed.word(first).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    count >= 2 && opens && !end.ends_with(['.', '?', '!']) && !end.chars().all(char::is_uppercase)
}

impl Desk<'_, '_> {
    /// Why a passage is no statement by itself: the title of a work, a name. Its words may still stand in a statement.
    pub(crate) fn is_named(&self, p: usize) -> bool {
        self.passages[p].title
    }

    /// The tokens of a passage as content: on to the clause's end where its sentence runs on behind the closing mark.
    pub(crate) fn quote_range(&self, p: usize, cue: &CueSite) -> (u32, u32) {
        let passage = &self.passages[p];
        let (open, after) = (passage.open as u32, passage.after as u32);
        let closing = self.word(passage.last as u32 - 1);
        let sentence = self.reading.parsed.sentences[self.reading.parsed.sentence_of(passage.after - 1)];
        let listed = closing == ","
            && self.is(after, &["and", "but", "or"])
            && !self.passages_in(after + 1, after + 3).is_empty();
        let closed = matches!(closing, "," | "." | "?" | "!" | "…" | "—" | "--" | ";" | "...") && !listed;
        if closed || after >= sentence.last || self.kind(after) == TokenKind::Punct && !matches!(self.word(after), ",")
        {
            return (open, after);
        }
        let end = self.clause_end(after, sentence.last, cue).max(after);
        let more = !self.passages_in(after, end).is_empty();
        // `said “the first part” and the rest would hold`: a clause that begins with the quoted words.
        let subject = self.is(after, &["and"])
            && cue.takes(Frame::ThatOmitted)
            && self.function(after + 1) == Some(FunctionClass::Determiner)
            && (after..end).any(|k| self.function(k) == Some(FunctionClass::Auxiliary));
        let more = more || subject;
        let leads = matches!(
            self.word(after),
            "," | "and" | "but" | "as" | "while" | "after" | "before" | "when" | "–" | "—" | "-"
        );
        if leads && !more { (open, after) } else { (open, end) }
    }

    /// Is a passage a sentence of its own: a capital first, an end mark last?
    pub(crate) fn is_sentence(&self, p: usize) -> bool {
        let passage = &self.passages[p];
        let opens =
            self.word(passage.first as u32).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let last = self.word(passage.last as u32 - 1);
        let ends = last.ends_with(['.', '?', '!', '…', '’', '\'', '”', '"', '—', ']', ')'])
            || matches!(self.word(passage.after as u32), "." | "?" | "!");
        opens && (ends || passage.words > 8)
    }
}

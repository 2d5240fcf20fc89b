//! What the rules work on: cues, quoted passages, what is settled already.

use super::{CueSite, Draft, SourceDraft, cues, passages, passages::Passage};
use crate::{
    coreference::References,
    document::StatementKind,
    gazetteer::lexicon::FunctionClass,
    names::Reading,
    span::Span,
    text::{Starts, TokenKind},
};

/// The working area of one document.
pub(crate) struct Desk<'a, 't> {
    pub reading: &'a Reading<'a, 't>,
    pub references: &'a References,
    pub cues: Vec<CueSite>,
    pub passages: Vec<Passage>,
    /// Where cues and where passages begin.
    cue_starts: Starts,
    opens: Starts,
    /// Per cue: who speaks, if the words before it say so.
    pub(super) subjects: Vec<Option<SourceDraft>>,
    /// Per cue: the number of the statement that it belongs to, plus one; 0 for none.
    used: Vec<u32>,
    statements: Vec<Draft>,
    /// Per token: the number of the statement whose content it is, plus one.
    taken: Vec<u32>,
}

impl<'a, 't> Desk<'a, 't> {
    pub(crate) fn new(reading: &'a Reading<'a, 't>, references: &'a References) -> Desk<'a, 't> {
        let cues = cues::collect(reading, references);
        let used = vec![0; cues.len()];
        let taken = vec![0; reading.parsed.tokens.len()];
        let passages = passages::collect(reading);
        let cue_starts = Starts::new(taken.len(), cues.iter().map(|c| c.first as usize));
        let opens = Starts::new(taken.len(), passages.iter().map(|p| p.open));
        let (subjects, statements) = (Vec::with_capacity(cues.len()), Vec::new());
        let mut desk =
            Desk { reading, references, cues, passages, cue_starts, opens, subjects, used, statements, taken };
        for number in 0..desk.cues.len() {
            let subject = desk.find_subject(number);
            desk.subjects.push(subject);
        }
        desk
    }

    /// Who speaks, by the words before the cue.
    pub(crate) fn subject(&self, cue: usize) -> Option<&SourceDraft> {
        self.subjects.get(cue).and_then(Option::as_ref)
    }

    /// The cue that begins at a token.
    pub(crate) fn cue_at(&self, token: u32) -> Option<&CueSite> {
        self.cue_starts.at(token as usize).map(|k| &self.cues[k])
    }

    /// The cues outside quotation marks between two tokens, with their numbers.
    pub(crate) fn cues_in(&self, first: usize, last: usize) -> impl DoubleEndedIterator<Item = (usize, CueSite)> + '_ {
        self.all_cues_in(first, last).filter(|(_, c)| !c.quoted)
    }

    /// The cues between two tokens, quoted ones too.
    pub(crate) fn all_cues_in(
        &self,
        first: usize,
        last: usize,
    ) -> impl DoubleEndedIterator<Item = (usize, CueSite)> + '_ {
        (self.cue_starts.before(first)..self.cue_starts.before(last)).map(|k| (k, self.cues[k]))
    }

    pub(crate) fn is_open(&self, cue: usize) -> bool {
        self.used[cue] == 0
    }

    /// The statement that a cue belongs to.
    pub(crate) fn user(&self, cue: usize) -> Option<usize> {
        (self.used[cue] as usize).checked_sub(1)
    }

    pub(crate) fn use_cue(&mut self, cue: usize, statement: usize) {
        self.used[cue] = statement as u32 + 1;
    }

    /// Adds a statement and gives its number.
    pub(crate) fn settle(&mut self, draft: Draft) -> usize {
        let number = self.statements.len();
        for span in &draft.content {
            self.take(*span, number);
        }
        self.settle_aside(draft)
    }

    /// Adds a statement inside whose content others may stand.
    pub(crate) fn settle_aside(&mut self, mut draft: Draft) -> usize {
        // Most hold one fragment, and a growing vector has room for four.
        draft.content.shrink_to_fit();
        draft.quoted.shrink_to_fit();
        self.statements.push(draft);
        self.statements.len() - 1
    }

    fn take(&mut self, span: Span, number: usize) {
        let (first, last) = (self.reading.parsed.token_at(span.start), self.reading.parsed.token_at(span.end));
        self.taken[first..last].iter_mut().for_each(|t| *t = number as u32 + 1);
    }

    pub(crate) fn statement(&mut self, number: usize) -> &mut Draft {
        &mut self.statements[number]
    }

    pub(crate) fn statements(&self) -> &[Draft] {
        &self.statements
    }

    /// The statement whose content a token is.
    pub(crate) fn holder(&self, token: usize) -> Option<usize> {
        self.taken.get(token).and_then(|&k| (k as usize).checked_sub(1))
    }

    /// Does any token of a range belong to a statement's content?
    pub(crate) fn is_taken(&self, first: u32, last: u32) -> bool {
        (first..last).any(|k| self.holder(k as usize).is_some())
    }

    /// Leaves out statements; those behind move up.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(usize) -> bool) {
        let mut number = 0;
        self.statements.retain(|_| {
            number += 1;
            keep(number - 1)
        });
    }

    pub(crate) fn finish(self) -> Vec<Draft> {
        self.statements
    }

    pub(crate) fn word(&self, token: u32) -> &'t str {
        self.reading.parsed.word(token as usize)
    }

    /// Is a token one of these words, in whatever case?
    pub(crate) fn is(&self, token: u32, words: &[&str]) -> bool {
        let Some(token) = self.reading.parsed.tokens.get(token as usize) else { return words.contains(&"") };
        let word = &self.reading.parsed.text.as_bytes()[token.start as usize..token.end as usize];
        // Most words are told apart by their length and first letter.
        let first = |word: &[u8]| word.first().map(|b| b | 0x20);
        words
            .iter()
            .map(|w| w.as_bytes())
            .any(|w| w.len() == word.len() && first(w) == first(word) && word.eq_ignore_ascii_case(w))
    }

    pub(crate) fn function(&self, token: u32) -> Option<FunctionClass> {
        self.reading.words.function(token as usize)
    }

    pub(crate) fn kind(&self, token: u32) -> TokenKind {
        self.reading.parsed.tokens.get(token as usize).map_or(TokenKind::Punct, |t| t.kind)
    }

    pub(crate) fn span(&self, first: u32, last: u32) -> Span {
        self.reading.parsed.span(first as usize, last as usize)
    }

    /// First token and one past the last of a span.
    pub(crate) fn tokens_of(&self, span: Span) -> (u32, u32) {
        (self.reading.parsed.token_at(span.start) as u32, self.reading.parsed.token_at(span.end) as u32)
    }

    /// The numbers of the passages that begin inside a range of tokens.
    pub(crate) fn passages_in(&self, first: u32, last: u32) -> std::ops::Range<usize> {
        let from = self.opens.before(first as usize);
        from..self.opens.before(last as usize).max(from)
    }

    /// Settles what a cue reports: token ranges, widened to whole passages. All inside marks: direct; part: mixed; none:
    /// indirect. Nothing when no word would be left or others have taken it.
    pub(crate) fn report(
        &mut self,
        cue: Option<usize>,
        ranges: &[(u32, u32)],
        source: Option<SourceDraft>,
        rule: &'static str,
    ) -> Option<usize> {
        let (kind, content, quoted) = self.shape(ranges)?;
        let site = cue.map(|k| self.cues[k]);
        let draft = Draft {
            kind,
            content,
            quoted,
            source: source.map(|s| self.introduced(s)),
            cue: site.map(Into::into),
            more_cues: Vec::new(),
            act: site.map_or(crate::document::Act::Say, |c| c.hit.act()),
            negated: site.is_some_and(|c| self.is_negated(&c)),
            addressee: None,
            venue: site.and_then(|c| self.venue(&c)),
            rule,
            probability: None,
        };
        let number = self.settle(draft);
        self.claim(ranges, number);
        if let Some(cue) = cue {
            self.use_cue(cue, number);
        }
        Some(number)
    }

    /// Adds more content to a statement, with the cue that leads on to it.
    pub(crate) fn extend(&mut self, number: usize, cue: Option<usize>, ranges: &[(u32, u32)]) {
        let Some((kind, content, quoted)) = self.shape(ranges) else { return };
        for span in &content {
            self.take(*span, number);
        }
        let draft = &mut self.statements[number];
        if kind != draft.kind {
            draft.kind = StatementKind::Mixed;
        }
        draft.content.extend(content);
        draft.quoted.extend(quoted);
        if let Some(cue) = cue {
            draft.more_cues.push(self.cues[cue].into());
            self.use_cue(cue, number);
        }
        self.claim(ranges, number);
    }

    /// Adds to a statement what another one behind it says.
    pub(crate) fn join(&mut self, number: usize, more: Draft) {
        more.content.iter().for_each(|span| self.take(*span, number));
        let draft = &mut self.statements[number];
        if more.kind != draft.kind {
            draft.kind = StatementKind::Mixed;
        }
        draft.content.extend(more.content);
        draft.quoted.extend(more.quoted);
        draft.more_cues.extend(more.cue);
    }

    /// The passages inside belong to the statement.
    fn claim(&mut self, ranges: &[(u32, u32)], number: usize) {
        for &(first, last) in ranges {
            for p in self.passages_in(first, last) {
                self.passages[p].statement.get_or_insert(number);
            }
        }
    }

    /// Kind, content and quoted parts of what some ranges of tokens hold.
    pub(crate) fn shape(&self, ranges: &[(u32, u32)]) -> Option<(StatementKind, Vec<Span>, Vec<Span>)> {
        let parsed = self.reading.parsed;
        let (mut content, mut quoted) = (Vec::new(), Vec::new());
        let (mut inside, mut outside) = (false, false);
        for &(first, last) in ranges {
            let passages = self.passages_in(first, last);
            let mut at = first;
            let mut spans: Vec<Span> = Vec::new();
            let mut plain = false;
            for passage in &self.passages[passages] {
                plain |= self.has_word(at, passage.open as u32);
                inside |= passage.words > 0;
                quoted.extend(&passage.fragments);
                spans.extend(&passage.fragments);
                at = passage.after as u32;
            }
            plain |= self.has_word(at, last);
            outside |= plain;
            let whole = parsed.span(first as usize, last.max(at.min(self.reading.parsed.tokens.len() as u32)) as usize);
            if plain || spans.is_empty() { content.push(whole) } else { content.extend(spans) }
        }
        content.retain(|s| !s.is_empty());
        let kind = match (inside, outside) {
            (true, false) => StatementKind::Direct,
            (true, true) => StatementKind::Mixed,
            _ => StatementKind::Indirect,
        };
        ((inside || outside) && !content.is_empty()).then_some((kind, content, quoted))
    }

    fn has_word(&self, first: u32, last: u32) -> bool {
        (first..last).any(|k| matches!(self.kind(k), TokenKind::Word | TokenKind::Number | TokenKind::Link))
    }
}

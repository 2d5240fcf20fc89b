//! What a learned labeller sees where no quotation mark helps.

use super::{Example, Rule};
use crate::{
    document::{Act, Form, StatementKind},
    gazetteer::{
        lexicon::{Frame, FunctionClass},
        source::layout::WordClass,
    },
    span::Span,
    statements::{
        CueSite, CueWord, Desk, Draft, SourceDraft,
        learned::{Labeller, Proposal, hints::Hints},
    },
    text::TokenKind,
};

pub(crate) const RULE: Rule = Rule {
    id: "learned.labeller",
    about: "Three small linear models in a row: which word is a cue, whose words they are, which part of the sentence tells them. \
            Statements of the rules that hold quoted words mostly stand; an indirect one gives way to a probable one of the labeller's \
            about the same words, and stays only if the labeller thinks it possible. Confidence is its probability.",
    takes: &[Example {
        text: "The minister wants the bridge to close in May.",
        source: "The minister",
        cue: "wants",
        content: &["the bridge to close in May"],
    }],
    leaves: &["The old bridge is closed.", "“The dam will hold,” the official said."],
    apply,
};

/// A statement stands from this probability on.
const LEAST: f32 = 0.44;
/// Without a source, from this one on.
const LEAST_ALONE: f32 = 0.6;
/// From this one on it speaks for a rule's statement about the same words.
const CONFIRMS: f32 = 0.35;
/// Rules that are right no oftener where words are quoted: a title in a noun phrase is quoted as well.
const WEAK: [&str; 3] = ["quote.near", "verb.noun-phrase", "verb.object-of"];
/// Longer sentences are lists and tables; reading them costs more than their length.
const LONGEST: u32 = 200;

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    let Some(labeller) = Labeller::new() else { return };
    let by_sentence = by_sentence(desk);
    let mut by_sentence = by_sentence.chunk_by(|a, b| a.0 == b.0).peekable();
    let hints = Hints::new(desk);
    let mut keep = vec![true; desk.statements().len()];
    for (number, sentence) in desk.reading.parsed.sentences.iter().enumerate() {
        let touching = by_sentence.next_if(|all| all[0].0 as usize == number).unwrap_or_default();
        // What direct quotes fill says little else.
        let direct = |&(_, k): &(u32, u32)| desk.statements()[k as usize].kind == StatementKind::Direct;
        let filled = !touching.is_empty() && touching.iter().all(direct);
        if filled || sentence.last - sentence.first > LONGEST {
            continue;
        }
        let (settled, open): (Vec<usize>, Vec<usize>) =
            touching.iter().map(|&(_, k)| k as usize).partition(|&k| !is_open(&desk.statements()[k]));
        // Less probable ones only speak for what is open.
        let least = if open.is_empty() { [LEAST, LEAST_ALONE] } else { [CONFIRMS; 2] };
        let all = labeller.propose(desk.reading, &hints, sentence.first as usize, sentence.last as usize, least);
        let said: Vec<Said> = all.into_iter().filter_map(|proposal| Said::new(desk, proposal)).collect();
        let stands =
            |said: &&Said| said.is_probable() && !settled.iter().any(|&k| said.conflicts(&desk.statements()[k]));
        let mut standing: Vec<&Said> = said.iter().filter(stands).collect();
        refine(desk, &settled, &said);
        for k in open {
            let draft = &desk.statements()[k];
            let here = draft
                .content
                .first()
                .is_some_and(|c| sentence.span().start <= c.start && c.start < sentence.span().end);
            if here {
                let confirmed = said.iter().any(|s| shared(&s.content, &draft.content) > 0.3);
                let alike = standing.iter().position(|s| s.agrees(desk, draft));
                keep[k] =
                    confirmed && standing.iter().enumerate().all(|(j, s)| Some(j) == alike || !s.conflicts(draft));
                alike.filter(|_| keep[k]).map(|j| standing.swap_remove(j));
            }
        }
        let drafts: Vec<Draft> = standing.iter().map(|said| said.draft(desk, number as u32, id)).collect();
        let mut here: Vec<usize> = Vec::new();
        for draft in drafts {
            match here.iter().copied().rfind(|&k| continues(desk, &desk.statements()[k], &draft)) {
                Some(k) => desk.join(k, draft),
                None => here.push(desk.settle(draft)),
            }
        }
    }
    desk.retain(|k| keep.get(k).copied().unwrap_or(true));
}

/// Where both see the same cue lead to the same quoted words, the labeller knows better where the clause around them ends.
fn refine(desk: &mut Desk<'_, '_>, settled: &[usize], said: &[Said]) {
    for &k in settled {
        let draft = &desk.statements()[k];
        let same = |s: &&Said| {
            let others = || settled.iter().filter(|&&j| j != k).flat_map(|&j| &desk.statements()[j].content);
            s.is_probable()
                && s.kind == StatementKind::Mixed
                && draft.cue.is_some_and(|cue| s.touches(&cue))
                && draft.quoted.iter().all(|q| s.quoted.contains(q))
                && shared(&s.content, &others().copied().collect::<Vec<_>>()) == 0.0
        };
        let found = said
            .iter()
            .find(same)
            .filter(|_| draft.kind == StatementKind::Mixed && draft.more_cues.is_empty() && draft.content.len() == 1);
        if let Some(found) = found {
            let (content, quoted) = (found.content.clone(), found.quoted.clone());
            let draft = desk.statement(k);
            (draft.content, draft.quoted) = (content, quoted);
        }
    }
}

/// `…, adding that …`: a participle behind a comma goes on with what the same source said before it.
fn continues(desk: &Desk<'_, '_>, before: &Draft, draft: &Draft) -> bool {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return false };
    let leans = desk.word(cue.first).ends_with("ing") && desk.word(cue.first.saturating_sub(1)) == ",";
    let start = desk.span(cue.first, cue.last).start;
    let behind = before.content.iter().all(|c| c.end <= start) && draft.content.iter().all(|c| c.start >= start);
    leans && behind && before.source.as_ref().is_some_and(|s| s.span == source.span)
}

/// The statements whose content touches a sentence, as pairs of both numbers; in order.
fn by_sentence(desk: &Desk<'_, '_>) -> Vec<(u32, u32)> {
    let parsed = desk.reading.parsed;
    let mut out = Vec::new();
    for (k, draft) in desk.statements().iter().enumerate() {
        let mut next = 0;
        for span in &draft.content {
            let (first, last) = desk.tokens_of(*span);
            let from = parsed.sentence_of(first as usize).max(next);
            next = parsed.sentence_of(last.saturating_sub(1) as usize) + 1;
            out.extend((from..next.min(parsed.sentences.len())).map(|sentence| (sentence as u32, k as u32)));
        }
    }
    out.sort_unstable();
    out
}

/// A proposal with its words.
struct Said {
    proposal: Proposal,
    kind: StatementKind,
    content: Vec<Span>,
    quoted: Vec<Span>,
}

impl Said {
    /// Nothing for a refusal: `declined to comment`.
    fn new(desk: &Desk<'_, '_>, proposal: Proposal) -> Option<Said> {
        let (first, last) = (proposal.cue.0 as usize, proposal.cue.1 as usize);
        if desk.all_cues_in(first, last).any(|(_, cue)| cue.hit.len() > 1 && cue.takes(Frame::NoContent)) {
            return None;
        }
        if says_nothing(desk, &proposal) || refuses(desk, &proposal) {
            return None;
        }
        let (kind, content, quoted) = desk.shape(&whole(desk, &proposal.content))?;
        Some(Said { proposal, kind, content, quoted })
    }

    fn is_probable(&self) -> bool {
        self.proposal.probability >= if self.proposal.source.is_some() { LEAST } else { LEAST_ALONE }
    }

    /// Does a rule’s statement say the very same?
    fn agrees(&self, desk: &Desk<'_, '_>, draft: &Draft) -> bool {
        let source = self.proposal.source.map(|(first, last)| desk.span(first, last));
        draft.content == self.content && draft.source.as_ref().map(|s| s.span) == source
    }

    fn touches(&self, cue: &CueWord) -> bool {
        cue.first < self.proposal.cue.1 && self.proposal.cue.0 < cue.last
    }

    /// Is it about the same words, or led by the same cue?
    fn conflicts(&self, draft: &Draft) -> bool {
        draft.cue.iter().chain(&draft.more_cues).any(|cue| self.touches(cue))
            || shared(&self.content, &draft.content) > 0.4
    }

    fn draft(&self, desk: &Desk<'_, '_>, sentence: u32, id: &'static str) -> Draft {
        let head = self.proposal.head;
        let known = desk.all_cues_in(head as usize, head as usize + 1).next();
        let site = known.map(|(_, site)| site);
        let hit = site.map(|s| s.hit).or_else(|| desk.reading.words.of(head as usize, WordClass::Cue).copied());
        let (first, last) = hit.map_or((head, head + 1), |hit| (hit.first, hit.last));
        let ceiling = self.proposal.content.iter().map(|c| c.0).find(|&first| first >= last).unwrap_or(last);
        let details =
            |site: &CueSite| (desk.is_negated(site), desk.listener(site, ceiling).map(|l| l.0), desk.venue(site));
        let (negated, addressee, venue) = site.as_ref().map_or((false, None, None), details);
        Draft {
            kind: self.kind,
            content: self.content.clone(),
            quoted: self.quoted.clone(),
            source: self.source(desk, known.and_then(|(number, _)| desk.subject(number))).map(|s| desk.introduced(s)),
            cue: Some(CueWord { first, last, sentence, hit }),
            more_cues: Vec::new(),
            act: hit.map_or(Act::Other, |hit| hit.act()),
            negated,
            addressee,
            venue,
            rule: id,
            probability: Some(self.proposal.probability),
        }
    }
}

impl Said {
    /// The source: means whom the rules’ subject of the cue means, if that is about the same phrase.
    fn source(&self, desk: &Desk<'_, '_>, subject: Option<&SourceDraft>) -> Option<SourceDraft> {
        let (first, last) = self.proposal.source?;
        let span = desk.span(first, last);
        // `Jane Doe, a cousin of John Roe, said`: the rules know an apposition from a subject.
        let explained = |s: &SourceDraft| {
            let behind = desk.tokens_of(s.span).1;
            let relative = desk.function(first) == Some(FunctionClass::Relative);
            let closed = desk.word(last) == "," && last < self.proposal.cue.0;
            s.span.end <= span.start && desk.word(behind) == "," && closed && !relative
        };
        match subject {
            Some(subject) if shared(&[subject.span], &[span]) >= 0.5 => Some(SourceDraft { span, ..subject.clone() }),
            Some(subject) if explained(subject) => Some(subject.clone()),
            // `Kenya, Uganda and Tanzania agreed`
            Some(subject) if subject.form == Form::Group && subject.span.start == span.start => Some(subject.clone()),
            // `X and Y have both said`
            Some(subject) if last == first + 1 && desk.is(first, &["both", "all", "each"]) => Some(subject.clone()),
            _ => desk.source_of(first, last),
        }
    }
}

/// `denied it`, `saw it differently`, `were pleased`: words that point elsewhere, or the cue itself.
fn says_nothing(desk: &Desk<'_, '_>, proposal: &Proposal) -> bool {
    let (from, to) = proposal.cue;
    let points = |k: u32| {
        use FunctionClass::*;
        let small = matches!(desk.function(k), Some(Pronoun | Relative | Question | Preposition | Adverb | Negation));
        small || (from..to).contains(&k)
    };
    proposal.content.iter().all(|&(first, last)| {
        let mut words = (first..last).filter(|&k| matches!(desk.kind(k), TokenKind::Word | TokenKind::Number));
        desk.passages_in(first, last).is_empty() && words.all(points)
    })
}

/// `refused to name them`: that nothing is said.
fn refuses(desk: &Desk<'_, '_>, proposal: &Proposal) -> bool {
    let Some(&(first, last)) = proposal.content.first() else { return false };
    let speech = desk.is(first, &["to"])
        && desk.all_cues_in(first as usize + 1, (first as usize + 2).min(last as usize)).next().is_some();
    speech && desk.is(proposal.head, &["refused", "declined", "refuses", "declines", "refusing", "declining"])
}

/// May the labeller overrule it?
fn is_open(draft: &Draft) -> bool {
    match draft.kind {
        StatementKind::Direct => false,
        StatementKind::Mixed => WEAK.contains(&draft.rule),
        StatementKind::Indirect => true,
    }
}

/// Pieces without `that`, widened to whole passages; those that then overlap are one.
fn whole(desk: &Desk<'_, '_>, pieces: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for &(first, last) in pieces {
        let that = desk.is(first, &["that"]) && desk.function(first + 1) != Some(FunctionClass::Auxiliary);
        let first = if that && first + 1 < last { first + 1 } else { first };
        let last = match desk.passages[desk.passages_in(first, last)].last().map(|p| p.after as u32) {
            Some(after) => desk.remark(after, last).unwrap_or(last).max(after),
            None => last,
        };
        match out.last_mut().filter(|before| first < before.1) {
            Some(before) => *before = (before.0.min(first), before.1.max(last)),
            None => out.push((first, last)),
        }
    }
    out
}

/// Bytes in both by bytes in either.
fn shared(a: &[Span], b: &[Span]) -> f32 {
    let size = |spans: &[Span]| spans.iter().map(|s| s.end - s.start).sum::<usize>();
    let both: usize =
        a.iter().flat_map(|x| b.iter().map(|y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum();
    both as f32 / (size(a) + size(b) - both).max(1) as f32
}

//! Turns of a transcript: `NAME:` or `Q:` and `A:` at the start of lines.

use super::{Example, Rule};
use crate::{
    coreference::Meant,
    document::{Act, EntityKind, Form, StatementKind},
    hash::Map,
    statements::{Desk, Draft, SourceDraft},
    text::{Case, TokenKind},
};

pub(crate) const RULE: Rule = Rule {
    id: "transcript.turn",
    about: "Lines that open with a name and a colon, or with `Q:` and `A:`, in a document that does so more than once: each is \
            one direct statement without marks, and goes on over the lines that follow without a name.",
    takes: &[
        Example {
            text: "Q: Will the road open?\n\nA: In May. It is nearly done.\n\nQ: And the bridge?\n\nA: Ask me in June.",
            source: "A",
            cue: "",
            content: &["In May. It is nearly done."],
        },
        Example {
            text: "TOM HARDY: Will you go?\n\nEVA LUND: No. We have work to do.\n\nHARDY: And he?\n\nLUND: He paid.",
            source: "EVA LUND",
            cue: "",
            content: &["No. We have work to do."],
        },
        Example {
            text: "Jane Doe (Elgin) (Lab): Will he go?\n\nTom Hardy: Never.\n\nJane Doe: Why?\n\nTom Hardy: I like it.",
            source: "Jane Doe",
            cue: "",
            content: &["Will he go?"],
        },
    ],
    leaves: &["WASHINGTON: The talks went on.\n\nThe president left.", "Note: prices rose."],
    apply,
};

struct Turn {
    paragraph: usize,
    first: u32,
    /// One past the label's own words: what stands in parentheses behind them tells more of the same person.
    last: u32,
    colon: u32,
}

/// How many tokens a label's own words may be, and all of it.
const LABEL: u32 = 7;
const WITH_PARENTHESES: u32 = 26;

fn apply(desk: &mut Desk<'_, '_>, id: &'static str) {
    let turns = turns(desk);
    let mut labels: Map<&str, usize> = Map::default();
    for turn in &turns {
        *labels.entry(desk.word(turn.last_word(desk))).or_default() += 1;
    }
    let repeated = labels.values().filter(|&&n| n > 1).count();
    if repeated < 1 || turns.len() < 3 || labels.len() < 2 {
        return;
    }
    let speakers = speakers(desk, &turns);
    for (turn, source) in turns.iter().zip(speakers) {
        let parsed = desk.reading.parsed;
        let span = parsed.paragraphs[turn.paragraph];
        let last = parsed.token_at(span.end);
        let first = turn.colon as usize + 1;
        let last = if desk.kind(last as u32 - 1) == TokenKind::Mark
            && desk.kind(turn.first.saturating_sub(1)) == TokenKind::Mark
        {
            last - 1
        } else {
            last
        };
        if first >= last {
            continue;
        }
        let quoted = !desk.passages_in(turn.first.saturating_sub(1), turn.first).is_empty();
        let draft = Draft {
            kind: StatementKind::Direct,
            content: vec![parsed.span(first, last)],
            quoted: if quoted { vec![parsed.span(first, last)] } else { Vec::new() },
            source: Some(source),
            cue: None,
            more_cues: Vec::new(),
            act: if desk.word(last as u32 - 1) == "?" { Act::Ask } else { Act::Say },
            negated: false,
            addressee: None,
            venue: None,
            rule: id,
            probability: None,
        };
        let number = desk.settle_aside(draft);
        if quoted {
            for p in desk.passages_in(turn.first - 1, last as u32) {
                desk.passages[p].statement = Some(number);
            }
        }
    }
}

/// Paragraphs that open with a label of one to five capitalised words and a colon.
fn turns(desk: &Desk<'_, '_>) -> Vec<Turn> {
    let parsed = desk.reading.parsed;
    let mut found = Vec::new();
    for (paragraph, span) in parsed.paragraphs.iter().enumerate() {
        // A whole transcript may stand in quotation marks.
        let start = parsed.token_at(span.start) as u32;
        let first = start + u32::from(desk.kind(start) == TokenKind::Mark);
        let Some((last, colon)) = label(desk, first) else { continue };
        let inside = parsed.tokens.get(colon as usize).is_some_and(|t| (t.end as usize) < span.end);
        if inside && !parsed.text[span.start..].starts_with("http") {
            found.push(Turn { paragraph, first, last, colon });
        }
    }
    found
}

/// Where a label's own words and where all of it ends: `Jane Doe (Elgin) (Lab):`.
fn label(desk: &Desk<'_, '_>, first: u32) -> Option<(u32, u32)> {
    let tokens = &desk.reading.parsed.tokens;
    let capital = |k: u32| {
        tokens.get(k as usize).is_some_and(|t| {
            matches!(t.kind, TokenKind::Word | TokenKind::Possessive)
                && matches!(t.case, Case::Upper | Case::Title | Case::Mixed)
        })
    };
    let last = (first..first + LABEL).find(|&k| !capital(k) && desk.word(k) != ".").filter(|&k| k > first)?;
    let mut at = last;
    while desk.word(at) == "(" {
        at = (at + 1..first + WITH_PARENTHESES).find(|&k| desk.word(k) == ")")? + 1;
    }
    (desk.word(at) == ":").then_some((last, at))
}

impl Turn {
    fn last_word(&self, desk: &Desk<'_, '_>) -> u32 {
        (self.first..self.last).rev().find(|&k| desk.kind(k) == TokenKind::Word).unwrap_or(self.first)
    }
}

/// Who asks and who answers in an interview, as far as the words before it say so.
struct Sides {
    asks: Option<u32>,
    answers: Option<u32>,
}

impl Sides {
    /// The first person of the text answers; the one behind `spoke to`, `talked with`, `interviewed by` asks.
    fn new(desk: &Desk<'_, '_>, turns: &[Turn]) -> Sides {
        let first = turns.first().map_or(0, |t| t.first);
        let person =
            |entity: u32| matches!(desk.references.entities.get(entity).kind, EntityKind::Person | EntityKind::Leader);
        let people: Vec<_> = desk.references.names_before(first).filter(|m| person(m.entity)).take(40).collect();
        let answers = people.first().map(|m| m.entity);
        let body = |entity: u32| desk.references.entities.get(entity).kind == EntityKind::Organization;
        let mut speaking = desk.references.names_before(first).filter(|m| person(m.entity) || body(m.entity)).take(60);
        let asks = speaking.find(|m| {
            let (start, _) = m.titled();
            let start = if start > 1 && desk.is(start - 1, &["the"]) { start - 1 } else { start };
            let verb = start.checked_sub(2).is_some_and(|k| {
                desk.is(k, &["spoke", "talked", "speaks", "sat", "interviewed", "interview", "questions", "asked"])
            });
            verb && desk.is(start - 1, &["to", "with", "by", "from"]) && Some(m.entity) != answers
        });
        Sides { asks: asks.map(|m| m.entity), answers }
    }
}

/// Who speaks each turn: whom its label means there, or elsewhere in the transcript.
fn speakers<'t>(desk: &Desk<'_, 't>, turns: &[Turn]) -> Vec<SourceDraft> {
    let sides = Sides::new(desk, turns);
    // Surnames in capitals are looked for among all names: once each.
    let mut capitals: Map<&str, Option<u32>> = Map::default();
    let mut named = |word: &'t str| *capitals.entry(word).or_insert_with(|| desk.named_like(word));
    let mut sources: Vec<SourceDraft> = turns.iter().map(|turn| speaker(desk, turn, &sides, &mut named)).collect();
    let label = |turn: &Turn| desk.span(turn.first, turn.last).of(desk.reading.parsed.text);
    let mut known: Map<&str, u32> = Map::default();
    for (turn, source) in turns.iter().zip(&sources) {
        if let [one] = *source.speakers {
            known.entry(label(turn)).or_insert(one);
        }
    }
    for (turn, source) in turns.iter().zip(&mut sources) {
        let told = if source.speakers.is_empty() { known.get(label(turn)) } else { None };
        if let Some(&entity) = told {
            (source.speakers, source.anonymous) = (Meant::One(entity), None);
        }
    }
    sources
}

/// Whom a label means: the name itself, a name in parentheses behind it, or who asks and who answers.
fn speaker<'t>(
    desk: &Desk<'_, 't>,
    turn: &Turn,
    sides: &Sides,
    named: &mut impl FnMut(&'t str) -> Option<u32>,
) -> SourceDraft {
    let own = desk.references.phrase_starting(turn.first).filter(|p| p.last == turn.last).map(|p| desk.of_phrase(p));
    if let Some(source) = own.filter(|source| !source.speakers.is_empty()) {
        return source;
    }
    let span = desk.span(turn.first, turn.last);
    let person =
        |entity: u32| matches!(desk.references.entities.get(entity).kind, EntityKind::Person | EntityKind::Leader);
    let inside = || desk.references.names_in(turn.first, turn.colon).find(|m| person(m.entity)).map(|m| m.entity);
    let speaker = match desk.word(turn.first) {
        "Q" => sides.asks,
        "A" => sides.answers,
        // A surname in capitals, which names write otherwise.
        _ => inside().or_else(|| named(desk.word(turn.last_word(desk)))),
    };
    let anonymous = if speaker.is_none() { Some(span) } else { None };
    SourceDraft { span, form: Form::Anonymous, speakers: speaker.into(), anonymous }
}

//! Parts of speech without weights: the words of `data/parts_of_speech.tsv`, the shape of all others, and their neighbours.

use super::{
    fold::hash_ascii,
    tag::{self, Tag, View},
    token::{Case, Token, TokenKind},
};

/// Appends a tag for each of `tokens`, which are one sentence of `text`.
pub(crate) fn tag(text: &str, tokens: &[Token], out: &mut Vec<Tag>) {
    let views = tag::views(text, tokens, |_| 0);
    for at in 0..tokens.len() {
        let before = if at > 0 { out.last().copied() } else { None };
        out.push(choose(text, tokens, &views, at, before));
    }
}

fn choose(text: &str, tokens: &[Token], views: &[View], at: usize, before: Option<Tag>) -> Tag {
    let token = &tokens[at];
    if let Some(tag) = views[at].given {
        return tag;
    }
    if token.kind == TokenKind::Possessive {
        return if before.is_some_and(Tag::is_noun) { Tag::POS } else { Tag::VBZ };
    }
    if token.kind == TokenKind::Punct {
        return Tag::Colon;
    }
    if token.kind == TokenKind::Link {
        return Tag::Address;
    }
    let word = token.of(text);
    if token.kind == TokenKind::Number || word.starts_with(|c: char| c.is_ascii_digit()) {
        return if word.ends_with(['t', 'h', 'd']) { Tag::JJ } else { Tag::CD };
    }
    if let Some(tag) = TABLE.find(token.hash).filter(|_| token.case == Case::Lower || views[at].initial || word == "I")
    {
        return in_context(tag, before);
    }
    if matches!(token.case, Case::Title | Case::Upper | Case::Mixed) && !views[at].initial {
        return if word.ends_with("an") || word.ends_with("ish") { Tag::JJ } else { Tag::NNP };
    }
    by_ending(&word.to_ascii_lowercase(), before)
}

/// A word of the list whose tag depends on what stands before it.
fn in_context(tag: Tag, before: Option<Tag>) -> Tag {
    match (tag, before) {
        (Tag::VBP | Tag::VBD | Tag::VBN, Some(Tag::TO | Tag::MD)) => Tag::VB,
        (tag, _) => tag,
    }
}

fn by_ending(word: &str, before: Option<Tag>) -> Tag {
    let verb_expected = matches!(before, Some(Tag::TO | Tag::MD));
    let noun_expected = matches!(before, Some(Tag::DT | Tag::PRPS | Tag::POS | Tag::JJ));
    let subject = matches!(before, Some(Tag::PRP | Tag::NN | Tag::NNP | Tag::NNS | Tag::NNPS | Tag::WP));
    let ends = |endings: &[&str]| endings.iter().any(|e| word.len() > e.len() + 1 && word.ends_with(e));
    if verb_expected {
        Tag::VB
    } else if ends(&["ly"]) {
        Tag::RB
    } else if ends(&["ing"]) {
        if noun_expected { Tag::NN } else { Tag::VBG }
    } else if ends(&["ed"]) {
        if noun_expected {
            Tag::JJ
        } else if subject {
            Tag::VBD
        } else {
            Tag::VBN
        }
    } else if ends(&["ous", "ful", "ive", "able", "ible", "al", "ic", "ary", "less", "ish"]) {
        Tag::JJ
    } else if ends(&["ss", "us", "is"]) {
        Tag::NN
    } else if ends(&["s"]) {
        if matches!(before, Some(Tag::PRP | Tag::NNP | Tag::NN)) { Tag::VBZ } else { Tag::NNS }
    } else if matches!(before, Some(Tag::PRP)) {
        Tag::VBP
    } else {
        Tag::NN
    }
}

const SOURCE: &[u8] = include_bytes!("../../data/parts_of_speech.tsv");
const SLOTS: usize = 2048;
static TABLE: Table = Table::parse(SOURCE);

/// Open addressing by the fold hash.
struct Table {
    keys: [u64; SLOTS],
    tags: [Option<Tag>; SLOTS],
}

impl Table {
    fn find(&self, hash: u64) -> Option<Tag> {
        let mut slot = hash as usize % SLOTS;
        while let Some(tag) = self.tags[slot] {
            if self.keys[slot] == hash {
                return Some(tag);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }

    const fn parse(source: &[u8]) -> Table {
        let mut table = Table { keys: [0; SLOTS], tags: [None; SLOTS] };
        let mut at = until(source, 0, b'\n') + 1;
        while at < source.len() {
            let tab = until(source, at, b'\t');
            let end = until(source, tab, b'\n');
            let hash = hash_ascii(source.split_at(tab).0.split_at(at).1);
            let mut slot = hash as usize % SLOTS;
            while table.tags[slot].is_some() {
                slot = (slot + 1) % SLOTS;
            }
            table.keys[slot] = hash;
            table.tags[slot] = Some(named(source.split_at(end).0.split_at(tab + 1).1));
            at = end + 1;
        }
        table
    }
}

const fn until(source: &[u8], mut at: usize, byte: u8) -> usize {
    while at < source.len() && source[at] != byte {
        at += 1;
    }
    at
}

const fn named(name: &[u8]) -> Tag {
    let mut k = 0;
    while k < Tag::ALL.len() {
        let other = Tag::NAMES[k].as_bytes();
        let mut same = other.len() == name.len();
        let mut at = 0;
        while same && at < name.len() {
            same = other[at] == name[at];
            at += 1;
        }
        if same {
            return Tag::ALL[k];
        }
        k += 1;
    }
    panic!("data/parts_of_speech.tsv: no such tag")
}

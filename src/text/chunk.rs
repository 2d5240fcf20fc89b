//! Noun phrases, as far as tags alone tell.

use super::tag::Tag;

/// Words that belong together; token numbers count from the tags' beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Its chief word: the last noun.
    pub head: u32,
}

/// The noun phrases: from determiner to noun, without what follows the noun. A possessor is a phrase of its own, and the
/// phrase that it belongs to begins behind the `’s`.
pub(crate) fn noun_phrases(tags: &[Tag]) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        match noun_phrase(tags, at) {
            Some(chunk) => {
                at = chunk.last as usize;
                out.push(chunk);
            }
            None => at += 1,
        }
    }
    out
}

fn noun_phrase(tags: &[Tag], first: usize) -> Option<Chunk> {
    let chunk = |last: usize, head: usize| Some(Chunk { first: first as u32, last: last as u32, head: head as u32 });
    if matches!(tags[first], Tag::PRP | Tag::EX | Tag::WP) {
        return chunk(first + 1, first);
    }
    let mut at = first;
    let mut head = None;
    let determined = matches!(tags[at], Tag::DT | Tag::PDT | Tag::PRPS | Tag::WPS);
    while tags.get(at).is_some_and(|t| matches!(t, Tag::PDT | Tag::DT | Tag::PRPS | Tag::WPS)) {
        at += 1;
    }
    while goes_on(tags, first, at, head, determined) {
        if tags[at].is_noun() || head.is_none() && matches!(tags[at], Tag::CD | Tag::Dollar | Tag::Hash | Tag::FW) {
            head = Some(at);
        }
        at += 1;
    }
    if tags.get(at.wrapping_sub(1)) == Some(&Tag::Hyphen) && at > first {
        at -= 1;
    }
    match head {
        Some(head) if head < at => chunk(at, at - 1).map(|c| Chunk { head: head as u32, ..c }),
        // `this`, `those`, `his`; `the poor`
        _ if determined && at > first => chunk(at, at - 1),
        _ => None,
    }
}

/// Does the word at `at` belong to the noun phrase that began at `first`?
fn goes_on(tags: &[Tag], first: usize, at: usize, head: Option<usize>, determined: bool) -> bool {
    let Some(&tag) = tags.get(at) else { return false };
    let next = tags.get(at + 1).copied();
    let open = head.is_none_or(|h| tags[h] == Tag::CD);
    match tag {
        Tag::CD | Tag::Dollar | Tag::Hash | Tag::FW => true,
        Tag::Hyphen => at > first && next.is_some_and(|t| !t.is_mark()),
        _ if tag.is_noun() => true,
        _ if at > first && tags[at - 1] == Tag::Hyphen && !tag.is_mark() && !tag.is_finite() => true,
        _ if tag.is_adjective() => leads_to_noun(tags, at, true) || open && leads_to_noun(tags, at, determined),
        Tag::VBN | Tag::VBG => open && leads_to_noun(tags, at, determined),
        Tag::CC => {
            let between = at > first && tags[at - 1].is_adjective() && next.is_some_and(Tag::is_adjective);
            head.is_none() && between
        }
        _ => tag.is_adverb() && head.is_none() && leads_to_noun(tags, at, determined),
    }
}

/// Do only adjectives and the like stand between here and a noun?
fn leads_to_noun(tags: &[Tag], at: usize, determined: bool) -> bool {
    for (k, tag) in tags.iter().enumerate().skip(at).take(8) {
        let verbal = matches!(tag, Tag::VBN | Tag::VBG);
        if tag.is_noun() || *tag == Tag::CD && k > at {
            return true;
        }
        if !(tag.is_adjective()
            || tag.is_adverb()
            || *tag == Tag::Hyphen
            || *tag == Tag::CC && k > at
            || *tag == Tag::CD
            || verbal && determined)
        {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &str) -> Vec<Tag> {
        names.split(' ').filter_map(|n| Tag::NAMES.iter().position(|t| *t == n)).map(|k| Tag::ALL[k]).collect()
    }

    fn spans(chunks: Vec<Chunk>) -> Vec<(u32, u32, u32)> {
        chunks.into_iter().map(|c| (c.first, c.last, c.head)).collect()
    }

    #[test]
    fn noun_phrases_end_at_their_noun() {
        // The new harbour master of Tallinn said
        assert_eq!(spans(noun_phrases(&tags("DT JJ NN NN IN NNP VBD"))), [(0, 4, 3), (5, 6, 5)]);
        // the port ’s owner denied it
        assert_eq!(spans(noun_phrases(&tags("DT NN POS NN VBD PRP"))), [(0, 2, 1), (3, 4, 3), (5, 6, 5)]);
        // a well - known dealer, she
        assert_eq!(spans(noun_phrases(&tags("DT RB HYPH JJ NN , PRP"))), [(0, 5, 4), (6, 7, 6)]);
    }
}

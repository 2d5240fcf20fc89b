//! What must hold of the document of any text.

use std::sync::OnceLock;

use onrecord::{Extractor, Form, Span};

/// Extracts and panics where a span lies.
pub fn check(text: &str) {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    let document = EXTRACTOR.get_or_init(Extractor::new).extract(text);
    let shows = |span: Span, shown: &str| assert_eq!(text.get(span.start..span.end), Some(shown));
    assert!(document.sentences.windows(2).all(|w| w[0].end <= w[1].start));
    let mut names_end = 0;
    for mention in &document.mentions {
        shows(mention.span, &mention.text);
        assert!(mention.entity.into_iter().chain(mention.members.iter().copied()).all(|k| k < document.entities.len()));
        if !matches!(mention.form, Form::Title | Form::Nominal | Form::Pronoun | Form::Group) {
            assert!(mention.span.start >= names_end, "names overlap");
            names_end = mention.span.end;
        }
    }
    for statement in &document.statements {
        assert!(!statement.content.is_empty());
        for spans in [&statement.content, &statement.quoted] {
            assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "fragments out of order: {spans:?}");
            assert!(spans.iter().all(|s| s.start < s.end && text.get(s.start..s.end).is_some()));
        }
        assert!(statement.quoted.iter().all(|q| statement.content.iter().any(|c| c.covers(*q))));
        assert!(statement.speakers.iter().all(|&k| k < document.entities.len()));
        statement.source.iter().for_each(|s| shows(s.span, &s.text));
        statement.cue.iter().chain(&statement.more_cues).for_each(|c| shows(c.span, &c.text));
        statement.addressee.iter().chain(&statement.venue).for_each(|p| shows(p.span, &p.text));
    }
}

//! Sentences.

use super::paragraph::{LineMode, paragraphs, trim};
use super::sign::{dateline_end, item_end, sign_end};
use super::stop::{Stop, is_plain_stop};
use crate::Span;
use memchr::{memchr3, memmem};

/// The sentences of `text`, in order; white space between them belongs to none.
///
/// ```
/// let text = "Gov. Ann Marlow of the U.S. spoke. “I am here. He left,” she said.";
/// let sentences: Vec<&str> = onrecord::sentences(text).map(|s| s.of(text)).collect();
/// assert_eq!(sentences, ["Gov. Ann Marlow of the U.S. spoke.", "“I am here.", "He left,” she said."]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences::new(text, paragraphs(text, LineMode::Auto))
}

/// The sentences of these paragraphs.
pub(crate) fn split_sentences(text: &str, paragraphs: Vec<Span>) -> impl Iterator<Item = Span> {
    Sentences::new(text, paragraphs)
}

/// Iterator over the sentences of a text, see [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    paragraphs: std::vec::IntoIter<Span>,
    /// What is left of the paragraph at hand.
    rest: Span,
    /// The first of `. ? !`, the first `…` and the first of `: _ *` that the search has not passed; the text's end
    /// where there is none. They outlive the sentence: each is searched for once.
    stop: usize,
    ellipsis: usize,
    sign: usize,
}

impl<'t> Sentences<'t> {
    fn new(text: &'t str, paragraphs: Vec<Span>) -> Self {
        let mut new = Sentences {
            text,
            paragraphs: paragraphs.into_iter(),
            rest: Span::default(),
            stop: 0,
            ellipsis: 0,
            sign: 0,
        };
        new.stop = new.find_stop(0);
        new.ellipsis = new.find_ellipsis(0);
        new.sign = new.find_sign(0);
        new
    }

    fn find_stop(&self, from: usize) -> usize {
        memchr3(b'.', b'?', b'!', &self.text.as_bytes()[from..]).map_or(self.text.len(), |n| from + n)
    }

    fn find_ellipsis(&self, from: usize) -> usize {
        memmem::find(&self.text.as_bytes()[from..], "…".as_bytes()).map_or(self.text.len(), |n| from + n)
    }

    fn find_sign(&self, from: usize) -> usize {
        memchr3(b':', b'_', b'*', &self.text.as_bytes()[from..]).map_or(self.text.len(), |n| from + n)
    }

    /// The end of the sentence that begins at `start`, not beyond `end`; its white space may be taken in.
    fn end(&mut self, start: usize, end: usize) -> usize {
        let paragraph = &self.text[..end];
        if let Some(end) = dateline_end(paragraph, start) {
            return end;
        }
        let end = item_end(paragraph, start).unwrap_or(end);
        let text = &self.text[..end];
        let mut at = start;
        loop {
            if self.ellipsis < at {
                self.ellipsis = self.find_ellipsis(at);
            }
            if self.sign < at {
                self.sign = self.find_sign(at);
            }
            if self.stop < at {
                self.stop = self.find_stop(at);
            }
            let full = self.stop.min(self.ellipsis);
            if self.sign < full.min(end) {
                match sign_end(text, start, self.sign) {
                    Ok(cut) => return cut,
                    Err(next) => at = next,
                }
                continue;
            }
            if full >= end {
                return end;
            }
            if is_plain_stop(text, full) {
                return full + 1;
            }
            let stop = Stop::new(text, start, full);
            if stop.ends_sentence() {
                return stop.closed;
            }
            at = stop.end;
        }
    }
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if self.rest.is_empty() {
                self.rest = self.paragraphs.next()?;
            }
            let Span { start, end } = self.rest;
            let cut = self.end(start, end);
            self.rest = trim(self.text, Span::new(cut, end));
            let sentence = trim(self.text, Span::new(start, cut));
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text is written with a bar where a sentence ends.
    fn check(marked: &[&str]) {
        for marked in marked {
            let text = marked.replace('|', "");
            let got: Vec<&str> = sentences(&text).map(|s| s.of(&text)).collect();
            let want: Vec<&str> = marked.split('|').map(str::trim).collect();
            assert_eq!(got, want);
        }
    }

    #[test]
    fn abbreviations() {
        check(&[
            "Gov. Lena Hart met Sen. Abe Dole.| They left.",
            "He works for Harrow Corp.| Lindal’s shares rose.",
            "The head of Harrow Corp. Chairman Ed Fox spoke.",
            "He sold it to Harrow Inc. for a song.",
            "They came to the U.S.| That was long ago.",
            "They asked the U.S. Treasury and U.N. Secretary Ann Lee.",
            "It happened in Fresno, Calif.| “The house shook,” she said.",
            "At 1:30 p.m. Boston time they met at No. 10 on Jan. 6.",
            "The answer was no.| They left at 5 p.m.| He stayed.",
            "W. H. Moss of Tarla S.p.A. bought Jos. E. Lind.",
            "It was she and I.| We knew.| Vitamin C helps, e.g. Lemons.",
            "See fig. 5 and p. 9.| It cost 5.3 million vs. Spain’s 4.",
        ]);
    }

    #[test]
    fn quotation_marks_never_veto() {
        check(&[
            "“I am here.| He left,” she said.| “No.”| Then silence.",
            "“Is he here?” Mr. Ola Lund asked.| “Why?” she said.",
            "“Go!” Lund cried.| “Where?”| Lund did not know.",
            "An odd \" mark stands here.| It breaks nothing.",
            "He called it “a risk.” but went.",
        ]);
    }

    #[test]
    fn ellipses() {
        check(&[
            "I thought ... well, maybe.| No.... It is fine.".replace(".... It", "....| It").as_str(),
            "He said … nothing.| Then…| Nobody knew.",
            "The law . . . was old. . . .| The new one came.",
        ]);
    }

    #[test]
    fn headings_datelines_and_missing_spaces() {
        check(&[
            "Talks begin\n|The sides met.\n|• First\n|• Second",
            "GENEVA (Newswire) -| Talks began on Monday.",
            "They left today.|The rest stayed.",
            "Write to ann.lee@example.org or see www.example.org today.| Version 2.10 is out.",
            "1. The first item| 2. The second item| 3. The third",
            "He left (She had come by 9 a.m.) at noon.",
        ]);
    }

    #[test]
    fn odd_texts() {
        for text in ["", " ", "\u{FEFF}", "\u{FEFF} \r\n"] {
            assert_eq!(sentences(text).count(), 0);
        }
        check(&["\u{A0}One.\u{A0}| Two\u{200B}.", "ALL IS WELL.| THE U.S. TREASURY SAID SO.| GOV. HART LEFT."]);
    }
}

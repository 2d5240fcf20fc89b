//! What goes in: a text with what the caller knows about it.

use std::borrow::Cow;

use crate::date::Date;

/// A text to read, with its id and date where the caller knows them. A `&str` converts.
///
/// ```
/// let article = onrecord::Article::new("Paris said no.").id("a-17").date("2015-03-01".parse()?);
/// let document = onrecord::Extractor::new().extract(article);
/// assert_eq!(document.id.as_deref(), Some("a-17"));
/// # Ok::<(), onrecord::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Article<'t> {
    /// The text. No stage changes it; every offset counts its bytes.
    pub text: &'t str,
    /// The caller's name for it.
    pub id: Option<Cow<'t, str>>,
    /// The day it was published. It decides who “the French president” is.
    pub date: Option<Date>,
}

impl<'t> Article<'t> {
    /// A bare text.
    pub fn new(text: &'t str) -> Article<'t> {
        Article { text, id: None, date: None }
    }

    /// With the caller's name for it.
    pub fn id(self, id: impl Into<Cow<'t, str>>) -> Article<'t> {
        Article { id: Some(id.into()), ..self }
    }

    /// With its date.
    pub fn date(self, date: Date) -> Article<'t> {
        Article { date: Some(date), ..self }
    }
}

impl<'t> From<&'t str> for Article<'t> {
    fn from(text: &'t str) -> Article<'t> {
        Article::new(text)
    }
}

impl<'t> From<&'t String> for Article<'t> {
    fn from(text: &'t String) -> Article<'t> {
        Article::new(text)
    }
}

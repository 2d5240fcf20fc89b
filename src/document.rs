//! The result: a plain, serializable record of who is named and who said what.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::kinds::*;
use crate::{date::Date, span::Span};

/// All that was found in one article. Serializes to one JSON object and reads back from it.
///
/// Strings are borrowed from the article's text or from the gazetteer; [`Document::into_owned`] cuts both ties.
///
/// ```
/// let extractor = onrecord::Extractor::new();
/// let document = extractor.extract("“We are ready,” said Angela Merkel.");
/// let json = serde_json::to_string(&document)?;
/// let again: onrecord::Document<'static> = serde_json::from_str(&json)?;
/// assert_eq!(again, document.into_owned());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document<'t> {
    /// Version of this form; 1.
    pub schema: u32,
    /// The unit of every offset: UTF-8 bytes. Reading a document in another unit is an error.
    pub offsets: Offsets,
    /// What the tables are and how far they reach.
    pub gazetteer: Edition<'t>,
    /// The caller's name for the article.
    pub id: Option<Cow<'t, str>>,
    /// The article's date; `None` when unknown.
    pub date: Option<Date>,
    /// Where the date came from.
    pub date_source: Option<DateSource>,
    /// The whole text, where the extractor was asked to carry it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'t, str>>,
    /// Sentence bounds in text order; white space between sentences belongs to none.
    pub sentences: Vec<Span>,
    /// One for each real-world thing in this article, in order of first mention.
    pub entities: Vec<Entity<'t>>,
    /// Where the text refers to entities; sorted by start, longer first.
    pub mentions: Vec<Mention<'t>>,
    /// Who said what; sorted by the first byte of content.
    pub statements: Vec<Statement<'t>>,
}

/// Name and reach of the tables that a document was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edition<'t> {
    /// The edition of the tables.
    pub version: Cow<'t, str>,
    /// The last day that the tables speak of; `None` for tables that do not say.
    pub as_of: Option<Date>,
}

/// A leader, person, country, organization or place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity<'t> {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Canonical name.
    pub name: Cow<'t, str>,
    /// Key of the gazetteer row that knows it, such as `people:Q6279`; `None` for a name that no table holds.
    pub record: Option<Cow<'t, str>>,
    /// Wikidata id, where the row has one.
    pub id: Option<Cow<'t, str>>,
    /// ISO 3166-1 alpha-2: a country's own code, or the country of a leader, organization or place.
    pub country: Option<Cow<'t, str>>,
    /// People only: the offices held at the document's date, most senior first; if none, the latest former one
    /// (one that made a leader before a seat in parliament), else the next.
    pub offices: Vec<Office<'t>>,
    /// Organizations only: what sort it is.
    #[serde(rename = "type")]
    pub organization_type: Option<OrganizationType>,
}

/// An office that a person held, from a day to a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Office<'t> {
    /// The office as news prints it: `President of the United States`.
    pub title: Cow<'t, str>,
    /// The roles it carries.
    pub roles: Vec<Role>,
    /// The country it belongs to.
    pub country: Option<Cow<'t, str>>,
    /// Key of the organization it belongs to.
    pub organization: Option<Cow<'t, str>>,
    /// First day, as exact as known.
    pub start: Option<Date>,
    /// Last day; `None` while open.
    pub end: Option<Date>,
    /// The office seen from the document's date.
    pub status: OfficeStatus,
}

/// A place in the text that refers to an entity, or to several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention<'t> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it shows.
    pub text: Cow<'t, str>,
    /// How it refers.
    pub form: Form,
    /// Index into [`Document::entities`]; `None` for a group, and for a title, nominal or pronoun left unresolved
    /// (an unresolved nominal is shown only where it is a source, or describes somebody the text does not name).
    pub entity: Option<usize>,
    /// For a group: indices into [`Document::entities`].
    pub members: Vec<usize>,
    /// The rule that made it.
    pub rule: Cow<'t, str>,
}

/// Something that someone said, wrote or thought, with its speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Statement<'t> {
    /// How much of it is verbatim.
    pub kind: StatementKind,
    /// Its fragments in text order; for direct statements the quotation marks are outside.
    pub content: Vec<Span>,
    /// The fragments joined by one space.
    pub text: Cow<'t, str>,
    /// The parts inside quotation marks, marks outside.
    pub quoted: Vec<Span>,
    /// The noun phrase that names the source; `None` when the text gives none.
    pub source: Option<Source<'t>>,
    /// The resolved speakers: indices into [`Document::entities`]; empty when unresolved or anonymous.
    pub speakers: Vec<usize>,
    /// The fullest description when the speaker is unnamed.
    pub anonymous: Option<Cow<'t, str>>,
    /// The word that says that something was said; `None` for a quote without one.
    pub cue: Option<Cue<'t>>,
    /// Further cues of the same statement.
    pub more_cues: Vec<Cue<'t>>,
    /// What was done by saying it.
    pub act: Act,
    /// `did not say`, `never promised`.
    pub negated: bool,
    /// Whom it was said to.
    pub addressee: Option<Phrase<'t>>,
    /// Where or by what means it was said: `in a statement`.
    pub venue: Option<Phrase<'t>>,
    /// The rule that joined source and content.
    pub rule: Cow<'t, str>,
    /// That rule's measured precision, a lower bound.
    pub confidence: f64,
}

/// The noun phrase of a statement's source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source<'t> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it shows.
    pub text: Cow<'t, str>,
    /// The form of the mention that it is, or [`Form::Document`] or [`Form::Anonymous`].
    pub form: Form,
}

/// The word or words that signal a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cue<'t> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it shows.
    pub text: Cow<'t, str>,
    /// Its dictionary form.
    pub lemma: Cow<'t, str>,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Phrase<'t> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it shows.
    pub text: Cow<'t, str>,
}

impl<'t> Document<'t> {
    /// The mentions of the entity with this index, in text order.
    pub fn mentions_of(&self, entity: usize) -> impl Iterator<Item = &Mention<'t>> {
        self.mentions.iter().filter(move |m| m.entity == Some(entity) || m.members.contains(&entity))
    }

    /// The statements of which the entity with this index is a speaker.
    pub fn statements_by(&self, entity: usize) -> impl Iterator<Item = &Statement<'t>> {
        self.statements.iter().filter(move |s| s.speakers.contains(&entity))
    }

    /// The statements with a speaker of this country (ISO code, or the code of a former state).
    ///
    /// ```
    /// let document = onrecord::Extractor::new().extract("Russia said that talks would go on.");
    /// assert_eq!(document.statements_by_country("RU").count(), 1);
    /// ```
    pub fn statements_by_country<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Statement<'t>> + 'a {
        self.statements.iter().filter(move |s| {
            s.speakers.iter().any(|&k| self.entities.get(k).and_then(|e| e.country.as_deref()) == Some(code))
        })
    }

    /// The entities of one kind, with their indices.
    pub fn entities_of(&self, kind: EntityKind) -> impl Iterator<Item = (usize, &Entity<'t>)> {
        self.entities.iter().enumerate().filter(move |(_, e)| e.kind == kind)
    }

    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Document<'static> {
        Document {
            schema: self.schema,
            offsets: self.offsets,
            gazetteer: Edition { version: owned(self.gazetteer.version), as_of: self.gazetteer.as_of },
            id: self.id.map(owned),
            date: self.date,
            date_source: self.date_source,
            text: self.text.map(owned),
            sentences: self.sentences,
            entities: self.entities.into_iter().map(Entity::into_owned).collect(),
            mentions: self.mentions.into_iter().map(Mention::into_owned).collect(),
            statements: self.statements.into_iter().map(Statement::into_owned).collect(),
        }
    }
}

fn owned(s: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(s.into_owned())
}

impl Entity<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Entity<'static> {
        Entity {
            kind: self.kind,
            name: owned(self.name),
            record: self.record.map(owned),
            id: self.id.map(owned),
            country: self.country.map(owned),
            offices: self.offices.into_iter().map(Office::into_owned).collect(),
            organization_type: self.organization_type,
        }
    }
}

impl Office<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Office<'static> {
        Office {
            title: owned(self.title),
            roles: self.roles,
            country: self.country.map(owned),
            organization: self.organization.map(owned),
            start: self.start,
            end: self.end,
            status: self.status,
        }
    }
}

impl Mention<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Mention<'static> {
        Mention {
            span: self.span,
            text: owned(self.text),
            form: self.form,
            entity: self.entity,
            members: self.members,
            rule: owned(self.rule),
        }
    }
}

impl Statement<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Statement<'static> {
        Statement {
            kind: self.kind,
            content: self.content,
            text: owned(self.text),
            quoted: self.quoted,
            source: self.source.map(|s| Source { span: s.span, text: owned(s.text), form: s.form }),
            speakers: self.speakers,
            anonymous: self.anonymous.map(owned),
            cue: self.cue.map(Cue::into_owned),
            more_cues: self.more_cues.into_iter().map(Cue::into_owned).collect(),
            act: self.act,
            negated: self.negated,
            addressee: self.addressee.map(Phrase::into_owned),
            venue: self.venue.map(Phrase::into_owned),
            rule: owned(self.rule),
            confidence: self.confidence,
        }
    }
}

impl Cue<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Cue<'static> {
        Cue { span: self.span, text: owned(self.text), lemma: owned(self.lemma) }
    }
}

impl Phrase<'_> {
    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Phrase<'static> {
        Phrase { span: self.span, text: owned(self.text) }
    }
}

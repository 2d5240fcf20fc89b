//! The order of the stages: text, tables, names, coreference, statements, document.

use crate::{
    article::Article,
    assemble,
    coreference::{self, Witness},
    date::Date,
    dateline,
    document::{DateSource, Document},
    error::Error,
    explanation::Explanation,
    gazetteer::Gazetteer,
    names::{self, Names, Reading},
    statements,
    text::{LineMode, Parsed},
};

/// Reads articles. Immutable, cheap to make and to clone, shared between threads by reference.
///
/// ```
/// use onrecord::{Article, Extractor, Form};
/// let extractor = Extractor::new();
/// let article = Article::new("“We will vote,” the French president said.").date("2015-03-01".parse()?);
/// let document = extractor.extract(article);
/// let speaker = document.statements[0].speakers[0];
/// assert_eq!(document.entities[speaker].name, "François Hollande");
/// # Ok::<(), onrecord::DateError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    gazetteer: Gazetteer,
    options: Options,
}

#[derive(Clone, Copy, Debug)]
struct Options {
    line_mode: LineMode,
    default_date: Option<Date>,
    with_text: bool,
    statements: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { line_mode: LineMode::Auto, default_date: None, with_text: false, statements: true }
    }
}

/// Chooses what an [`Extractor`] works with.
///
/// ```
/// use onrecord::{Extractor, LineMode};
/// let extractor = Extractor::builder()
///     .table("mine.tsv", "kind\tname\norganization\tHarbour Watch\n")
///     .line_mode(LineMode::Paragraph)
///     .default_date("2020-01-01".parse()?)
///     .build()?;
/// let document = extractor.extract("Harbour Watch warned of delays.");
/// assert_eq!(document.entities[0].record.as_deref(), Some("mine:harbour-watch"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct ExtractorBuilder {
    gazetteer: Option<Gazetteer>,
    tables: Vec<(String, String)>,
    options: Options,
}

impl Extractor {
    /// With the bundled tables.
    pub fn new() -> Extractor {
        Extractor::default()
    }

    /// With choices of your own.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// What it knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Who is named in an article, and who said what. Total: any text gives a document, in time linear in its length.
    pub fn extract<'t>(&self, article: impl Into<Article<'t>>) -> Document<'t> {
        self.read(article.into(), &mut Witness::default()).0
    }

    /// The same document, and what its titles, nominals, pronouns and groups were weighed against: for those who ask why
    /// somebody was taken for the speaker and somebody else was not. Slower; the document is that of [`Extractor::extract`].
    ///
    /// ```
    /// let text = "Jane Doe met Peter Roe in Oslo. She said that the road was open.";
    /// let (document, explanation) = onrecord::Extractor::new().explain(text);
    /// let she = explanation.choices.iter().find(|choice| choice.span.of(text) == "She").unwrap();
    /// let chosen = &she.candidates[0];
    /// assert_eq!((document.entities[chosen.entity.unwrap()].name.as_ref(), chosen.lost), ("Jane Doe", None));
    /// let peter = she.candidates.iter().find(|candidate| candidate.span.of(text) == "Peter Roe").unwrap();
    /// assert_eq!(peter.lost, Some("of the other gender"));
    /// ```
    pub fn explain<'t>(&self, article: impl Into<Article<'t>>) -> (Document<'t>, Explanation) {
        self.read(article.into(), &mut Witness::asked())
    }

    fn read<'t>(&self, article: Article<'t>, witness: &mut Witness) -> (Document<'t>, Explanation) {
        let (date, date_source) = self.date_of(&article);
        let parsed = Parsed::new(article.text, self.options.line_mode);
        let words = self.gazetteer.words(article.text, &parsed.tokens);
        let reading = Reading { parsed: &parsed, gazetteer: &self.gazetteer, words: &words, date };
        let names: Names = names::find(&reading);
        let references = coreference::resolve(&reading, names, witness);
        let statements = if self.options.statements { statements::find(&reading, &references) } else { Vec::new() };
        let explanation = witness.explanation(&reading);
        drop(words);
        let (mut document, number) = assemble::document(parsed, (&self.gazetteer, date), references, statements);
        let explanation = explanation.numbered(|entity| number.of(entity));
        document.id = article.id;
        document.date_source = date_source;
        document.text = self.options.with_text.then_some(article.text.into());
        (document, explanation)
    }

    fn date_of(&self, article: &Article<'_>) -> (Option<Date>, Option<DateSource>) {
        let given = article.date.map(|date| (date, DateSource::Given));
        let found = given.or_else(|| dateline::date_in(article.text).map(|date| (date, DateSource::Text)));
        let found = found.or_else(|| self.options.default_date.map(|date| (date, DateSource::Default)));
        found.unzip()
    }
}

impl ExtractorBuilder {
    /// These tables and no others. Without it, the bundled ones.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = Some(gazetteer);
        self
    }

    /// A table of your own beside them; see [`Gazetteer::from_tsv`]. Tables may refer to each other.
    pub fn table(mut self, file: impl Into<String>, text: impl Into<String>) -> Self {
        self.tables.push((file.into(), text.into()));
        self
    }

    /// How line breaks are meant.
    pub fn line_mode(mut self, mode: LineMode) -> Self {
        self.options.line_mode = mode;
        self
    }

    /// The date of articles that come without one and show none.
    pub fn default_date(mut self, date: Date) -> Self {
        self.options.default_date = Some(date);
        self
    }

    /// Should documents carry their text?
    pub fn with_text(mut self, yes: bool) -> Self {
        self.options.with_text = yes;
        self
    }

    /// Should statements be looked for? Without them names and references are found faster.
    pub fn statements(mut self, yes: bool) -> Self {
        self.options.statements = yes;
        self
    }

    /// The extractor.
    ///
    /// # Errors
    /// A fault in an own table, with file, line and column.
    pub fn build(self) -> Result<Extractor, Error> {
        let mut gazetteer = self.gazetteer.unwrap_or_default();
        if !self.tables.is_empty() {
            let tables = self.tables.iter().map(|(file, text)| (file.as_str(), text.as_str()));
            gazetteer = gazetteer.merge(Gazetteer::from_tables(tables)?)?;
        }
        Ok(Extractor { gazetteer, options: self.options })
    }
}

//! The table of the README: the chief figures of each task, a column of corpora.

use std::path::Path;

use crate::{figures::Figures, tasks::Task};

/// Rows of tasks that follow each other, joined.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

struct Row {
    task: Task,
    corpora: Vec<String>,
    /// For each chief figure one value a corpus.
    values: Vec<Vec<Option<f64>>>,
}

impl Table {
    pub(crate) fn add(&mut self, task: Task, gold: &str, figures: &Figures) {
        let corpus = Path::new(gold).file_stem().and_then(|s| s.to_str()).unwrap_or(gold).to_owned();
        if self.0.last().is_none_or(|row| row.task != task) {
            self.0.push(Row { task, corpora: Vec::new(), values: vec![Vec::new(); chief(task).len()] });
        }
        if let Some(row) = self.0.last_mut() {
            row.corpora.push(corpus);
            for (values, (_, name)) in row.values.iter_mut().zip(chief(task)) {
                values.push(figures.get(name));
            }
        }
    }

    pub(crate) fn markdown(&self) -> String {
        let mut text = String::from("| what | corpus | figure |\n|---|---|---|\n");
        for row in &self.0 {
            for ((what, _), values) in chief(row.task).iter().zip(&row.values) {
                let shown = |value: &Option<f64>| value.map_or("–".to_owned(), |v| format!("{v:.1}"));
                let values: Vec<String> = values.iter().map(shown).collect();
                text += &format!("| {what} | {} | {} |\n", row.corpora.join(" / "), values.join(" / "));
            }
        }
        text
    }
}

/// What is told of a task, with the name of the figure.
fn chief(task: Task) -> &'static [(&'static str, &'static str)] {
    match task {
        Task::Sentences => &[("sentence bounds, F1", "sentences.f1")],
        Task::Entities => &[("names with types, F1", "names.f1")],
        Task::Countries => &[("countries with code, F1", "countries.f1")],
        Task::Links => &[
            ("links of countries, precision", "links.precision.country"),
            ("links of leaders, precision", "links.precision.leader"),
            ("links of organizations, precision", "links.precision.organization"),
            ("links of countries, recall", "links.recall.country"),
        ],
        Task::Quotes => &[
            ("who said a quoted passage, F1", "quoted-region.f1"),
            ("direct statements found", "recall.direct"),
            ("mixed statements found", "recall.mixed"),
            ("indirect statements found", "recall.indirect"),
            ("statements of all kinds: content, F1", "content.f1"),
            ("statements of all kinds: content with source, F1", "content+source.f1"),
        ],
        Task::Articles => &[
            ("statements in whole articles, F1", "statements.f1"),
            ("named speakers resolved", "speaker.named"),
            ("unnamed speakers described", "speaker.anonymous"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Count;

    #[test]
    fn corpora_of_one_task_share_a_row() {
        let mut figures = Figures::default();
        figures.found("sentences", Count { right: 1, said: 1, gold: 1 });
        let mut table = Table::default();
        table.add(Task::Sentences, "a/one.conllu", &figures);
        table.add(Task::Sentences, "two.jsonl", &figures);
        table.add(Task::Entities, "three.conll", &figures);
        let rows: Vec<String> = table.markdown().lines().skip(2).map(str::to_owned).collect();
        assert_eq!(
            rows,
            ["| sentence bounds, F1 | one / two | 100.0 / 100.0 |", "| names with types, F1 | three | – |"]
        );
    }
}

//! Named figures, and what went wrong.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

/// Right ones of those said and of those that gold has.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub right: usize,
    pub said: usize,
    pub gold: usize,
}

/// The figures of one task, in the order in which they are told.
#[derive(Default)]
pub(crate) struct Figures {
    rows: Vec<(String, Figure)>,
    missed: HashMap<String, usize>,
    false_alarms: HashMap<String, usize>,
}

enum Figure {
    /// Precision, recall and their harmonic mean.
    Found(Count),
    /// A share.
    Rate { right: usize, all: usize },
}

impl Count {
    fn precision(self) -> f64 {
        percent(self.right, self.said)
    }

    fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.right += other.right;
        self.said += other.said;
        self.gold += other.gold;
    }
}

impl Figures {
    pub(crate) fn found(&mut self, name: &str, count: Count) {
        self.rows.push((name.to_owned(), Figure::Found(count)));
    }

    pub(crate) fn rate(&mut self, name: &str, right: usize, all: usize) {
        self.rows.push((name.to_owned(), Figure::Rate { right, all }));
    }

    /// Something that gold has and the output lacks.
    pub(crate) fn missed(&mut self, what: String) {
        *self.missed.entry(what).or_default() += 1;
    }

    /// Something that the output has and gold lacks.
    pub(crate) fn false_alarm(&mut self, what: String) {
        *self.false_alarms.entry(what).or_default() += 1;
    }

    /// A figure in percent: `content.f1`, `content.p`, `content.r`, or the name of a share.
    pub(crate) fn get(&self, name: &str) -> Option<f64> {
        self.values().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// All of them, one a line.
    pub(crate) fn text(&self) -> String {
        let line = |(name, figure): &(String, Figure)| match figure {
            Figure::Found(c) => format!(
                "{name:24} P {:5.1}  R {:5.1}  F1 {:5.1}   (right {}, said {}, gold {})\n",
                c.precision(),
                c.recall(),
                c.f1(),
                c.right,
                c.said,
                c.gold
            ),
            Figure::Rate { right, all } => format!("{name:24} {:5.1} %   ({right} of {all})\n", percent(*right, *all)),
        };
        self.rows.iter().map(line).collect()
    }

    /// All of them as one JSON object, rounded to two places.
    pub(crate) fn json(&self) -> String {
        let rounded = self.values().map(|(name, value)| (name, json!((value * 100.0).round() / 100.0)));
        format!("{}\n", Value::Object(rounded.collect::<Map<_, _>>()))
    }

    /// The commonest errors of both kinds.
    pub(crate) fn errors(&self, most: usize) -> String {
        let mut text = String::new();
        for (title, errors) in [("missed", &self.missed), ("false", &self.false_alarms)] {
            let mut errors: Vec<_> = errors.iter().collect();
            errors.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            for (what, times) in errors.into_iter().take(most) {
                text += &format!("{title:7} {times:4}  {what}\n");
            }
        }
        text
    }

    fn values(&self) -> impl Iterator<Item = (String, f64)> {
        self.rows.iter().flat_map(|(name, figure)| match figure {
            Figure::Found(c) => vec![
                (format!("{name}.p"), c.precision()),
                (format!("{name}.r"), c.recall()),
                (format!("{name}.f1"), c.f1()),
            ],
            Figure::Rate { right, all } => vec![(name.clone(), percent(*right, *all))],
        })
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_by_name() {
        let mut figures = Figures::default();
        figures.found("names", Count { right: 6, said: 8, gold: 12 });
        figures.rate("whole", 1, 3);
        assert_eq!(figures.get("names.p"), Some(75.0));
        assert_eq!(figures.get("names.f1"), Some(60.0));
        assert_eq!(figures.json(), "{\"names.p\":75.0,\"names.r\":50.0,\"names.f1\":60.0,\"whole\":33.33}\n");
        assert!(figures.text().starts_with("names  "));
    }

    #[test]
    fn the_commonest_errors_come_first() {
        let mut figures = Figures::default();
        figures.missed("b".into());
        figures.missed("a".into());
        figures.missed("b".into());
        figures.false_alarm("c".into());
        assert_eq!(figures.errors(1), "missed     2  b\nfalse      1  c\n");
        assert_eq!(figures.errors(0), "");
    }
}

//! How often each rule was right when it was measured: `data/rules.tsv`.

use once_cell::sync::Lazy;

/// The lower bound of a rule's precision; 0.5 for one that was never measured.
pub(crate) fn of(rule: &str) -> f64 {
    static BOUNDS: Lazy<Vec<(&'static str, f64)>> = Lazy::new(|| {
        let rows = include_str!("../data/rules.tsv").lines().skip(1);
        let bound = |row: &'static str| {
            let mut cells = row.split('\t');
            Some((cells.next()?, cells.nth(2)?.parse().ok()?))
        };
        rows.filter_map(bound).collect()
    });
    BOUNDS.iter().find(|(id, _)| *id == rule).map_or(0.5, |(_, bound)| *bound)
}

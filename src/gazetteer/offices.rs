//! Who held what, and when.

use super::{
    Gazetteer, RecordId,
    source::layout::{OfficeRow, quality},
};
use crate::{
    date::Date,
    document::{OfficeStatus, Role},
};

/// How far the tables reach: an open term is known to go on until then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The last day that the tables speak of.
    pub as_of: Option<Date>,
    /// The same for terms whose source was read earlier: those of quality `uncertain`.
    pub uncertain_after: Option<Date>,
}

/// An office seen from a day. Bounds are inclusive; inside a bound that is known only by month or year nothing is sure.
pub(crate) fn status(office: &OfficeRow, date: Date, reach: Reach) -> OfficeStatus {
    let (first, last) = (date.first_day(), date.last_day());
    let start = Date::unpack(office.start);
    let end = Date::unpack(office.end);
    if start.is_some_and(|s| last < s.first_day()) {
        return OfficeStatus::Future;
    }
    if end.is_some_and(|e| first > e.last_day()) {
        return OfficeStatus::Former;
    }
    let after_start = start.is_some_and(|s| first >= s.last_day());
    let before_end = match end {
        Some(e) => last <= e.first_day(),
        None => {
            let known = if office.quality == quality::UNCERTAIN { reach.uncertain_after } else { None };
            known.or(reach.as_of).is_none_or(|day| last <= day.last_day())
        }
    };
    if after_start && before_end { OfficeStatus::Incumbent } else { OfficeStatus::Unknown }
}

/// Rows that are one office with several roles stand together: same title and dates.
pub(crate) fn grouped(rows: &[OfficeRow]) -> impl Iterator<Item = &[OfficeRow]> {
    rows.chunk_by(|a, b| (a.title, a.start, a.end) == (b.title, b.start, b.end))
}

impl Gazetteer {
    /// A person's offices in the table's order.
    pub(crate) fn offices(&self, person: RecordId) -> impl Iterator<Item = OfficeRow> {
        let (layer, row) = (self.layer(person), self.row(person));
        (row.first_office..row.first_office + row.office_count as u32).map(move |k| layer.office(k))
    }

    /// Did or does a person hold an office on that day, or only later?
    pub(crate) fn tenure(&self, person: RecordId, date: Date) -> Option<OfficeStatus> {
        let reach = self.reach();
        let mut best = None;
        for office in self.offices(person).filter(|o| Role::from_index(o.role).is_some_and(Role::leads)) {
            match status(&office, date, reach) {
                found @ (OfficeStatus::Incumbent | OfficeStatus::Unknown) => return Some(found),
                OfficeStatus::Former => best = Some(OfficeStatus::Former),
                OfficeStatus::Future => best = best.or(Some(OfficeStatus::Future)),
            }
        }
        best
    }

    /// A person's offices, by start, rows of one office side by side.
    pub(crate) fn office_rows(&self, person: RecordId) -> Vec<OfficeRow> {
        let (layer, row) = (self.layer(person), self.row(person));
        let mut rows: Vec<_> =
            (row.first_office..row.first_office + row.office_count as u32).map(|k| layer.office(k)).collect();
        rows.sort_by_key(|o| (o.start, o.title, o.end, o.role));
        rows
    }

    /// The offices that an entity shows: those held on the day, most senior first and those of the person's own country
    /// before others; else the latest former one, else the next. Offices that make a leader go before those that do not: who
    /// led a government stays its former head, though a seat in parliament was theirs for longer. Without a date: the latest,
    /// of which the status is unknown.
    pub(crate) fn offices_at(&self, person: RecordId, date: Option<Date>) -> Vec<crate::document::Office<'static>> {
        let rows = self.office_rows(person);
        let reach = self.reach();
        let leads = |group: &[OfficeRow]| Role::from_index(group[0].role).is_some_and(Role::leads);
        let of = |wanted: OfficeStatus| {
            grouped(&rows)
                .filter(move |group| date.map_or(OfficeStatus::Unknown, |d| status(&group[0], d, reach)) == wanted)
        };
        let mut chosen: Vec<&[OfficeRow]> = of(OfficeStatus::Incumbent).collect();
        let former = of(OfficeStatus::Former).max_by_key(|g| (leads(g), g[0].end, 255 - g[0].role));
        if chosen.is_empty() && date.is_some() {
            // An open office after the tables' reach, or a day inside an inexact bound.
            let led = former.is_some_and(leads);
            chosen = of(OfficeStatus::Unknown).filter(|g| leads(g) || !led).collect();
        }
        if chosen.is_empty() {
            chosen = former.into_iter().collect();
        }
        if chosen.is_empty() {
            chosen = of(OfficeStatus::Future).min_by_key(|g| (g[0].start, g[0].role)).into_iter().collect();
        }
        if chosen.is_empty() {
            chosen = of(OfficeStatus::Unknown).max_by_key(|g| (g[0].end == 0, g[0].end)).into_iter().collect();
        }
        let home = self.country_of(person);
        let abroad = |office: &OfficeRow| self.layer(person).str(office.country) != home;
        chosen.sort_by_key(|g| (g[0].role, abroad(&g[0]), g[0].start));
        chosen.into_iter().map(|group| self.describe_office(person, group, date)).collect()
    }

    /// Who held a role of a country on that day, earliest start first. Rivals stand behind undisputed holders' starts.
    pub(crate) fn holders(&self, country: &str, role: Role, date: Date) -> Vec<(RecordId, OfficeRow)> {
        let layers = self.layers.iter().enumerate();
        let all = layers.flat_map(|(k, layer)| layer.offices_of_country(country, role as u8).map(move |o| (k, o)));
        self.held_on(all, date)
    }

    /// Who held a role of an organization on that day, earliest start first.
    pub(crate) fn holders_in(&self, organization: &str, role: Role, date: Date) -> Vec<(RecordId, OfficeRow)> {
        let layers = self.layers.iter().enumerate();
        let all =
            layers.flat_map(|(k, layer)| layer.offices_of_organization(organization, role as u8).map(move |o| (k, o)));
        self.held_on(all, date)
    }

    /// Who comes into a role of a country next, if within about a year.
    pub(crate) fn elected(&self, country: &str, role: Role, date: Date) -> Option<RecordId> {
        let layers = self.layers.iter().enumerate();
        let all = layers.flat_map(|(k, layer)| layer.offices_of_country(country, role as u8).map(move |o| (k, o)));
        let soon = all.filter_map(|(k, o)| {
            let start = Date::unpack(o.start)?;
            let near = start.years_after(date) <= 1;
            (status(&o, date, Reach::default()) == OfficeStatus::Future && near)
                .then_some((o.start, RecordId::new(k, o.person)))
        });
        soon.min_by_key(|s| s.0).map(|s| s.1)
    }

    fn held_on(&self, offices: impl Iterator<Item = (usize, OfficeRow)>, date: Date) -> Vec<(RecordId, OfficeRow)> {
        let reach = self.reach();
        let mut found = Vec::new();
        for (layer, office) in offices {
            let sure = status(&office, date, reach);
            let open = sure == OfficeStatus::Unknown;
            if sure == OfficeStatus::Incumbent || open {
                found.push((open, RecordId::new(layer, office.person), office));
            }
        }
        // Somebody who certainly held it speaks against those who only may have.
        if found.iter().any(|f| !f.0) {
            found.retain(|f| !f.0);
        }
        found.sort_by_key(|f| (f.2.quality != quality::RIVAL, f.2.start));
        found.into_iter().map(|(_, id, office)| (id, office)).collect()
    }

    /// The title, the country and the organization's key of a person's office.
    pub(crate) fn office_words(&self, person: RecordId, office: &OfficeRow) -> (&str, &str, &str) {
        let layer = self.layer(person);
        (layer.str(office.title), layer.str(office.country), layer.str(office.organization))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(start: &str, end: &str) -> OfficeRow {
        let pack = |text: &str| text.parse::<Date>().map_or(0, Date::pack);
        OfficeRow { start: pack(start), end: pack(end), ..OfficeRow::default() }
    }

    #[test]
    fn status_follows_the_day() {
        let reach = Reach { as_of: "2026-01-31".parse().ok(), uncertain_after: "2023-01-31".parse().ok() };
        let on = |start: &str, end: &str, day: &str| status(&office(start, end), day.parse().unwrap(), reach);
        use OfficeStatus::*;
        assert_eq!(on("2021-01-20", "2025-01-20", "2021-07-09"), Incumbent);
        assert_eq!(on("2021-01-20", "2025-01-20", "2025-01-20"), Incumbent);
        assert_eq!(on("2021-01-20", "2025-01-20", "2025-01-21"), Former);
        assert_eq!(on("2021-01-20", "2025-01-20", "2021-01-19"), Future);
        assert_eq!(on("2010", "2012-05", "2010-06-01"), Unknown);
        assert_eq!(on("2010", "2012-05", "2012-05-09"), Unknown);
        assert_eq!(on("2010", "2012-05", "2011-05-09"), Incumbent);
        assert_eq!(on("2022-01-01", "", "2025-01-01"), Incumbent);
        assert_eq!(on("2022-01-01", "", "2027-01-01"), Unknown);
        let uncertain = OfficeRow { quality: quality::UNCERTAIN, ..office("2022-01-01", "") };
        assert_eq!(status(&uncertain, "2022-06-01".parse().unwrap(), reach), Incumbent);
        assert_eq!(status(&uncertain, "2025-01-01".parse().unwrap(), reach), Unknown);
    }
}

//! What of a document is shown: parts of it, and statements by speaker, country, kind and act.

use onrecord::{Document, Entity, Statement};

use crate::arguments::{Filter, Part};

impl Filter {
    /// Is any choice made between statements?
    pub fn chooses(&self) -> bool {
        self.speaker.is_some() || self.country.is_some() || !self.kind.is_empty() || !self.act.is_empty()
    }

    /// Is this part shown? A choice between statements shows these alone, unless parts are named.
    pub fn shows(&self, part: Part) -> bool {
        match self.only.is_empty() {
            true => part == Part::Statements || !self.chooses(),
            false => self.only.contains(&part),
        }
    }

    /// Takes out of the document what is not shown. False where a choice left nothing.
    ///
    /// Entities of which something that stays speaks stay too, so that every index still points at the right one.
    pub fn apply(&self, document: &mut Document<'_>) -> bool {
        if self.only.is_empty() && !self.chooses() {
            return true;
        }
        let entities = std::mem::take(&mut document.entities);
        document.statements.retain(|statement| self.shows(Part::Statements) && self.takes(statement, &entities));
        if !self.shows(Part::Sentences) {
            document.sentences.clear();
        }
        let shown = |entity: &Entity| self.shows(Part::Entities) && self.takes_entity(entity);
        let mut kept: Vec<bool> = entities.iter().map(shown).collect();
        let speakers = document.statements.iter().flat_map(|statement| &statement.speakers);
        speakers.for_each(|&speaker| kept[speaker] = true);
        if !self.shows(Part::Mentions) {
            document.mentions.clear();
        } else if self.shows(Part::Entities) {
            document.mentions.retain(|mention| mention.entity.is_none_or(|entity| kept[entity]));
        }
        for mention in &document.mentions {
            mention.entity.iter().chain(&mention.members).for_each(|&entity| kept[entity] = true);
        }
        let mut new = vec![0; entities.len()];
        for (k, entity) in entities.into_iter().enumerate().filter(|(k, _)| kept[*k]) {
            new[k] = document.entities.len();
            document.entities.push(entity);
        }
        for mention in &mut document.mentions {
            mention.entity.iter_mut().chain(&mut mention.members).for_each(|entity| *entity = new[*entity]);
        }
        document.statements.iter_mut().flat_map(|s| &mut s.speakers).for_each(|speaker| *speaker = new[*speaker]);
        !self.chooses() || !document.statements.is_empty() || !document.entities.is_empty()
    }

    fn takes(&self, statement: &Statement<'_>, entities: &[Entity<'_>]) -> bool {
        let mut speakers = statement.speakers.iter().filter_map(|&k| entities.get(k));
        (self.kind.is_empty() || self.kind.contains(&statement.kind))
            && (self.act.is_empty() || self.act.contains(&statement.act))
            && (self.speaker.is_none() && self.country.is_none()
                || speakers.any(|speaker| self.is_speaker(speaker) && self.is_of_country(speaker)))
    }

    fn takes_entity(&self, entity: &Entity<'_>) -> bool {
        self.is_of_country(entity) && self.is_speaker(entity)
    }

    fn is_of_country(&self, entity: &Entity<'_>) -> bool {
        self.country.as_ref().is_none_or(|code| entity.country.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(code)))
    }

    /// By Wikidata id, or by words in the name, in any order and in any case.
    fn is_speaker(&self, entity: &Entity<'_>) -> bool {
        let Some(wanted) = &self.speaker else { return true };
        if entity.id.as_deref() == Some(wanted) {
            return true;
        }
        let name = entity.name.to_lowercase();
        let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
        let wanted = wanted.to_lowercase();
        let mut wanted = wanted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        wanted.peek().is_some() && wanted.all(|word| words.contains(&word))
    }
}

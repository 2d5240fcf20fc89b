//! `he`, `she`, `they`, `it`, and bare descriptions of somebody just named: `the farmer said`, `the Dutchman replied`.

use super::{
    Reference, References,
    salience::{self, Antecedent, Wanted},
    witness::Witness,
};
use crate::{
    document::{Form, Role},
    gazetteer::{
        lexicon::{FunctionClass, Gender, NominalClass, Number, TitleKind},
        source::layout::WordClass,
    },
    names::Reading,
    text::TokenKind,
};

/// How many names back the one beside a pronoun may stand.
const NEAR: usize = 8;
/// How many references on a description may stand that means one of before.
const FOLLOWERS: usize = 400;
/// How many sentences back an antecedent may stand: a person, a thing, somebody described.
const REACH: usize = 4;
const REACH_OF_THINGS: usize = 2;
const REACH_OF_DESCRIPTIONS: usize = 3;

pub(crate) fn find(reading: &Reading<'_, '_>, references: &mut References) {
    for hit in reading.words.iter_of(WordClass::Function) {
        let third =
            hit.function() == FunctionClass::Pronoun && matches!(hit.number(), Number::Singular | Number::Plural);
        // What stands inside quotation marks speaks of another world: `he` there may be anybody.
        if !third || reading.parsed.quote_of(hit.first as usize).is_some() || references.name_at(hit.first).is_some() {
            continue;
        }
        let covered = references
            .others
            .iter()
            .rev()
            .take(8)
            .any(|r| r.first <= hit.first && hit.last <= r.last && r.form == Form::Pronoun);
        if !covered {
            references.others.push(Reference {
                first: hit.first,
                last: hit.last,
                form: Form::Pronoun,
                entity: None,
                members: Vec::new(),
                rule: "pronoun.open",
                description: None,
            });
        }
    }
}

/// Leads them back in text order, so that each may lean on those before it.
pub(crate) fn resolve(reading: &Reading<'_, '_>, references: &mut References, witness: &mut Witness) {
    for k in 0..references.others.len() {
        let reference = &references.others[k];
        let (first, pronoun) = (reference.first, reference.form == Form::Pronoun);
        let wanted = if pronoun { of_pronoun(reading, first) } else { of_description(reading, reference) };
        let Some(wanted) = wanted else { continue };
        // An age is told of whom the text has just brought in.
        let near = Some(Wanted { reach: 1, ..wanted }).filter(|_| reference.rule == "nominal.age");
        let antecedent = near
            .and_then(|near| salience::antecedent(reading, references, k, &near, witness))
            .or_else(|| salience::antecedent(reading, references, k, &wanted, witness));
        let reference = &mut references.others[k];
        if antecedent.is_some() {
            reference.rule = if pronoun { "pronoun.nearest" } else { "nominal.salient" };
        }
        match antecedent {
            Some(Antecedent::Entity(entity)) if pronoun => {
                reference.entity = Some(entity);
                tell_gender(reading, references, first, entity, wanted.gender);
            }
            Some(Antecedent::Entity(entity)) => {
                reference.entity = Some(entity);
                let own = [Some((first, reference.last)), reference.description];
                follow(references, k, own, entity);
            }
            Some(Antecedent::Group(members)) => reference.members = members,
            Some(Antecedent::Description(tokens)) => reference.description = Some(tokens),
            None => {}
        }
        witness.close(&references.others[k]);
    }
}

/// `Tran said he`: what a pronoun beside its name tells holds for those behind it.
fn tell_gender(reading: &Reading<'_, '_>, references: &mut References, pronoun: u32, entity: u32, gender: Gender) {
    let sentence = reading.parsed.sentences[reading.parsed.sentence_of(pronoun as usize)];
    let beside = references
        .names_before(pronoun)
        .rev()
        .take(NEAR)
        .take_while(|name| name.first >= sentence.first)
        .any(|name| name.entity == entity);
    if beside && gender != Gender::Unknown {
        references.entities.tell_gender(entity, gender);
    }
}

/// `The mum-of-three … the mum`: descriptions led back to one that has found its name.
fn follow(references: &mut References, k: usize, description: [Option<(u32, u32)>; 2], entity: u32) {
    let same = |r: &&mut Reference| {
        r.entity.is_none()
            && r.rule == "nominal.described"
            && description.contains(&r.description)
            && r.description.is_some()
    };
    for other in references.others[k + 1..].iter_mut().take(FOLLOWERS).filter(same) {
        (other.entity, other.description, other.rule) = (Some(entity), None, "nominal.named");
    }
}

fn of_pronoun<'a>(reading: &Reading<'_, '_>, first: u32) -> Option<Wanted<'a>> {
    let hit = reading.words.of(first as usize, WordClass::Function)?;
    let neuter = hit.is_neuter();
    let plural = hit.number() == Number::Plural;
    let reach = if neuter { REACH_OF_THINGS } else { REACH };
    Some(Wanted { gender: hit.gender(), plural, neuter, office: None, reach })
}

/// `the former crane driver said`: whoever speaks thus and was not described so before is somebody just named.
fn of_description<'a>(reading: &Reading<'a, '_>, reference: &Reference) -> Option<Wanted<'a>> {
    let Reference { first, last, entity, rule, .. } = *reference;
    let open = entity.is_none() && matches!(rule, "nominal.noun" | "nominal.age" | "nominal.people" | "title.office");
    let definite = reading.parsed.word(first as usize).eq_ignore_ascii_case("the");
    let opens = reading.parsed.sentences[reading.parsed.sentence_of(first as usize)].first == first;
    // `“…,” the minister thundered`
    let quoted = |k: u32| reading.parsed.tokens[k as usize].kind == TokenKind::Mark;
    let speaks = salience::speaks(reading, first, last) || first.checked_sub(1).is_some_and(quoted);
    if !open || !definite || !speaks && !opens {
        return None;
    }
    // `the head of the bank`, `the ad’s narrator`: more than a bare description.
    let owned = (first..last).any(|k| reading.parsed.tokens[k as usize].kind == TokenKind::Possessive);
    // `the father of six`, `the mother-of-two`
    let of = last as usize + usize::from(reading.parsed.word(last as usize) == "-");
    let counted = reading.parsed.word(of) == "of" && (counts(reading, of as u32 + 1) || counts(reading, of as u32 + 2));
    if owned || !counted && reading.words.function(last as usize) == Some(FunctionClass::Preposition) {
        return None;
    }
    let (gender, office) = match rule {
        "nominal.noun" => {
            let noun = super::nominals::noun(reading, reference)?;
            let person = noun.nominal_class() == NominalClass::Person && !noun.is_plural();
            let office = (noun.first..last).any(|k| {
                let mut titles = reading.words.all(k as usize, WordClass::Title);
                titles.any(|t| t.last == last && t.title_kind() == TitleKind::Office)
            });
            if !person || noun.is_vague() || office {
                return None;
            }
            (noun.gender(), None)
        }
        "title.office" => {
            let mut titles = (first..last).filter_map(|k| reading.words.of(k as usize, WordClass::Title));
            let title = titles.find(|t| t.last == last && t.title_kind() == TitleKind::Office)?;
            // An office that many hold: the tables know too few of them.
            let shared = |role| match role {
                Role::Spokesperson => false,
                Role::Minister => reading.gazetteer.lemma_str(title) == "minister",
                role => role == Role::PartyLeader || !super::holders::is_single(role),
            };
            if !title.roles().any(shared) {
                return None;
            }
            (title.gender(), Some(title))
        }
        _ => (Gender::Unknown, None),
    };
    let reach = if speaks { REACH_OF_DESCRIPTIONS } else { 2 };
    Some(Wanted { gender, plural: false, neuter: false, office, reach })
}

/// A number, in digits or words.
fn counts(reading: &Reading<'_, '_>, token: u32) -> bool {
    let digits = reading.parsed.tokens.get(token as usize).is_some_and(|t| t.kind == TokenKind::Number);
    digits || reading.words.function(token as usize) == Some(FunctionClass::Determiner)
}

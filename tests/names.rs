//! Names: own example sentences, titles by day, and whole articles whose figures must hold.

use std::{collections::HashSet, fs, path::Path};

use onrecord::{Article, Document, EntityKind, Extractor, Form};
use serde_json::Value;

fn extract<'t>(extractor: &Extractor, text: &'t str, date: &str) -> Document<'t> {
    let article = Article::new(text);
    extractor.extract(if date.is_empty() { article } else { article.date(date.parse().unwrap()) })
}

/// Text, kind, country and canonical name of every mention by name.
fn named(document: &Document<'_>) -> Vec<(String, EntityKind, String, String)> {
    use Form::*;
    let names = |form| matches!(form, Name | Alias | Surname | Acronym | Demonym | Metonym);
    let mentions = document.mentions.iter().filter(|m| names(m.form));
    mentions
        .filter_map(|m| {
            let entity = &document.entities[m.entity?];
            let country = entity.country.as_deref().unwrap_or("").to_owned();
            Some((m.text.to_string(), entity.kind, country, entity.name.to_string()))
        })
        .collect()
}

/// Each row: topic, date, text (`⏎` for a line break), the names it must yield (`text=kind:code` or `text=kind:name`), and
/// those it must not.
#[test]
#[cfg_attr(not(feature = "model"), ignore = "its figures are those with the learned weights")]
fn examples() {
    let extractor = Extractor::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names/examples.tsv");
    let table = fs::read_to_string(path).unwrap();
    let (mut rows, mut negatives, mut faults) = (0, 0, Vec::new());
    for line in table.lines().skip(1) {
        let [topic, date, text, takes, leaves] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not five cells: {line:?}");
        };
        let text = text.replace('⏎', "\n");
        let document = extract(&extractor, &text, date);
        let found = named(&document);
        let is = |wish: &str| {
            let wish = wish.replace('⏎', "\n");
            let (shown, rest) = wish.split_once('=').unwrap_or((&wish, ""));
            let (kind, who) = rest.split_once(':').unwrap_or((rest, ""));
            found.iter().any(|(text, k, country, name)| {
                text == shown
                    && (kind.is_empty() || k.as_str() == kind)
                    && (who.is_empty() || who == country || who == name)
            })
        };
        for wish in takes.split('|').filter(|w| !w.is_empty()) {
            if !is(wish) {
                faults.push(format!("{topic}: {text:?} lacks {wish}: {found:?}"));
            }
        }
        for wish in leaves.split('|').filter(|w| !w.is_empty()) {
            if is(wish) {
                faults.push(format!("{topic}: {text:?} has {wish}: {found:?}"));
            }
        }
        rows += 1;
        negatives += usize::from(!leaves.is_empty());
    }
    assert!(rows >= 150 && negatives * 3 >= rows, "{rows} examples, {negatives} with something to leave");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn titles_mean_their_holder_by_day() {
    let extractor = Extractor::new();
    let mut faults = Vec::new();
    for (date, text, title, name) in [
        ("2007-05-01", "Talks in Paris went on. The French president left.", "The French president", "Jacques Chirac"),
        ("2010-01-01", "Germany is ready, the chancellor said.", "the chancellor", "Angela Merkel"),
        ("2010-11-01", "Britain must save, the chancellor said.", "the chancellor", "George Osborne"),
        ("2003-01-01", "The secretary-general wrote to the council.", "The secretary-general", "Kofi Annan"),
        ("2012-01-01", "The secretary-general wrote to the council.", "The secretary-general", "Ban Ki-moon"),
        ("2016-01-10", "Japan protested. The prime minister cut his trip short.", "The prime minister", "Shinzo Abe"),
        ("1999-01-01", "South Africa voted. The president thanked all.", "The president", "Nelson Mandela"),
        ("2016-12-01", "The U.S. president-elect rested.", "The U.S. president-elect", "Donald Trump"),
        ("2012-01-01", "The club met. The club’s president spoke.", "The club’s president", ""),
        ("2012-01-01", "France won. The president of the rowing club spoke.", "The president", ""),
        ("", "France won. The president spoke.", "The president", ""),
        ("2013-12-05", "Jacob Zuma flew home. The queen wrote to him.", "The queen", ""),
        ("2013-12-05", "Jacob Zuma flew home. The British queen wrote to him.", "The British queen", "Elizabeth II"),
        ("2009-06-13", "Iran voted. The supreme leader urged calm.", "The supreme leader", "Ali Khamenei"),
        ("2009-06-13", "North Korea voted. The supreme leader slept.", "The supreme leader", "Kim Jong-il"),
        ("2015-01-28", "Alexis Tsipras spoke. The finance minister left.", "The finance minister", "Yanis Varoufakis"),
        ("2015-01-28", "Alexis Tsipras spoke. The chancellor left.", "The chancellor", ""),
        ("2009-05-01", "The envoy met Israel’s foreign minister.", "Israel’s foreign minister", "Avigdor Lieberman"),
        ("2012-01-01", "In Kenya the councillor spoke to the mayor.", "the councillor", ""),
        ("2012-01-01", "Lena Moreau, the finance minister of Norland, spoke.", "the finance minister", "Lena Moreau"),
    ] {
        let document = extract(&extractor, text, date);
        let mention = document.mentions.iter().find(|m| m.form == Form::Title && m.text.starts_with(title));
        let holder = mention.and_then(|m| m.entity).map_or("", |e| &document.entities[e].name);
        if holder != name {
            faults.push(format!("{date} {text:?}: {holder:?}, not {name:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_state_s_body_in_small_letters_is_the_one_of_the_tables() {
    let extractor = Extractor::new();
    for (text, phrase, name) in [
        ("Russia’s defence ministry wrote.", "Russia’s defence ministry", "Russian Defence Ministry"),
        ("The Iranian parliament voted.", "The Iranian parliament", "Majlis"),
        ("Israel's military moved on.", "Israel's military", "Israel Defense Forces"),
        ("Kenya’s cricket ministry wrote.", "Kenya’s cricket ministry", ""),
        ("France’s Foreign Ministry wrote. Egypt’s Foreign Ministry rang.", "France’s F", "French Foreign Ministry"),
    ] {
        let document = extract(&extractor, text, "2022-05-03");
        let mut mentions = document.mentions.iter().filter(|m| m.text.starts_with(phrase));
        let entity = mentions.find_map(|m| m.entity).map_or("", |e| &document.entities[e].name);
        assert_eq!(entity, name, "{text}");
    }
}

fn fold(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The figures of the whole articles under `tests/articles/names`: entities of a kind, found and false.
#[test]
#[cfg_attr(not(feature = "model"), ignore = "its figures are those with the learned weights")]
fn whole_articles_hold_their_figures() {
    let extractor = Extractor::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/names");
    let mut tally = [[0usize; 3]; 3]; // people, countries, organizations: right, said, gold
    let slot = |kind: &str| match kind {
        "leader" | "person" => Some(0),
        "country" => Some(1),
        "organization" => Some(2),
        _ => None,
    };
    let mut articles = 0;
    for path in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        let gold: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let text = gold["text"].as_str().unwrap();
        let document = extract(&extractor, text, gold["date"].as_str().unwrap());
        articles += 1;
        let mut taken = HashSet::new();
        for entity in gold["entities"].as_array().unwrap() {
            let Some(k) = slot(entity["kind"].as_str().unwrap()) else { continue };
            tally[k][2] += 1;
            let names: Vec<String> = [&entity["name"]]
                .into_iter()
                .chain(entity["aliases"].as_array().into_iter().flatten())
                .filter_map(|n| n.as_str().map(fold))
                .collect();
            let same = document.entities.iter().enumerate().find(|(at, found)| {
                let name = fold(&found.name);
                let own = match k {
                    1 => found.country.as_deref() == entity["iso"].as_str(),
                    0 => names.iter().any(|n| *n == name || n.split(' ').next_back() == name.split(' ').next_back()),
                    _ => names.contains(&name),
                };
                slot(found.kind.as_str()) == Some(k) && own && !taken.contains(at)
            });
            if let Some((at, _)) = same {
                taken.insert(at);
                tally[k][0] += 1;
            }
        }
        for found in &document.entities {
            if let Some(k) = slot(found.kind.as_str()) {
                tally[k][1] += 1;
            }
        }
    }
    assert_eq!(articles, 6);
    for (k, least) in [(0, 0.92), (1, 0.95), (2, 0.85)] {
        let [right, said, gold] = tally[k];
        let f1 = 2.0 * right as f64 / (said + gold) as f64;
        assert!(f1 >= least, "kind {k}: {right} right of {said} said, {gold} to find");
    }
}

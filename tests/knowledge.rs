//! Dated knowledge: who held what, and who is meant, on a day.

use onrecord::{Article, Extractor, Gazetteer, OfficeStatus, Role};

fn holder(country: &str, role: Role, day: &str) -> String {
    let holders = Gazetteer::bundled().office_holders(country, role, day.parse().unwrap());
    holders.first().map_or("nobody".to_owned(), |h| h.person.name.to_string())
}

#[test]
fn heads_of_state_and_government_by_day() {
    use Role::{HeadOfGovernment, HeadOfState};
    for (country, role, day, name) in [
        ("FR", HeadOfState, "2015-03-01", "François Hollande"),
        ("US", HeadOfState, "1992-06-01", "George H.W. Bush"),
        ("US", HeadOfGovernment, "2021-07-09", "Joe Biden"),
        ("GB", HeadOfGovernment, "1997-05-01", "John Major"),
        ("GB", HeadOfGovernment, "1997-05-03", "Tony Blair"),
        ("GB", HeadOfState, "2023-01-01", "Charles III"),
        ("ZA", HeadOfState, "1995-01-01", "Nelson Mandela"),
        ("DE", HeadOfGovernment, "2005-11-23", "Angela Merkel"),
        ("JP", HeadOfGovernment, "2013-05-05", "Shinzo Abe"),
        ("IN", HeadOfGovernment, "2010-01-01", "Manmohan Singh"),
        ("SU", HeadOfState, "1991-01-01", "Mikhail Gorbachev"),
        ("KE", HeadOfState, "2018-06-12", "Uhuru Kenyatta"),
        ("BR", HeadOfState, "2004-01-01", "Luiz Inácio Lula da Silva"),
    ] {
        assert_eq!(holder(country, role, day), name, "{country} {role} {day}");
    }
}

#[test]
fn a_person_of_several_countries_belongs_to_the_larger() {
    let gazetteer = Gazetteer::bundled();
    for (name, country) in [("François Hollande", "FR"), ("Elizabeth II", "GB"), ("Joe Biden", "US")] {
        assert_eq!(gazetteer.lookup(name)[0].country.as_deref(), Some(country), "{name}");
    }
}

#[test]
fn of_equal_offices_that_of_the_own_country_stands_first() {
    let document =
        Extractor::new().extract(Article::new("François Hollande spoke.").date("2015-03-01".parse().unwrap()));
    let titles: Vec<_> = document.entities[0].offices.iter().map(|o| &*o.title).collect();
    assert_eq!(titles, ["President of France", "Co-Prince of Andorra"]);
}

#[test]
fn on_a_hand_over_day_the_one_who_comes_in_stands_first() {
    let day = "2025-01-20".parse().unwrap();
    let holders = Gazetteer::bundled().office_holders("US", Role::HeadOfState, day);
    assert_eq!(holders[0].person.name, "Donald Trump");
}

#[test]
fn after_the_tables_reach_an_open_office_is_unknown() {
    let gazetteer = Gazetteer::bundled();
    let reach = gazetteer.edition().as_of.unwrap();
    assert!(reach.is_day());
    let offices = gazetteer.offices_of("people:Q567", Some("2015-01-01".parse().unwrap()));
    assert!(offices.iter().any(|o| o.title.contains("Chancellor") && o.status == OfficeStatus::Incumbent));
    let later = gazetteer.office_holders("FR", Role::HeadOfState, "2090-01-01".parse().unwrap());
    assert!(later.iter().all(|h| h.office.status == OfficeStatus::Unknown));
}

#[test]
fn countries_by_their_usual_names() {
    let gazetteer = Gazetteer::bundled();
    for (name, code) in [
        ("Ivory Coast", "CI"),
        ("UK", "GB"),
        ("United Kingdom", "GB"),
        ("Burma", "MM"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("Holland", "NL"),
        ("Czech Republic", "CZ"),
        ("Swaziland", "SZ"),
        ("Soviet Union", "SU"),
        ("Zaire", "ZR"),
        ("Kosovo", "XK"),
        ("Taiwan", "TW"),
        ("Vatican City", "VA"),
    ] {
        assert_eq!(gazetteer.country(name).and_then(|c| c.country).as_deref(), Some(code), "{name}");
    }
    assert!(gazetteer.country("Atlantis").is_none());
}

#[test]
fn a_title_means_its_holder_on_the_article_s_day() {
    let extractor = Extractor::new();
    let text = "The French president said that talks would go on.";
    for (day, name) in [
        ("1994-05-05", "François Mitterrand"),
        ("2003-03-01", "Jacques Chirac"),
        ("2010-01-01", "Nicolas Sarkozy"),
        ("2015-03-01", "François Hollande"),
        ("2020-01-01", "Emmanuel Macron"),
    ] {
        let document = extractor.extract(Article::new(text).date(day.parse().unwrap()));
        let speakers = &document.statements[0].speakers;
        assert_eq!(speakers.iter().map(|&k| &*document.entities[k].name).collect::<Vec<_>>(), [name], "{day}");
    }
    // Where the president heads the government, the prime minister is another person all the same.
    for (office, name) in [("president", "Park Geun-hye"), ("prime minister", "Lee Wan-koo")] {
        let text = format!("The South Korean {office} said that talks would go on.");
        let document = extractor.extract(Article::new(&text).date("2015-03-01".parse().unwrap()));
        let speakers = &document.statements[0].speakers;
        assert_eq!(speakers.iter().map(|&k| &*document.entities[k].name).collect::<Vec<_>>(), [name], "{office}");
    }
    let undated = extractor.extract(text);
    assert!(undated.statements[0].speakers.is_empty(), "without a date a title alone names nobody");
}

#[test]
fn own_tables_stand_beside_the_bundled_ones_and_win() {
    let own = Gazetteer::from_tables([
        ("people.tsv", "key\tname\tfamily\nada-roe\tAda Roe\tRoe\n"),
        ("offices.tsv", "person\trole\ttitle\tcountry\tstart\tend\nada-roe\tmayor\tMayor of Rome\tIT\t2001\t2005-02\n"),
        ("mine.tsv", "kind\tname\taliases\tcountry\ncountry\tRuritania\tKingdom of Ruritania\tRU\n"),
    ])
    .unwrap();
    let both = Gazetteer::bundled().merge(own).unwrap();
    assert_eq!(both.lookup("Kingdom of Ruritania")[0].key, "mine:ruritania");
    let terms = both.offices_of("people:ada-roe", Some("2003-01-01".parse().unwrap()));
    assert_eq!(terms[0].status, OfficeStatus::Incumbent);
    let extractor = Extractor::builder().gazetteer(both).build().unwrap();
    let document = extractor.extract("Ada Roe visited Ruritania with Angela Merkel.");
    let records: Vec<_> = document.entities.iter().filter_map(|e| e.record.as_deref()).collect();
    assert_eq!(records, ["people:ada-roe", "mine:ruritania", "people:Q567"]);
}

#[test]
fn a_faulty_table_names_file_line_and_column_and_what_was_expected() {
    for (file, text, line, column, says) in [
        ("people.tsv", "key\tname\n", 1, 2, ""),
        ("people.tsv", "key\nx\n", 1, 1, "name"),
        ("people.tsv", "key\tname\nx\t\n", 2, 2, "empty"),
        ("people.tsv", "key\tname\nx\tX\nx\tY\n", 3, 1, "twice"),
        ("offices.tsv", "person\trole\ttitle\nnobody\tmayor\tMayor\n", 2, 1, "nobody"),
        ("mine.tsv", "kind\tname\nplanet\tMars\n", 2, 1, "leader"),
        ("mine.tsv", "kind\tname\nplace\tMars\textra\n", 2, 3, "3 cells"),
        ("organizations.tsv", "key\tname\ttype\nx\tX\tclub\n", 2, 3, "igo"),
        ("mine.tsv", "", 1, 1, "header"),
        ("mine.tsv", "\u{feff}", 1, 1, "header"),
        ("mine.tsv", "\r\n", 1, 1, "header"),
        ("mine.tsv", "kind\tname\tname\nplace\tX\tY\n", 1, 3, "twice"),
        ("mine.tsv", "kind\tname\tcolour\nplace\tX\tred\n", 1, 3, "aliases"),
        ("mine.tsv", "kind\tname\r\nplace\r\n", 2, 1, "expected 2"),
        ("mine.tsv", "\u{feff}kind\tname\r\nplanet\tMars\r\n", 2, 1, "leader"),
        ("mine.tsv", "kind\tname\n\nplace\tX\n", 2, 1, "empty line"),
        ("mine.tsv", "kind\tname\tcountry\nplace\tX\tAtlantis\n", 2, 3, "two capital letters"),
        ("mine.tsv", "kind\tname\tweight\nplace\tX\t12\n", 2, 3, "between 0 and 9"),
        ("people.tsv", "key\tname\tgender\nx\tX Y\tq\n", 2, 3, "expected m, f"),
        ("offices.tsv", "person\trole\ttitle\nx\tmayor\tMayor\n", 2, 1, "no person"),
        ("metonyms.tsv", "surface\ttarget\nStrelsau\tcountry:QX\n", 2, 2, "no record"),
        ("titles.tsv", "", 1, 1, "header"),
        ("countries.tsv", "code\tqid\tkind\tname\tsuccessors\nQX\t\tformer\tQ\tQZ\n", 2, 5, "\"QZ\" is no country"),
        ("countries.tsv", "code\tqid\tkind\tname\tsuccessors\nQX\t\tformer\tQ\tQX\n", 2, 5, "circle"),
        (
            "countries.tsv",
            "code\tqid\tkind\tname\tsuccessors\nQV\t\tformer\tV\tQX\nQX\t\tformer\tX\tQY\nQY\t\tformer\tY\tQX\n",
            2,
            5,
            "circle",
        ),
        ("countries.tsv", "code\tqid\tkind\tname\tstart\nQX\t\tmember\tQ\t19x1\n", 2, 5, "YYYY"),
    ] {
        match Gazetteer::from_tsv(file, text) {
            Ok(_) => assert!(says.is_empty(), "{file} {text:?} was taken"),
            Err(error) => {
                assert!(error.is_table());
                assert_eq!(
                    (error.file(), error.line(), error.column()),
                    (Some(file), Some(line), Some(column)),
                    "{error}"
                );
                assert!(error.to_string().contains(says), "{error} does not say {says:?}");
            }
        }
    }
}

#[test]
fn faults_between_tables_are_named_too() {
    let people = ("people.tsv", "key\tname\nada-roe\tAda Roe\n");
    for (row, column, says) in [
        ("nobody\tmayor\tIT\t2001\t", 1, "nobody"),
        ("ada-roe\temperor\tIT\t2001\t", 2, "mayor"),
        ("ada-roe\tmayor\titaly\t2001\t", 3, "two capital letters"),
        ("ada-roe\tmayor\tIT\t2001-13\t", 4, "YYYY"),
        ("ada-roe\tmayor\tIT\t2001\t1999", 5, "before the start"),
    ] {
        let offices = format!("person\trole\tcountry\tstart\tend\ttitle\n{row}\tMayor\n");
        let error = Gazetteer::from_tables([people, ("offices.tsv", &offices)]).unwrap_err();
        assert_eq!(
            (error.file(), error.line(), error.column()),
            (Some("offices.tsv"), Some(2), Some(column)),
            "{error}"
        );
        assert!(error.to_string().contains(says), "{error} does not say {says:?}");
    }
}

#[test]
fn a_long_line_fails_fast_and_shortly() {
    let cell = "x".repeat(10_000_000);
    let texts = [
        format!("kind\tname\n{cell}\tX\n"),
        cell.clone(),
        format!("kind\tname\nplace\t{}\n", "x\t".repeat(1_000_000)),
        (0..1_000_000).map(|k| format!("c{k}\t")).collect(),
    ];
    for text in texts {
        let error = Gazetteer::from_tsv("mine.tsv", &text).unwrap_err();
        assert!(error.to_string().len() < 2_000 && error.line().is_some_and(|line| line <= 2));
    }
    let long = format!("kind\tname\nplace\t{cell}\n");
    assert_eq!(Gazetteer::from_tsv("mine.tsv", &long).unwrap().names(&cell).len(), 0);
}

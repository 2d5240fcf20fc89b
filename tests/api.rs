//! What users may count on of the public types beyond what they do: traits.

use std::{error::Error as StdError, fmt::Debug, hash::Hash};

use onrecord::*;

fn is_value<T: Clone + Debug + Send + Sync + Unpin + 'static>() {}
fn is_data<T: PartialEq + serde::Serialize + serde::de::DeserializeOwned>() {}
fn is_small<T: Copy + Ord + Hash>() {}
fn is_error<T: StdError + Clone + PartialEq + Send + Sync + 'static>() {}

#[test]
fn public_types_have_the_common_traits() {
    is_value::<Extractor>();
    is_value::<ExtractorBuilder>();
    is_value::<Gazetteer>();
    is_value::<Record>();
    is_value::<Holder>();
    is_value::<Rule>();
    is_value::<Article<'static>>();
    is_value::<NameMatches<'static>>();
    is_value::<NameMatch<'static>>();
    is_value::<NameMatchIter<'static>>();
    is_value::<Sentences<'static>>();
    is_value::<RuleExample>();
    is_value::<Candidate>();
    is_value::<Explanation>();
    is_value::<Document<'static>>();
    is_data::<Document<'static>>();
    is_data::<Entity<'static>>();
    is_data::<Mention<'static>>();
    is_data::<Statement<'static>>();
    is_data::<Office<'static>>();
    is_data::<Record>();
    is_data::<Holder>();
    is_data::<Date>();
    is_data::<Span>();
    is_small::<Date>();
    is_small::<Span>();
    is_small::<EntityKind>();
    is_small::<Form>();
    is_small::<StatementKind>();
    is_small::<Act>();
    is_small::<Role>();
    is_small::<OfficeStatus>();
    is_small::<OrganizationType>();
    is_error::<Error>();
    is_error::<DateError>();
    is_error::<UnknownWord>();
}

#[test]
fn closed_vocabularies_are_spelled_and_parsed_alike() {
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(*role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.to_string());
    }
    let error = "planet".parse::<EntityKind>().unwrap_err();
    assert!(error.to_string().contains("country"), "{error}");
}

#[test]
#[cfg(feature = "bundled")]
fn names_are_walked_from_both_ends_by_reference() {
    let gazetteer = Gazetteer::bundled();
    let text = "Talks between Kenya, Uganda and Tanzania";
    let names = gazetteer.names(text);
    let mut found = Vec::new();
    for name in &names {
        found.push(name.span().of(text));
    }
    assert_eq!(found, ["Kenya", "Uganda", "Tanzania"]);
    assert_eq!(names.iter().len(), 3);
    assert_eq!(names.iter().next_back().map(|name| name.span().of(text)), Some("Tanzania"));
}

#[test]
#[cfg(feature = "bundled")]
fn what_the_tables_know_is_written_and_read_back() {
    let holders = Gazetteer::bundled().office_holders("FR", Role::HeadOfState, "2015-03-01".parse().unwrap());
    let json = serde_json::to_value(&holders).unwrap();
    assert_eq!(json[0]["person"]["record"], "people:Q157");
    assert_eq!(serde_json::from_value::<Vec<Holder>>(json).unwrap(), holders);
}

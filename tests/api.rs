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
    is_value::<Sentences<'static>>();
    is_value::<Document<'static>>();
    is_data::<Document<'static>>();
    is_data::<Entity<'static>>();
    is_data::<Mention<'static>>();
    is_data::<Statement<'static>>();
    is_data::<Office<'static>>();
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

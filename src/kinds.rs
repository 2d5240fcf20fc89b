//! The closed vocabularies of the result: each an enum that serializes as the contract spells it.

/// Declares an enum whose variants have one spelling each, in JSON, in the tables and in messages.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $spelling:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $spelling)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// Its spelling in JSON and in the tables.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $spelling,)+ }
            }

            #[allow(dead_code)] // not every vocabulary is stored in the index
            pub(crate) fn from_index(index: u8) -> Option<Self> {
                Self::ALL.get(index as usize).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word).ok_or_else(|| UnknownWord {
                    word: word.to_owned(),
                    expected: Self::ALL.iter().map(|v| v.as_str()).collect(),
                })
            }
        }
    };
}

/// A word that is not in the vocabulary that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// What could have stood there.
    pub expected: Vec<&'static str>,
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown word {:?}, expected one of: {}", self.word, self.expected.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

vocabulary! {
    /// The unit of offsets. There is one; other units exist only at the edge of the command.
    Offsets {
        /// UTF-8 bytes.
        Bytes = "bytes",
    }
}

vocabulary! {
    /// Where a document's date came from.
    DateSource {
        /// The caller gave it with the article.
        Given = "given",
        /// It stands in the text.
        Text = "text",
        /// The extractor's default.
        Default = "default",
    }
}

vocabulary! {
    /// What kind of thing an entity is.
    EntityKind {
        /// A person whom the gazetteer records as holding, at any time, a leading office.
        Leader = "leader",
        /// Any other person.
        Person = "person",
        /// A country, present or former.
        Country = "country",
        /// A body, company, party, government office, seat of power.
        Organization = "organization",
        /// A place that is no country.
        Place = "place",
    }
}

vocabulary! {
    /// What sort of organization it is.
    OrganizationType {
        /// Intergovernmental organization.
        Igo = "igo",
        /// Non-governmental organization.
        Ngo = "ngo",
        /// Government, seat of power, public agency.
        Government = "government",
        /// Ministry or department.
        Ministry = "ministry",
        /// Armed forces of a state.
        Military = "military",
        /// Any other armed group.
        ArmedGroup = "armed_group",
        /// Political party.
        Party = "party",
        /// Company.
        Company = "company",
        /// Bank, central banks included.
        Bank = "bank",
        /// Newspaper, agency, broadcaster.
        Media = "media",
        /// Court or tribunal.
        Court = "court",
        /// Parliament or chamber.
        Legislature = "legislature",
        /// University or school.
        University = "university",
        /// Think tank, institute, pollster.
        ThinkTank = "think_tank",
        /// None of these.
        Other = "other",
    }
}

vocabulary! {
    /// How a mention refers.
    Form {
        /// The canonical name.
        Name = "name",
        /// Another name.
        Alias = "alias",
        /// A surname alone.
        Surname = "surname",
        /// Initials.
        Acronym = "acronym",
        /// `Russian`, `the Dutch`.
        Demonym = "demonym",
        /// A capital or seat that stands for its government.
        Metonym = "metonym",
        /// An office: `the French president`.
        Title = "title",
        /// A common noun: `the official`.
        Nominal = "nominal",
        /// `he`, `they`.
        Pronoun = "pronoun",
        /// Several at once: `both groups`.
        Group = "group",
        /// Sources only: a report, a statement, a poll.
        Document = "document",
        /// Sources only: somebody unnamed.
        Anonymous = "anonymous",
    }
}

vocabulary! {
    /// How much of a statement is verbatim.
    StatementKind {
        /// All of it inside quotation marks.
        Direct = "direct",
        /// Part of it.
        Mixed = "mixed",
        /// None of it.
        Indirect = "indirect",
    }
}

vocabulary! {
    /// What was done by saying it.
    Act {
        /// Plain saying.
        Say = "say",
        /// Denying.
        Deny = "deny",
        /// Asking.
        Ask = "ask",
        /// Promising, offering.
        Promise = "promise",
        /// Warning, threatening.
        Warn = "warn",
        /// Ordering, demanding.
        Order = "order",
        /// Urging, calling for.
        Urge = "urge",
        /// Accusing, blaming.
        Accuse = "accuse",
        /// Praising, welcoming.
        Praise = "praise",
        /// Criticizing, condemning.
        Criticize = "criticize",
        /// Agreeing, admitting.
        Agree = "agree",
        /// Claiming, arguing.
        Claim = "claim",
        /// Announcing.
        Announce = "announce",
        /// Describing, calling something something.
        Describe = "describe",
        /// Beliefs and intentions.
        Think = "think",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// What an office lets its holder do, across countries. The order is that of seniority.
    Role {
        /// Reigning king, queen, emir, emperor.
        Monarch = "monarch",
        /// The pope.
        Pope = "pope",
        /// Head of state.
        HeadOfState = "head_of_state",
        /// Head of government.
        HeadOfGovernment = "head_of_government",
        /// Prime minister under a president who is head of government himself.
        PrimeMinister = "prime_minister",
        /// Vice president.
        VicePresident = "vice_president",
        /// Deputy prime minister.
        DeputyPrimeMinister = "deputy_prime_minister",
        /// Foreign minister.
        ForeignMinister = "foreign_minister",
        /// Defence minister.
        DefenseMinister = "defense_minister",
        /// Finance minister.
        FinanceMinister = "finance_minister",
        /// Interior minister.
        InteriorMinister = "interior_minister",
        /// Justice minister.
        JusticeMinister = "justice_minister",
        /// Any other minister.
        Minister = "minister",
        /// Governor of a central bank.
        CentralBankGovernor = "central_bank_governor",
        /// Speaker of a parliament.
        Speaker = "speaker",
        /// Head of an international, armed, opposition or rebel body.
        OrganizationHead = "organization_head",
        /// Leader of a party.
        PartyLeader = "party_leader",
        /// Governor-general.
        GovernorGeneral = "governor_general",
        /// Commander of armed forces.
        MilitaryChief = "military_chief",
        /// Head of an intelligence service.
        IntelligenceChief = "intelligence_chief",
        /// Ambassador to the United Nations.
        UnAmbassador = "un_ambassador",
        /// Ambassador.
        Ambassador = "ambassador",
        /// Governor of a state or region.
        Governor = "governor",
        /// Mayor.
        Mayor = "mayor",
        /// Member of a national chamber.
        Legislator = "legislator",
        /// Judge.
        Judge = "judge",
        /// Spokesperson.
        Spokesperson = "spokesperson",
        /// Any other office.
        Other = "other",
    }
}

impl Role {
    /// Does holding it, at any time, make a person a leader? (The contract's list.)
    pub const fn leads(self) -> bool {
        use Role::*;
        matches!(
            self,
            Monarch
                | Pope
                | HeadOfState
                | HeadOfGovernment
                | PrimeMinister
                | VicePresident
                | DeputyPrimeMinister
                | ForeignMinister
                | DefenseMinister
                | FinanceMinister
                | InteriorMinister
                | JusticeMinister
                | Minister
                | CentralBankGovernor
                | Speaker
                | OrganizationHead
                | PartyLeader
        )
    }
}

vocabulary! {
    /// An office seen from a document's date.
    OfficeStatus {
        /// Held on that day.
        Incumbent = "incumbent",
        /// Held before it.
        Former = "former",
        /// Held after it.
        Future = "future",
        /// The date is missing, after the tables' reach, or inside a bound known only by month or year.
        Unknown = "unknown",
    }
}

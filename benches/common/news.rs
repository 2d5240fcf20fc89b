//! Generated news: own sentences filled with names of the tables, about one name in nine words and one quote in three sentences,
//! as in newspapers. The same seed gives the same text.

use onrecord::{EntityKind, Gazetteer};

/// A small generator of numbers (Marsaglia's xorshift), so that every run reads the same text.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit
    }
}

/// Names to fill in, by kind.
pub struct Names {
    people: Vec<String>,
    countries: Vec<String>,
    organizations: Vec<String>,
    places: Vec<String>,
}

impl Names {
    pub fn of(gazetteer: &Gazetteer) -> Names {
        let of = |kinds: &[EntityKind], step: usize| -> Vec<String> {
            let records = gazetteer.records().filter(|r| kinds.contains(&r.kind));
            records.step_by(step).map(|r| r.name.into_owned()).collect()
        };
        Names {
            people: of(&[EntityKind::Leader, EntityKind::Person], 23),
            countries: of(&[EntityKind::Country], 1),
            organizations: of(&[EntityKind::Organization], 11),
            places: of(&[EntityKind::Place], 17),
        }
    }

    /// Every name, for a search by other means over the same list.
    #[allow(dead_code)] // not every benchmark asks for it
    pub fn all(gazetteer: &Gazetteer) -> Vec<String> {
        gazetteer.records().map(|r| r.name.into_owned()).collect()
    }
}

const SENTENCES: [&str; 20] = [
    "Ministers from {C} and {C} met in {P} on Tuesday to settle a dispute over fishing rights that has lasted for years.",
    "“We have waited long enough for an answer,” {N} told reporters after the meeting, adding that another round would follow.",
    "The price of bread rose again last month, and many families in {P} now spend a third of what they earn on food.",
    "{O} said in a statement that it would review the contract before the end of the year.",
    "“Nobody believed that the bridge would stand,” said {N}, who has run the port authority since spring.",
    "The report, which was published on Friday, describes how the money was spent and who signed for it.",
    "According to officials in {P}, the river fell by two metres within a week and is still falling.",
    "{N} declined to comment on the figures.",
    "A spokesman for {O} called the plan “a step in the right direction” but warned of delays.",
    "He said that the government of {C} had promised to pay for the repairs and had not kept its word.",
    "“It is a small sum,” he said. “It is the principle that matters.”",
    "Rain is expected in the north, with clear skies over {P} and light winds along the coast until the weekend.",
    "The committee will hear from {N} and {N} next week before it votes on the proposal.",
    "Farmers blocked the road to {P} for a third day, and drivers waited for hours in the heat.",
    "The {C} delegation left early without giving a reason, two diplomats said.",
    "She joined {O} in 2009 and became its director four years later, after a long career in public health.",
    "Traffic returned to normal in the evening, when the last of the lorries had been towed away.",
    "“Our members want work, not words,” {N} said, and the hall rose to its feet.",
    "The two sides agreed to exchange lists of prisoners and to meet again within a month.",
    "Shares of {O} lost four percent on the news, while the market as a whole was little changed.",
];

/// Sentences with characters beyond ASCII.
const ACCENTED: [&str; 4] = [
    "The café on Østergade stays open until the mayor, André Müller, has had his say, neighbours said.",
    "“Não há pressa,” the coach joked, and the crowd in São Paulo laughed — for once.",
    "Prices in Łódź and Kraków rose by 3½ percent, the zloty fell against the euro (€).",
    "The film “Señora Ibáñez” won prizes in Málaga, Besançon and Malmö.",
];

/// Articles of `length` bytes each, `size` bytes in all; `accented` of every hundred sentences hold characters beyond ASCII.
pub fn articles(names: &Names, size: usize, length: usize, accented: usize) -> Vec<String> {
    let mut numbers = Numbers::new(20_261_123);
    let mut articles = Vec::new();
    let mut total = 0;
    while total < size {
        let mut text = String::with_capacity(length + 400);
        while text.len() < length {
            for _ in 0..2 + numbers.below(3) {
                let special = numbers.below(100) < accented;
                let template = if special { ACCENTED[numbers.below(4)] } else { SENTENCES[numbers.below(20)] };
                fill(&mut text, template, names, &mut numbers);
                text.push(' ');
            }
            text.pop();
            text.push_str("\n\n");
        }
        total += text.len();
        articles.push(text);
    }
    articles
}

fn fill(text: &mut String, template: &str, names: &Names, numbers: &mut Numbers) {
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        let list = match rest.as_bytes()[at + 1] {
            b'N' => &names.people,
            b'C' => &names.countries,
            b'O' => &names.organizations,
            _ => &names.places,
        };
        text.push_str(&list[numbers.below(list.len())]);
        rest = &rest[at + 3..];
    }
    text.push_str(rest);
}

//! The rules that results name.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use console::style;
use serde_json::{Value, json};

use crate::{
    arguments::{Listing, Rules},
    knowledge::print_json,
    output::{shown, width, wrapped},
    print,
};

/// Prints all rules, or those whose id begins as asked.
pub fn run(arguments: &Rules) -> Result<bool> {
    let wanted = arguments.id.as_deref().unwrap_or("");
    let rules: Vec<_> = onrecord::rules().filter(|rule| rule.id.starts_with(wanted)).collect();
    if rules.is_empty() {
        let known: Vec<&str> = onrecord::rules().map(|rule| rule.id).collect();
        bail!("no rule's id begins with {wanted:?}; the rules are {}", known.join(", "));
    }
    if arguments.format == Listing::Json {
        print_json(&rules.iter().map(described).collect())?;
        return Ok(true);
    }
    let mut out = String::new();
    for rule in rules {
        let measured = style(format!("precision at least {}", rule.confidence)).dim();
        let _ = writeln!(out, "{}  {measured}", style(rule.id).bold().cyan());
        let mut paragraph = |lead: &str, text: &str| {
            for (k, line) in wrapped(&shown(text), width() - 4 - lead.len()).iter().enumerate() {
                let lead = if k == 0 { lead } else { &" ".repeat(lead.len()) };
                let _ = writeln!(out, "    {lead}{line}");
            }
        };
        paragraph("", rule.about);
        rule.takes.iter().for_each(|example| paragraph("+ ", example.text));
        rule.leaves.iter().for_each(|text| paragraph("- ", text));
        out.push('\n');
    }
    print(out.as_bytes())?;
    Ok(true)
}

fn described(rule: &onrecord::Rule) -> Value {
    let takes: Vec<Value> = rule.takes.iter().map(|example| json!(example)).collect();
    json!({ "id": rule.id, "about": rule.about, "confidence": rule.confidence, "takes": takes, "leaves": rule.leaves })
}

//! Every parameter with its range, source and grade.

use crate::config::Evidence;
use crate::report::context::Context;
use crate::report::view::{Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};

/// Every parameter with its range, source and grade.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let parameters = &context.results.parameters;
    let counts = Evidence::ALL.map(|grade| {
        let count = parameters.iter().filter(|parameter| parameter.evidence == grade).count();
        format!("{count} {}", words.evidence(grade))
    });
    let mut columns = [Phrase::Name, Phrase::Known, Phrase::Source, Phrase::Unit]
        .map(|title| texts(words.phrase(title)))
        .to_vec();
    columns.extend(
        [Phrase::Value, Phrase::Low, Phrase::High]
            .map(|title| numbers(words, &words.phrase(title), Quantity::Plain)),
    );
    let mut table = Table::new(words, "parameters", words.phrase(Phrase::AssumptionsTable), columns);
    // The short form leaves out what a lever's plan says; `lachan levers NAME` has it, and the
    // words on its strengths.
    let plan = ["coverage", "unit_cost", "fixed_cost", "decay_months"];
    let of_lever = |name: &str| name.starts_with("levers.");
    let planned = |name: &str| of_lever(name) && plan.iter().any(|key| name.ends_with(key));
    for parameter in parameters.iter().filter(|p| context.scripts || !planned(&p.name)) {
        let mut row =
            vec![TableCell::text(&parameter.name), TableCell::text(words.evidence(parameter.evidence))];
        // The grade says already what is assumed.
        let told = context.scripts || (!of_lever(&parameter.name) && parameter.source != "assumed");
        let source = if told { parameter.source.as_str() } else { "" };
        let unit =
            if context.scripts || !of_lever(&parameter.name) { words.unit(&parameter.unit) } else { "" };
        row.extend([TableCell::text(source), TableCell::text(unit)]);
        let values = [parameter.value, parameter.range.0, parameter.range.1];
        row.extend(values.map(|value| TableCell::Number(Some(value))));
        table.push(row);
    }
    Section {
        id: "assumptions",
        title: words.phrase(Phrase::AssumptionsTitle),
        lead: vec![words.fill(Phrase::AssumptionsLead, &[("counts", &counts.join(", "))])],
        tables: vec![table],
        ..Section::default()
    }
}

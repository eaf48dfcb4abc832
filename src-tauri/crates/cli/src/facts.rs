//! `tadori facts`, and the statements of `tadori passages`

use serde::Serialize;
use serde_json::{Value, json};
use tadori_library::tadori_facts::{Fact, Reference};
use tadori_library::{BlockRow, DocumentFacts, Library};

use crate::output::Output;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only facts of this kind: amount, date, reference, ministry, organisation, program, project, target.
    #[arg(long)]
    kind: Option<String>,
    /// Id of the document, as `tadori documents` prints it; all documents without it.
    document: Option<String>,
}

#[derive(Serialize)]
struct FactLine<'a> {
    kind: &'a str,
    document: &'a str,
    file: &'a str,
    line_start: u32,
    line_end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    text: &'a str,
    value: Value,
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    for DocumentFacts { document, blocks, facts } in library.facts(arguments.document.as_deref())? {
        for mention in &facts.mentions {
            if arguments.kind.as_ref().is_some_and(|k| k != mention.fact.kind()) {
                continue;
            }
            let BlockRow { block, .. } = &blocks[mention.block];
            let line = FactLine {
                kind: mention.fact.kind(),
                document: document.id.as_str(),
                file: &document.file_name,
                line_start: block.lines.first,
                line_end: block.lines.last,
                page: block.page,
                text: mention.span.of(&block.text),
                value: value(&mention.fact),
            };
            output.line(&line, || format!("{:6}  {:10}  {}  {}", line.line_start, line.kind, line.text, line.value))?;
        }
    }
    Ok(())
}

/// The value of a fact as the command line prints it; what does not apply is left out.
fn value(fact: &Fact) -> Value {
    let value = match fact {
        Fact::Amount(a) => json!({
            "yen": a.yen, "upto": a.upto, "approximate": a.approximate, "bound": a.bound, "within": a.within,
            "repeated": a.repeated, "role": a.role,
        }),
        Fact::Date(w) => json!({
            "from": w.from, "to": w.to, "precision": w.precision, "fiscal_year": w.fiscal_year, "open": w.open,
        }),
        Fact::Reference(r) => reference(r),
        Fact::Ministry(m) => json!({ "name": m.name, "mark": m.mark, "lead": m.lead }),
        Fact::Organisation(name) | Fact::Project(name) | Fact::Program(name) => json!({ "name": name }),
        Fact::Target(t) => json!({
            "name": t.name, "value": t.value, "unit": t.unit, "period": t.period, "cumulative": t.cumulative,
        }),
        Fact::Definition(d) => json!({ "short": d.short, "long": d.long }),
    };
    brief(value)
}

fn reference(r: &Reference) -> Value {
    json!({
        "title": r.title, "decided_on": r.decided_on, "decided_by": r.decided_by, "issuer": r.issuer,
        "law_number": r.law_number, "article": r.article, "section": r.section, "draft": r.draft, "short": r.short,
    })
}

/// Without what is empty or not so.
pub(crate) fn brief(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    Value::Object(map.into_iter().filter(|(_, v)| !matches!(v, Value::Null | Value::Bool(false))).collect())
}

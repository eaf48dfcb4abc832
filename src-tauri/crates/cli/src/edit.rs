//! `tadori edit`

use tadori_library::{EDITABLE, Kind, Library, PartialDate};

use crate::Usage;
use crate::output::Output;

/// An empty value says that something is not known; --reset takes back what was said.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Id of the document, as `tadori documents` prints it.
    document: String,
    /// Title.
    #[arg(long)]
    title: Option<String>,
    /// Kind: law, strategy, plan, allocation-policy, budget-request, budget, deck, brief, review, other.
    #[arg(long, value_parser = or_nothing::<Kind>)]
    kind: Option<Said<Kind>>,
    /// Issuing body.
    #[arg(long)]
    issuer: Option<String>,
    /// The work that it is an edition of.
    #[arg(long)]
    work: Option<String>,
    /// Edition, such as 第３期.
    #[arg(long)]
    edition: Option<String>,
    /// A draft (案): not decided as it stands. A draft has no date of decision.
    #[arg(long)]
    draft: bool,
    /// Decided: no draft.
    #[arg(long, conflicts_with = "draft")]
    no_draft: bool,
    /// Decision date: 2025, 2025-06 or 2025-06-13.
    #[arg(long, value_parser = or_nothing::<PartialDate>)]
    date: Option<Said<PartialDate>>,
    /// Deciding body.
    #[arg(long)]
    decided_by: Option<String>,
    /// Fiscal year: the calendar year in which it begins.
    #[arg(long, value_parser = or_nothing::<i32>)]
    fiscal_year: Option<Said<i32>>,
    /// Take back what was said of this field (title, kind, issuer, work, edition, draft, `decided_on`,
    /// `decided_by`, `fiscal_year`), or of all (may be repeated).
    #[arg(long, value_name = "FIELD")]
    reset: Vec<String>,
}

/// A value, or that there is none.
#[derive(Clone)]
struct Said<T>(Option<T>);

fn or_nothing<T: std::str::FromStr>(text: &str) -> Result<Said<T>, String>
where
    T::Err: ToString,
{
    if text.is_empty() {
        Ok(Said(None))
    } else {
        text.parse().map(|v| Said(Some(v))).map_err(|e: T::Err| e.to_string())
    }
}

pub(crate) fn run(library: &Library, arguments: &Arguments, output: &mut Output) -> anyhow::Result<()> {
    let details = library.details(&arguments.document)?;
    let mut wanted = details.document.metadata.clone();
    for field in &arguments.reset {
        let known = EDITABLE.contains(&field.as_str()) || field == "all";
        if !known {
            return Err(Usage(format!("no field “{field}”; one of {} or all", EDITABLE.join(", "))).into());
        }
        wanted = details.without(&wanted, field);
    }
    let text = |said: &Option<String>, field: &mut Option<String>| {
        if let Some(text) = said {
            *field = Some(text.clone()).filter(|t| !t.is_empty());
        }
    };
    if let Some(title) = &arguments.title {
        wanted.title.clone_from(title);
    }
    text(&arguments.issuer, &mut wanted.issuer);
    text(&arguments.work, &mut wanted.work);
    text(&arguments.edition, &mut wanted.edition);
    text(&arguments.decided_by, &mut wanted.decided_by);
    if let Some(Said(kind)) = arguments.kind {
        wanted.kind = kind;
    }
    if let Some(Said(date)) = &arguments.date {
        wanted.decided_on.clone_from(date);
    }
    if let Some(Said(year)) = arguments.fiscal_year {
        wanted.fiscal_year = year;
    }
    if arguments.draft || arguments.no_draft {
        wanted.draft = arguments.draft;
    }
    let details = library.edit(&arguments.document, &wanted)?;
    crate::documents::print(output, &details.document)
}

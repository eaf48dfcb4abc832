//! What the text of a document says.

use tadori_library as core;
use tadori_library::Span;
use tadori_library::tadori_facts::{Fact, Mention, Precision};

use super::budget::name;
use crate::{BlockFacts, FactRun, FactView};

impl BlockFacts {
    /// What the blocks `from` to `to` say; those that say nothing are left out.
    pub fn list(read: &core::DocumentFacts, from: u32, to: u32) -> Vec<Self> {
        let mut mentions = read.facts.mentions.as_slice();
        let mut blocks = Vec::new();
        while let Some(first) = mentions.first() {
            let (own, rest) = mentions.split_at(mentions.partition_point(|m| m.block == first.block));
            let row = &read.blocks[first.block];
            if (from..=to).contains(&row.ordinal) {
                blocks.push(Self { block: row.ordinal, runs: runs(&row.block.text, own) });
            }
            mentions = rest;
        }
        blocks
    }
}

/// The text in stretches; mentions that overlap are one stretch.
fn runs(text: &str, mentions: &[Mention]) -> Vec<FactRun> {
    let mut stretches: Vec<(Span, Vec<&Mention>)> = Vec::new();
    for mention in mentions.iter().filter(|m| !m.span.is_empty()) {
        match stretches.last_mut() {
            Some((span, own)) if mention.span.start < span.end => {
                span.end = span.end.max(mention.span.end);
                own.push(mention);
            }
            _ => stretches.push((mention.span, vec![mention])),
        }
    }
    let mut runs = Vec::new();
    let plain = |from: usize, to: usize| {
        (from < to).then(|| FactRun { text: super::shown(&text[from..to]), facts: Vec::new() })
    };
    let mut at = 0;
    for (span, mut own) in stretches {
        own.sort_by_key(|m| std::cmp::Reverse(m.span.len()));
        runs.extend(plain(at, span.start));
        let facts = own.iter().map(|m| FactView::from(&m.fact)).collect();
        runs.push(FactRun { text: super::shown(span.of(text)), facts });
        at = span.end;
    }
    runs.extend(plain(at, text.len()));
    runs
}

impl From<&Fact> for FactView {
    fn from(fact: &Fact) -> Self {
        match fact.clone() {
            Fact::Amount(a) => Self::Amount {
                yen: a.yen,
                upto: a.upto,
                approximate: a.approximate,
                bound: a.bound.map(name),
                within: a.within,
                repeated: a.repeated,
                role: name(a.role),
            },
            Fact::Date(w) => Self::Date {
                from: w.from.map(|date| date.to_string()),
                to: w.to.map(|date| date.to_string()),
                fiscal_year: w.fiscal_year.filter(|_| w.precision == Precision::FiscalYear),
            },
            Fact::Reference(r) => Self::Reference {
                title: r.title,
                decided_on: r.decided_on.map(|date| date.to_string()),
                body: r.decided_by.or(r.issuer),
                law_number: r.law_number,
                article: r.article.or(r.section),
                draft: r.draft,
                short: r.short,
            },
            Fact::Ministry(m) => Self::Ministry { name: m.name, mark: m.mark, lead: m.lead },
            Fact::Organisation(name) => Self::Organisation { name },
            Fact::Project(name) => Self::Project { name },
            Fact::Program(name) => Self::Program { name },
            Fact::Target(t) => {
                Self::Target { name: t.name, value: t.value + &t.unit, period: t.period, cumulative: t.cumulative }
            }
            Fact::Definition(d) => Self::Definition { short: d.short, long: d.long },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_is_one_stretch_and_the_whole_text_is_there() {
        let text = "計画（令和２年）による文部科学省";
        let at = |word: &str| {
            let start = text.find(word).unwrap();
            Span::new(start, start + word.len())
        };
        let mention = |span, name: &str| Mention { block: 0, span, fact: Fact::Organisation(name.to_owned()) };
        let mentions =
            [mention(at("計画（令和２年）"), "計画"), mention(at("令和２年"), "年"), mention(at("文部科学省"), "省")];
        let runs = runs(text, &mentions);
        let told: Vec<(&str, usize)> = runs.iter().map(|r| (r.text.as_str(), r.facts.len())).collect();
        assert_eq!(told, [("計画（令和２年）", 2), ("による", 0), ("文部科学省", 1)]);
        assert_eq!(runs[0].facts[0], FactView::Organisation { name: "計画".to_owned() }, "the widest first");
    }
}

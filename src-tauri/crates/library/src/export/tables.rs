//! Traces, coverage, comparisons and budgets as tables.

use std::sync::Arc;

use tadori_export::{Cell, Column, ColumnKind, Part, Report, Row, Run, Table};
use tadori_facts::{Stage, Strength};
use tadori_links::{Change, End, Hop, LinkKind, Side};
use tadori_text::Span;

use super::reason::{basis_words, kind_words, reason_words};
use crate::citation::{address_of, printed_page};
use crate::control::ReadingWatch;
use crate::{BlockRow, BudgetRow, Comparison, DocumentFacts, DocumentRow, Error, LeftOut, Library, Linked, Verdict};

/// A report that is one table.
fn report(title: String, introduction: String, columns: &[(&str, ColumnKind)], rows: Vec<Row>) -> Report {
    let columns = columns.iter().map(|(title, kind)| Column::new(title, *kind)).collect();
    let table = Table { title: title.clone(), introduction, columns, rows };
    Report { title, introduction: String::new(), made_on: None, parts: vec![Part::Table(table)] }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A text with stretches of it marked.
fn marked(text: &str, spans: &[Span]) -> Cell {
    let (mut runs, mut at) = (Vec::new(), 0);
    let mut spans: Vec<Span> = spans.to_vec();
    spans.sort_by_key(|span| span.start);
    for span in spans {
        let start = span.start.max(at);
        if start >= span.end || text.get(at..start).is_none() || text.get(start..span.end).is_none() {
            continue;
        }
        let run = |span: Span, marked| Run { text: span.of(text).to_owned(), marked };
        runs.extend((at < start).then(|| run(Span::new(at, start), false)));
        runs.push(run(Span::new(start, span.end), true));
        at = span.end;
    }
    runs.extend((at < text.len()).then(|| Run { text: text[at..].to_owned(), marked: false }));
    Cell::Marked(runs)
}

fn link(document: &DocumentRow, row: &BlockRow) -> String {
    address_of(document, row, row, &row.block.text).to_string()
}

/// Title of a document, a draft as such, and where in it.
fn place(document: &Arc<DocumentRow>, row: &BlockRow) -> Cell {
    let draft = if document.metadata.draft { "（案）" } else { "" };
    let page = printed_page(row.page_label.as_deref(), row.block.page);
    let page = page.map_or_else(|| format!("{}行", row.block.lines.first), |p| format!("p.{p}"));
    text(format!("{}{draft} {page}", document.title()))
}

impl Library {
    pub(super) fn trace_report(
        &self,
        document: &str,
        block: u32,
        depth: u32,
        watch: ReadingWatch<'_>,
    ) -> Result<Report, Error> {
        let linked = self.linked_in_turn(watch)?;
        let row = self.document(document)?;
        let from = self.blocks(&row, block, block)?;
        let none = || Error::NoPassage { document: document.to_owned(), block };
        let start = &from.first().ok_or_else(none)?.block.text;
        let rows = linked.trace(document, block as usize, depth)?.iter().map(|hop| hop_row(&linked, hop)).collect();
        let columns = [
            ("段", ColumnKind::Integer),
            ("種類", ColumnKind::Text),
            ("根拠", ColumnKind::Text),
            ("確度", ColumnKind::Score),
            ("元の文書", ColumnKind::Text),
            ("元の記述", ColumnKind::Text),
            ("先の文書", ColumnKind::Text),
            ("先の記述", ColumnKind::Text),
            ("理由", ColumnKind::Text),
        ];
        Ok(report(format!("つながり：{}", row.title()), quoted(start), &columns, rows))
    }

    pub(super) fn coverage_report(&self, document: &str, watch: ReadingWatch<'_>) -> Result<Report, Error> {
        let linked = self.linked_in_turn(watch)?;
        let at = linked.document(document)?;
        let plan = &linked.documents()[at];
        let mut rows = Vec::new();
        for covered in linked.coverage(document)? {
            let statement = &plan.blocks[covered.block];
            let (place, words) = (place(&plan.document, statement), text(statement.block.text.clone()));
            let link = Some(link(&plan.document, statement));
            if covered.carriers.is_empty() {
                let cells = vec![place.clone(), words.clone(), text("（該当する事業なし）")];
                rows.push(Row { cells, link: link.clone() });
            }
            for carrier in &covered.carriers {
                let name = linked.programs()[carrier.program].name.clone();
                let (document, block) = linked.at(&carrier.place);
                let cells = vec![
                    place.clone(),
                    words.clone(),
                    text(name),
                    Cell::Score(carrier.score),
                    text(basis_words(carrier.basis)),
                    text(reason_words(LinkKind::Implements, &carrier.reason)),
                    self::place(document, block),
                ];
                rows.push(Row { cells, link: link.clone() });
            }
        }
        let columns = [
            ("箇所", ColumnKind::Text),
            ("記述", ColumnKind::Text),
            ("事業", ColumnKind::Text),
            ("確度", ColumnKind::Score),
            ("根拠", ColumnKind::Text),
            ("理由", ColumnKind::Text),
            ("事業の記載", ColumnKind::Text),
        ];
        Ok(report(format!("対応表：{}", plan.document.title()), String::new(), &columns, rows))
    }

    pub(super) fn comparison_report(&self, a: &str, b: &str) -> Result<Report, Error> {
        let compared = self.compare(a, b)?;
        let mut rows = Vec::new();
        for one in &compared.sentences {
            let (ours, theirs) = compared.differences(one);
            let side = |read, side: Option<Side>, spans: &[Span]| {
                side.map_or(Cell::Empty, |side| marked(Comparison::sentence(read, side).1, spans))
            };
            let strength = one.strength().map(|(a, b)| text(format!("{} → {}", strength_words(a), strength_words(b))));
            let cells = vec![
                text(change_words(one.change)),
                side(&compared.a, one.a, &ours),
                side(&compared.b, one.b, &theirs),
                strength.unwrap_or_default(),
                line(&compared.a, one.a),
                line(&compared.b, one.b),
            ];
            let link = one.b.map(|side| (&compared.b, side)).or(one.a.map(|side| (&compared.a, side)));
            let link = link.map(|(read, side)| self::link(&read.document, &read.blocks[side.block]));
            rows.push(Row { cells, link });
        }
        let (one, other) = (compared.a.document.title(), compared.b.document.title());
        let columns = [
            ("変更", ColumnKind::Text),
            (one, ColumnKind::Text),
            (other, ColumnKind::Text),
            ("強さ", ColumnKind::Text),
            ("旧の行", ColumnKind::Integer),
            ("新の行", ColumnKind::Integer),
        ];
        Ok(report(format!("新旧対照：{one}／{other}"), String::new(), &columns, rows))
    }

    pub(super) fn budget_report(&self) -> Result<Report, Error> {
        let rows = self.budget()?.lines.iter().map(amount_row).collect();
        let columns = [
            ("年度", ColumnKind::Text),
            ("段階", ColumnKind::Text),
            ("事業・項目", ColumnKind::Text),
            ("統合プロジェクト等", ColumnKind::Text),
            ("府省", ColumnKind::Text),
            ("金額", ColumnKind::Yen),
            ("確定", ColumnKind::Text),
            ("注記", ColumnKind::Text),
            ("合計に含めない理由", ColumnKind::Text),
            ("文書", ColumnKind::Text),
        ];
        let introduction = "未確定の金額は候補を「／」で並べた。".to_owned();
        Ok(report("予算".to_owned(), introduction, &columns, rows))
    }
}

fn quoted(words: &str) -> String {
    format!("起点：「{}」", words.replace('\n', " "))
}

fn hop_row(linked: &Linked, hop: &Hop) -> Row {
    let (one, said) = (&linked.links[hop.link], linked.said(hop.link));
    let end = |end: &End, spans: Vec<Span>| {
        let (document, row) = linked.at(end);
        (place(document, row), marked(&row.block.text, &spans))
    };
    let from = end(&one.from, one.shared.iter().map(|s| s.from).collect());
    let to = end(&one.to, one.shared.iter().map(|s| s.to).collect());
    let basis = said.map_or(basis_words(one.basis), |said| match said.verdict {
        Verdict::Confirmed => "確認済み",
        Verdict::Rejected => "否認",
    });
    let score = said.map_or(one.score, |s| if s.verdict == Verdict::Confirmed { 1.0 } else { 0.0 });
    let (document, row) = linked.at(&one.to);
    let cells = vec![
        Cell::Integer(i64::from(hop.hop)),
        text(kind_words(one.kind)),
        text(basis),
        Cell::Score(score),
        from.0,
        from.1,
        to.0,
        to.1,
        text(reason_words(one.kind, &one.reason)),
    ];
    Row { cells, link: Some(link(document, row)) }
}

fn line(read: &DocumentFacts, side: Option<Side>) -> Cell {
    side.map_or(Cell::Empty, |side| Cell::Integer(i64::from(read.blocks[side.block].block.lines.first)))
}

fn amount_row(row: &BudgetRow) -> Row {
    let (one, passage) = (&row.line, &row.passage);
    let subject = one.subject.clone().unwrap_or_else(|| one.candidates.join("／"));
    let certain = match (&row.decided_at, one.certain) {
        (Some(_), _) => "人が確定",
        (None, true) => "確定",
        (None, false) => "未確定",
    };
    let left_out = row.left_out.map(|why| match why {
        LeftOut::Repeat => "再掲",
        LeftOut::Within => "内数",
        LeftOut::Undecided => "未確定",
        LeftOut::Rejected => "候補のどれでもない",
    });
    let cells = vec![
        one.fiscal_year.map_or(Cell::Empty, |year| text(format!("{year}年度"))),
        text(stage_words(one.stage)),
        text(subject),
        row.project.as_ref().map_or(Cell::Empty, text),
        text(row.ministries.join("、")),
        Cell::Yen(one.amount_yen),
        text(certain),
        text(one.qualifiers.join("、")),
        left_out.map_or(Cell::Empty, text),
        place(&passage.document, &passage.row),
    ];
    Row { cells, link: Some(link(&passage.document, &passage.row)) }
}

fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Request => "概算要求",
        Stage::RequestBase => "概算要求（うち要求額）",
        Stage::RequestPriority => "概算要求（うち要望額）",
        Stage::Initial => "当初予算",
        Stage::Supplementary => "補正予算",
        Stage::Execution => "執行",
        Stage::Other => "その他",
    }
}

fn change_words(change: Change) -> &'static str {
    match change {
        Change::Same => "同じ",
        Change::Added => "追加",
        Change::Removed => "削除",
        Change::Reworded => "修正",
        Change::Moved => "移動",
    }
}

fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Consider => "検討する",
        Strength::Endeavour => "努める",
        Strength::Advance => "進める",
        Strength::Promote => "推進する",
        Strength::Implement => "実施する",
        Strength::Achieve => "達成する",
    }
}

//! Markdown: a block quote an excerpt, and right after it a paragraph with its link.

use std::fmt::Write as _;
use std::io::Write;

use crate::clean::{clean, line};
use crate::note::{self, Block, Inline};
use crate::report::{Cell, Part, Table};
use crate::write::{Job, about};
use crate::{Error, Style};

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let report = job.report;
    writeln!(out, "# {}\n", escape(&line(&report.title)))?;
    if let Some(date) = &report.made_on {
        writeln!(out, "作成日：{date}\n")?;
    }
    out.write_all(note_text(&report.introduction).as_bytes())?;
    let mut number = 0;
    for part in &report.parts {
        match part {
            Part::Section(section) => {
                let level = usize::from(section.level.clamp(1, 5)) + 1;
                writeln!(out, "{} {}\n", "#".repeat(level), escape(&line(&section.title)))?;
                out.write_all(note_text(&section.introduction).as_bytes())?;
            }
            Part::Excerpt(excerpt) => {
                number += 1;
                writeln!(out, "**抜粋{number}** {}\n", escape(&line(&about(excerpt))).trim_end())?;
                writeln!(out, "{}\n", quoted(&escape(&clean(&excerpt.quote))))?;
                writeln!(out, "出典：{}\n", link(&job.citation(excerpt), &excerpt.link))?;
                out.write_all(note_text(&excerpt.note).as_bytes())?;
            }
            Part::Table(table) => out.write_all(table_text(table).as_bytes())?,
        }
        job.steps.step()?;
    }
    lists(job, out)
}

/// The sources and the tags.
fn lists(job: &Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let sources = job.report.sources();
    if !sources.is_empty() {
        writeln!(out, "## 出典一覧\n")?;
    }
    for (index, source) in sources.iter().enumerate() {
        let cited = escape(&line(&Style::Ministry.cite(source, None, "")));
        let url = source.url.as_deref().map(|url| format!(" {}", link("原文", url))).unwrap_or_default();
        let file = escape(&line(&source.file));
        writeln!(out, "{}. {cited}{url}　ファイル：{file}（BLAKE3 {}）", index + 1, line(&source.hash))?;
    }
    let tags = job.report.tags();
    if !tags.is_empty() {
        writeln!(out, "\n## タグ一覧\n")?;
    }
    for (tag, numbers) in tags {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        writeln!(out, "- {}：抜粋{}", escape(&line(tag)), numbers.join("、"))?;
    }
    Ok(())
}

/// A table.
fn table_text(table: &Table) -> String {
    let mut out = format!("## {}\n\n{}", escape(&line(&table.title)), note_text(&table.introduction));
    if table.columns.is_empty() {
        return out;
    }
    let links = table.has_links();
    let head = table.columns.iter().map(|c| escape(&line(&c.title)));
    row(&mut out, head.chain(links.then(|| "リンク".to_owned())));
    let rules = table.columns.iter().map(|c| if c.kind.is_number() { "--:" } else { "---" }.to_owned());
    row(&mut out, rules.chain(links.then(|| "---".to_owned())));
    for cells in &table.rows {
        let address = cells.link.as_deref().map(|url| link("開く", url)).unwrap_or_default();
        row(&mut out, table.cells(cells).map(|(_, cell)| cell_text(cell)).chain(links.then_some(address)));
    }
    out.push('\n');
    out
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        let _ = write!(out, "| {cell} ");
    }
    out.push_str("|\n");
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Link { text, url } => link(text, url),
        Cell::Marked(runs) => {
            let run = |run: &crate::Run| match (escape(&line(&run.text)), run.marked && !run.text.trim().is_empty()) {
                (text, true) => format!("**{text}**"),
                (text, false) => text,
            };
            runs.iter().map(run).collect()
        }
        cell => escape(&line(&cell.plain())),
    }
}

fn link(text: &str, url: &str) -> String {
    // What would end the address is written as its code.
    let url: String = url
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            ' ' => "%20".to_owned(),
            '(' => "%28".to_owned(),
            ')' => "%29".to_owned(),
            '<' => "%3C".to_owned(),
            '>' => "%3E".to_owned(),
            '\\' => "%5C".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("[{}]({url})", escape(&line(text)))
}

/// As a block quote; each line of the text stays one.
fn quoted(text: &str) -> String {
    let mut lines = text.split('\n').peekable();
    let mut out = String::new();
    while let Some(text) = lines.next() {
        // A backslash keeps the end of a line; an empty line parts paragraphs by itself.
        let keeps = !text.is_empty() && lines.peek().is_some_and(|next| !next.is_empty());
        let end = if lines.peek().is_none() { "" } else { "\n" };
        let _ = write!(out, "> {text}{}{end}", if keeps { "\\" } else { "" });
    }
    out
}

/// Text as Markdown that reads as this text and nothing else.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        escape_line(line, &mut out);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let body = line.trim_matches([' ', '\t']);
    let spaces = |out: &mut String, part: &str| {
        for c in part.chars() {
            out.push_str(if c == '\t' { "&#9;" } else { "&#32;" });
        }
    };
    let start = line.len() - line.trim_start_matches([' ', '\t']).len();
    spaces(out, &line[..start]);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    for (index, c) in body.char_indices() {
        let begins = index == 0 && matches!(c, '-' | '+' | '=' | ':');
        let counts = digits > 0 && index == digits && matches!(c, '.' | ')');
        if begins || counts || "\\`*_{}[]<>#|~&$^".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    if !body.is_empty() {
        spaces(out, &line[start + body.len()..]);
    }
}

/// A note as Markdown that cannot break out of its place.
fn note_text(markdown: &str) -> String {
    let mut out = String::new();
    for block in note::read(markdown) {
        out.push_str(&block_text(&block));
        out.push_str("\n\n");
    }
    out
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Paragraph(runs) => inline(runs),
        Block::Heading(runs) => format!("**{}**", escape(&line(&note::words(runs)))),
        Block::Rule => "***".to_owned(),
        Block::Quote(blocks) => indented(&blocks_text(blocks), "> ", "> "),
        Block::Code(code) => indented(code, "    ", "    "),
        Block::List { first, items } => {
            let mut out = Vec::new();
            for (index, item) in items.iter().enumerate() {
                let mark = first.map_or_else(|| "- ".to_owned(), |n| format!("{}. ", n + index as u64));
                out.push(indented(&blocks_text(item), &mark, &" ".repeat(mark.len())));
            }
            out.join("\n")
        }
        Block::Table(rows) => {
            let mut out = String::new();
            let width = rows.iter().map(Vec::len).max().unwrap_or_default();
            for (index, cells) in rows.iter().enumerate() {
                row(&mut out, cells.iter().map(|runs| inline(runs).replace('\n', " ")));
                if index == 0 {
                    row(&mut out, (0..width).map(|_| "---".to_owned()));
                }
            }
            out.trim_end().to_owned()
        }
    }
}

fn blocks_text(blocks: &[Block]) -> String {
    blocks.iter().map(block_text).collect::<Vec<_>>().join("\n\n")
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let line = |(index, line): (usize, &str)| format!("{}{line}", if index == 0 { first } else { rest });
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn inline(runs: &[Inline]) -> String {
    let mut out = String::new();
    for run in runs {
        let mut text = if run.code { code(&run.text) } else { escape(&run.text) };
        // Marks must stand at words, not at spaces.
        if run.text.trim() == run.text && !run.text.is_empty() {
            for (on, mark) in [(run.bold, "**"), (run.italic, "*"), (run.struck, "~~")] {
                if on {
                    text = format!("{mark}{text}{mark}");
                }
            }
        }
        match &run.link {
            Some(url) => out.push_str(&link_raw(&text, url)),
            None => out.push_str(&text),
        }
    }
    out.replace('\n', "\\\n")
}

fn link_raw(text: &str, url: &str) -> String {
    let whole = link("", url);
    format!("[{text}{}", &whole[1..])
}

/// As code: in more back quotes than are in it.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    format!("{fence} {} {fence}", text.replace('\n', " "))
}

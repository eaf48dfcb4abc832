//! One HTML file: no script, nothing fetched, a style for print in it. It is the print view too.

use std::fmt::Write as _;
use std::io::Write;

use tadori_notes::is_harmless;

use crate::clean::escape;
use crate::note::{self, Block, Inline};
use crate::report::{Cell, Excerpt, Part, Source, Table};
use crate::write::{Job, about};
use crate::{Error, Style};

const STYLE: &str = include_str!("style.css");

pub(crate) fn write(job: &mut Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let report = job.report;
    let title = escape(&report.title);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n"
    )?;
    if let Some(date) = &report.made_on {
        writeln!(out, "<p class=\"about\">作成日：{date}</p>")?;
    }
    writeln!(out, "{}", note_html(&report.introduction))?;
    let mut number = 0;
    for part in &report.parts {
        match part {
            Part::Section(section) => {
                let level = section.level.clamp(1, 5) + 1;
                writeln!(out, "<h{level}>{}</h{level}>", escape(&section.title))?;
                writeln!(out, "{}", note_html(&section.introduction))?;
            }
            Part::Excerpt(excerpt) => {
                number += 1;
                writeln!(out, "{}", excerpt_html(number, excerpt, &job.citation(excerpt)))?;
            }
            Part::Table(table) => out.write_all(table_html(table).as_bytes())?,
        }
        job.steps.step()?;
    }
    lists(job, out)?;
    writeln!(out, "</body>\n</html>")?;
    Ok(())
}

fn excerpt_html(number: usize, excerpt: &Excerpt, citation: &str) -> String {
    let note = note_html(&excerpt.note);
    let note = if note.is_empty() { note } else { format!("\n<div class=\"note\">{note}</div>") };
    format!(
        "<article id=\"e{number}\"><p class=\"about\"><b>抜粋{number}</b> {}</p>\n<figure><blockquote class=\"quote\" cite=\"{}\">{}</blockquote>\n\
         <figcaption>出典：{}</figcaption></figure>{note}</article>",
        escape(&about(excerpt)),
        escape(&excerpt.link),
        escape(&excerpt.quote),
        link(citation, &excerpt.link),
    )
}

fn lists(job: &Job<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let sources = job.report.sources();
    if !sources.is_empty() {
        writeln!(out, "<h2>出典一覧</h2>\n<ol>")?;
        for source in sources {
            writeln!(out, "<li>{}</li>", source_html(source))?;
        }
        writeln!(out, "</ol>")?;
    }
    let tags = job.report.tags();
    if !tags.is_empty() {
        writeln!(out, "<h2>タグ一覧</h2>\n<ul>")?;
        for (tag, numbers) in tags {
            let numbers: Vec<String> = numbers.iter().map(|n| format!("<a href=\"#e{n}\">抜粋{n}</a>")).collect();
            writeln!(out, "<li>{}：{}</li>", escape(tag), numbers.join("、"))?;
        }
        writeln!(out, "</ul>")?;
    }
    Ok(())
}

fn source_html(source: &Source) -> String {
    let url = source.url.as_deref().map(|url| format!(" {}", link(url, url))).unwrap_or_default();
    format!(
        "{}{url}<br><span class=\"hash\">ファイル：{}（BLAKE3 {}）</span>",
        escape(&Style::Ministry.cite(source, None, "")),
        escape(&source.file),
        escape(&source.hash)
    )
}

fn table_html(table: &Table) -> String {
    let mut out =
        format!("<h2>{}</h2>\n{}\n<table>\n<thead><tr>", escape(&table.title), note_html(&table.introduction));
    let links = table.has_links();
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(&column.title));
    }
    out.push_str(if links {
        "<th scope=\"col\">リンク</th></tr></thead>\n<tbody>\n"
    } else {
        "</tr></thead>\n<tbody>\n"
    });
    for row in &table.rows {
        out.push_str("<tr>");
        for (column, cell) in table.cells(row) {
            out.push_str(if column.kind.is_number() { "<td class=\"number\">" } else { "<td>" });
            out.push_str(&cell_html(cell));
            out.push_str("</td>");
        }
        if links {
            let _ = write!(out, "<td>{}</td>", row.link.as_deref().map(|url| link("開く", url)).unwrap_or_default());
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn cell_html(cell: &Cell) -> String {
    match cell {
        Cell::Link { text, url } => link(text, url),
        Cell::Marked(runs) => {
            let run = |run: &crate::Run| match (escape(&run.text), run.marked) {
                (text, true) => format!("<mark>{text}</mark>"),
                (text, false) => text,
            };
            runs.iter().map(run).collect::<String>().replace('\n', "<br>")
        }
        cell => escape(&cell.plain()).replace('\n', "<br>"),
    }
}

/// A link, or the words alone where the address may not be followed.
fn link(text: &str, url: &str) -> String {
    if is_harmless(url) { format!("<a href=\"{}\">{}</a>", escape(url), escape(text)) } else { escape(text) }
}

fn note_html(markdown: &str) -> String {
    note::read(markdown).iter().map(block_html).collect()
}

fn block_html(block: &Block) -> String {
    match block {
        Block::Paragraph(runs) => format!("<p>{}</p>", inline(runs)),
        Block::Heading(runs) => format!("<p><b>{}</b></p>", inline(runs)),
        Block::Rule => "<hr>".to_owned(),
        Block::Quote(blocks) => format!("<blockquote>{}</blockquote>", blocks_html(blocks)),
        Block::Code(code) => format!("<pre><code>{}</code></pre>", escape(code)),
        Block::List { first, items } => {
            let items: String = items.iter().map(|item| wrapped("li", &blocks_html(item))).collect();
            match first {
                Some(first) => format!("<ol start=\"{first}\">{items}</ol>"),
                None => format!("<ul>{items}</ul>"),
            }
        }
        Block::Table(rows) => {
            let cells = |row: &Vec<Vec<Inline>>, tag: &str| -> String {
                row.iter().map(|runs| wrapped(tag, &inline(runs))).collect()
            };
            let row = |(index, row)| wrapped("tr", &cells(row, if index == 0 { "th" } else { "td" }));
            format!("<table>{}</table>", rows.iter().enumerate().map(row).collect::<String>())
        }
    }
}

fn wrapped(tag: &str, inner: &str) -> String {
    format!("<{tag}>{inner}</{tag}>")
}

fn blocks_html(blocks: &[Block]) -> String {
    blocks.iter().map(block_html).collect()
}

fn inline(runs: &[Inline]) -> String {
    let mut out = String::new();
    for run in runs {
        let mut text = escape(&run.text).replace('\n', "<br>");
        for (on, tag) in [(run.code, "code"), (run.struck, "s"), (run.italic, "em"), (run.bold, "strong")] {
            if on {
                text = format!("<{tag}>{text}</{tag}>");
            }
        }
        match &run.link {
            Some(url) => {
                let _ = write!(out, "<a href=\"{}\">{text}</a>", escape(url));
            }
            None => out.push_str(&text),
        }
    }
    out
}

//! Pages that are pictures → lines, by an installed `tesseract`.
//!
//! Offered, never required: nothing of it is shipped, and where it is missing
//! the pages stay marked as unread.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::page::Page;
use tadori_text::Rect;

use super::line::{Line, is_japanese};

/// Dots an inch, at which the recogniser was trained to read.
const RESOLUTION: f32 = 300.0;
/// Dots of a picture: A3 at that resolution has 17 million.
const MAX_DOTS: f32 = 20_000_000.0;
/// For one page. A page of small print takes some ten seconds.
const PATIENCE: Duration = Duration::from_mins(2);
/// Percent of certainty below which a line is rather a drawing than text.
const CERTAIN: f32 = 35.0;

/// Where the program is when it is not on the path, as its installers and package managers put it.
const PLACES: [&str; 4] = [
    "tesseract",
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
    r"C:\Program Files\Tesseract-OCR\tesseract.exe",
];

const GET_IT: &str = "Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert; \
                      macOS: brew install tesseract tesseract-lang; \
                      Windows: the Tesseract installer, with the language data for Japanese";

/// The installed recogniser.
#[derive(Clone, Debug)]
pub(super) struct Recogniser {
    program: &'static str,
    /// Name and version.
    name: String,
}

impl Recogniser {
    /// Looks for it; an error says what is missing and how to get it.
    pub(super) fn find() -> Result<Self, String> {
        let found = PLACES.into_iter().find_map(|program| Some((program, ask(program, "--version")?)));
        let Some((program, version)) = found else { return Err(format!("tesseract is not installed ({GET_IT})")) };
        let name = version.lines().next().unwrap_or("tesseract").trim().to_owned();
        let languages = ask(program, "--list-langs").unwrap_or_default();
        if languages.lines().any(|l| l.trim() == "jpn") {
            Ok(Self { program, name })
        } else {
            Err(format!("{name} has no data for Japanese ({GET_IT})"))
        }
    }

    /// Recognises the text of a page; an error says why it could not.
    pub(super) fn read<'a>(&self, page: &'a Page<'a>, settings: &InterpreterSettings) -> Result<Vec<Line>, String> {
        let (width, height) = page.render_dimensions();
        let scale = (RESOLUTION / 72.0).min((MAX_DOTS / (width * height).max(1.0)).sqrt());
        let picture = picture(page, settings, scale)?;
        let dpi = format!("{:.0}", scale * 72.0);
        let mut command = Command::new(self.program);
        command.args(["stdin", "stdout", "-l", "jpn", "--dpi", &dpi, "tsv"]).env("OMP_THREAD_LIMIT", "1");
        let words = run(command, picture)?;
        Ok(lines(&words, scale))
    }
}

/// Name and version of the installed program that can recognise Japanese text; an error says what is missing and how
/// to get it.
pub fn ocr_program() -> Result<String, String> {
    Recogniser::find().map(|r| r.name)
}

fn ask(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The page as a grey picture (PGM).
fn picture<'a>(page: &'a Page<'a>, settings: &InterpreterSettings, scale: f32) -> Result<Vec<u8>, String> {
    let (width, height) = page.render_dimensions();
    if !(width * scale >= 1.0 && height * scale >= 1.0 && (width * scale).max(height * scale) < 30_000.0) {
        return Err("the page has no size that could be drawn".to_owned());
    }
    let pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(page, &RenderCache::new(), settings, &RenderSettings::default(), &pixels);
    let mut picture = format!("P5\n{} {}\n255\n", pixmap.width(), pixmap.height()).into_bytes();
    // The weights of BT.601, in 256ths.
    picture.extend(pixmap.data().iter().map(|p| {
        let [r, g, b] = [p.r, p.g, p.b].map(u32::from);
        ((r * 77 + g * 150 + b * 29) >> 8) as u8
    }));
    Ok(picture)
}

/// A child that is not left behind.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Gives `input` to a program and takes its output, within [`PATIENCE`].
fn run(mut command: Command, input: Vec<u8>) -> Result<String, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(command.spawn().map_err(|e| format!("tesseract did not start: {e}"))?);
    let (Some(mut to), Some(mut from)) = (running.0.stdin.take(), running.0.stdout.take()) else {
        return Err("tesseract did not start".to_owned());
    };
    let (done, finished) = mpsc::channel();
    // Both end by themselves when the program does.
    thread::spawn(move || to.write_all(&input));
    thread::spawn(move || {
        let mut output = Vec::new();
        let read = from.read_to_end(&mut output).map(|_| output);
        let _ = done.send(read);
    });
    let output = match finished.recv_timeout(PATIENCE) {
        Ok(Ok(output)) => output,
        Ok(Err(e)) => return Err(format!("tesseract was cut off: {e}")),
        Err(_) => return Err(format!("tesseract was stopped after {} seconds", PATIENCE.as_secs())),
    };
    match running.0.wait() {
        Ok(status) if status.success() => Ok(String::from_utf8_lossy(&output).into_owned()),
        Ok(status) => Err(format!("tesseract failed ({status})")),
        Err(e) => Err(format!("tesseract failed: {e}")),
    }
}

/// A word and its box in points.
struct Word<'t> {
    text: &'t str,
    rect: Rect,
    certainty: f32,
}

/// The lines of tesseract's table of words.
fn lines(table: &str, scale: f32) -> Vec<Line> {
    let mut lines: Vec<([&str; 4], Vec<Word<'_>>)> = Vec::new();
    for row in table.lines() {
        // level, page, block, paragraph, line, word, left, top, width, height, certainty, text
        let fields: Vec<&str> = row.splitn(12, '\t').collect();
        let &["5", page, block, paragraph, line, _, left, top, width, height, certainty, text] = fields.as_slice()
        else {
            continue;
        };
        let numbers: Option<Vec<f32>> =
            [left, top, width, height, certainty].iter().map(|n| n.parse::<f32>().ok()).collect();
        let Some(&[left, top, width, height, certainty]) = numbers.as_deref() else { continue };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let rect = Rect {
            left: left / scale,
            top: top / scale,
            right: (left + width) / scale,
            bottom: (top + height) / scale,
        };
        let key = [page, block, paragraph, line];
        let word = Word { text, rect, certainty };
        match lines.last_mut() {
            Some((last, words)) if *last == key => words.push(word),
            _ => lines.push((key, vec![word])),
        }
    }
    lines.iter().filter_map(|(_, words)| write(words)).collect()
}

/// A line of recognised words; `None` where it is too doubtful.
fn write(words: &[Word<'_>]) -> Option<Line> {
    let rect = words.iter().map(|w| w.rect).reduce(Rect::join)?;
    let certainty = words.iter().map(|w| w.certainty).sum::<f32>() / words.len() as f32;
    if certainty < CERTAIN {
        return None;
    }
    let (width, height) = (rect.right - rect.left, rect.bottom - rect.top);
    let vertical = height > 1.5 * width && words.iter().map(|w| w.text.chars().count()).sum::<usize>() > 1;
    let along = |r: Rect| if vertical { (r.top, r.bottom) } else { (r.left, r.right) };
    let size = if vertical { width } else { height };
    let (mut text, mut stops) = (String::new(), Vec::new());
    let mut end = along(rect).0;
    for word in words {
        let (from, to) = along(word.rect);
        if let (Some(before), Some(after)) = (text.chars().next_back(), word.text.chars().next()) {
            // It parts Japanese words too, or what it takes for words.
            let japanese = is_japanese(before) || is_japanese(after);
            if !japanese || from - end > 0.9 * size {
                text.push(' ');
                stops.push(end);
            }
        }
        let count = word.text.chars().count() as f32;
        for (i, c) in word.text.chars().enumerate() {
            text.push(c);
            stops.push((to - from).mul_add(i as f32 / count, from));
        }
        end = to;
    }
    stops.push(end);
    Some(Line {
        text,
        stops,
        rect,
        vertical,
        size,
        bold: false,
        gothic: false,
        furniture: false,
        cell: None,
        unknown: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_make_lines() {
        let word = |line: u32, left: u32, certainty: f32, text: &str| {
            format!("5\t1\t1\t1\t{line}\t1\t{left}\t100\t40\t20\t{certainty}\t{text}\n")
        };
        let table = [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
                .to_owned(),
            "4\t1\t1\t1\t1\t0\t0\t0\t10\t10\t-1\t\n".to_owned(),
            word(1, 100, 90.0, "堤防"),
            word(1, 144, 90.0, "の"),
            word(1, 190, 90.0, "river"),
            word(1, 236, 90.0, "bank"),
            word(2, 100, 12.0, "|~;"),
        ]
        .concat();
        let lines = lines(&table, 2.0);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].text, "堤防のriver bank");
        assert_eq!(lines[0].stops.len(), lines[0].text.chars().count() + 1);
        assert_eq!((lines[0].stops[0], lines[0].stops[1]), (50.0, 60.0));
    }
}

//! The real program, in a real window, driven as a person would: import, ask, open, see the mark, restart.
//!
//! Through `WebKitWebDriver` (Debian: webkit2gtk-driver), on the display at
//! hand or on an Xvfb of its own. `WebDriver` cannot drop files on a window:
//! here they are named on the command line, and the drop handler is tested in
//! the window's own tests.

#![cfg(target_os = "linux")]
#![allow(missing_docs, reason = "a test")]

use std::fmt::Write as _;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Map, Value, json};

/// A process that ends with the test, with all that it started.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        let process = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Self(process.unwrap_or_else(|e| panic!("{command:?}: {e}; `cargo xtask setup` installs what is missing")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The group: a driver that is killed leaves its window open. It may have ended by itself.
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.0.id())]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// The program's data folder and a display, which outlast its windows.
struct Desk {
    data: tempfile::TempDir,
    screen: String,
    _display: Option<Running>,
}

/// Long enough for a cold debug build on a busy machine; what is waited for usually comes at once.
const PATIENCE: Duration = Duration::from_mins(1);

impl Desk {
    fn new() -> Self {
        let (display, screen) = display();
        Self { data: tempfile::tempdir().expect("a temporary folder"), screen, _display: display }
    }

    /// Starts the program with files on its command line, under a driver of its own: one that is used for a second
    /// session shows an empty page.
    async fn open(&self, files: &[&Path]) -> Window {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let driver = Running::start(
            Command::new("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("DISPLAY", &self.screen)
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .env("TADORI_DATA", self.data.path().join("data"))
                // What the window remembers belongs to this test alone.
                .env("XDG_DATA_HOME", self.data.path().join("xdg")),
        );
        let options = json!({ "binary": program(), "args": files });
        let mut capabilities = Map::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let url = format!("http://127.0.0.1:{port}");
        let started = Instant::now();
        loop {
            match ClientBuilder::rustls().expect("TLS settings").capabilities(capabilities.clone()).connect(&url).await
            {
                Ok(client) => {
                    let window = Window { client, _driver: driver };
                    window.loaded().await;
                    return window;
                }
                Err(error) => assert!(started.elapsed() < PATIENCE, "the program does not start: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

/// The display at hand, or one of our own that lasts as long as the test.
fn display() -> (Option<Running>, String) {
    if let Ok(screen) = std::env::var("DISPLAY") {
        return (None, screen);
    }
    for number in 90..120 {
        let lock = format!("/tmp/.X{number}-lock");
        if Path::new(&lock).exists() {
            continue;
        }
        let screen = format!(":{number}");
        let server = Running::start(Command::new("Xvfb").args([&screen, "-screen", "0", "1280x900x24"]));
        let started = Instant::now();
        while !Path::new(&lock).exists() && started.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(50));
        }
        return (Some(server), screen);
    }
    panic!("no display number is free");
}

/// The built program: `TADORI_DESKTOP`, or the one beside this test's own folder.
fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("TADORI_DESKTOP") {
        return path.into();
    }
    let here = std::env::current_exe().expect("a test has a path");
    let path = here.ancestors().nth(2).expect("target/PROFILE/deps/TEST").join("tadori-desktop");
    assert!(path.exists(), "{} is not built; `cargo build -p tadori` builds it", path.display());
    path
}

/// The window of the program.
struct Window {
    client: Client,
    _driver: Running,
}

impl Window {
    /// Waits until the page is there: an element asked for while it still loads is never found.
    async fn loaded(&self) {
        let started = Instant::now();
        while self.page().await.trim().is_empty() {
            assert!(started.elapsed() < PATIENCE, "the window stays empty");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits for a visible element with this test id.
    async fn see(&self, id: &str) -> Element {
        self.wait(&format!("[data-testid='{id}']")).await
    }

    /// Whether an element with this test id is visible.
    async fn shows(&self, id: &str) -> bool {
        self.visible(&format!("[data-testid='{id}']")).await.is_some()
    }

    async fn visible(&self, css: &str) -> Option<Element> {
        for element in self.client.find_all(Locator::Css(css)).await.unwrap_or_default() {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    }

    async fn wait(&self, css: &str) -> Element {
        let started = Instant::now();
        loop {
            if let Some(element) = self.visible(css).await {
                return element;
            }
            assert!(started.elapsed() < PATIENCE, "nothing visible matches {css}:\n{}", self.page().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What the window shows, for the message of a failure.
    async fn page(&self) -> String {
        let text = self.client.execute("return document.body.innerText", vec![]).await;
        text.ok().as_ref().and_then(Value::as_str).unwrap_or("(no text)").to_owned()
    }

    /// Waits until the window shows these words.
    async fn says(&self, words: &str) {
        let started = Instant::now();
        loop {
            let page = self.page().await;
            if page.contains(words) {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "“{words}” is not shown:\n{page}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types a query in place of what is in the box.
    async fn ask(&self, query: &str) {
        let search = self.see("search-box").await;
        search.clear().await.expect("the box can be emptied");
        search.send_keys(query).await.expect("the box takes text");
    }

    /// Asks, opens the best hit by keyboard, and gives the marked words of the block that the reader stands on.
    async fn open_best_hit(&self, query: &str) -> Vec<String> {
        self.ask(query).await;
        self.see("result").await;
        // Enter on a list that is about to be replaced chooses the best hit of the new one; the next Enter opens it.
        let enter: char = Key::Enter.into();
        let started = Instant::now();
        while !self.shows("reader").await {
            assert!(started.elapsed() < PATIENCE, "Enter opens nothing:\n{}", self.page().await);
            self.see("search-box").await.send_keys(&enter.to_string()).await.expect("the box takes keys");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        self.wait("[data-testid='hit-current'], [data-testid='reader-block'] [data-testid='mark']").await;
        let script = "return [...document.querySelectorAll('[data-testid=reader] [data-testid=mark]')].map((m) => m.textContent)";
        let marks = self.client.execute(script, vec![]).await.expect("the window answers");
        serde_json::from_value(marks).expect("a list of words")
    }

    /// Presses the first visible element that matches.
    async fn press(&self, css: &str) {
        self.wait(css).await.click().await.expect("it can be pressed");
    }

    /// What a script that ends in a value says.
    async fn value(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect("the window answers")
    }

    async fn close(self) {
        self.client.close().await.expect("the window closes");
    }
}

/// A page as a ministry might have written it, by us.
const POLICY: &str = "医学研究の環境に関する方針\n\n１．背景\n\n大学病院に勤める医師は、診療と教育の負担が重く、研究に充てる時間を\n\
十分に取れないことが課題である。\n\n２．対応\n\n研究を支える人材を配置し、研究時間の確保に取り組む。\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_by_the_marked_passage_also_after_a_restart() {
    let desk = Desk::new();
    let file = desk.data.path().join("研究環境の方針.txt");
    std::fs::write(&file, POLICY).expect("a file to import");
    let question = "大学病院の医師はなぜ研究の時間を取れないのか";

    let window = desk.open(&[&file]).await;
    let marks = window.open_best_hit(question).await;
    for word in ["大学", "病院", "医師", "時間"] {
        assert!(marks.iter().any(|m| m.contains(word)), "{word} is not marked: {marks:?}");
    }
    window.close().await;

    let window = desk.open(&[]).await;
    // The library of the last time is open again.
    window.says("マイライブラリー").await;
    let marks = window.open_best_hit(question).await;
    assert!(marks.iter().any(|m| m.contains("医師")), "{marks:?}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_shows_the_sample_with_its_badge() {
    let desk = Desk::new();
    let window = desk.open(&[]).await;
    window.ask("souyaku").await;
    let hit = window.see("result").await.text().await.expect("a hit has text");
    assert!(hit.contains("見本・要約"), "a summary of ours is not told from the original: {hit}");
    window.ask("宇宙麻雀").await;
    window.see("no-hit").await;
    window.close().await;
}

/// A PDF of pages with one line of text each, in a font that is not embedded, by us.
fn pdf(lines: &[String]) -> Vec<u8> {
    let pages = lines.len();
    let kids: Vec<String> = (0..pages).map(|n| format!("{} 0 R", 5 + 2 * n)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" ")),
        "<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)\
         /Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 4/FontBBox[0 -200 1000 900]\
         /ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
            .to_owned(),
    ];
    for (n, line) in lines.iter().enumerate() {
        let hex = line.encode_utf16().fold(String::new(), |hex, unit| hex + &format!("{unit:04X}"));
        let content = format!("BT /F 14 Tf 72 700 Td <{hex}> Tj ET");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            6 + 2 * n
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_pdfs_is_stopped_taken_up_again_and_searched_to_the_boxed_words() {
    const FILES: usize = 150;
    let desk = Desk::new();
    let folder = desk.data.path().join("資料");
    std::fs::create_dir(&folder).expect("a folder");
    for n in 0..FILES {
        let page = |p: usize| format!("第{n}号の{p}枚目は、沿岸の防潮堤を点検する手順を定める。");
        let pages: Vec<String> = (1..=20).map(page).collect();
        std::fs::write(folder.join(format!("{n:03}.pdf")), pdf(&pages)).expect("a file");
    }
    std::fs::write(folder.join("壊れた.pdf"), "%PDF-1.7\nnothing more").expect("a file");

    let window = desk.open(&[&folder]).await;
    window.press("[data-testid='nav-import']").await;
    window.see("import-running").await;
    window.press("[data-testid='import-pause']").await;
    window.says("一時停止").await;
    window.press("[data-testid='import-cancel']").await;
    window.see("import-summary").await;
    let rows = "return document.querySelectorAll('[data-testid=import-row]').length";
    assert!(window.value(rows).await.as_u64().is_some_and(|n| n < FILES as u64), "there was nothing left to stop");
    window.press("[data-testid='import-resume']").await;
    window.says("取込が終わりました").await;
    window.press("[data-testid='import-refused']").await;
    window.says("壊れた.pdf").await;

    let marks = window.open_best_hit("第149号の17枚目 防潮堤").await;
    assert!(marks.iter().any(|m| m.contains("防潮堤")), "{marks:?}");
    // In a window of this width the page waits until it is asked for.
    window.press("[data-testid='original-toggle']").await;
    let mark = window.see("mark-current").await;
    let page =
        window.value("return document.querySelector('[data-testid=mark-current]').closest('[data-page]').dataset.page");
    assert_eq!(page.await, json!("17"));
    // 14 points a character from 72 points on, 142 points from the top of 842.
    let script = "const m = document.querySelector('[data-testid=mark-current]'), p = m.closest('[data-page]');\
                  const a = m.getBoundingClientRect(), b = p.getBoundingClientRect(), s = 595 / b.width;\
                  return [(a.left - b.left) * s, (a.top - b.top) * s, (a.bottom - b.top) * s]";
    let place: Vec<f64> = serde_json::from_value(window.value(script).await).expect("three figures");
    assert!((place[0] - 72.0) % 14.0 < 2.0 || (place[0] - 72.0) % 14.0 > 12.0, "not at a character: {place:?}");
    assert!(place[1] < 142.0 && place[2] > 138.0 && place[2] - place[1] < 30.0, "not on the line: {place:?}");
    assert!(mark.is_displayed().await.unwrap_or(false));
    window.close().await;
}

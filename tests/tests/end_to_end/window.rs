//! The program under a driver: its window, and what a person does in it.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

/// A process that ends with the test, with all that it started.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
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
pub(crate) struct Desk {
    pub(crate) data: tempfile::TempDir,
    screen: String,
    _display: Option<Running>,
}

/// Long enough for a cold debug build on a busy machine; what is waited for usually comes at once.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

impl Desk {
    pub(crate) fn new() -> Self {
        let (display, screen) = display();
        Self { data: tempfile::tempdir().expect("a temporary folder"), screen, _display: display }
    }

    /// A file to import.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.data.path().join(name);
        std::fs::write(&path, text).expect("a file to import");
        path
    }

    /// Starts the program with files on its command line, under a driver of its own: one that is used for a second
    /// session shows an empty page.
    pub(crate) async fn open(&self, files: &[&Path]) -> Window {
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
            match ClientBuilder::new(HttpConnector::new()).capabilities(capabilities.clone()).connect(&url).await {
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
pub(crate) fn display() -> (Option<Running>, String) {
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
pub(crate) fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("TADORI_DESKTOP") {
        return path.into();
    }
    let here = std::env::current_exe().expect("a test has a path");
    let path = here.ancestors().nth(2).expect("target/PROFILE/deps/TEST").join("tadori-desktop");
    assert!(path.exists(), "{} is not built; `cargo build -p tadori` builds it", path.display());
    path
}

/// The window of the program.
pub(crate) struct Window {
    client: Client,
    _driver: Running,
}

impl Window {
    /// Waits until the page is there: an element asked for while it still loads is never found.
    pub(crate) async fn loaded(&self) {
        let started = Instant::now();
        while self.page().await.trim().is_empty() {
            assert!(started.elapsed() < PATIENCE, "the window stays empty");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits for a visible element with this test id.
    pub(crate) async fn see(&self, id: &str) -> Element {
        self.wait(&format!("[data-testid='{id}']")).await
    }

    /// Whether an element with this test id is visible.
    pub(crate) async fn shows(&self, id: &str) -> bool {
        self.visible(&format!("[data-testid='{id}']")).await.is_some()
    }

    pub(crate) async fn visible(&self, css: &str) -> Option<Element> {
        for element in self.client.find_all(Locator::Css(css)).await.unwrap_or_default() {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    }

    pub(crate) async fn wait(&self, css: &str) -> Element {
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
    pub(crate) async fn page(&self) -> String {
        let text = self.client.execute("return document.body.innerText", vec![]).await;
        text.ok().as_ref().and_then(Value::as_str).unwrap_or("(no text)").to_owned()
    }

    /// Waits until the window shows these words.
    pub(crate) async fn says(&self, words: &str) {
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
    pub(crate) async fn ask(&self, query: &str) {
        let search = self.see("search-box").await;
        search.clear().await.expect("the box can be emptied");
        search.send_keys(query).await.expect("the box takes text");
    }

    /// Asks, opens the best hit by keyboard, and gives the marked words of the block that the reader stands on.
    pub(crate) async fn open_best_hit(&self, query: &str) -> Vec<String> {
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

    /// Waits until no element that matches has these words.
    pub(crate) async fn gone(&self, words: &str, css: &str) {
        let script =
            format!("return [...document.querySelectorAll(`{css}`)].some((e) => e.textContent.includes('{words}'))");
        let started = Instant::now();
        while self.value(&script).await == json!(true) {
            assert!(started.elapsed() < PATIENCE, "“{words}” stays:\n{}", self.page().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses the first visible element that matches.
    pub(crate) async fn press(&self, css: &str) {
        self.wait(css).await.click().await.expect("it can be pressed");
    }

    /// Presses the first visible element that matches and has these words.
    pub(crate) async fn press_words(&self, css: &str, words: &str) {
        let started = Instant::now();
        loop {
            for element in self.client.find_all(Locator::Css(css)).await.unwrap_or_default() {
                let shown = element.is_displayed().await.unwrap_or(false);
                if shown && element.text().await.is_ok_and(|text| text.contains(words)) {
                    return element.click().await.expect("it can be pressed");
                }
            }
            assert!(started.elapsed() < PATIENCE, "nothing that matches {css} says “{words}”:\n{}", self.page().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Types into what has the focus.
    pub(crate) async fn type_keys(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .expect("something has the focus")
            .send_keys(keys)
            .await
            .expect("it takes keys");
    }

    /// Goes down a list by keyboard until the row that is active matches.
    pub(crate) async fn go_down(&self, list: &str, css: &str) {
        self.wait(&format!("{list} {css}")).await;
        let focus = format!("document.querySelector(`{list}`).focus(); return true");
        let there = format!(
            "const list = document.querySelector(`{list}`); \
             const row = document.getElementById(list.getAttribute('aria-activedescendant')); \
             return row !== null && row.matches(`{css}`)"
        );
        self.value(&focus).await;
        for _ in 0..50 {
            if self.value(&there).await == json!(true) {
                return;
            }
            self.type_keys(&char::from(Key::Down).to_string()).await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no row {css} is met in {list}:\n{}", self.page().await);
    }

    /// What a script that ends in a value says.
    pub(crate) async fn value(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect("the window answers")
    }

    pub(crate) async fn close(self) {
        self.client.close().await.expect("the window closes");
    }
}

//! A process of our own for files whose libraries can be led to eat memory or time, or to crash.
//!
//! A program that embeds this crate starts itself once more for each such
//! file: the bytes go in on standard input, the document comes back on
//! standard output. The child has a limit on memory, its parent a limit on
//! time; over either, or when somebody cancels, it is killed with all that it
//! started (text recognition is a program of its own), and the file is
//! refused. When the parent dies however it dies, the child's input ends, and
//! it ends itself.

mod child;
mod contain;
pub(crate) mod frame;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;
use std::process::{ChildStderr, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use tadori_ingest::{Error, Ingested, Options};

pub use child::run;

use contain::Contained;
use frame::{Request, Said};

/// The first argument by which a program knows that it is the child.
const ARGUMENT: &str = "--read-file";

/// The variable that a person may give a password in; no child needs to see it.
const PASSWORD: &str = "TADORI_PASSWORD";

/// How the child is started, and what it may take.
#[derive(Clone, Debug)]
pub struct Helper {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
}

/// What reading one file may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Memory in bytes.
    pub memory: u64,
    /// Time for a small file; each megabyte and each page that was really read adds to it.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, time: Duration::from_mins(2) }
    }
}

impl Helper {
    /// A program whose `main` begins with [`run`].
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), arguments: vec![ARGUMENT.into()], limits: Limits::default() }
    }

    /// The program that runs, whose `main` begins with [`run`]; `None` where it cannot say where it lies.
    pub fn of_this_program() -> Option<Self> {
        std::env::current_exe().ok().map(Self::new)
    }

    /// The same with other limits.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// How a reading is watched and stopped.
#[derive(Clone, Copy)]
pub(crate) struct Watch<'a> {
    /// Asked again and again; the child is killed when it says so.
    pub(crate) stopped: &'a dyn Fn() -> bool,
    /// Told how many pages are read, and how many there are.
    pub(crate) pages: &'a dyn Fn(u32, u32),
}

impl Watch<'_> {
    /// Nobody watches.
    pub(crate) const NONE: Watch<'static> = Watch { stopped: &|| false, pages: &|_, _| {} };
}

/// Why there is no document.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The file is at fault.
    Refused(Error),
    /// Somebody cancelled.
    Stopped,
    /// No child could be started.
    NotStarted(std::io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Reads a file: in a child where its format asks for that and there is a helper, else here.
///
/// The password is tried only on a file that does not open without one.
pub(crate) fn ingest(
    helper: Option<&Helper>,
    name: &str,
    bytes: &[u8],
    options: &Options,
    watch: Watch<'_>,
) -> Result<Ingested, Failure> {
    let read = |options: &Options| match helper.filter(|_| tadori_ingest::needs_limits(bytes)) {
        Some(helper) => helper.read(name, bytes, options, watch),
        None => Ok(child::read(name, bytes, options, watch.pages)?),
    };
    match (read(&Options { password: None, ..options.clone() }), &options.password) {
        (Err(Failure::Refused(Error::PasswordNeeded)), Some(_)) => read(options),
        (other, _) => other,
    }
}

/// How often a child is looked after, while it says nothing.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What comes of a child.
enum Outcome {
    Answer(Result<Ingested, Error>),
    Ended,
    Garbled,
    OverTime { pages: u32 },
    Stopped,
}

impl Helper {
    /// Reads a file in a child.
    fn read(&self, name: &str, bytes: &[u8], options: &Options, watch: Watch<'_>) -> Result<Ingested, Failure> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env_remove(PASSWORD);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = Contained::start(&mut command, self.limits.memory).map_err(Failure::NotStarted)?;
        let (input, output, errors) = child.pipes();
        let request = Request { name, options, memory: self.limits.memory, bytes: bytes.len() as u64 };
        let (outcome, status, last_words) = std::thread::scope(|scope| {
            // The child may take its time to read, so each pipe has a thread. That the input stays open until the end
            // is how the child knows that somebody waits for it.
            let writer = scope.spawn(move || {
                let mut input = input;
                // A child that does not listen shows at its output.
                let _ = frame::write(&mut input, &request).and_then(|()| std::io::Write::write_all(&mut input, bytes));
                input
            });
            let (sender, receiver) = mpsc::channel();
            scope.spawn(move || {
                let mut output = std::io::BufReader::new(output);
                loop {
                    let said = frame::read::<Said>(&mut output, self.limits.memory);
                    let last = said.is_err();
                    if sender.send(said).is_err() || last {
                        break;
                    }
                }
            });
            let errors = scope.spawn(move || last_words(errors));
            let outcome = self.attend(&receiver, bytes.len(), options.ocr, watch);
            child.kill();
            let status = child.wait();
            drop(writer.join());
            (outcome, status, errors.join().unwrap_or_default())
        });
        match outcome {
            Outcome::Answer(answer) => Ok(answer?),
            Outcome::Stopped => Err(Failure::Stopped),
            Outcome::OverTime { pages } => {
                let what = format!(
                    "it took more time than such a file may take ({} seconds for a small one; {pages} pages were read)",
                    self.limits.time.as_secs()
                );
                Err(over(what))
            }
            Outcome::Ended if ran_out_of_memory(status.as_ref().ok(), &last_words) => {
                Err(over(format!("it needs more than {} MB of memory", self.limits.memory >> 20)))
            }
            Outcome::Ended => {
                let how = status.map_or_else(|e| e.to_string(), |s| s.to_string());
                Err(damaged(bytes, format!("the program that reads it ended without an answer ({how})")))
            }
            Outcome::Garbled => Err(damaged(bytes, "the program that reads it gave no answer".to_owned())),
        }
    }

    /// Listens to the child until it has answered, ended, or has to be ended.
    fn attend(
        &self,
        said: &mpsc::Receiver<std::io::Result<Said>>,
        bytes: usize,
        ocr: bool,
        watch: Watch<'_>,
    ) -> Outcome {
        let started = Instant::now();
        let mut pages = 0;
        loop {
            match said.recv_timeout(LOOK_EVERY) {
                Ok(Ok(Said::Answer(answer))) => return Outcome::Answer(answer),
                Ok(Ok(Said::Pages { done, total })) => {
                    pages = pages.max(done);
                    (watch.pages)(done, total);
                }
                // Its output ends when it does; anything else is not of our making.
                Ok(Err(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Outcome::Ended,
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Outcome::Garbled,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if (watch.stopped)() {
                return Outcome::Stopped;
            }
            if started.elapsed() > self.limits.allowance(bytes, pages, ocr) {
                return Outcome::OverTime { pages };
            }
        }
    }
}

impl Limits {
    /// How long reading a file may have taken when so many of its pages are read.
    fn allowance(&self, bytes: usize, pages: u32, ocr: bool) -> Duration {
        let size = Duration::from_secs(bytes as u64 >> 20);
        // Text recognition has a limit of its own for a page; the page at work has its time too.
        let earned = if ocr {
            Duration::from_mins(3).saturating_mul(pages.saturating_add(1))
        } else {
            Duration::from_millis(500).saturating_mul(pages)
        };
        self.time.saturating_add(size).saturating_add(earned)
    }
}

fn over(what: String) -> Failure {
    let advice = "split it, or save it again in the program it was made with";
    Failure::Refused(Error::Limit { what: what.into(), advice: advice.into() })
}

fn damaged(bytes: &[u8], what: String) -> Failure {
    Failure::Refused(Error::Damaged { format: format_of(bytes).into(), what: what.into() })
}

/// What a file calls itself, for people.
fn format_of(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF") { "Office file" } else { "PDF" }
}

/// Whether a child ended because it got no more memory: Rust says so before it aborts, the system kills.
fn ran_out_of_memory(status: Option<&ExitStatus>, last_words: &str) -> bool {
    #[cfg(unix)]
    let killed = status.is_some_and(|s| std::os::unix::process::ExitStatusExt::signal(s) == Some(9));
    #[cfg(not(unix))]
    let killed = status.is_none();
    killed || last_words.contains("memory allocation of")
}

/// The end of what a child wrote to its standard error.
fn last_words(mut errors: ChildStderr) -> String {
    const KEPT: usize = 4096;
    let (mut kept, mut part) = (Vec::new(), [0; KEPT]);
    while let Ok(read @ 1..) = errors.read(&mut part) {
        kept.extend_from_slice(&part[..read]);
        kept.drain(..kept.len().saturating_sub(KEPT));
    }
    String::from_utf8_lossy(&kept).into_owned()
}

//! The child's side: reads one file and answers.

use std::cell::Cell;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use tadori_ingest::{Error, Ingested, Options};

use super::frame::{Asked, Said};
use super::{ARGUMENT, contain, format_of, frame};

/// The most bytes of a request without its file: a name and a password.
const REQUEST: u64 = 1 << 20;
/// Progress is said no more often than this.
const SAY_EVERY: Duration = Duration::from_millis(100);

/// Where this process was started to read one file, does so; `None` where it was started by a person.
///
/// The first thing in `main` of every program that gives a library its own path as the [`super::Helper`].
pub fn run() -> Option<ExitCode> {
    let asked = std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT);
    asked.then(|| match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    })
}

fn serve() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let asked: Asked = frame::read(&mut input, REQUEST)?;
    contain::limit_memory(asked.memory)?;
    let mut bytes = Vec::new();
    if (&mut input).take(asked.bytes).read_to_end(&mut bytes)? as u64 != asked.bytes {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    drop(input);
    std::thread::spawn(|| {
        // Nothing more comes. When even that ends, nobody waits any more.
        let _ = io::stdin().lock().read(&mut [0]);
        contain::end_with_all();
    });
    let mut output = io::stdout().lock();
    let last = Cell::new(None::<Instant>);
    let out = std::cell::RefCell::new(&mut output);
    let say = |done: u32, total: u32| {
        if done == total || last.get().is_none_or(|at| at.elapsed() >= SAY_EVERY) {
            last.set(Some(Instant::now()));
            // If nobody listens, the end is near.
            let _ = frame::write(&mut **out.borrow_mut(), &Said::Pages { done, total });
        }
    };
    let answer = catch_unwind(AssertUnwindSafe(|| read(&asked.name, &bytes, &asked.options, &say)));
    let answer = answer.unwrap_or_else(|_| {
        let what = "the program that reads it failed on it";
        Err(Error::Damaged { format: format_of(&bytes).into(), what: what.into() })
    });
    frame::write(&mut output, &Said::Answer(answer))
}

/// Reads a file in this process.
pub(super) fn read(name: &str, bytes: &[u8], options: &Options, pages: &dyn Fn(u32, u32)) -> Result<Ingested, Error> {
    tadori_ingest::read_with(name, bytes, options, pages)
}

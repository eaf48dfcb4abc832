//! Imports in the background: one at a time, each with a number and a way to stop it.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use tadori_library::{Error, ImportSummary, Library, Progress, Step};
use tadori_wire::{Event, FileReport, ImportProgress, JobId};

/// The job that runs, if one does.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    last: AtomicU32,
    running: Mutex<Option<(u32, Arc<AtomicBool>)>>,
}

/// Where events go.
pub(crate) type Sink = Arc<dyn Fn(Event) + Send + Sync>;

impl Jobs {
    /// Runs `work` in the background as a job and sends its events; refuses while another one runs.
    pub(crate) fn start(
        self: &Arc<Self>,
        library: Arc<Library>,
        sink: Sink,
        work: impl FnOnce(&Library, Progress<'_>) -> Result<ImportSummary, Error> + Send + 'static,
    ) -> Result<JobId, Error> {
        let job = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let cancel = Arc::new(AtomicBool::new(false));
        {
            let mut running = self.running.lock().expect("no thread panics with it");
            if running.is_some() {
                return Err(Error::Busy { path: library.path().to_owned() });
            }
            *running = Some((job, Arc::clone(&cancel)));
        }
        let jobs = Arc::clone(self);
        std::thread::spawn(move || {
            let watch = Watch::new(job, &sink);
            let report = |step: Step| watch.step(&step);
            let outcome = work(&library, Progress { report: &report, cancel: &cancel });
            *jobs.running.lock().expect("no thread panics with it") = None;
            sink(Event::LibraryChanged);
            sink(Event::ImportDone(watch.summary(outcome)));
        });
        Ok(JobId { job })
    }

    /// Whether no job runs.
    pub(crate) fn idle(&self) -> bool {
        self.running.lock().expect("no thread panics with it").is_none()
    }

    /// Stops a job after the file at work; one that has ended is no fault.
    pub(crate) fn cancel(&self, id: JobId) {
        if let Some((job, cancel)) = &*self.running.lock().expect("no thread panics with it")
            && *job == id.job
        {
            cancel.store(true, Ordering::Relaxed);
        }
    }
}

/// Turns the steps of a job into events.
struct Watch<'a> {
    job: u32,
    sink: &'a Sink,
    total: AtomicU32,
    done: AtomicU32,
    refused: AtomicU32,
}

impl<'a> Watch<'a> {
    fn new(job: u32, sink: &'a Sink) -> Self {
        Self { job, sink, total: AtomicU32::new(0), done: AtomicU32::new(0), refused: AtomicU32::new(0) }
    }

    fn step(&self, step: &Step) {
        match step {
            Step::Started { total } => {
                self.total.store(*total, Ordering::Relaxed);
                self.progress(None);
            }
            Step::File(report) => {
                self.done.fetch_add(1, Ordering::Relaxed);
                let report = FileReport::new(self.job, report);
                let file = report.file.clone();
                (self.sink)(Event::ImportFile(report));
                self.progress(Some(file));
            }
            Step::Indexed { done, total } => {
                (self.sink)(Event::IndexProgress(tadori_wire::IndexProgress { done: *done, total: *total }));
            }
        }
    }

    fn progress(&self, file: Option<String>) {
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        (self.sink)(Event::ImportProgress(ImportProgress { job: self.job, done, total, file }));
    }

    /// The end of the job. One that failed as a whole reports the failure as a line of its own.
    fn summary(&self, outcome: Result<ImportSummary, Error>) -> tadori_wire::ImportSummary {
        match outcome {
            Ok(summary) => tadori_wire::ImportSummary::new(self.job, summary),
            Err(error) => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                let code = tadori_wire::Code::from(&error).to_string();
                (self.sink)(Event::ImportFile(FileReport::failed(self.job, code, error.to_string())));
                tadori_wire::ImportSummary {
                    job: self.job,
                    imported: self.done.load(Ordering::Relaxed),
                    unchanged: 0,
                    refused: self.refused.load(Ordering::Relaxed),
                    cancelled: true,
                }
            }
        }
    }
}

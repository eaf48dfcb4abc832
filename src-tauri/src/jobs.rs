//! Imports in the background: one at a time, each with a number, a way to stop it or let it wait, and a report.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use tadori_library::{Control, Error, FileReport, ImportSummary, Library, Progress, Step};
use tadori_wire::{Event, ImportProgress, JobId};

/// The job that runs, if one does, and the reports of the last ones.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    last: AtomicU32,
    running: Mutex<Option<Running>>,
    reports: Mutex<BTreeMap<u32, Vec<FileReport>>>,
}

#[derive(Debug)]
struct Running {
    job: u32,
    control: Arc<Control>,
    watch: Arc<Watch>,
}

/// Where events go.
pub(crate) type Sink = Arc<dyn Fn(Event) + Send + Sync>;

/// Jobs whose reports can still be saved.
const REPORTS: usize = 8;

impl Jobs {
    /// Runs `work` in the background as a job and sends its events; refuses while another one runs.
    pub(crate) fn start(
        self: &Arc<Self>,
        library: Arc<Library>,
        sink: Sink,
        work: impl FnOnce(&Library, Progress<'_>) -> Result<ImportSummary, Error> + Send + 'static,
    ) -> Result<JobId, Error> {
        let job = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let (control, watch) = (Arc::new(Control::default()), Arc::new(Watch::new(job, sink)));
        {
            let mut running = self.running();
            if running.is_some() {
                return Err(Error::Busy { path: library.path().to_owned() });
            }
            *running = Some(Running { job, control: Arc::clone(&control), watch: Arc::clone(&watch) });
        }
        {
            let mut reports = self.reports.lock().expect("no thread panics with it");
            reports.insert(job, vec![]);
            while reports.len() > REPORTS {
                reports.pop_first();
            }
        }
        let jobs = Arc::clone(self);
        std::thread::spawn(move || {
            let report = |step: Step| {
                watch.step(&step);
                if let Step::File(line) = step {
                    let mut reports = jobs.reports.lock().expect("no thread panics with it");
                    reports.entry(job).or_default().push(*line);
                }
            };
            let outcome = work(&library, Progress { report: &report, control: &control });
            *jobs.running() = None;
            (watch.sink)(Event::LibraryChanged);
            (watch.sink)(Event::ImportDone(watch.summary(outcome)));
        });
        Ok(JobId { job })
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().expect("no thread panics with it")
    }

    /// Whether no job runs.
    pub(crate) fn idle(&self) -> bool {
        self.running().is_none()
    }

    /// Stops a job; one that has ended is no fault.
    pub(crate) fn cancel(&self, id: JobId) {
        if let Some(running) = &*self.running()
            && running.job == id.job
        {
            running.control.cancel();
        }
    }

    /// Lets a job wait after the file at work, or go on; one that has ended is no fault.
    pub(crate) fn pause(&self, id: JobId, paused: bool) {
        if let Some(running) = &*self.running()
            && running.job == id.job
        {
            running.control.pause(paused);
            running.watch.pause(paused);
        }
    }

    /// The report of a job as far as it is; `None` where it is not known (any more).
    pub(crate) fn report(&self, id: JobId) -> Option<Vec<FileReport>> {
        self.reports.lock().expect("no thread panics with it").get(&id.job).cloned()
    }
}

/// Turns the steps of a job into events.
struct Watch {
    sink: Sink,
    refused: AtomicU32,
    progress: Mutex<ImportProgress>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("progress", &self.progress).finish_non_exhaustive()
    }
}

impl Watch {
    fn new(job: u32, sink: Sink) -> Self {
        let progress = ImportProgress { job, done: 0, total: 0, file: None, page: None, pages: None, paused: false };
        Self { sink, refused: AtomicU32::new(0), progress: Mutex::new(progress) }
    }

    fn step(&self, step: &Step) {
        match step {
            Step::Started { total } => self.progress(|p| p.total = *total),
            Step::Pages { path, done, total } => self.progress(|p| {
                p.file = Some(path.display().to_string());
                (p.page, p.pages) = (Some(*done), Some(*total));
            }),
            Step::File(report) => {
                let line = tadori_wire::FileReport::new(self.job(), report);
                let file = line.file.clone();
                (self.sink)(Event::ImportFile(line));
                self.progress(|p| {
                    p.done += 1;
                    (p.file, p.page, p.pages) = (Some(file), None, None);
                });
            }
            Step::Indexed { done, total } => {
                (self.sink)(Event::IndexProgress(tadori_wire::IndexProgress { done: *done, total: *total }));
            }
        }
    }

    fn pause(&self, paused: bool) {
        self.progress(|p| p.paused = paused);
    }

    fn job(&self) -> u32 {
        self.progress.lock().expect("no thread panics with it").job
    }

    /// Sends how far it is, after a change.
    fn progress(&self, change: impl FnOnce(&mut ImportProgress)) {
        let mut progress = self.progress.lock().expect("no thread panics with it");
        change(&mut progress);
        // With the lock held, so that events come in the order of what they tell.
        (self.sink)(Event::ImportProgress(progress.clone()));
    }

    /// The end of the job. One that failed as a whole reports the failure as a line of its own.
    fn summary(&self, outcome: Result<ImportSummary, Error>) -> tadori_wire::ImportSummary {
        let job = self.job();
        match outcome {
            Ok(summary) => tadori_wire::ImportSummary::new(job, summary),
            Err(error) => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                let code = tadori_wire::Code::from(&error).to_string();
                (self.sink)(Event::ImportFile(tadori_wire::FileReport::failed(job, code, error.to_string())));
                tadori_wire::ImportSummary {
                    job,
                    imported: self.progress.lock().expect("no thread panics with it").done,
                    unchanged: 0,
                    refused: self.refused.load(Ordering::Relaxed),
                    cancelled: true,
                }
            }
        }
    }
}

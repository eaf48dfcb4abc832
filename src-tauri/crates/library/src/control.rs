//! How a job is watched, paused and stopped.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::report::Step;

/// Stops or pauses a job from another thread.
#[derive(Debug, Default)]
pub struct Control {
    cancelled: AtomicBool,
    paused: Mutex<bool>,
    changed: Condvar,
}

impl Control {
    /// Stops the job: a file that is being read is left alone at once, what was reported stays.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        let _paused = self.lock();
        self.changed.notify_all();
    }

    /// Whether it was stopped.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Lets the job wait after the file at work, or go on.
    pub fn pause(&self, paused: bool) {
        *self.lock() = paused;
        self.changed.notify_all();
    }

    /// Whether it is to wait.
    pub fn paused(&self) -> bool {
        *self.lock()
    }

    /// Waits as long as the job is paused; says whether it may go on.
    pub(crate) fn go_on(&self) -> bool {
        let waiting = |paused: &mut bool| *paused && !self.cancelled();
        drop(self.changed.wait_while(self.lock(), waiting).unwrap_or_else(PoisonError::into_inner));
        !self.cancelled()
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.paused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Is told how much of how much is done (documents that are read, if nothing else is said), and says whether to go on.
pub type ReadingWatch<'a> = &'a mut dyn FnMut(u32, u32) -> ControlFlow<()>;

/// How a job is watched and stopped.
#[derive(Clone, Copy)]
pub struct Progress<'a> {
    /// Called at each step, on the thread of the job.
    pub report: &'a dyn Fn(Step),
    /// Stops it or lets it wait.
    pub control: &'a Control,
}

impl std::fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Progress").field("control", self.control).finish_non_exhaustive()
    }
}

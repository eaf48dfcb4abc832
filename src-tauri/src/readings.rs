//! Readings of all documents that commands wait for: how far they are, and a way to stop them.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tadori_library::ReadingWatch;
use tadori_wire::{Event, ReadingProgress, ReadingStep};

use crate::jobs::Sink;

/// At most one event in this time; a reading that is shorter is not spoken of.
const EVERY: Duration = Duration::from_millis(50);

/// Stops all readings that began before it was told.
#[derive(Debug, Default)]
pub(crate) struct Readings(Mutex<Arc<AtomicBool>>);

impl Readings {
    /// Runs `read` in sight of the window.
    pub(crate) fn watch<T>(&self, sink: &Sink, read: impl FnOnce(ReadingWatch<'_>) -> T) -> T {
        self.watch_as(
            sink,
            |done, total| Event::ReadingProgress(ReadingProgress { step: ReadingStep::Documents, done, total }),
            read,
        )
    }

    /// As [`Readings::watch`], told by events of another kind.
    pub(crate) fn watch_as<T>(
        &self,
        sink: &Sink,
        event: impl Fn(u32, u32) -> Event,
        read: impl FnOnce(ReadingWatch<'_>) -> T,
    ) -> T {
        let stopped = Arc::clone(&self.0.lock().expect("no thread panics with it"));
        let mut last = Instant::now();
        read(&mut |done, total| {
            if stopped.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            if last.elapsed() >= EVERY {
                last = Instant::now();
                sink(event(done, total));
            }
            ControlFlow::Continue(())
        })
    }

    /// Stops what is being read, and what waits for it; what is asked for from now on is read.
    pub(crate) fn cancel(&self) {
        let stopped = std::mem::take(&mut *self.0.lock().expect("no thread panics with it"));
        stopped.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_wait_are_stopped_and_what_comes_later_is_not() {
        let readings = Readings::default();
        let events = Arc::new(Mutex::new(0));
        let count = Arc::clone(&events);
        let sink: Sink = Arc::new(move |_| *count.lock().unwrap() += 1);
        let told = readings.watch(&sink, |outer| {
            readings.watch(&sink, |inner| {
                let before = (outer(0, 9), inner(0, 9));
                readings.cancel();
                (before, outer(1, 9), inner(1, 9))
            })
        });
        let (on, stop) = (ControlFlow::Continue(()), ControlFlow::Break(()));
        assert_eq!(told, ((on, on), stop, stop));
        assert_eq!(*events.lock().unwrap(), 0, "it was short");
        let slow = |watch: ReadingWatch<'_>| {
            std::thread::sleep(EVERY);
            [watch(1, 2), watch(2, 2)]
        };
        assert_eq!(readings.watch(&sink, slow), [on, on]);
        assert_eq!(*events.lock().unwrap(), 1);
    }
}

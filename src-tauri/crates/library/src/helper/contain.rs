//! A process and all that it starts: limited, and ended together. What each system has for that.

use std::io;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus};

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

pub(super) use system::{end_with_all, limit_memory};

/// A child whose end is the end of all that it started.
pub(super) struct Contained {
    child: Child,
    group: system::Group,
}

impl Contained {
    /// Starts it, its three pipes open. Where the system limits memory from outside, to `memory` bytes.
    pub(super) fn start(command: &mut Command, memory: u64) -> io::Result<Self> {
        system::prepare(command);
        let mut child = command.spawn()?;
        match system::Group::of(&child, memory) {
            Ok(group) => Ok(Self { child, group }),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// Its standard input, output and error.
    pub(super) fn pipes(&mut self) -> (ChildStdin, ChildStdout, ChildStderr) {
        let pipes = (self.child.stdin.take(), self.child.stdout.take(), self.child.stderr.take());
        let (Some(input), Some(output), Some(errors)) = pipes else { unreachable!("asked for once, all piped") };
        (input, output, errors)
    }

    /// Ends it with all that it started. Of one that has ended already, what it started.
    ///
    /// Before [`Contained::wait`], so that its number cannot have gone to another process.
    pub(super) fn kill(&mut self) {
        self.group.kill();
        let _ = self.child.kill();
    }

    /// How it ended.
    pub(super) fn wait(&mut self) -> io::Result<ExitStatus> {
        self.child.wait()
    }
}

impl Drop for Contained {
    fn drop(&mut self) {
        // However its reader came to its end; one that was waited for is gone already.
        if matches!(self.child.try_wait(), Ok(None)) {
            self.kill();
            let _ = self.wait();
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use rustix::process::{Pid, Resource, Rlimit, Signal, getpgrp, getpid, kill_process_group, setrlimit};

    /// A process group of its own.
    pub(crate) struct Group(Pid);

    pub(super) fn prepare(command: &mut Command) {
        command.process_group(0);
    }

    impl Group {
        #[allow(clippy::unnecessary_wraps, reason = "on Windows it can fail")]
        pub(super) fn of(child: &Child, _memory: u64) -> io::Result<Self> {
            Ok(Self(Pid::from_child(child)))
        }

        pub(super) fn kill(&self) {
            // Already gone is what was wanted.
            let _ = kill_process_group(self.0, Signal::KILL);
        }
    }

    /// Limits the memory of this process and of each one it starts, from now on.
    ///
    /// What is written to memory, not what is mapped: the dictionary in the program and the system's libraries are
    /// shared with other processes. macOS takes the limit and does not keep it; there the time limit is what holds.
    pub(crate) fn limit_memory(bytes: u64) -> io::Result<()> {
        let to = |most| Rlimit { current: Some(most), maximum: Some(most) };
        let limited = setrlimit(Resource::Data, to(bytes));
        // A crash is expected here, and nobody looks at what it leaves.
        let _ = setrlimit(Resource::Core, to(0));
        if cfg!(target_os = "linux") { Ok(limited?) } else { Ok(()) }
    }

    /// Ends this process and all that it started.
    pub(crate) fn end_with_all() -> ! {
        if getpgrp() == getpid() {
            let _ = kill_process_group(getpid(), Signal::KILL);
        }
        std::process::exit(1)
    }
}

#[cfg(windows)]
mod windows;

//! Job Objects (ジョブ オブジェクト): the system ends all processes of a job when its last handle closes, however the
//! process that held it ended, and gives none of them more memory than the job says.
#![allow(unsafe_code, reason = "there is no safe library that limits the memory of a job")]

use std::io;
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::os::windows::process::CommandExt;
use std::process::{Child, Command};

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
    JOB_OBJECT_LIMIT_JOB_MEMORY, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
    JobObjectExtendedLimitInformation, SetInformationJobObject, TerminateJobObject,
};
use windows_sys::Win32::System::Threading::CREATE_NO_WINDOW;

/// A job object with the child in it.
pub(crate) struct Group(OwnedHandle);

pub(super) fn prepare(command: &mut Command) {
    command.creation_flags(CREATE_NO_WINDOW);
}

impl Group {
    /// Takes the child into a new job. It waits for its request meanwhile, and has started nothing.
    pub(super) fn of(child: &Child, memory: u64) -> io::Result<Self> {
        // SAFETY: both pointers may be null: default security, no name.
        let job = unsafe { CreateJobObjectW(std::ptr::null(), std::ptr::null()) };
        if job.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: a new handle that nobody else closes.
        let group = Self(unsafe { OwnedHandle::from_raw_handle(job) });
        let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
            | JOB_OBJECT_LIMIT_JOB_MEMORY
            | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
        limits.JobMemoryLimit = usize::try_from(memory).unwrap_or(usize::MAX);
        // SAFETY: the pointer is to a value of the size that is given, of the class that is named.
        let set = unsafe {
            SetInformationJobObject(
                group.0.as_raw_handle(),
                JobObjectExtendedLimitInformation,
                std::ptr::from_ref(&limits).cast(),
                size_of_val(&limits) as u32,
            )
        };
        // SAFETY: both handles are open.
        if set == 0 || unsafe { AssignProcessToJobObject(group.0.as_raw_handle(), child.as_raw_handle()) } == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(group)
    }

    pub(super) fn kill(&self) {
        // SAFETY: the handle is open.
        unsafe { TerminateJobObject(self.0.as_raw_handle(), 1) };
    }
}

/// The job limits it, from outside.
pub(crate) fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

/// Ends this process; its job ends with its parent's handle.
pub(crate) fn end_with_all() -> ! {
    std::process::exit(1)
}

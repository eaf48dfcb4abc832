//! `tadori doctor`

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use tadori_library::{Progress, Status, doctor};

use crate::output::Output;

pub(crate) fn run(folder: &Path, output: &mut Output) -> anyhow::Result<ExitCode> {
    let cancel = AtomicBool::new(false);
    let checks = doctor(folder, Progress { report: &crate::progress, cancel: &cancel })?;
    for check in &checks {
        output.line(check, || {
            let status = match check.status {
                Status::Ok => "ok",
                Status::Mended => "mended",
                Status::Failed => "FAILED",
            };
            format!("{:10} {status:7} {}", check.check, check.message)
        })?;
    }
    Ok(ExitCode::from(u8::from(checks.iter().any(|c| c.status == Status::Failed))))
}

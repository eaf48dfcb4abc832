//! `tadori doctor`

use std::path::Path;
use std::process::ExitCode;

use tadori_library::{Control, Helper, Progress, Status, doctor};

use crate::output::Output;

pub(crate) fn run(folder: &Path, output: &mut Output) -> anyhow::Result<ExitCode> {
    let progress = Progress { report: &crate::progress, control: &Control::default() };
    let checks = doctor(folder, Helper::of_this_program(), progress)?;
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

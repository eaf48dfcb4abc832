//! The desktop host: a window over the library.
//!
//! Files named on the command line are imported at the start. Everything the
//! window asks for goes through one command, [`call`], and the one list of
//! commands in `tadori_wire`; the bytes of an original, which are no JSON,
//! through [`original`]. Started as a child, it reads one file and nothing else.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod jobs;
mod libraries;
mod readings;

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;
use tadori_wire::{Code, Error, Event};
use tauri::{AppHandle, Emitter, Manager, State, WebviewUrl, WebviewWindowBuilder};

use app::App;

/// The channel that all events go out on.
const CHANNEL: &str = "tadori";

/// Runs a command of the window, off the thread that draws it.
#[tauri::command]
async fn call(app: State<'_, App>, name: String, request: Value) -> Result<Value, Error> {
    let app = app.inner().clone();
    tauri::async_runtime::spawn_blocking(move || tadori_wire::dispatch(&app, &name, request))
        .await
        .unwrap_or_else(|e| Err(Error { code: Code::Internal, detail: e.to_string() }))
}

/// The bytes of the file that a document came from, as they are: a PDF of many megabytes is no JSON.
#[tauri::command]
async fn original(app: State<'_, App>, document: String) -> Result<tauri::ipc::Response, Error> {
    let app = app.inner().clone();
    tauri::async_runtime::spawn_blocking(move || app.original(&document))
        .await
        .unwrap_or_else(|e| Err(Error { code: Code::Internal, detail: e.to_string() }))
        .map(tauri::ipc::Response::new)
}

fn main() -> ExitCode {
    if let Some(code) = tadori_library::helper::run() {
        return code;
    }
    let started = std::time::Instant::now();
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let outcome = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![call, original])
        .setup(move |tauri| {
            let Some(data) = tadori_library::user_data_folder() else {
                return Err("there is no home folder to keep libraries in; name one with TADORI_DATA".into());
            };
            let handle = tauri.handle().clone();
            let app = App::new(data, move |event: Event| send(&handle, &event));
            app.start(files);
            tauri.manage(app);
            WebviewWindowBuilder::new(tauri, "main", WebviewUrl::default())
                .title("Tadori 辿り")
                .inner_size(1280.0, 900.0)
                .min_inner_size(640.0, 480.0)
                // The window writes to the clipboard after a citation came back, which Linux allows only so.
                .enable_clipboard_access()
                .on_page_load(move |_, payload| {
                    if matches!(payload.event(), tauri::webview::PageLoadEvent::Finished) && timed() {
                        eprintln!("first-paint {}", started.elapsed().as_millis());
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    if let Err(error) = outcome {
        eprintln!("tadori: the window cannot be opened: {error}");
        return ExitCode::from(3);
    }
    ExitCode::SUCCESS
}

/// Whether somebody measures how long the start takes.
fn timed() -> bool {
    std::env::var_os("TADORI_TIMING").is_some()
}

/// An event that no window hears is no fault: the window asks for the state when it opens.
fn send(handle: &AppHandle, event: &Event) {
    let _ = handle.emit(CHANNEL, event);
}

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

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tadori_library::DATA_VARIABLE;
use tadori_wire::{Code, Error, Event};
use tauri::{AppHandle, Emitter, Manager, State, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_deep_link::DeepLinkExt;

use app::{App, Told};

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
    let Some(data) = tadori_library::user_data_folder() else {
        eprintln!("tadori: there is no home folder to keep libraries in; name one with {DATA_VARIABLE}");
        return ExitCode::from(3);
    };
    let told = Told::of(std::env::args_os().skip(1));
    let hearer: Arc<OnceLock<AppHandle>> = Arc::default();
    let to = Arc::clone(&hearer);
    // An event before the window is there is heard by nobody; it asks for the state when it opens.
    let app = App::new(data, move |event: Event| to.get().into_iter().for_each(|handle| send(handle, &event)));
    let mut builder = tauri::Builder::default().manage(app.clone());
    // Whoever names a folder for the data wants a program of its own; and these plugins read only arguments that are Unicode.
    let alone =
        std::env::var_os(DATA_VARIABLE).is_none() && std::env::args_os().all(|argument| argument.to_str().is_some());
    if alone {
        let tell = |handle: &AppHandle, arguments: Vec<String>, folder: String| {
            handle.state::<App>().tell(Told::of(arguments.into_iter().skip(1).map(Into::into)), Path::new(&folder));
            show(handle);
        };
        builder = builder.plugin(tauri_plugin_single_instance::init(tell)).plugin(tauri_plugin_deep_link::init());
    }
    let outcome = builder
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![call, original])
        .setup(move |tauri| {
            let _ = hearer.set(tauri.handle().clone());
            app.start(told);
            if alone {
                take_links(tauri.handle());
            }
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

/// Lets `tadori://` links of other programs come here. An installer makes the program known to the system; what was built
/// for development does so itself.
fn take_links(handle: &AppHandle) {
    let handle = handle.clone();
    if cfg!(target_os = "macos") {
        let to = handle.clone();
        let take = move |urls: Vec<tauri::Url>| {
            // Files come as addresses too.
            let argument = |url: tauri::Url| match url.to_file_path() {
                Ok(path) => path.into_os_string(),
                Err(()) => String::from(url).into(),
            };
            to.state::<App>().tell(Told::of(urls.into_iter().map(argument)), Path::new(""));
            show(&to);
        };
        if let Ok(Some(urls)) = handle.deep_link().get_current() {
            take(urls);
        }
        handle.deep_link().on_open_url(move |event| take(event.urls()));
    } else if cfg!(debug_assertions) {
        // It asks other programs, which takes a while.
        std::thread::spawn(move || {
            if let Err(error) = handle.deep_link().register("tadori") {
                eprintln!("tadori: links of other programs will not open here: {error}");
            }
        });
    }
}

/// Brings the window to the front.
fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Whether somebody measures how long the start takes.
fn timed() -> bool {
    std::env::var_os("TADORI_TIMING").is_some()
}

/// An event that no window hears is no fault: the window asks for the state when it opens.
fn send(handle: &AppHandle, event: &Event) {
    let _ = handle.emit(CHANNEL, event);
}

//! The window: owns egui. Drawing reads the workspace and asks; what was asked is carried out after
//! the frame, so that nothing changes while it is being drawn.

mod act;
mod actions;
mod ask;
mod clipboard;
mod design_tokens;
mod dialogs;
mod dock;
mod editing;
mod file_picker;
mod input_queue;
mod panels;
mod settings;
mod style;
mod text;
mod toasts;
mod widgets;
mod window;

#[cfg(test)]
mod tests;

use eframe::egui;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use turjuman::workspace::{Assets, Location, OpenOptions, Workspace, WorkspaceError};
pub(crate) use window::Window;

const TITLE: &str = "Turjuman";
/// How the desktop knows the window.
const APP_ID: &str = "turjuman";
const SIZE: [f32; 2] = [1440.0, 900.0];
const LEAST_SIZE: [f32; 2] = [900.0, 600.0];

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No display, or not the libraries to draw on it.
    #[error("no window can be opened here ({0})")]
    NoDisplay(String),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error("the shipped fonts cannot be used: {0}")]
    Fonts(String),
}

/// Opens the window on a workspace, reads the files given, and returns when it is closed.
///
/// # Errors
/// There is no display, or the workspace cannot be opened.
pub fn run(location: Location, files: Vec<PathBuf>) -> Result<(), WindowError> {
    if !has_display() {
        return Err(WindowError::NoDisplay("there is no display".into()));
    }
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(TITLE)
        .with_app_id(APP_ID)
        .with_inner_size(SIZE)
        .with_min_inner_size(LEAST_SIZE)
        .with_drag_and_drop(true);
    // A replaced icon that cannot be read is no reason to stop.
    if let Some(icon) = icon() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        ..Default::default()
    };
    // What goes wrong while the window starts is kept here, since eframe wants its own error type.
    let failed = Rc::new(RefCell::new(None));
    let report = Rc::clone(&failed);
    let starting = Starting::begin();
    let is_up = Arc::clone(&starting.is_up);
    let run = move || {
        eframe::run_native(
            APP_ID,
            options,
            Box::new(move |creation| {
                is_up.store(true, Ordering::Relaxed);
                match start(creation, location, files) {
                    Ok(window) => Ok(Box::new(window)),
                    Err(error) => {
                        let message = error.to_string();
                        *report.borrow_mut() = Some(error);
                        Err(message.into())
                    }
                }
            }),
        )
    };
    let outcome = starting.guard(run)?;
    match (failed.take(), outcome) {
        (Some(error), _) => Err(error),
        (None, Err(eframe::Error::Winit(error))) => {
            Err(WindowError::NoDisplay(reason(&error.to_string())))
        }
        (None, Err(_)) => Err(WindowError::NoDisplay("OpenGL is missing".into())),
        (None, Ok(())) => Ok(()),
    }
}

fn icon() -> Option<egui::IconData> {
    let bytes = Assets::from_environment().bytes("icon.png").ok()?;
    eframe::icon_data::from_png_bytes(&bytes).ok()
}

/// Whether there is anything to open a window on. Only X11 and Wayland may be missing.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
            .into_iter()
            .any(is_set)
}

/// What went wrong, without the places in foreign sources that such messages begin with.
fn reason(message: &str) -> String {
    let last = message.rsplit(": ").next().unwrap_or(message);
    last.trim().trim_end_matches('.').to_owned()
}

/// The time until the window is up: some of the libraries that open it panic where a system
/// library is missing.
struct Starting {
    is_up: Arc<AtomicBool>,
}

impl Starting {
    /// Keeps panics quiet until the window is up.
    fn begin() -> Self {
        let is_up = Arc::new(AtomicBool::new(false));
        let up = Arc::clone(&is_up);
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if up.load(Ordering::Relaxed) {
                usual(panic);
            }
        }));
        Self { is_up }
    }

    /// Runs; a panic before the window is up is the lack of a display.
    fn guard<T>(self, run: impl FnOnce() -> T) -> Result<T, WindowError> {
        let outcome = catch_unwind(AssertUnwindSafe(run));
        let was_up = self.is_up.swap(true, Ordering::Relaxed);
        outcome.map_err(|panic| {
            if was_up {
                resume_unwind(panic);
            }
            let text = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("a library is missing");
            WindowError::NoDisplay(reason(text))
        })
    }
}

fn start(
    creation: &eframe::CreationContext<'_>,
    location: Location,
    files: Vec<PathBuf>,
) -> Result<Window, WindowError> {
    let context = creation.egui_ctx.clone();
    let mut options = OpenOptions::new(location);
    options.terms_in_background = true;
    options.wake = std::sync::Arc::new(move || context.request_repaint());
    let workspace = Workspace::open(options)?;
    let mut window = Window::new(&creation.egui_ctx, workspace)?;
    window.begin(files);
    Ok(window)
}

#[cfg(test)]
mod start_tests {
    use super::*;

    #[test]
    fn reasons_name_no_source_files() {
        let cases = [
            (
                "winit EventLoopError: os error at /src/linux/mod.rs:788: Failed to open connection to X server",
                "Failed to open connection to X server",
            ),
            (
                "Library libxkbcommon.so could not be loaded.",
                "Library libxkbcommon.so could not be loaded",
            ),
            ("", ""),
        ];
        for (message, expected) in cases {
            assert_eq!(reason(message), expected);
        }
    }

    #[test]
    fn a_panic_before_the_window_is_up_is_a_missing_display() {
        let guarded = Starting::begin().guard(|| -> u8 { panic!("no libEGL") });
        assert!(matches!(guarded, Err(WindowError::NoDisplay(why)) if why == "no libEGL"));
        assert!(matches!(Starting::begin().guard(|| 7), Ok(7)));
    }
}

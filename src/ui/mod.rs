//! The window: owns egui. Drawing reads the workspace and asks; what was asked is carried out after
//! the frame, so that nothing changes while it is being drawn.

mod actions;
mod ask;
mod carry_out;
mod clipboard;
mod design_tokens;
mod dialogs;
mod editing;
mod file_picker;
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
use std::path::PathBuf;
use turjuman::workspace::{Location, OpenOptions, Workspace, WorkspaceError};
use window::Window;

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
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(TITLE)
        .with_app_id(APP_ID)
        .with_inner_size(SIZE)
        .with_min_inner_size(LEAST_SIZE)
        .with_drag_and_drop(true);
    if let Some(icon) = icon() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        ..Default::default()
    };
    // What goes wrong while the window starts is kept here, since eframe wants its own error type.
    let failed = std::rc::Rc::new(std::cell::RefCell::new(None));
    let report = std::rc::Rc::clone(&failed);
    let outcome = eframe::run_native(
        APP_ID,
        options,
        Box::new(move |creation| match start(creation, location, files) {
            Ok(window) => Ok(Box::new(window)),
            Err(error) => {
                let message = error.to_string();
                *report.borrow_mut() = Some(error);
                Err(message.into())
            }
        }),
    );
    match (failed.take(), outcome) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(WindowError::NoDisplay(error.to_string())),
        (None, Ok(())) => Ok(()),
    }
}

fn start(
    creation: &eframe::CreationContext<'_>,
    location: Location,
    files: Vec<PathBuf>,
) -> Result<Window, WindowError> {
    let context = creation.egui_ctx.clone();
    let mut options = OpenOptions::new(location);
    options.wake = std::sync::Arc::new(move || context.request_repaint());
    let workspace = Workspace::open(options)?;
    let mut window = Window::new(&creation.egui_ctx, workspace)?;
    window.begin(files);
    Ok(window)
}

fn icon() -> Option<egui::IconData> {
    None
}

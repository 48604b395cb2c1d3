//! The system clipboard on a thread of its own: it can be slow, and on X11 it must stay alive to
//! hand out what was copied.

use eframe::egui;
use std::sync::mpsc::{Receiver, Sender, channel};

enum Task {
    Copy { plain: String, html: String },
    Read,
}

/// What the clipboard answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Copied,
    Text(String),
    Failed(String),
}

pub struct Clipboard {
    tasks: Sender<Task>,
    answers: Receiver<Answer>,
}

impl Clipboard {
    pub fn start(context: &egui::Context) -> Self {
        let (tasks, to_do) = channel();
        let (report, answers) = channel();
        let context = context.clone();
        let worker = move || serve(&to_do, &report, &context);
        // Without the thread the tasks find no receiver and the answer is a failure.
        let _ = std::thread::Builder::new()
            .name("clipboard".into())
            .spawn(worker);
        Self { tasks, answers }
    }

    /// Puts text and its HTML on the clipboard; whoever pastes takes what it understands.
    pub fn copy(&self, plain: String, html: String) -> Result<(), String> {
        self.send(Task::Copy { plain, html })
    }

    /// Asks for the text on the clipboard; comes as [`Answer::Text`].
    pub fn read(&self) -> Result<(), String> {
        self.send(Task::Read)
    }

    fn send(&self, task: Task) -> Result<(), String> {
        self.tasks
            .send(task)
            .map_err(|_| "the clipboard does not answer".to_owned())
    }

    pub fn answers(&self) -> impl Iterator<Item = Answer> {
        self.answers.try_iter()
    }
}

fn serve(tasks: &Receiver<Task>, report: &Sender<Answer>, context: &egui::Context) {
    let mut open: Option<arboard::Clipboard> = None;
    while let Ok(task) = tasks.recv() {
        let answer = run_action(task, &mut open).unwrap_or_else(|error| {
            open = None;
            Answer::Failed(format!("the clipboard cannot be used ({error})"))
        });
        if report.send(answer).is_err() {
            break;
        }
        context.request_repaint();
    }
}

fn run_action(task: Task, open: &mut Option<arboard::Clipboard>) -> Result<Answer, arboard::Error> {
    let clipboard = match open {
        Some(clipboard) => clipboard,
        None => open.insert(arboard::Clipboard::new()?),
    };
    match task {
        Task::Copy { plain, html } => {
            clipboard.set_html(html, Some(plain))?;
            Ok(Answer::Copied)
        }
        Task::Read => match clipboard.get_text() {
            Ok(text) => Ok(Answer::Text(text)),
            Err(arboard::Error::ContentNotAvailable) => Ok(Answer::Text(String::new())),
            Err(error) => Err(error),
        },
    }
}

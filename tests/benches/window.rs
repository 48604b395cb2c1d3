//! What frames of the window cost: CPU time of logic, drawing and tessellation, without a screen.
//!
//! `cargo bench --bench window` prints best and median of each in milliseconds.
#![allow(
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench says what it found and stops where it cannot go on"
)]

#[allow(
    dead_code,
    unused_imports,
    reason = "the window as it is in the program"
)]
#[path = "../../src/ui/mod.rs"]
mod ui;

use eframe::egui::{self, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use turjuman::workspace::{
    Command, DocumentCommand, ImportSource, Location, OpenOptions, Workspace,
};
use ui::Window;

const SAMPLE: &str = include_str!("../../assets/sample/article.txt");
const RUNS: usize = 20;

/// CPU time of this thread in milliseconds.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

struct Room {
    context: egui::Context,
    window: Window,
    size: egui::Vec2,
    time: f64,
}

impl Room {
    fn new(article: &str, size: egui::Vec2) -> Self {
        let context = egui::Context::default();
        let mut workspace = Workspace::open(OpenOptions::new(Location::Temporary))
            .unwrap_or_else(|error| panic!("{error}"));
        let sources = vec![ImportSource::Text {
            name: "bench".into(),
            text: article.to_owned(),
        }];
        let command = Command::Documents(DocumentCommand::Import {
            project: "bench".into(),
            sources,
        });
        workspace
            .apply(command)
            .unwrap_or_else(|error| panic!("{error}"));
        workspace.settle().unwrap_or_else(|error| panic!("{error}"));
        let window = Window::new(&context, workspace).unwrap_or_else(|error| panic!("{error}"));
        let mut room = Self {
            context,
            window,
            size,
            time: 0.0,
        };
        // Opens the document; the fonts are there from the second frame on.
        for _ in 0..10 {
            room.frame(Vec::new());
            let settled = room.window.workspace.settle();
            settled.unwrap_or_else(|error| panic!("{error}"));
        }
        room
    }

    /// A frame with its tessellation; gives its CPU time.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 0.016;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let start = cpu();
        let window = &mut self.window;
        let output = self.context.run_ui(input, |ui| {
            if self.time > 0.02 {
                window.prepare(ui.ctx());
                window.draw(ui);
            }
        });
        let shapes = self
            .context
            .tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(&shapes);
        cpu() - start
    }
}

fn report(name: &str, goal: f64, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let best = times.first().copied().unwrap_or_default();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{name:<46} best {best:8.3} ms  median {median:8.3} ms  goal {goal} ms");
}

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: Some(key),
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn wheel(y: f32) -> Vec<Event> {
    vec![
        Event::PointerMoved(Pos2::new(500.0, 400.0)),
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, y),
            modifiers: Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
        },
    ]
}

fn main() {
    let screen = vec2(1440.0, 900.0);
    let sentence = SAMPLE.lines().nth(1).unwrap_or_default();
    let long: String = sentence.chars().cycle().take(2000).collect();

    let first: Vec<f64> = (0..RUNS)
        .map(|_| {
            let article = format!("{}\n", SAMPLE.repeat(3));
            let mut room = Room::new(&article, vec2(1440.0, 300.0));
            // Rows never shown before come into a view of some forty rows.
            room.size = vec2(1440.0, 3000.0);
            room.frame(Vec::new())
        })
        .collect();
    report("first paint of 40 rows", 16.0, first);

    let mut room = Room::new(SAMPLE, screen);
    for _ in 0..10 {
        room.frame(Vec::new());
    }
    let cached = (0..RUNS).map(|_| room.frame(Vec::new())).collect();
    report("redraw without a change", 0.5, cached);

    let mut room = Room::new(&long, screen);
    room.frame(vec![Event::Text(long.clone())]);
    for _ in 0..10 {
        room.frame(Vec::new());
    }
    let strokes = (0..RUNS)
        .map(|_| {
            let time = room.frame(vec![Event::Text("ب".into())]);
            room.frame(vec![key(Key::Backspace)]);
            time
        })
        .collect();
    report("key stroke in 2,000 characters, whole frame", 1.0, strokes);

    let many: String = SAMPLE
        .lines()
        .filter(|line| !line.trim().is_empty())
        .cycle()
        .take(60_000)
        .enumerate()
        .map(|(at, line)| format!("{line} ({at})\n"))
        .collect();
    let mut room = Room::new(&many, screen);
    let rows = room
        .window
        .workspace
        .document()
        .map_or(0, |open| open.len());
    println!("scrolling through {rows} rows");
    let scrolling = (0..RUNS * 10).map(|_| room.frame(wheel(-60.0))).collect();
    report("a frame of scrolling", 4.0, scrolling);
}

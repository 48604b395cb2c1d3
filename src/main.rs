#[cfg(feature = "gui")]
mod ui;

fn main() {
    #[cfg(feature = "gui")]
    ui::demo::run();
}

//! Owns stdout: the command line, one file a subcommand, over the same façade as the window.

mod analyse;
mod article;
mod complete;
mod completions;
mod concordance;
mod demo;
mod export;
mod import;
mod inspect;
mod names;
mod numbers;
mod output;
mod pretranslate;
mod qa;
mod review;
mod segment;
mod spell;
mod stats;
mod table_options;
mod termbase;
mod terms;
mod tm;
mod typeset;
mod window;

use clap::{Parser, Subcommand};
use output::Output;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use turjuman::workspace::{
    Assets, CoreEvent, DocumentCommand, Event, Location, OpenOptions, Workspace, WorkspaceError,
};

/// A workbench for translating Arabic articles into English.
///
/// Without a subcommand it opens the window, on the given files if there are any.
#[derive(Debug, Parser)]
#[command(name = "turjuman", version, subcommand_precedence_over_arg = true)]
struct Arguments {
    /// The workspace file, created if absent; without it the user's own
    #[arg(long, global = true, value_name = "FILE")]
    workspace: Option<PathBuf>,
    /// Prints one JSON object a line; progress and messages go to stderr
    #[arg(long, global = true)]
    json: bool,
    /// Articles to open in the window, in a new project
    #[arg(value_name = "FILE|ADDRESS")]
    files: Vec<PathBuf>,
    #[command(subcommand)]
    command: Option<Subcommands>,
}

#[derive(Debug, Subcommand)]
enum Subcommands {
    /// Does the main job on the built-in sample, here in the terminal
    Demo(demo::Arguments),
    /// Splits a document into segments
    Segment(segment::Arguments),
    /// Finds glossary terms; each line of the file is a paragraph
    Terms(terms::Arguments),
    /// Finds numbers, dates and quantities and gives their English; each line is a paragraph
    Numbers(numbers::Arguments),
    /// Finds names and proposes their English spelling; each line is a paragraph
    Names(names::Arguments),
    /// Proposes English spellings of Arabic names; each line is a name
    Spell(spell::Arguments),
    /// Finds likely mistakes in translations, of a project or of pairs in a file
    Qa(qa::Arguments),
    /// Reads documents into a project, which is made if there is none of that name
    Import(import::Arguments),
    /// Tells what is in a document or a TMX, TBX, XLIFF, SRX or glossary file
    Inspect(inspect::Arguments),
    /// Reads the article of a saved web page
    Article(article::Arguments),
    /// Counts what of a project is new, repeated or in the memories
    Analyse(analyse::Arguments),
    /// Fills the empty segments of a project from its memories
    Pretranslate(pretranslate::Arguments),
    /// Files that come back from a reviewer
    #[command(subcommand)]
    Review(review::Subcommands),
    /// Writes the documents of a project to a file
    Export(export::Arguments),
    /// Counts segments and words of a project
    Stats(stats::Arguments),
    /// Translation memories
    #[command(subcommand)]
    Tm(tm::Subcommands),
    /// Termbases
    #[command(subcommand)]
    Termbase(termbase::Subcommands),
    /// Lays out a text and prints each line's levels, glyphs and carets
    #[command(hide = true)]
    Typeset(typeset::Arguments),
    /// Suggests how a translation goes on; each line of standard input is a request in JSON
    Complete(complete::Arguments),
    /// Prints a script that completes these commands in a shell
    Completions(completions::Arguments),
}

/// What every subcommand needs to know.
struct Context {
    workspace: Option<PathBuf>,
    json: bool,
}

/// Runs the program. Exit codes: 0 done, 1 failed with a message on stderr, 2 wrong usage.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, with exit code 0.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let context = Context {
        workspace: arguments.workspace,
        json: arguments.json,
    };
    let done = match arguments.command {
        None => window::run(&context, arguments.files),
        Some(Subcommands::Demo(arguments)) => demo::run(&arguments, &context),
        Some(Subcommands::Segment(arguments)) => segment::run(&arguments, &context),
        Some(Subcommands::Terms(arguments)) => terms::run(&arguments, &context),
        Some(Subcommands::Numbers(arguments)) => numbers::run(&arguments, &context),
        Some(Subcommands::Names(arguments)) => names::run(&arguments, &context),
        Some(Subcommands::Spell(arguments)) => spell::run(&arguments, &context),
        Some(Subcommands::Qa(arguments)) => qa::run(&arguments, &context),
        Some(Subcommands::Import(arguments)) => import::run(arguments, &context),
        Some(Subcommands::Inspect(arguments)) => inspect::run(&arguments, &context),
        Some(Subcommands::Article(arguments)) => article::run(&arguments, &context),
        Some(Subcommands::Analyse(arguments)) => analyse::run(arguments, &context),
        Some(Subcommands::Pretranslate(arguments)) => pretranslate::run(&arguments, &context),
        Some(Subcommands::Review(command)) => review::run(command, &context),
        Some(Subcommands::Export(arguments)) => export::run(arguments, &context),
        Some(Subcommands::Stats(arguments)) => stats::run(&arguments, &context),
        Some(Subcommands::Tm(command)) => tm::run(command, &context),
        Some(Subcommands::Termbase(command)) => termbase::run(command, &context),
        Some(Subcommands::Typeset(arguments)) => typeset::run(&arguments, &context),
        Some(Subcommands::Complete(arguments)) => complete::run(&arguments, &context),
        Some(Subcommands::Completions(arguments)) => completions::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("turjuman: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Context {
    fn location(&self) -> Location {
        self.workspace
            .clone()
            .map_or(Location::User, Location::File)
    }

    fn output(&self) -> Output {
        Output::new(self.json)
    }

    /// The workspace for a command that changes it.
    fn open(&self) -> anyhow::Result<Workspace> {
        Ok(Workspace::open(OpenOptions::new(self.location()))?)
    }

    /// The workspace for a command that only looks, which may run beside an open window. Where
    /// there is none it makes none: what it sees then is a new one that goes when it ends.
    fn open_to_read(&self) -> anyhow::Result<Workspace> {
        let exists = self.workspace_exists();
        let location = if exists {
            self.location()
        } else {
            Location::Temporary
        };
        let options = OpenOptions {
            read_only: exists,
            ..OpenOptions::new(location)
        };
        Ok(Workspace::open(options)?)
    }

    fn workspace_exists(&self) -> bool {
        match &self.workspace {
            Some(path) => path.exists(),
            None => turjuman::workspace::user_workspace().is_ok_and(|path| path.exists()),
        }
    }

    fn assets() -> Assets {
        Assets::from_environment()
    }
}

/// Opens the project of that name.
fn open_project(workspace: &mut Workspace, name: &str) -> anyhow::Result<()> {
    let project = workspace
        .project_named(name)
        .ok_or_else(|| WorkspaceError::NoProject(name.to_owned()))?;
    workspace.apply(DocumentCommand::OpenProject(project))?;
    Ok(())
}

/// Waits for everything started, prints failures to stderr, hands each event on.
///
/// # Errors
/// Anything failed, or `handle` did.
fn finish(
    workspace: &mut Workspace,
    mut handle: impl FnMut(Event) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    workspace.settle()?;
    let mut failures = Vec::new();
    loop {
        let events = workspace.poll();
        if events.is_empty() {
            break;
        }
        for event in events {
            match event {
                Event::Core(CoreEvent::Failed { message })
                | Event::Core(CoreEvent::NotSaved { message }) => failures.push(message),
                other => handle(other)?,
            }
        }
    }
    match failures.as_slice() {
        [] => Ok(()),
        failures => anyhow::bail!("{}", failures.join("\nturjuman: ")),
    }
}

//! The command `onrecord`: who is named in English news, and who said what.

use std::{
    fmt,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::{CommandFactory, Parser};

mod arguments;
mod batch;
mod explain;
mod filter;
mod input;
mod knowledge;
mod manual;
mod offsets;
mod output;
mod progress;
mod report;
mod rules;

use arguments::{Arguments, Color, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    color(match &arguments.command {
        Command::Extract(extract) => extract.color,
        _ => Color::Auto,
    });
    // Without the handler an interruption leaves an unfinished file behind, and nothing worse.
    let _ = ctrlc::set_handler(|| {
        output::remove_unfinished();
        std::process::exit(130);
    });
    let done = match arguments.command {
        Command::Extract(extract) => batch::run(&extract),
        Command::Explain(explain) => explain::run(&explain),
        Command::Who(who) => knowledge::who(&who),
        Command::Lookup(lookup) => knowledge::lookup(&lookup),
        Command::Rules(rules) => rules::run(&rules),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "onrecord", &mut script);
            print(&script).map(|()| true)
        }
        Command::Man { folder } => manual::run(folder.as_deref()).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            complain(format_args!("{error:#}"));
            ExitCode::from(if error.is::<Failed>() { 1 } else { 2 })
        }
    }
}

/// A failure in the midst of the work; whatever is wrong before it is wrong usage.
#[derive(Debug)]
pub struct Failed(anyhow::Error);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl std::error::Error for Failed {}

/// A message on standard error, where somebody listens.
pub fn complain(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "onrecord: {message}");
}

/// Prints all of it. A reader who has left has seen enough.
pub fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failed(error.into()).into()),
        _ => Ok(()),
    }
}

fn color(when: Color) {
    let asked_not = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    console::set_colors_enabled(match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stdout().is_terminal() && !asked_not && !dumb,
    });
}

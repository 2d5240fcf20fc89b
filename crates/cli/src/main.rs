//! The command `onrecord`: who is named in English news, and who said what.

use std::process::ExitCode;

use clap::Parser;

mod arguments;
mod batch;
mod input;
mod text_format;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let done = match arguments.command {
        arguments::Command::Extract(extract) => batch::run(&extract),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("onrecord: {error:#}");
            ExitCode::from(1)
        }
    }
}

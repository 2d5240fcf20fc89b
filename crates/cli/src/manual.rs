//! The manual pages, made from the same words as `--help`.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use clap::CommandFactory;

use crate::arguments::Arguments;

/// Prints the main page, or writes all pages into a folder.
pub fn run(folder: Option<&Path>) -> Result<()> {
    let command = Arguments::command().disable_help_subcommand(true);
    match folder {
        Some(folder) => {
            let failed = || format!("cannot write manual pages into {}", folder.display());
            fs::create_dir_all(folder).with_context(failed)?;
            clap_mangen::generate_to(command, folder).with_context(failed)
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            crate::print(&page)
        }
    }
}

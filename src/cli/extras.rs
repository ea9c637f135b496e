//! What `run` and `compare` do beside the files when they are asked: a chart in the terminal, the
//! page at once.

use super::{Failure, report, terminal};
use crate::places::Division;
use crate::report::Options;
use crate::results::{Manifest, OutputFile, WORKBOOK, WriteError, workbook};
use clap::ValueEnum;
use std::io::IsTerminal;
use std::path::Path;

/// What is asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Extras {
    /// Draws a small chart: on a terminal, or with `--plot=always` into a pipe or file too.
    #[arg(long, value_enum, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "auto")]
    plot: Option<When>,
    /// Writes report.html beside the files, in English or with `--report=vi` in Vietnamese.
    #[arg(long, value_enum, value_name = "LANG", num_args = 0..=1, require_equals = true, default_missing_value = "en")]
    report: Option<report::PageLanguage>,
    /// Writes the tables as one workbook too, tables.xlsx: codes stay text, and a sheet of notes
    /// says what each column means.
    #[arg(long)]
    xlsx: bool,
}

/// When a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// On a terminal.
    Auto,
    /// Wherever the output goes.
    Always,
}

impl Extras {
    /// Prints the chart, if it is asked for; it is given the width of the terminal, where there is
    /// one.
    pub fn plot(self, chart: impl FnOnce(Option<usize>) -> String) {
        let terminal = std::io::stdout().is_terminal();
        if self.plot.is_some_and(|when| terminal || when == When::Always) {
            let width = console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
            terminal::say_as_it_stands(&chart(width.filter(|_| terminal)));
        }
    }

    /// Adds the workbook of the tables to the files that are about to be written, if it is asked
    /// for.
    pub fn workbook(self, files: &mut Vec<OutputFile<'_>>, manifest: &mut Manifest) -> Result<(), Failure> {
        if self.xlsx {
            manifest.command.push_str(" --xlsx");
            let bytes =
                workbook(files, manifest).map_err(|source| WriteError { path: WORKBOOK.into(), source })?;
            files.push(OutputFile::bytes(WORKBOOK, bytes));
        }
        Ok(())
    }

    /// Writes the page of results that were just written, if it is asked for.
    pub fn report(self, directory: &Path) -> Result<(), Failure> {
        let Some(language) = self.report else { return Ok(()) };
        let options = Options { language: language.language(), division: Division::Provinces, scripts: true };
        report::write(directory, options, &directory.join("report.html"))
    }
}

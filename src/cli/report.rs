//! `lachan report`: one page from a directory of results.

use super::{Failure, terminal};
use crate::config::{Faults, Tables, data};
use crate::disk;
use crate::language::Language;
use crate::places::Division;
use crate::report::{Options, page, study_page};
use crate::results::{WORKBOOK, is_study, read_study, workbook_of, write_file};
use clap::ValueEnum;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Which results, and how the page shall be.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Directory that a run, a comparison or a study wrote.
    pub(super) directory: PathBuf,
    /// Language of the page.
    #[arg(long, value_enum, default_value = "en")]
    lang: PageLanguage,
    /// The 63 provinces of 2008 to June 2025, or the 34 units since.
    #[arg(long, value_enum, default_value = "63")]
    provinces: ProvinceSet,
    /// The page; by default `report.html` in the directory of the results.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Writes the tables as one workbook instead of the page: `tables.xlsx` in the directory of the
    /// results, or where --output says.
    #[arg(long)]
    xlsx: bool,
    /// Leaves out the script and the downloads, for a page that is small enough to mail.
    #[arg(long)]
    no_js: bool,
}

/// The language of a page.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum PageLanguage {
    /// English.
    En,
    /// Vietnamese.
    Vi,
}

impl PageLanguage {
    /// As the report takes it.
    pub const fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Vi => Language::Vietnamese,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ProvinceSet {
    /// The 63 provinces of 2008 to June 2025.
    #[value(name = "63")]
    Provinces63,
    /// The 34 units since July 2025.
    #[value(name = "34")]
    Units34,
}

/// Reads the results, makes the page, and writes it whole or not at all.
pub fn report(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.xlsx {
        let output = arguments.output.clone().unwrap_or_else(|| arguments.directory.join(WORKBOOK));
        spare(&output, PACKED)?;
        let bytes = workbook_of(&arguments.directory).map_err(Faults::from)?;
        return save(&bytes, "Workbook", &output);
    }
    let options = Options {
        language: arguments.lang.language(),
        division: match arguments.provinces {
            ProvinceSet::Provinces63 => Division::Provinces,
            ProvinceSet::Units34 => Division::Units,
        },
        scripts: !arguments.no_js,
    };
    let output = arguments.output.clone().unwrap_or_else(|| arguments.directory.join("report.html"));
    write(&arguments.directory, options, &output)
}

/// What every page of this program says near its beginning.
const MARK: &[u8] = b"<meta name=\"generator\" content=\"lachan ";

/// How every workbook begins.
const PACKED: &[u8] = b"PK\x03\x04";

/// Bytes of a page within which the mark stands.
const HEAD: u64 = 4096;

/// Refuses to replace anything but an older page, or workbook, which has this mark: a result, an
/// input, a device, a link.
fn spare(output: &Path, mark: &[u8]) -> Result<(), Failure> {
    let refused = |message: String| Failure::Usage {
        message: format!("{} would be replaced: {message}", output.display()),
        help: "choose another file with -o, or move this one away".to_owned(),
    };
    let mut head = Vec::new();
    match disk::open(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refused(error.to_string())),
        Ok(file) => file.take(HEAD).read_to_end(&mut head).map_err(|error| refused(error.to_string()))?,
    };
    match head.windows(mark.len()).any(|window| window == mark) {
        true => Ok(()),
        false => Err(refused("it is nothing that this command makes".to_owned())),
    }
}

/// Writes the page of a directory of results.
pub fn write(results: &Path, options: Options, output: &Path) -> Result<(), Failure> {
    spare(output, MARK)?;
    let html = if is_study(results) {
        study_page(&read_study(results)?, options)?
    } else {
        page(&crate::results::read(results)?, &data::read(&Tables::current())?, options)?
    };
    save(html.as_bytes(), "Report", output)
}

/// Writes a file whole or not at all, and says where it is.
fn save(bytes: &[u8], what: &str, output: &Path) -> Result<(), Failure> {
    let directory = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = output.file_name().and_then(|name| name.to_str()) else {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file");
        return Err(Failure::Page(crate::results::WriteError { path: output.to_owned(), source }));
    };
    write_file(directory, name, |out| out.write_all(bytes)).map_err(Failure::Page)?;
    terminal::say(&format!("{what}: {}", output.display()));
    Ok(())
}

//! What reading and writing cost beside the least that the machine can do, and beside the libraries
//! used plainly: CPU time of all threads, as ratios in one run.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::stages::{self, Checked};

/// Rounds of each; they take turns, so that what else the machine does falls on all alike.
const ROUNDS: usize = 5;

/// One way to do a job.
struct Way<'a> {
    name: &'static str,
    work: Box<dyn Fn() + 'a>,
}

impl<'a> Way<'a> {
    fn new(name: &'static str, work: impl Fn() + 'a) -> Self {
        Self {
            name,
            work: Box::new(work),
        }
    }
}

/// Prints the ratios for a book of workbooks.
pub(crate) fn print(book: &Path) {
    let contacts = book.join("inbox").join("contacts.xlsx");
    let mut settings = stages::settings(book);
    settings.input.paths = vec![contacts.clone()];
    let kept = tempfile::tempdir().expect("a folder");
    stages::keep(&settings, kept.path());
    compare(
        "Contact.xlsx into columns",
        &[
            Way::new("segbook", || drop(stages::read(&settings))),
            Way::new("segbook, from its cache", || {
                drop(stages::read_again(&settings, kept.path()));
            }),
            Way::new("calamine, keeping nothing", || calamine(&contacts)),
            Way::new("inflating alone", || inflate(&contacts)),
        ],
    );
    let checked = Checked::new(book);
    let selections = checked.select();
    let folder = tempfile::tempdir().expect("a folder");
    checked.write(&selections, folder.path());
    let rows = cells(&workbook_below(folder.path()));
    let write = || {
        // What is written is never written over.
        let folder = tempfile::tempdir().expect("a folder");
        checked.write(&selections, folder.path());
    };
    let target = folder.path().join("other.xlsx");
    compare(
        "log entries into a workbook",
        &[
            Way::new("segbook", write),
            Way::new("the same XML straight, level 1", || {
                straight(&rows, &target);
            }),
            Way::new("rust_xlsxwriter's defaults", || defaults(&rows, &target)),
        ],
    );
}

/// Measures all ways in turn and prints their medians.
fn compare(job: &str, ways: &[Way<'_>]) {
    let mut seconds = vec![Vec::new(); ways.len()];
    for _ in 0..ROUNDS {
        for (way, seconds) in ways.iter().zip(&mut seconds) {
            let (wall, before) = (Instant::now(), cpu_seconds());
            (way.work)();
            let wall = wall.elapsed().as_secs_f64();
            let cpu = cpu_seconds()
                .zip(before)
                .map(|(after, before)| after - before);
            seconds.push(cpu.unwrap_or(wall));
        }
    }
    let medians: Vec<f64> = seconds.iter_mut().map(|all| median(all)).collect();
    let mut table = format!("| {job} | CPU s | segbook / this |\n| --- | ---: | ---: |\n");
    for (way, seconds) in ways.iter().zip(&medians) {
        let ratio = medians[0] / seconds;
        let written = writeln!(table, "| {} | {seconds:.2} | {ratio:.2} |", way.name);
        written.expect("a String takes all");
    }
    // A bench is there to print.
    let _ = writeln!(io::stdout(), "{table}");
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// User and system time of this process; none where there is no /proc, then wall time is taken.
fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // proc(5): utime and stime are fields 14 and 15, in hundredths; the name of the program, which
    // may hold blanks, ends with the last parenthesis.
    let fields = stat.rsplit_once(')')?.1;
    let ticks = fields.split_whitespace().skip(11).take(2);
    Some(
        ticks
            .filter_map(|field| field.parse::<f64>().ok())
            .sum::<f64>()
            / 100.0,
    )
}

/// Unpacks what a reader must unpack.
fn inflate(path: &Path) {
    let file = BufReader::new(File::open(path).expect("a workbook"));
    let mut archive = ZipArchive::new(file).expect("an archive");
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        io::copy(&mut part, &mut io::sink()).expect("a sound part");
    }
}

/// Reads all cells, and forgets them.
fn calamine(path: &Path) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
        while let Some(cell) = cells.next_cell().expect("a cell") {
            std::hint::black_box(cell);
        }
    }
}

fn workbook_below(folder: &Path) -> PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "xlsx")
            {
                return path;
            }
        }
    }
    panic!("a workbook was written")
}

/// The cells of the first sheet.
fn cells(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let name = book.sheet_names().remove(0);
    let range = book.worksheet_range(&name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Writes the same rows with nothing but the XML of their cells.
fn straight(rows: &[Vec<Data>], target: &Path) {
    let file = BufWriter::new(File::create(target).expect("the disk has room"));
    let mut package = ZipWriter::new(file);
    let options = SimpleFileOptions::default().compression_level(Some(1));
    package
        .start_file("xl/worksheets/sheet1.xml", options)
        .expect("a part");
    let mut xml = String::from("<worksheet><sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        let row = row + 1;
        let _ = write!(xml, "<row r=\"{row}\">");
        for (column, cell) in cells.iter().enumerate() {
            let name = column_name(column);
            let _ = match cell {
                Data::Empty => continue,
                Data::Float(number) => write!(xml, "<c r=\"{name}{row}\"><v>{number}</v></c>"),
                Data::DateTime(date) => {
                    let serial = date.as_f64();
                    write!(xml, "<c r=\"{name}{row}\" s=\"1\"><v>{serial}</v></c>")
                }
                other => {
                    let text = other.to_string();
                    let _ = write!(xml, "<c r=\"{name}{row}\" t=\"inlineStr\"><is><t>");
                    escape(&text, &mut xml);
                    write!(xml, "</t></is></c>")
                }
            };
        }
        xml.push_str("</row>");
        if xml.len() > 1 << 16 {
            package
                .write_all(xml.as_bytes())
                .expect("the disk has room");
            xml.clear();
        }
    }
    xml.push_str("</sheetData></worksheet>");
    package
        .write_all(xml.as_bytes())
        .expect("the disk has room");
    package.finish().expect("the disk has room");
}

fn escape(text: &str, xml: &mut String) {
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            other => xml.push(other),
        }
    }
}

/// `AB` for 27: two letters are enough here.
fn column_name(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    match column / 26 {
        0 => letter(column).to_string(),
        first => [letter(first - 1), letter(column)].iter().collect(),
    }
}

/// Writes the same rows as the library does it without being told anything.
fn defaults(rows: &[Vec<Data>], target: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            let written = match cell {
                Data::Empty => continue,
                Data::Float(number) => sheet.write(row, column, *number),
                Data::DateTime(day) => sheet.write_with_format(row, column, day.as_f64(), &date),
                other => sheet.write(row, column, other.to_string()),
            };
            written.expect("a cell");
        }
    }
    workbook.save(target).expect("the disk has room");
}

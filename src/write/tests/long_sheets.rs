//! Long sheets: split where Excel ends, streamed, and the same as short ones.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::{Lines, assert_lines, cover, date, fields, output, part, sheet, text};
use crate::config::OutputFormat;
use crate::error::ErrorKind;
use crate::progress::Silent;
use crate::value::Value;
use crate::write::files::{Target, write_grids};
use crate::write::grid::{Cells, Grid, GridColumn};
use crate::write::workbook::ExtraColumn;
use crate::write::xlsx::SheetLimits;
use crate::write::{Sheet, Written};

/// Writes a grid of lines with limits of its own.
fn write_limited(folder: &Path, rows: usize, limits: SheetLimits) -> Vec<Written> {
    let lines = Lines(rows);
    let sheet = Sheet::new(&lines, fields()).editable();
    let target = Target {
        run_folder: folder,
        folder: "",
        stem: "lines".to_owned(),
        created_on: date(),
    };
    let grids = vec![Grid::of_sheet(&sheet)];
    let output = output(OutputFormat::Xlsx);
    write_grids(&target, Some(cover()), grids, &output, limits, &Silent).expect("room")
}

#[test]
fn long_sheets_look_as_short_ones_and_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    for (short_rows_max, name) in [(100, "short"), (0, "long")] {
        let limits = SheetLimits {
            rows_max: 10,
            short_rows_max,
        };
        let folder = folder.path().join(name);
        write_limited(&folder, 25, limits);
        let file = folder.join("lines.xlsx");
        let mut book: Xlsx<_> = open_workbook(&file).expect("a workbook");
        let names = [
            "Cover",
            "Segment Line",
            "Segment Line (2)",
            "Segment Line (3)",
        ];
        assert_eq!(book.sheet_names(), names);
        assert_lines(&sheet(&file, names[1]), 0, 10);
        assert_lines(&sheet(&file, names[2]), 10, 10);
        assert_lines(&sheet(&file, names[3]), 20, 5);
        let index = &sheet(&file, "Cover")[9..];
        let counts: Vec<_> = index.iter().map(|row| (&row[0], &row[1])).collect();
        for (part, rows) in [(0, 10.0), (1, 10.0), (2, 5.0)] {
            assert_eq!(counts[part], (&text(names[part + 1]), &Data::Float(rows)));
        }
        assert_eq!(index[3][0], text("Nearly full"));
        book.load_tables().expect("tables");
        let mut tables = book.table_names();
        tables.sort();
        assert_eq!(tables, ["SegmentLine", "SegmentLine_2", "SegmentLine_3"]);
        let last = book.table_by_name("SegmentLine_3").expect("the table");
        assert_eq!(last.data().get_size(), (5, 8));
    }
}

#[test]
fn the_frame_of_a_long_sheet_is_that_of_a_short_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let [short, long] = [100, 0].map(|short_rows_max| {
        let folder = folder.path().join(short_rows_max.to_string());
        let limits = SheetLimits {
            rows_max: 1_000,
            short_rows_max,
        };
        write_limited(&folder, 25, limits);
        folder.join("lines.xlsx")
    });
    for name in [
        "xl/tables/table1.xml",
        "xl/workbook.xml",
        "docProps/core.xml",
        "docProps/app.xml",
    ] {
        assert_eq!(part(&short, name), part(&long, name), "{name}");
    }
    assert!(part(&long, "docProps/core.xml").contains("2026-11-23T00:00:00Z"));
    let frame = |file| {
        let xml = part(file, "xl/worksheets/sheet2.xml");
        let (before, rest) = xml.split_once("<row r=\"2\"").expect("rows");
        let (_, after) = rest.split_once("</sheetData>").expect("rows");
        (before.to_owned(), after.to_owned())
    };
    assert_eq!(frame(&short), frame(&long));
}

#[test]
fn what_does_not_fit_into_a_cell_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "x".repeat(32_768);
    let lines = Lines(2);
    let mut sheet = Sheet::new(&lines, fields());
    sheet.extras.push(ExtraColumn {
        caption: "Budget".to_owned(),
        text: Box::new(|row| if row == 1 { &long } else { "" }),
    });
    for short_rows_max in [0, 100] {
        let target = Target {
            run_folder: folder.path(),
            folder: "",
            stem: format!("long{short_rows_max}"),
            created_on: date(),
        };
        let limits = SheetLimits {
            rows_max: 10,
            short_rows_max,
        };
        let grids = vec![Grid::of_sheet(&sheet)];
        let output = output(OutputFormat::Xlsx);
        let error = write_grids(&target, None, grids, &output, limits, &Silent).err();
        let error = error.expect("an error");
        assert_eq!(error.kind(), ErrorKind::File);
        assert!(error.to_string().contains("32,767 characters"), "{error}");
    }
}

/// Texts as rows of one column.
struct Texts(Vec<String>);

impl Cells for Texts {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn value(&self, row: usize, _column: usize) -> Value<'_> {
        Value::text(&self.0[row])
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn any_text_reads_as_it_was_written(
        texts in proptest::collection::vec(r"(\PC|[\t\n\r&<>_ x=@]|_x00[0-4]1_){1,20}", 1..20)
    ) {
        let read = |short_rows_max| {
            let folder = tempfile::tempdir().expect("a folder");
            let grid = Grid {
                names: vec!["Contact"],
                table: None,
                columns: vec![GridColumn::text("Name")],
                cells: Box::new(Texts(texts.clone())),
                editable: false,
            };
            let target = Target {
                run_folder: folder.path(),
                folder: "",
                stem: "texts".to_owned(),
                created_on: date(),
            };
            let limits = SheetLimits { rows_max: 100, short_rows_max };
            let output = output(OutputFormat::Xlsx);
            write_grids(&target, None, vec![grid], &output, limits, &Silent).expect("room");
            let rows = sheet(&folder.path().join("texts.xlsx"), "Contact");
            rows[1..].iter().map(|row| row[0].to_string()).collect::<Vec<String>>()
        };
        proptest::prop_assert_eq!(&read(100), &texts);
        proptest::prop_assert_eq!(&read(0), &texts);
    }
}

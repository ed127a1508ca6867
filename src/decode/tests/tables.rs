//! Which sheet is which table, and which column which field.

use super::*;

#[test]
fn columns_are_found_in_any_order_and_case_and_zeros_are_kept() {
    let decoded = csv(
        "Contact.csv",
        "name,POST CODE,no,E-Mail\nAnn,01234,c001,a@x.example\n,,,\nBo,  00099 ,C2,\n",
    );
    assert_eq!(findings(&decoded), [""; 0]);
    let records = contacts(&decoded);
    assert_eq!(records.len(), 2);
    assert_eq!(records.text(0, contact::NO), "C001");
    assert_eq!(records.text(0, contact::POST_CODE), "01234");
    assert_eq!(records.text(1, contact::POST_CODE), "00099");
    assert_eq!(records.text(0, contact::EMAIL), "a@x.example");
    assert_eq!(records.fill(1, contact::EMAIL), Fill::Default);
    let place = records.place(1, Some(contact::NO));
    assert_eq!(place.to_string(), "Contact.csv: line 4, column 3 \"no\"");
    let sheet = &decoded.inputs[0].sheets[0];
    assert_eq!(sheet.table, Some("Contact"));
    assert_eq!(
        (sheet.caption_row, sheet.rows, sheet.rejected),
        (Some(1), 2, 0)
    );
}

#[test]
fn several_files_are_one_table_in_order_of_path() {
    let inbox = Inbox::new()
        .file("b/Contacts.csv", "No.,Name\nC3,Cy\n")
        .file("Contact (2).csv", "No.,City\nC2,Oslo\n")
        .file("5050 Contact.tsv", "No.\tName\nC1\tAnn\n");
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    let records = contacts(&decoded);
    let numbers: Vec<&str> = (0..3).map(|row| records.text(row, contact::NO)).collect();
    assert_eq!(numbers, ["C1", "C2", "C3"]);
    assert_eq!(records.text(1, contact::CITY), "Oslo");
    assert_eq!(records.text(1, contact::NAME), "");
    let names: Vec<&str> = decoded.inputs.iter().map(|input| &*input.name).collect();
    assert_eq!(
        names,
        ["5050 Contact.tsv", "Contact (2).csv", "b/Contacts.csv"]
    );
}

#[test]
fn extra_columns_of_contact_are_kept_and_those_of_others_named_once() {
    let inbox = Inbox::new()
        .file("Contact.csv", "No.,Shoe Size,Errors\nC1,0042,old\nC2,,\n")
        .file(
            "Contact Mailing Group.csv",
            "Contact No.,Mailing Group Code,Since,Contact Name,By\nC1,NEWS,2020,Ann,me\n",
        );
    let decoded = inbox.decode();
    assert_eq!(
        findings(&decoded),
        [
            "R005 Contact Mailing Group.csv: line 1",
            "R006 Contact Mailing Group.csv: line 1",
        ]
    );
    let extra = contacts(&decoded)
        .extra("shoe size")
        .expect("an extra column");
    assert_eq!(extra.column.value(0), crate::value::Value::Text("0042"));
    assert_eq!(contacts(&decoded).extras().len(), 1);
    let groups = &decoded.tables[&CONTACT_MAILING_GROUP.no];
    assert_eq!(
        groups.text(0, contact_mailing_group::MAILING_GROUP_CODE),
        "NEWS"
    );
}

#[test]
fn what_segbook_writes_for_the_reviewer_is_read_without_a_word() {
    let inbox = Inbox::new()
        .file(
            "SM00001.Segment Line.csv",
            "Segment No.,Contact No.,Contact Name,Contact Email,Errors\nSM00001,C1,Ann,a@x,\n",
        )
        .file(
            "Interaction Log Entry.csv",
            "Entry No.,Contact No.,Contact Name,Contact Company Name\n7,C1,Ann,Firm\n",
        )
        .file("SM00001.Cover.csv", "Segment SM00001\n");
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    let lines = &decoded.tables[&SEGMENT_LINE.no];
    assert_eq!(lines.text(0, segment_line::CONTACT_NO), "C1");
    let entries = &decoded.tables[&crate::schema::INTERACTION_LOG_ENTRY.no];
    assert_eq!(entries.integer(0, interaction_log_entry::ENTRY_NO), 7);
}

#[test]
fn aliases_of_the_settings_count_as_captions_and_sheets() {
    let inbox = Inbox::new()
        .file("Kunden.csv", "Kundennr;Name\nC1;Ann\n")
        .set(|settings| {
            settings.sheets.insert(fold_name("Kunden"), CONTACTS);
            let aliases = settings.columns.entry(CONTACTS).or_default();
            aliases.insert(fold_name("Kundennr"), contact::NO);
        });
    let decoded = inbox.decode();
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(contacts(&decoded).text(0, contact::NO), "C1");
}

#[test]
fn a_caption_row_is_searched_for_and_can_be_named() {
    let titled = "Contacts of 2026,,\n,,\nNo.,Name,City\nC1,Ann,Oslo\n";
    let decoded = csv("Contact.csv", titled);
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(decoded.inputs[0].sheets[0].caption_row, Some(3));
    let few = "No.,a,b,c\nC1,x,y,z\n";
    let decoded = csv("Contact.csv", few);
    assert_eq!(findings(&decoded), ["R001 Contact.csv: line 1"]);
    let inbox = Inbox::new().file("Contact.csv", few);
    let decoded = inbox.set(|settings| settings.header_row = Some(0)).decode();
    assert_eq!(findings(&decoded), [""; 0]);
    assert_eq!(contacts(&decoded).extras().len(), 3);
}

#[test]
fn captions_that_make_a_sheet_unusable_are_errors() {
    for (name, content, expected) in [
        ("Contact.csv", "C1,Ann\nC2,Bo\n", "R001 Contact.csv"),
        (
            "Contact.csv",
            "Name,City\nAnn,Oslo\n",
            "R002 Contact.csv: line 1",
        ),
        (
            "Contact.csv",
            "No.,Email,E-Mail\nC1,a,b\n",
            "R003 Contact.csv: line 1, column 3",
        ),
        ("Contcats.csv", "No.,Name\nC1,Ann\n", "R004 Contcats.csv"),
    ] {
        let decoded = csv(name, content);
        assert_eq!(findings(&decoded), [expected], "{content}");
        // What is in the table is not known, which is another thing than its not being supplied.
        let tables: Vec<_> = decoded.tables.values().collect();
        let known: Vec<_> = tables.iter().map(|t| (t.len(), t.is_partial())).collect();
        let is_table = name == "Contact.csv";
        assert_eq!(known, vec![(0, true); usize::from(is_table)], "{content}");
    }
    let decoded = csv("Contcats.csv", "No.,Name\nC1,Ann\n");
    let finding = decoded.findings.iter().next().expect("a finding");
    assert_eq!(finding.fix, "did you mean Contact? then rename it");
}

#[test]
fn a_table_without_rows_is_there_and_empty() {
    let decoded = csv("Contact.csv", "No.,Name\n");
    assert_eq!(findings(&decoded), [""; 0]);
    assert!(contacts(&decoded).is_empty());
}

#[test]
fn unwanted_tables_are_recognised_and_left_alone() {
    let inbox = Inbox::new()
        .file("Contact.csv", "No.\nC1\n")
        .file("Mailing Group.csv", "Code\nNEWS\n");
    let wanted = |no| no == CONTACTS;
    let decoded = decode_inputs(
        &inbox.settings,
        &inbox.limits,
        &wanted,
        &Cache::none(),
        &Silent,
    )
    .expect("an inbox");
    assert_eq!(decoded.tables.len(), 1);
    assert_eq!(decoded.inputs[1].sheets[0].table, Some("Mailing Group"));
    assert_eq!(decoded.inputs[1].sheets[0].rows, 0);
}

#[test]
fn threads_do_not_matter() {
    let mut inbox = Inbox::new();
    for number in 0..12 {
        let content = format!("No.,Name\nC{number},same\nD{number},x{number}\n,blank\n");
        inbox = inbox.file(&format!("{number:02}/Contact.csv"), content);
    }
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let decoded = pool.expect("threads").install(|| inbox.decode());
        let records = contacts(&decoded);
        let numbers: Vec<String> = (0..records.len())
            .map(|row| records.text(row, contact::NO).to_owned())
            .collect();
        (numbers, findings(&decoded))
    };
    let one = run(1);
    assert_eq!(one.0.len(), 36);
    assert_eq!(one, run(2));
    assert_eq!(one, run(8));
}

#[test]
fn what_is_wrong_in_a_file_of_no_table_is_left_alone_too() {
    let text = format!("Notes\n\"{}\n", "x".repeat(40_000));
    let decoded = csv("notes.txt", text);
    assert_eq!(findings(&decoded), ["R004 notes.txt"]);
}

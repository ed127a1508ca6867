//! Exports of BC in other languages, and the extra columns that reviewers see.

use super::*;
use crate::schema::Language;

#[test]
fn an_export_in_another_language_is_read_with_its_options_and_yes_and_no() {
    let files = [
        (
            "nl",
            "Contacten.csv",
            "Nr.;Naam;Type;Land-/regiocode;Gewijzigd op;Minderjarig\n1;Ann;Persoon;NL;2026-11-23;Ja\n2;Firma;Bedrijf;NL;;Nee\n",
        ),
        (
            "de",
            "Kontakte.csv",
            "Nr.;Name;Art;Länder-/Regionscode;Korrigiert am;Minor\n1;Ann;person;NL;2026-11-23;Ja\n2;Firma;UNTERNEHMEN;NL;;nein\n",
        ),
        (
            "fr",
            "Contacts.csv",
            "N°;Nom;Type;Code pays/region;Date dern. modification;Minor\n1;Ann;Personne;NL;2026-11-23;Oui\n2;Firma;Société;NL;;Non\n",
        ),
        (
            "da",
            "Kontakter.csv",
            "Nummer;Navn;Type;Lande-/områdekode;Rettet den;Mindreårig\n1;Ann;Person;NL;2026-11-23;Ja\n2;Firma;Virksomhed;NL;;Nej\n",
        ),
    ];
    for (language, file, content) in files {
        let decoded = csv(file, content);
        assert_eq!(
            decoded.inputs[0].sheets[0].language.map(Language::code),
            Some(language)
        );
        let found: Vec<String> = findings(&decoded);
        assert_eq!(found, [""; 0], "{language}");
        let contacts = contacts(&decoded);
        assert_eq!(contacts.len(), 2, "{language}");
        assert_eq!(contacts.text(0, contact::NO), "1");
        assert_eq!(contacts.text(1, contact::NAME), "Firma");
        assert_eq!(contacts.option(0, contact::TYPE), 1, "{language}");
        assert_eq!(contacts.option(1, contact::TYPE), 0, "{language}");
        assert_eq!(contacts.text(0, contact::COUNTRY_REGION_CODE), "NL");
        let date = contacts.date(0, contact::LAST_DATE_MODIFIED);
        assert_eq!(
            date.expect("a date").to_string(),
            "2026-11-23",
            "{language}"
        );
    }
}

#[test]
fn an_english_sheet_is_english_whatever_words_it_shares() {
    for (file, content) in [
        ("Contact.csv", "No.,Name,Type\nC1,Ann,Person\n"),
        ("Contact.csv", "No.,Name,Budget,Region\nC1,Ann,7,N\n"),
        ("Segment.csv", "No.,Description\nSM1,x\n"),
    ] {
        let decoded = csv(file, content);
        assert_eq!(decoded.inputs[0].sheets[0].language, None, "{content}");
    }
}

#[test]
fn an_unknown_option_is_answered_with_the_words_of_the_sheet() {
    let decoded = csv("Kontakte.csv", "Nr.;Name;Art\n1;Ann;Persson\n2;Bo;Firma\n");
    let told: Vec<String> = decoded
        .findings
        .iter()
        .map(|finding| format!("{} {} / {}", finding.code.id, finding.expected, finding.fix))
        .collect();
    let expected = [
        "D006 one of Unternehmen, Person / did you mean Person?",
        "D006 one of Unternehmen, Person / write one of these, or its number",
    ];
    assert_eq!(told, expected);
}

#[test]
fn neighbours_that_share_their_captions_need_not_be_told_apart() {
    // Every caption is Danish as well as Norwegian; the options are Norwegian.
    let decoded = csv(
        "Kontakter.csv",
        "Nr.;Navn;Type;Mindre\u{e5}rig\n1;Firma;Selskap;Nei\n2;Ann;Person;ja\n",
    );
    assert_eq!(findings(&decoded), [""; 0]);
    let contacts = contacts(&decoded);
    assert_eq!(
        [0, 1].map(|row| contacts.option(row, contact::TYPE)),
        [0, 1]
    );
    assert_eq!(
        [0, 1].map(|row| contacts.boolean(row, contact::MINOR)),
        [false, true]
    );
}

#[test]
fn a_caption_that_is_nearly_one_is_named() {
    for (file, content, expected) in [
        (
            "Contact.csv",
            "No.,Name,Emial\nC1,Ann,x\n",
            "did you mean \"Email\"? then correct the caption",
        ),
        (
            "Contact Mailing Group.csv",
            "Contact No.,Mailing Grup Code\nC1,NEWS\n",
            "did you mean this by \"Mailing Grup Code\"? then correct that caption",
        ),
        (
            "Campaign.csv",
            "No.,Desription\nC1,x\n",
            "did you mean \"Description\" by \"Desription\"? then correct the caption",
        ),
    ] {
        let decoded = csv(file, content);
        let fixes: Vec<&str> = decoded
            .findings
            .iter()
            .map(|finding| finding.fix.as_str())
            .collect();
        assert_eq!(fixes, [expected], "{content}");
    }
}

#[test]
fn columns_of_contact_beside_lines_are_read_without_a_word() {
    let lines = "Segment No.,Contact No.,Shoe size,Mood\nSM1,C1,42,good\n";
    let inbox = Inbox::new()
        .file("Contact.csv", "No.,Shoe size\nC1,42\n")
        .file("SM1.Segment Line.csv", lines);
    let decoded = inbox.decode();
    let told: Vec<&str> = decoded.findings.iter().map(|f| f.found.as_str()).collect();
    assert_eq!(told, ["\"Mood\""]);
    assert_eq!(
        decoded.tables[&SEGMENT_LINE.no].text(0, segment_line::CONTACT_NO),
        "C1"
    );
}

#[test]
fn what_is_written_for_the_reviewer_is_known_in_every_language() {
    let decoded = csv(
        "Interactielogposten.csv",
        "Volgnummer;Contactnr.;Contact Name\n7;C1;Ann\n",
    );
    assert_eq!(findings(&decoded), [""; 0]);
    let entries = &decoded.tables[&crate::schema::INTERACTION_LOG_ENTRY.no];
    assert_eq!(entries.integer(0, interaction_log_entry::ENTRY_NO), 7);
}

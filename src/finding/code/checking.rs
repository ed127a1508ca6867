//! Codes V…: checking across rows and tables.

super::codes! {
    V001 Error "a key that stands twice" {
        explanation: "Two rows of a table have the same key, so that it is not known which of them counts.",
        example: "Contact CT000017 in contacts.xlsx and again in more-contacts.csv",
        remedy: "Remove one of the two rows, or correct its key.",
    }
    V002 Error "a reference that leads nowhere" {
        explanation: "A cell names a row of another sheet that is not there.",
        example: "Salesperson Code JR, and no salesperson JR",
        remedy: "Correct the cell, or add the row to the other sheet.",
    }
    V003 Error "a person whose company does not exist" {
        explanation: "The Company No. of a person names no contact.",
        example: "person CT000021 with Company No. CT000999",
        remedy: "Correct Company No., add the company, or clear the cell.",
    }
    V004 Error "a contact with another contact's number" {
        explanation: "A company has its own No. as Company No.; Lookup Contact No. is a person's own No. and blank for a company.",
        example: "company CT000020 with Company No. CT000010",
        remedy: "Correct the cell, or set Type to Person.",
    }
    V005 Error "a person who belongs to a person" {
        explanation: "The Company No. of a person names a contact that is itself a person.",
        example: "person CT000021 with Company No. CT000022, a person",
        remedy: "Use the No. of a company, or clear the cell.",
    }
    V006 Error "another company's name" {
        explanation: "Company Name is the Name of the contact's company; it decides the order of segment lines.",
        example: "Company Name Northwind for a person of Contoso",
        remedy: "Clear the cell: segbook fills it; or correct Company No.",
    }
    V007 Error "a field of the other type of contact" {
        explanation: "Currency Code and VAT Registration No. belong to companies, Organizational Level Code to persons.",
        example: "a company with Organizational Level Code CEO",
        remedy: "Clear the cell, or correct Type.",
    }
    V008 Error "a link held by the wrong type of contact" {
        explanation: "Industry groups and business relations are held by companies, job responsibilities by persons.",
        example: "person CT000021 in Contact Industry Group",
        remedy: "Use the number of a company, or of a person.",
    }
    V009 Error "two links of one kind" {
        explanation: "A contact can be linked to one customer, one vendor, one bank account and one employee.",
        example: "contact CT000010 linked to customers 10000 and 20000",
        remedy: "Keep one of the two rows.",
    }
    V010 Error "one customer linked to two contacts" {
        explanation: "A customer, vendor, bank account or employee belongs to one contact.",
        example: "customer 10000 linked to CT000010 and CT000020",
        remedy: "Keep one of the two rows, or correct the No.",
    }
    V011 Notice "a reference that is not checked" {
        explanation: "A sheet refers to another table, and no sheet of that table was supplied.",
        example: "Salesperson Code filled, and no sheet Salesperson/Purchaser",
        remedy: "Add the sheet if its references are to be checked.",
    }
    V012 Warning "an address that cannot be one" {
        explanation: "An e-mail address has no @, or characters that no address has.",
        example: "ann.example.com",
        remedy: "Correct the address; several are separated by a semicolon.",
    }
    V013 Error "a blocked salesperson" {
        explanation: "A blocked salesperson cannot be chosen for a segment or a line.",
        example: "Salesperson Code JR, who is blocked",
        remedy: "Choose another salesperson, or clear Blocked.",
    }
    V014 Error "history that differs from the ledger" {
        explanation: "A history sheet has an entry with a number that the ledger has too, and their values differ.",
        example: "entry 17 with Date 2026-03-01, in the ledger with 2026-03-02",
        remedy: "Correct the row, give it another number, or take it out of the inbox.",
    }
    V015 Notice "history that the ledger has already" {
        explanation: "Entries that segbook wrote itself stand in the inbox again. They are not counted twice.",
        example: "interaction-log-entries.xlsx of an earlier run in the inbox",
        remedy: "Nothing.",
    }
    V016 Error "rows of a segment that is not there" {
        explanation: "Lines, criteria or languages name a segment that has no header and was not logged.",
        example: "Segment No. SM00099 in Segment Line, and no header SM00099",
        remedy: "Add the header, or correct Segment No.",
    }
    V017 Error "a segment with two headers" {
        explanation: "Two Segment Header rows have the same number, and neither of them is the reviewed workbook of the other.",
        example: "SM00001 in segments.xlsx and again in spring.xlsx",
        remedy: "Remove one of the two.",
    }
    V018 Notice "an original that is set aside" {
        explanation: "A reviewed workbook and its original are both in the inbox: the reviewed one counts.",
        example: "SM00001 in segments.xlsx beside the reviewed SM00001.xlsx",
        remedy: "Nothing; take the original out of the inbox when it is no longer needed.",
    }
    V019 Warning "a reviewed workbook of another date" {
        explanation: "The workbook was selected from a recurring segment for one date, and counts on that date alone.",
        example: "SM00012.xlsx selected on 2026-11-16, work date 2026-11-23",
        remedy: "Select again and review the new workbook.",
    }
    V020 Error "rows without a segment number" {
        explanation: "Lines or criteria have no Segment No., and their file has no header without number that they could belong to.",
        example: "a blank Segment No. in a file whose header is SM00001",
        remedy: "Fill Segment No.",
    }
    V021 Error "two headers without number in one file" {
        explanation: "At most one header in a file may have no number, since its lines have none either.",
        example: "two rows with a blank No. in segments.xlsx",
        remedy: "Give one of them a number, or move it to a file of its own.",
    }
    V022 Error "a line number that stands twice" {
        explanation: "Two lines of a segment have the same Line No.",
        example: "Line No. 20000 twice in SM00001",
        remedy: "Clear one of the two: lines without a number get the next ones.",
    }
    V023 Notice "rows of a segment that is logged" {
        explanation: "Lines or criteria of a segment that was logged are history and are not read as a segment.",
        example: "lines of SM00001 after it was logged",
        remedy: "Nothing.",
    }
    V024 Error "a language that stands twice" {
        explanation: "A segment or line has two rows of one language.",
        example: "DEU twice for line 0 of SM00001",
        remedy: "Remove one of the two rows.",
    }
    V025 Error "a reference to a row that was rejected" {
        explanation: "With --on-error reject, a row that refers to a faulty row is faulty too.",
        example: "Contact No. CT000017, whose own row has an error",
        remedy: "Correct the other row first.",
    }
    V026 Warning "a header that differs from its lines" {
        explanation: "In a reviewed workbook the lines count. A value was changed on the header alone.",
        example: "Salesperson Code JR on the header, PS on every line",
        remedy: "Change it on the lines, or clear the column there: then the header's value counts.",
    }
    V027 Error "saved criteria without steps" {
        explanation: "Save Criteria As keeps the steps of a segment, and this one has none.",
        example: "Save Criteria As SPRING on a segment with lines only",
        remedy: "Clear the cell, or give the segment a step.",
    }
    V028 Error "saved criteria that differ" {
        explanation: "The code is taken by criteria with other steps.",
        example: "Save Criteria As SPRING, which has other steps",
        remedy: "Choose another code.",
    }
    V029 Error "a segment without a number" {
        explanation: "The number series is switched off, so a segment or a follow-up cannot be given a number.",
        example: "a blank No. with [number_series] segments = \"\"",
        remedy: "Fill No., or set [number_series] segments.",
    }
    V035 Notice "history that stands twice" {
        explanation: "The same entries stand in two sheets, word for word, as in a logged segment's workbook and in the run's interaction-log-entries. They are not counted twice.",
        example: "entry 1204 in SM00001.xlsx and in interaction-log-entries.xlsx",
        remedy: "Nothing.",
    }
    V036 Error "a cost or duration below zero" {
        explanation: "Business Central takes no negative costs and durations of templates, segments and lines.",
        example: "Unit Cost (LCY) -1.50",
        remedy: "Correct the cell, or clear it: a blank one takes the template's or the header's value.",
    }
}

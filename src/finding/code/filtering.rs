//! Codes F…: filters and criteria.

super::codes! {
    F001 Error "a filter that cannot be read" {
        explanation: "The filter does not follow BC's filter language: an operator lacks a value, parentheses or quotes are not closed, or a value holds a character that is an operator. The caret stands under the character at which reading stopped.",
        example: "A||B: two | without a value between them",
        remedy: "Correct the filter at the caret. A value that holds & | ( ) = < > or .. is put in quotes: 'Miller & Sons'. Blank is written ''. Excel hides the first apostrophe that is typed into a cell, so type one more at its beginning.",
    }
    F002 Error "a filter value of the wrong type" {
        explanation: "A value in the filter cannot be a value of the field: a word where the field holds numbers, a caption that the field does not have, a day that does not exist.",
        example: "Type = Compny, where the field has Company and Person",
        remedy: "Write a value of the field's type: a number, Yes or No, one of the captions, a time such as 09:30, a date such as 2026-11-23, T-30D or CM.",
    }
    F003 Error "a wildcard where it has no meaning" {
        explanation: "* and ? stand for other characters, @ makes case and accents irrelevant, && looks for words. They work on whole values of Code and Text fields; in ranges, in comparisons with < and >, and on fields that hold no text they have no meaning.",
        example: "A*..B*",
        remedy: "Leave the wildcard out of the range or comparison, or write the value alone: A*|B*.",
    }
    F004 Error "a date in a filter without a date order" {
        explanation: "The date is not written year-month-day, and the book does not say whether day or month comes first. Nothing is guessed, not even when only one reading exists.",
        example: "03.04.2026: April 3 or March 4",
        remedy: "Write the date as 2026-04-03, or set date_order = \"dmy\" (or \"mdy\", \"ymd\") under [input] in segbook.toml.",
    }
    F005 Error "an unknown word after %" {
        explanation: "A value that begins with % and a letter stands for something: %me and %user for the user of the run. No other word is known.",
        example: "%mycustomers",
        remedy: "Write %me, or the values themselves separated by |. A value that really begins with % is put in quotes: '%off'.",
    }
    F006 Error "a date or time form that is refused" {
        explanation: "BC knows the form, but here it would need what does not exist: closing dates need general ledger entries, Y5 needs a table of accounting periods, NOW on a time needs the clock, on which no result may depend. Numbers of periods go from 1 to 999.",
        example: "C31.12.2026, Y5, P5+2",
        remedy: "Write the day, period or time itself: 2026-12-31, Y-1, P7, 09:30.",
    }
    F007 Error "a filter that is too long" {
        explanation: "BC keeps at most 2048 characters of filters on a table, so a longer filter could not be carried back.",
        example: "a list of 400 contact numbers separated by |",
        remedy: "Split the filter over several steps, or put the contacts into a mailing group and filter by that. The limit can be changed under [limits] in segbook.toml.",
    }
    F008 Error "parentheses nested too deeply" {
        explanation: "More than 100 parentheses stand within each other.",
        example: "((((…A…))))",
        remedy: "Leave out parentheses that are not needed.",
    }
    F010 Error "an unknown table in a criteria row" {
        explanation: "The cell Table (or Table No.) names no table that can hold criteria.",
        example: "Contact Mailng Group",
        remedy: "Write Contact, Contact Mailing Group, Contact Industry Group, Contact Business Relation, Contact Job Responsibility, Contact Profile Answer, Interaction Log Entry or Value Entry, or the table's number; blank stands for Contact.",
    }
    F011 Error "an unknown field in a criteria row" {
        explanation: "The cell Field names no field of the table: no caption, field name or field number, and no extra column of Contact.",
        example: "Contry/Region Code on table Contact",
        remedy: "Write the field's caption as it stands in the table's sheet, or its number.",
    }
    F012 Warning "a criteria row with a blank filter" {
        explanation: "The row names a field but its cell Filter is blank, so it does not filter. Blank values are selected with two apostrophes.",
        example: "Field Salesperson Code, Filter blank",
        remedy: "Write the filter ('' for blank values; three apostrophes when typed into Excel, which hides the first), or remove the row.",
    }
    F013 Error "options that differ within a step" {
        explanation: "All rows of a step are one action. Its Action and options stand on its first row; on the others they are blank or equal.",
        example: "step 10: Add Contacts on the first row, Reduce on the second",
        remedy: "Clear the cell on the later row, or give the row a step of its own.",
    }
    F014 Error "a step without an action" {
        explanation: "The first row of the step does not say what to do with the contacts that match.",
        example: "step 10 with a filter, Action blank",
        remedy: "Write Add Contacts, Reduce, Refine, Reuse Saved Criteria, Reuse Logged Segment or Go Back on the step's first row.",
    }
    F015 Error "an option that the action does not have" {
        explanation: "Allow Existing Contacts, Expand Companies, Allow Related Companies and Ignore Exclusion belong to Add Contacts; Entire Companies belongs to Reduce and Refine.",
        example: "Go Back with Expand Companies = Yes",
        remedy: "Clear the option, or choose the action that has it.",
    }
    F016 Error "criteria of a table that is not joined to contacts" {
        explanation: "The table exists, but BC has no way from its records to contacts, so it cannot hold criteria.",
        example: "Table Campaign",
        remedy: "Use a table with a Contact No.: Contact, Contact Mailing Group, Contact Industry Group, Contact Business Relation, Contact Job Responsibility, Contact Profile Answer, Interaction Log Entry or Value Entry.",
    }
    F017 Error "a criteria row without a step" {
        explanation: "The rows of a step belong together by their number in the column Step; without it the order of the actions is not known.",
        example: "Step blank, Action Reduce",
        remedy: "Number the steps, e.g. 10, 20, 30.",
    }
    F018 Error "unknown saved criteria" {
        explanation: "Reuse Saved Criteria names a code that neither the sheet Saved Segment Criteria nor the ledger has.",
        example: "Filter SPRNG, saved is SPRING",
        remedy: "Correct the code, or supply the sheets Saved Segment Criteria and Saved Segment Criteria Line.",
    }
    F019 Error "an unknown logged segment" {
        explanation: "Reuse Logged Segment names an entry or a segment that neither the ledger nor a history sheet has. Digits are looked for as an entry number first.",
        example: "Filter SM00009, logged are SM00001 to SM00004",
        remedy: "Correct the number, or supply the sheets Logged Segment and Interaction Log Entry.",
    }
    F020 Error "nothing to go back to" {
        explanation: "Go Back undoes the last step that still stands; here none does.",
        example: "Go Back as the first step of a segment",
        remedy: "Remove the step.",
    }
    F021 Error "going back over an applied step" {
        explanation: "The step before was carried out when the segment was selected (Applied = Yes). Its result is in the lines, which may have been edited since, so it cannot be undone.",
        example: "step 10 Add Contacts with Applied = Yes, step 20 Go Back",
        remedy: "Remove lines that are not wanted from the sheet Segment Line, or select the segment again without the step.",
    }
    F022 Error "a reuse without a number or code" {
        explanation: "Reuse Saved Criteria takes a code and Reuse Logged Segment an entry or segment number from the cell Filter, and it is blank.",
        example: "Reuse Logged Segment, Filter blank",
        remedy: "Write what is to be reused into the cell Filter.",
    }
    F023 Error "filters in a step that takes none" {
        explanation: "Go Back takes nothing; a reuse takes one code or number in Filter, and neither Table nor Field.",
        example: "Go Back with Field City",
        remedy: "Clear the cells, or give the filter a step of its own.",
    }
    F024 Error "a table view that cannot be read" {
        explanation: "The cell does not hold a view as BC writes it. The caret stands under the character at which reading stopped.",
        example: "VERSION(1) SORTING(Field1) WHERE(Field29=1(HR)",
        remedy: "Correct the view, e.g. VERSION(1) SORTING(Field1) WHERE(Field29=1(HR|LT)), or use the columns Table, Field and Filter instead.",
    }
    F025 Error "a filter row before its action row" {
        explanation: "In BC's form every action is one row of Type Action, followed by its rows of Type Filter in the order of Line No. This filter row has no action before it.",
        example: "Line No. 10000 Filter, Line No. 20000 Action",
        remedy: "Put the rows into BC's order, or correct Line No.",
    }
    F026 Error "a number of filters that does not agree" {
        explanation: "No. of Filters of the action row says how many filter rows belong to it, and another number follows. Rows may have been lost.",
        example: "No. of Filters 2, followed by one filter row",
        remedy: "Add the missing rows, or correct No. of Filters.",
    }
    F027 Error "a criteria row in both forms" {
        explanation: "A row has cells of the analyst's form (Step, Table, Field, Filter) and of BC's form (Type, Table No., Table View), or one segment has rows of both, so their order is not known.",
        example: "Step 10 and Table View filled in one row",
        remedy: "Keep one form for each segment.",
    }
}

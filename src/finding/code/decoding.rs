//! Codes D…: turning a cell into a value of its field's kind.

super::codes! {
    D001 Error "a cell that must be filled is blank" {
        explanation: "The row has values, but not the one by which it is known.",
        example: "a contact with a name and no No.",
        remedy: "Fill the cell, or clear the whole row.",
    }
    D002 Error "a text that is too long" {
        explanation: "Business Central keeps so many characters and no more. A text is never cut.",
        example: "a City of 34 characters, where 30 fit",
        remedy: "Shorten the text.",
    }
    D003 Error "not a number" {
        explanation: "The field is a number, and the text cannot be read as one with the decimal mark of the settings.",
        example: "12,50 where the decimal mark is a point",
        remedy: "Write a number, or set [input] decimal_mark to comma or point.",
    }
    D004 Error "not a whole number" {
        explanation: "The field holds whole numbers only; nothing is rounded.",
        example: "a Line No. of 10000.5",
        remedy: "Write a whole number.",
    }
    D005 Error "neither Yes nor No" {
        explanation: "The field is Yes or No. Accepted are Yes/No, True/False, 1/0, Ja/Nee, Ja/Nein, Oui/Non, in any case.",
        example: "x in Exclude from Segment",
        remedy: "Write Yes or No.",
    }
    D006 Error "not one of the choices" {
        explanation: "The field is an option: it holds one of the captions that the message lists, or its number.",
        example: "Firm in the Type of a contact, which is Company or Person",
        remedy: "Write one of the captions.",
    }
    D007 Error "not a time" {
        explanation: "The field is a time of day.",
        example: "half past nine",
        remedy: "Write hours and minutes, e.g. 09:30, or use a time cell.",
    }
    D010 Error "not a date" {
        explanation: "The field is a date, and nothing in the cell looks like one.",
        example: "soon",
        remedy: "Use a date cell, or write the date as 2026-11-23.",
    }
    D011 Error "a date that can be read in several ways" {
        explanation: "A date that stands as text is only read if its order is known: 03/04/2026 is April in London and March in New York. Day and month are never guessed, not even when only one order would do.",
        example: "03/04/2026 without [input] date_order",
        remedy: "Set [input] date_order in segbook.toml to dmy, mdy or ymd, write dates as 2026-11-23, or use date cells.",
    }
    D012 Error "an impossible date" {
        explanation: "The text has the shape of a date, but there is no such day in the date order of its file.",
        example: "23.13.2026 with date order dmy",
        remedy: "Correct the cell, or set [input] date_order in segbook.toml if the file is written in another order.",
    }
    D013 Error "a number that is no date" {
        explanation: "Excel stores dates as the number of days since 1900 or 1904. This number stands for no day of the calendar.",
        example: "20261123 as a number; or 60, Excel's 29 February 1900",
        remedy: "Use a date cell, or write the date as text: 2026-11-23.",
    }
    D014 Error "a long number that Excel has rounded" {
        explanation: "Excel keeps 15 digits of a number and makes the rest zeros. A number of 16 or more digits in a code or text column has lost its end already when the file was saved.",
        example: "the card number 4111111111111111 in a number cell",
        remedy: "Format the column as Text in Excel, then enter the number again.",
    }
    D015 Error "an error value of Excel" {
        explanation: "A formula has failed, so the cell holds no value.",
        example: "#N/A, where a lookup found nothing",
        remedy: "Correct the formula, or write the value itself.",
    }
    D016 Notice "formulas, read by their stored results" {
        explanation: "segbook never calculates: a formula counts by the result that Excel stored when it last saved the file. One notice stands for all formulas of a column.",
        example: "=VLOOKUP(A2,Customers!A:B,2,FALSE) in Salesperson Code",
        remedy: "Nothing, if the file was saved after the last change; otherwise open and save it in Excel.",
    }
    D017 Error "a cell of another kind" {
        explanation: "The cell is formatted as a date or is TRUE or FALSE, but the field is a text or a number. Often Excel has turned a text into a date.",
        example: "the code 3-4, which Excel has made 3 April",
        remedy: "Format the column as Text in Excel, then enter the value again.",
    }
    D018 Error "a formula that was never calculated" {
        explanation: "A program has written a formula without its result. segbook never calculates, and a cell that will show a value in Excel is not blank.",
        example: "=A2&\"-\"&B2 in a workbook made by a script",
        remedy: "Open the file in Excel and save it, or let the script write values.",
    }
}

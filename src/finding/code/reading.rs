//! Codes R…: reading files.

super::codes! {
    R001 Error "a sheet without a caption row" {
        explanation: "The sheet's name is that of a table, but none of its first ten rows holds the table's key columns with at least half of its cells being known captions. So it is not known which column is which.",
        example: "a sheet Contact whose first row is already a contact",
        remedy: "Put the captions into one row above the data, or set [input] header_row to the row they stand in.",
    }
    R002 Error "a column that must be there is missing" {
        explanation: "Without its key columns a row cannot be told from another, so the whole sheet is left out.",
        example: "a sheet Contact Mailing Group with Contact No. but without Mailing Group Code",
        remedy: "Add the column, or correct its caption; an own caption can be named in [columns] of segbook.toml.",
    }
    R003 Error "the same caption twice" {
        explanation: "Two columns of a sheet name the same field, so it is not known which of them counts.",
        example: "Name in column B and again in column F; or E-Mail beside Email",
        remedy: "Remove or rename one of the two columns.",
    }
    R004 Notice "a sheet that belongs to no table" {
        explanation: "The name of a sheet, or of a delimited file, decides which table it is. This name is none that segbook knows, so the sheet is left alone.",
        example: "a sheet Contcats: did you mean Contact?",
        remedy: "If its rows should count, name it as the table, or map its name in [sheets] of segbook.toml.",
    }
    R005 Notice "columns that the table does not have" {
        explanation: "Captions that are no field of the table. Contact keeps such columns as extra texts; in all other tables they are ignored.",
        example: "a column Remarks in Contact Mailing Group",
        remedy: "Nothing, if they are not needed; otherwise correct the caption or map it in [columns] of segbook.toml.",
    }
    R006 Notice "columns that are calculated" {
        explanation: "Business Central calculates these fields from other tables, and so does segbook: what stands in the sheet is ignored.",
        example: "No. of Interactions in Contact",
        remedy: "Nothing; the columns may stay.",
    }
    R007 Notice "columns without a caption" {
        explanation: "Cells stand beside the table, in columns whose caption is blank. They are ignored.",
        example: "a note in column Z, right of the last caption",
        remedy: "Nothing, if they are not needed; otherwise give the column a caption.",
    }
    R008 Error "a byte that is no text in the file's encoding" {
        explanation: "The file is taken for one encoding (by its byte order mark or by [input] encoding), but some bytes do not fit it. They are never replaced: the row is not used.",
        example: "a file with a UTF-8 mark in which one line was pasted from a Windows-1252 file",
        remedy: "Save the file again as CSV UTF-8, or set [input] encoding.",
    }
    R009 Notice "a file read as Windows-1252" {
        explanation: "The file has no byte order mark and is not UTF-8, so it was read as Windows-1252, the usual encoding of older Excel files in Western Europe. In any other encoding its accents come out wrong.",
        example: "a CSV file saved by Excel as CSV (Comma delimited)",
        remedy: "Check some names with accents; save as CSV UTF-8, or set [input] encoding to be sure.",
    }
    R010 Error "a line with more or fewer cells than there are captions" {
        explanation: "In a delimited file every line must have as many cells as the caption line. A different number means that a delimiter or a quote is missing or too many, and that values stand under the wrong caption.",
        example: "C00012,Smith, Ltd.,London under the captions No.,Name,City",
        remedy: "Put quotes around texts that hold the delimiter or a line break: \"Smith, Ltd.\".",
    }
    R011 Error "a quote that is never closed" {
        explanation: "A cell begins with a quote and none ends it, so the rest of the file would be one text.",
        example: "C00012,\"Smith,London",
        remedy: "Close the quote; a quote that belongs to the text is written twice.",
    }
    R012 Error "a part of a workbook that unpacks too large" {
        explanation: "Workbooks are zip archives. One of the parts would unpack to more than the limit, as damaged files and traps do.",
        example: "a workbook of 1 MB whose sheet unpacks to 40 GB",
        remedy: "Check where the file comes from; split it, or raise [limits] part_bytes_max if it is sound.",
    }
    R013 Error "too many rows" {
        explanation: "The sheet or file has a value below the last row that the limit allows.",
        example: "a delimited file of 30 million lines",
        remedy: "Split it over several files, or raise [limits] rows_max.",
    }
    R014 Error "too many columns" {
        explanation: "The sheet or file has a value right of the last column that the limit allows.",
        example: "a delimited file read with the wrong delimiter",
        remedy: "Remove what stands there, or raise [limits] columns_max.",
    }
    R015 Error "a cell or line that is too long" {
        explanation: "A text is longer than any cell of Excel can be. Usually a quote was opened and closed only much later.",
        example: "a quote before an inch value: \"5\" pipe",
        remedy: "Look for the quote and close or double it.",
    }
    R016 Error "a workbook that is too large for its format" {
        explanation: "Sheets of .xls and .ods files are read as a whole, as a full rectangle from the first to the last cell that is filled. This one would take more than 1 GB of memory, often because a single value stands far away from the others, or a cell says that it is repeated thousands of times.",
        example: "an .ods file in which a cell is repeated over all columns and rows",
        remedy: "Save it as .xlsx, which is read row by row; remove what stands far below or beside the data.",
    }
    R017 Notice "a file that is open in Excel" {
        explanation: "Excel's owner file (~$ and the name) stands beside the file, so somebody is editing it. What is read is what was saved last.",
        example: "contacts.xlsx beside ~$contacts.xlsx",
        remedy: "Ask the person to save and close it, and run again, if the last changes matter. Delete the owner file if nobody has the file open: Excel leaves it behind when it crashes.",
    }
}

//! Codes C…: the configuration. All of them end the command with exit 2, before anything is read.

super::codes! {
    C001 Error "an unknown key" {
        explanation: "segbook.toml holds a key or a section that segbook does not know. It is refused rather than passed over, because a setting with a typing error would otherwise silently do nothing.",
        example: "[input] date_ordr = \"dmy\"",
        remedy: "Correct the key, or delete the line. The message names the nearest known key.",
    }
    C002 Error "a value that is not allowed" {
        explanation: "A setting in segbook.toml, in a SEGBOOK_ environment variable or in a flag has a value of the wrong kind, or one that is not among those allowed.",
        example: "[input] date_order = \"european\"",
        remedy: "Use one of the values that the message lists. Texts stand in quotes; numbers, true and false do not.",
    }
    C003 Error "not readable as TOML" {
        explanation: "segbook.toml does not follow the rules of TOML from the place that the message names.",
        example: "user = KH without quotes",
        remedy: "Correct the line. Texts stand in double quotes, lists in square brackets, and a section begins with its name in square brackets.",
    }
    C004 Error "an unknown table" {
        explanation: "A section [columns.<table>] or an entry of [sheets] names a table that segbook does not know.",
        example: "[sheets] Customers = \"Contcat\"",
        remedy: "Name the table as Business Central does, in the singular or the plural: Contact, Segment Header, Interaction Log Entries.",
    }
    C005 Error "an unknown caption" {
        explanation: "An entry of [columns.<table>] gives another heading to a column that its table does not have.",
        example: "[columns.Contact] Tel = \"Telephone\"",
        remedy: "On the right stands the caption as Business Central has it (Phone No.), on the left the heading of your file.",
    }
    C006 Error "a heading that is taken" {
        explanation: "An entry of [columns.<table>] uses a heading that is already the caption of another column of that table, or that another entry uses too. It would not be clear which column is meant.",
        example: "[columns.Contact] City = \"County\"",
        remedy: "Rename the column in your file, or delete one of the two entries.",
    }
}

//! Codes D…: turning a cell into a value of its field's kind.

super::codes! {
    D012 Error "an impossible date" {
        explanation: "The text has the shape of a date, but there is no such day in the date order of its file.",
        example: "23.13.2026 with date order dmy",
        remedy: "Correct the cell, or set [input] date_order in segbook.toml if the file is written in another order.",
    }
}

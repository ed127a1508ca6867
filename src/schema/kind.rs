//! The kinds of values that BC's fields hold, with the lists of choices that several fields share.

/// What a field holds; lengths are in characters. Source: BC's table objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text stored trimmed and in upper case, at most so many characters.
    Code(u16),
    /// Text stored trimmed, at most so many characters.
    Text(u16),
    /// A whole number.
    Integer,
    /// An exact decimal number.
    Decimal,
    /// Yes or No.
    Boolean,
    /// A calendar day, or blank.
    Date,
    /// A time of day in whole seconds, or blank.
    Time,
    /// One of a list of choices, stored as its ordinal.
    Options(&'static [Choice]),
}

/// One choice of an option field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The number that BC stores; also accepted in a cell.
    pub ordinal: u8,
    /// What people see; `""` is the blank choice.
    pub caption: &'static str,
    /// A second spelling that is read but never written, or `""`.
    pub alias: &'static str,
}

impl Choice {
    /// A choice with one spelling.
    pub const fn new(ordinal: u8, caption: &'static str) -> Self {
        Self {
            ordinal,
            caption,
            alias: "",
        }
    }

    /// A choice that is also read under `alias`.
    pub const fn or(ordinal: u8, caption: &'static str, alias: &'static str) -> Self {
        Self {
            ordinal,
            caption,
            alias,
        }
    }
}

impl Kind {
    /// The type as BC writes it: `Code[20]`, `Text[100]`, `Date`.
    pub fn describe(self) -> String {
        match self {
            Self::Code(length) => format!("Code[{length}]"),
            Self::Text(length) => format!("Text[{length}]"),
            Self::Integer => "Integer".into(),
            Self::Decimal => "Decimal".into(),
            Self::Boolean => "Boolean".into(),
            Self::Date => "Date".into(),
            Self::Time => "Time".into(),
            Self::Options(_) => "Option".into(),
        }
    }

    /// The choices of an option field; none for other kinds.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::Options(choices) => choices,
            _ => &[],
        }
    }

    /// The caption of an ordinal of this option field.
    pub fn caption_of(self, ordinal: u8) -> Option<&'static str> {
        self.choices()
            .iter()
            .find(|choice| choice.ordinal == ordinal)
            .map(|choice| choice.caption)
    }
}

/// Choices that several tables share; ordinals as BC stores them.
pub mod options {
    use super::Choice;

    /// How a contact wants to be written to.
    pub const CORRESPONDENCE_TYPE: &[Choice] = &[
        Choice::new(0, ""),
        Choice::new(1, "Hard Copy"),
        Choice::new(2, "Email"),
    ];

    /// What a salutation puts in for `%1` to `%5`.
    pub const NAME_PART: &[Choice] = &[
        Choice::new(0, ""),
        Choice::new(1, "Job Title"),
        Choice::new(2, "First Name"),
        Choice::new(3, "Middle Name"),
        Choice::new(4, "Surname"),
        Choice::new(5, "Initials"),
        Choice::new(6, "Company Name"),
    ];

    /// Direction of an interaction.
    pub const INFORMATION_FLOW: &[Choice] = &[
        Choice::new(0, ""),
        Choice::new(1, "Outbound"),
        Choice::new(2, "Inbound"),
    ];

    /// Who began an interaction.
    pub const INITIATED_BY: &[Choice] = &[
        Choice::new(0, ""),
        Choice::new(1, "Us"),
        Choice::new(2, "Them"),
    ];

    /// How an interaction went.
    pub const EVALUATION: &[Choice] = &[
        Choice::new(0, ""),
        Choice::new(1, "Very Positive"),
        Choice::new(2, "Positive"),
        Choice::new(3, "Neutral"),
        Choice::new(4, "Negative"),
        Choice::new(5, "Very Negative"),
    ];

    /// The actions of a criteria step: BC's three, and (from 11) the three that BC has as buttons.
    pub const ACTION: &[Choice] = &[
        Choice::new(0, ""),
        Choice::or(1, "Add Contacts", "Add"),
        Choice::or(2, "Remove Contacts (Reduce)", "Reduce"),
        Choice::or(3, "Remove Contacts (Refine)", "Refine"),
        Choice::new(11, "Reuse Saved Criteria"),
        Choice::new(12, "Reuse Logged Segment"),
        Choice::new(13, "Go Back"),
    ];

    /// Kinds of document that an interaction can stand for (BC enum 5099).
    pub const DOCUMENT_TYPE: &[Choice] = &[
        Choice::new(0, ""),
        Choice::new(1, "Sales Qte."),
        Choice::new(2, "Sales Blnkt. Ord"),
        Choice::new(3, "Sales Ord. Cnfrmn."),
        Choice::new(4, "Sales Inv."),
        Choice::new(5, "Sales Shpt. Note"),
        Choice::new(6, "Sales Cr. Memo"),
        Choice::new(7, "Sales Stmnt."),
        Choice::new(8, "Sales Rmdr."),
        Choice::new(9, "Serv. Ord. Create"),
        Choice::new(10, "Serv. Ord. Post"),
        Choice::new(11, "Purch.Qte."),
        Choice::new(12, "Purch. Blnkt. Ord."),
        Choice::new(13, "Purch. Ord."),
        Choice::new(14, "Purch. Inv."),
        Choice::new(15, "Purch. Rcpt."),
        Choice::new(16, "Purch. Cr. Memo"),
        Choice::new(17, "Cover Sheet"),
        Choice::new(18, "Sales Return Order"),
        Choice::new(19, "Sales Finance Charge Memo"),
        Choice::new(20, "Sales Return Receipt"),
        Choice::new(21, "Purch. Return Shipment"),
        Choice::new(22, "Purch. Return Ord. Cnfrmn."),
        Choice::new(23, "Service Contract"),
        Choice::new(24, "Service Contract Quote"),
        Choice::new(25, "Service Quote"),
        Choice::new(26, "Sales Draft Invoice"),
    ];
}

//! Codes L…: the rules of logging.

super::codes! {
    L001 Error "a segment without a description" {
        explanation: "The description is kept with the logged segment and on every log entry, so a segment cannot be logged without one.",
        example: "a blank Description on segment SM00001",
        remedy: "Fill Description.",
    }
    L002 Error "a segment without lines" {
        explanation: "There is nobody to log.",
        example: "segment SM00001 whose criteria match no contact",
        remedy: "Add lines, or correct the criteria.",
    }
    L003 Error "a line without a date" {
        explanation: "A log entry needs a date. A blank header cell takes the work date; this one is blank on purpose.",
        example: "<blank> in Date",
        remedy: "Fill Date.",
    }
    L004 Error "a line whose contact is gone" {
        explanation: "A line that was made from an earlier log entry names a contact that is no longer there.",
        example: "Reuse Logged Segment 12, whose contact CT000017 was deleted",
        remedy: "Put the contact back, or remove the line.",
    }
    L005 Error "a line without a salesperson" {
        explanation: "A log entry needs a salesperson: the header's, else the contact's.",
        example: "contact CT000017 without a salesperson, and none on the header",
        remedy: "Fill Salesperson Code on the contact, the line or the header.",
    }
    L006 Error "an unknown salesperson" {
        explanation: "The salesperson of a line is not in Salesperson/Purchaser.",
        example: "[run] salesperson = \"XY\", and no salesperson XY",
        remedy: "Correct the code, or add the row.",
    }
    L007 Error "a line without an interaction template" {
        explanation: "A log entry needs an interaction template.",
        example: "a blank Interaction Template Code on the header",
        remedy: "Fill Interaction Template Code.",
    }
    L009 Error "an unknown campaign" {
        explanation: "The campaign of a line is not in Campaign.",
        example: "Campaign No. CP1999, and no such campaign",
        remedy: "Correct the number, or add the row.",
    }
    L010 Error "an e-mail without an address" {
        explanation: "What is logged is to be sent, and neither the contact nor its alternative address has an e-mail address.",
        example: "Correspondence Type Email for contact CT000017, whose Email is blank",
        remedy: "Fill Email on the contact, or choose another Correspondence Type.",
    }
    L011 Notice "a segment that was logged before" {
        explanation: "The segment's rows are the same as when it was logged, so there is nothing to do.",
        example: "SM00001 in the inbox after it was logged",
        remedy: "Nothing; take it out of the inbox when it is no longer needed.",
    }
    L012 Notice "a recurring segment that was logged on this date" {
        explanation: "A recurring segment is logged at most once on a work date.",
        example: "WEEKLY on 2026-11-23, logged as SM00012",
        remedy: "Nothing.",
    }
}

"""What the books of the benches select, said once for all scripts: benches/generator/setup.rs."""

import datetime

DATE = datetime.date(2026, 11, 23)
SINCE = DATE - datetime.timedelta(days=90)
COUNTRIES = ["DE", "AT", "CH"]
EVALUATIONS = ["Positive", "Neutral"]
MODIFIED_FROM = datetime.date(2023, 6, 1)


# The one step of a book of contacts alone.
COUNTRY_ALONE = "DE"
LAST_SALESPERSON = "SP15"


def is_of_contacts_alone(inbox):
    """Whether a book has neither groups nor history."""
    return not (inbox / "groups.xlsx").exists() and not (inbox / "Contact Mailing Group.csv").exists()


def codes(segment):
    """Two mailing groups and an industry group, different ones for each segment (from 0)."""
    return f"MG{segment % 20:02}", f"MG{(segment + 7) % 20:02}", f"IG{segment % 12:02}"


def segment_no(segment):
    return f"SM{segment + 1:05}"


# What a log entry holds; segbook writes 24 columns more.
CAPTIONS = [
    "Entry No.", "Contact No.", "Contact Company No.", "Contact Name", "Contact Company Name",
    "Date", "Description", "Information Flow", "Initiated By", "Cost (LCY)", "Duration (Min.)",
    "User ID", "Interaction Group Code", "Interaction Template Code", "Campaign No.",
    "Segment No.", "Salesperson Code", "Correspondence Type", "Canceled", "Postponed",
]

# The columns that are the same in every line.
FIXED = {
    "Information Flow": "Outbound", "Initiated By": "Us", "Cost (LCY)": 1.25,
    "Duration (Min.)": 5.0, "User ID": "BENCH", "Interaction Group Code": "SALES",
    "Interaction Template Code": "LETTER", "Campaign No.": "CP01", "Salesperson Code": "SP01",
    "Correspondence Type": "Hard Copy", "Canceled": "No", "Postponed": "No",
}

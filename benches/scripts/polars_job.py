"""The job of a run as an analyst would script it: polars with fastexcel and xlsxwriter.

    python polars_job.py BOOK SEGMENTS OUT

Reads the inbox of a bench book (workbooks or CSV), selects the contacts of its segments, and writes
the log entries of each segment, and of all, into workbooks.
"""

import re
import sys
from pathlib import Path

import polars as pl

import criteria as c


def tables(inbox):
    """All long tables by name; sheets that go on as `(2)` are put together."""
    wanted = ["Contact", "Contact Mailing Group", "Contact Industry Group", "Interaction Log Entry"]
    found = {name: [] for name in wanted}
    for file in sorted(inbox.iterdir()):
        if file.suffix == ".csv" and file.stem in found:
            found[file.stem].append(pl.read_csv(file, infer_schema=False))
        elif file.suffix == ".xlsx":
            import fastexcel

            reader = fastexcel.read_excel(file)
            for sheet in reader.sheet_names:
                name = re.sub(r" \(\d+\)$", "", sheet)
                if name in found:
                    found[name].append(reader.load_sheet(sheet).to_polars())
    return {name: pl.concat(frames) for name, frames in found.items() if frames}


def date(column):
    """A date, from a date cell or from ISO text."""
    return pl.col(column).cast(pl.String).str.slice(0, 10).str.to_date("%Y-%m-%d")


def excluded(contacts, chosen):
    """Adds never bring contacts that are to be left out."""
    return chosen & contacts["Exclude from Segment"].ne_missing("Yes")


def companies_of(contacts, chosen):
    return contacts.filter(chosen)["Company No."].drop_nulls().unique()


def select_alone(contacts):
    """The contacts of a segment in a book of contacts alone, as a mask."""
    return excluded(
        contacts,
        (contacts["Country/Region Code"] == c.COUNTRY_ALONE)
        & (contacts["Type"] == "Person")
        & (contacts["Salesperson Code"] <= c.LAST_SALESPERSON),
    ).fill_null(False)


def select(data, segment):
    """The contacts of a segment, as a mask."""
    if "Interaction Log Entry" not in data:
        return select_alone(data["Contact"])
    first, second, industry = c.codes(segment)
    contacts, groups = data["Contact"], data["Contact Mailing Group"]
    no, company = contacts["No."], contacts["Company No."]

    def in_group(*wanted):
        members = groups.filter(pl.col("Mailing Group Code").is_in(wanted))["Contact No."]
        return no.is_in(members.unique().implode())

    # Step 10
    chosen = excluded(
        contacts,
        contacts["Country/Region Code"].is_in(c.COUNTRIES)
        & (contacts["Type"] == "Person")
        & in_group(first, second),
    ).fill_null(False)
    # Step 20
    hits = data["Interaction Log Entry"].filter(
        pl.col("Date").is_between(c.SINCE, c.DATE)
        & pl.col("Evaluation").is_in(c.EVALUATIONS)
        & (pl.col("Cost (LCY)") > 100)
    )
    keys = hits.select("Contact No.", "Contact Company No.").unique().with_columns(hit=True)
    hit = contacts.select("No.", "Company No.").join(
        keys,
        left_on=["No.", "Company No."],
        right_on=["Contact No.", "Contact Company No."],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )["hit"]
    chosen |= excluded(contacts, hit.fill_null(False))
    # Step 30, with all contacts of their companies
    codes = data["Contact Industry Group"]
    members = codes.filter(pl.col("Industry Group Code") == industry)["Contact No."].unique()
    found = company.is_in(members.implode()) & (contacts["Organizational Level Code"] == "CEO")
    found = found.fill_null(False)
    whole = company.is_in(companies_of(contacts, found).implode()).fill_null(False)
    chosen |= excluded(contacts, found | whole)
    # Step 40, with their companies; case and accents do not count
    folded = contacts["Name"].str.normalize("NFD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    found = folded.str.contains("muller", literal=True) & contacts["Post Code"].str.contains("^[01]")
    found = found.fill_null(False)
    related = no.is_in(companies_of(contacts, found).implode())
    chosen |= excluded(contacts, found | related)
    # Step 50: whole companies go
    match = (in_group(second) & (contacts["Salesperson Code"] == "SP03")).fill_null(False)
    gone = company.is_in(companies_of(contacts, match).implode()).fill_null(False) | match
    chosen &= ~gone
    # Step 60
    mailed = contacts["Email"].fill_null("") != ""
    return chosen & mailed & (contacts["Last Date Modified"] >= c.MODIFIED_FROM)


def lines(data, segment, first_entry_no):
    """The log entries of a segment."""
    order = ["Company Name", "Company No.", "Type", "Name", "No."]
    chosen = data["Contact"].filter(select(data, segment)).sort(order, nulls_last=False)
    described = f"Letter of the season {segment + 1}"
    return chosen.select(
        pl.int_range(first_entry_no, first_entry_no + pl.len()).alias("Entry No."),
        pl.col("No.").alias("Contact No."),
        pl.col("Company No.").alias("Contact Company No."),
        pl.col("Name").alias("Contact Name"),
        pl.col("Company Name").alias("Contact Company Name"),
        pl.lit(c.DATE).alias("Date"),
        pl.lit(described).alias("Description"),
        pl.lit(c.segment_no(segment)).alias("Segment No."),
        *(pl.lit(value).alias(caption) for caption, value in c.FIXED.items()),
    ).select(c.CAPTIONS)


def write(frame, out, name):
    frame.write_excel(out / f"{name}.xlsx", worksheet="Interaction Log Entry")


def main(book, segments, out):
    out.mkdir(parents=True, exist_ok=True)
    data = tables(book / "inbox")
    data["Contact"] = data["Contact"].with_columns(date("Last Date Modified"))
    next_no = 1
    if "Interaction Log Entry" in data:
        data["Interaction Log Entry"] = data["Interaction Log Entry"].with_columns(
            date("Date"),
            pl.col("Cost (LCY)").cast(pl.Float64),
            pl.col("Entry No.").cast(pl.Float64),
        )
        next_no = int(data["Interaction Log Entry"]["Entry No."].max()) + 1
    written = []
    for segment in range(segments):
        entries = lines(data, segment, next_no)
        next_no += len(entries)
        write(entries, out, c.segment_no(segment))
        written.append(entries)
    write(pl.concat(written), out, "interaction-log-entries")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))

"""The job of a run in SQL: DuckDB over a book of CSV files, and xlsxwriter for the workbooks.

    python duckdb_job.py BOOK SEGMENTS OUT

DuckDB reads and writes workbooks through an extension that it loads over the network, so it is
compared on CSV files, and its rows are written as polars writes them.
"""

import sys
from pathlib import Path

import duckdb
import xlsxwriter

import criteria as c

SELECT = """
with contact as (
    select *, "No." as no, "Company No." as company,
           coalesce("Exclude from Segment", '') <> 'Yes' as is_free
    from contacts
),
in_first as (select distinct "Contact No." as no from mailing where "Mailing Group Code" in ($1, $2)),
in_second as (select distinct "Contact No." as no from mailing where "Mailing Group Code" = $2),
step_10 as (
    select no from contact
    where is_free and "Country/Region Code" in ('DE', 'AT', 'CH') and "Type" = 'Person'
      and no in (from in_first)
),
step_20 as (
    select no from contact
    where is_free and exists (
        select 1 from entries e
        where e."Contact No." = no and e."Contact Company No." is not distinct from company
          and e."Date" between $4::date and $5::date
          and e."Evaluation" in ('Positive', 'Neutral') and e."Cost (LCY)" > 100)
),
ceos as (
    select no, company from contact
    where "Organizational Level Code" = 'CEO' and company in (
        select "Contact No." from industry where "Industry Group Code" = $3)
),
step_30 as (
    select no from contact
    where is_free and (no in (select no from ceos)
       or company in (select company from ceos where company is not null))
),
mullers as (
    select no, company from contact
    where strip_accents(lower("Name")) like '%muller%' and regexp_matches("Post Code", '^[01]')
),
step_40 as (
    select no from contact
    where is_free and (no in (select no from mullers)
       or no in (select company from mullers where company is not null))
),
reduced as (
    select no, company from contact where no in (from in_second) and "Salesperson Code" = 'SP03'
)
select * from contact
where no in (from step_10 union from step_20 union from step_30 union from step_40)
  and no not in (select no from reduced)
  and (company is null or company not in (select company from reduced where company is not null))
  and coalesce("Email", '') <> '' and "Last Date Modified" >= $6::date
order by "Company Name" nulls first, "Company No." nulls first, "Type", "Name", "No."
"""


SELECT_ALONE = """
select "No." as no, "Company No." as company, * from contacts
where coalesce("Exclude from Segment", '') <> 'Yes'
  and "Country/Region Code" = $1 and "Type" = 'Person' and "Salesperson Code" <= $2
order by "Company Name" nulls first, "Company No." nulls first, "Type", "Name", "No."
"""


def write(db, table, path):
    """Writes a table row by row."""
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet("Interaction Log Entry")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    date = c.CAPTIONS.index("Date")
    sheet.write_row(0, 0, c.CAPTIONS)
    for row, cells in enumerate(db.execute(f"from {table}").fetchall(), start=1):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if column == date:
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(row, column, cell)
            else:
                sheet.write_number(row, column, cell)
    workbook.close()


def main(book, segments, out):
    out.mkdir(parents=True, exist_ok=True)
    db = duckdb.connect()
    texts = "all_varchar = true, header = true"
    is_alone = c.is_of_contacts_alone(book / "inbox")
    others = [
        ("mailing", "Contact Mailing Group"),
        ("industry", "Contact Industry Group"),
        ("entries", "Interaction Log Entry"),
    ]
    for name, file in [("contacts", "Contact")] + ([] if is_alone else others):
        path = str(book / "inbox" / f"{file}.csv").replace("'", "''")
        db.execute(f"create table {name} as from read_csv('{path}', {texts})")
    db.execute('alter table contacts alter "Last Date Modified" type date')
    next_no = 1
    if not is_alone:
        db.execute('alter table entries alter "Date" type date')
        db.execute('alter table entries alter "Cost (LCY)" type decimal(18, 5)')
        (next_no,) = db.execute('select max("Entry No."::bigint) + 1 from entries').fetchone()
    for segment in range(segments):
        first, second, industry = c.codes(segment)
        query, parameters = SELECT, [first, second, industry, c.SINCE, c.DATE, c.MODIFIED_FROM]
        if is_alone:
            query, parameters = SELECT_ALONE, [c.COUNTRY_ALONE, c.LAST_SALESPERSON]
        fixed = ", ".join(f"{value!r} as \"{caption}\"" for caption, value in c.FIXED.items())
        order = ", ".join(f'"{caption}"' for caption in c.CAPTIONS)
        db.execute(f"create or replace table chosen as {query}", parameters)
        db.execute(
            f"""create or replace table lines as select {order} from (
                select row_number() over () + {next_no - 1} as "Entry No.", no as "Contact No.",
                       company as "Contact Company No.", "Name" as "Contact Name",
                       "Company Name" as "Contact Company Name", date '{c.DATE}' as "Date",
                       'Letter of the season {segment + 1}' as "Description",
                       '{c.segment_no(segment)}' as "Segment No.", {fixed} from chosen)"""
        )
        write(db, "lines", out / f"{c.segment_no(segment)}.xlsx")
        next_no += db.execute("select count(*) from lines").fetchone()[0]
        keep = "insert into written from lines" if segment else "create table written as from lines"
        db.execute(keep)
    write(db, "written", out / "interaction-log-entries.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))

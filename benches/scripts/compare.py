"""segbook beside the scripts: the same job in one go on one machine, with the same result.

    pip install polars fastexcel xlsxwriter duckdb
    SEGBOOK_BENCH_BOOK=bench-book SEGBOOK_BENCH_CONTACTS=1000000 cargo bench --bench speed
    python benches/scripts/compare.py target/release/segbook bench-book [--segments 1] [--repeat 3]

For a book of CSV files set SEGBOOK_BENCH_FORMAT=csv when it is made, and SEGBOOK_BENCH_TABLES=contacts
for one of contacts alone. The contact numbers of every segment must be the same, or there is no
table. Medians; CPU is user and system time of all threads.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import criteria as c

HERE = Path(__file__).parent


def measured(command):
    """Wall seconds, CPU seconds and peak MiB of a command that must succeed."""
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, peak


def contacts_of(path):
    """The contact numbers in a workbook of log entries: column B, by the standard library alone."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    found = []
    with zipfile.ZipFile(path) as package:
        shared = []
        if "xl/sharedStrings.xml" in package.namelist():
            root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
            shared = ["".join(item.itertext()) for item in root.iter(f"{main}si")]
        names = re.findall(r'<sheet name="([^"]*)"', package.read("xl/workbook.xml").decode())
        sheet = names.index("Interaction Log Entry") + 1
        with package.open(f"xl/worksheets/sheet{sheet}.xml") as part:
            for _, cell in ElementTree.iterparse(part):
                if cell.tag == f"{main}c" and re.match(r"B\d", cell.get("r", "")):
                    text = "".join(cell.itertext())
                    found.append(shared[int(text)] if cell.get("t") == "s" else text)
                elif cell.tag == f"{main}row":
                    cell.clear()
    return found[1:]


def file_of(folder, segment):
    """The workbook of a segment's log entries, of a script or of segbook."""
    no = c.segment_no(segment)
    for path in folder.rglob(f"{no}.xlsx"):
        return path
    sys.exit(f"no entries of {no} in {folder}")


def fresh(book):
    for left in ["out", "ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db.cache"]:
        path = book / left
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("segbook", type=Path)
    parser.add_argument("book", type=Path)
    parser.add_argument("--segments", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    book, segments = arguments.book, arguments.segments
    is_csv = any((book / "inbox").glob("*.csv"))
    work = Path(tempfile.mkdtemp())
    run = [arguments.segbook, "run", "--book", book, "--date", c.DATE, "--user", "BENCH", "--quiet"]
    # The second time nothing has changed, and nothing is logged.
    jobs = {"segbook": run, "segbook again": run}
    scripts = ["polars", "duckdb"] if is_csv else ["polars"]
    for name in scripts:
        jobs[name] = [sys.executable, HERE / f"{name}_job.py", book, segments, work / name]
    figures = {name: [] for name in jobs}
    # In turn, so that what else the machine does falls on all alike.
    for _ in range(arguments.repeat):
        fresh(book)
        for name, command in jobs.items():
            figures[name].append(measured(command))
    for segment in range(segments):
        ours = contacts_of(file_of(book / "out", segment))
        for name in scripts:
            theirs = contacts_of(file_of(work / name, segment))
            if len(ours) != len(theirs) or set(ours) != set(theirs):
                sys.exit(f"{name} selects other contacts for {c.segment_no(segment)}")
        print(f"{c.segment_no(segment)}: {len(ours):,} contacts, the same in all")
    shutil.rmtree(work)
    medians = {
        name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()
    }
    form = "csv" if is_csv else "xlsx"
    print(f"\n| {form} | wall s | CPU s | peak MiB | wall | CPU | peak |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, row in medians.items():
        ratios = " | ".join(f"{theirs / ours:.1f}" for theirs, ours in zip(row, medians["segbook"]))
        wall, cpu, peak = row
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:,.0f} | {ratios} |")


if __name__ == "__main__":
    main()

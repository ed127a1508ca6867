"""10,000 letters of two pages: segbook against docx-mailmerge2, in one run on one machine.

    cargo build --release
    pip install docx-mailmerge2
    python benches/letters.py target/release/segbook 10000

Both write one document for each contact, from the same template and the same values, onto the same
disk. segbook also reads the contacts and the segment, selects, and hashes and lists what it wrote.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile

import mailmerge

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
FIELDS = ["CONTA_Name", "CONTA_Address", "CONTA_Post_Code", "CONTA_City", "CONTA_Phone_No"]


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(name):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> MERGEFIELD {name} </w:instrText></w:r>'
    return mark.format("begin") + code + mark.format("separate") + run(f"«{name}»") + mark.format("end")


def template():
    words = "We would like to show you what the new season brings for terraces and gardens. " * 6
    body = "".join(f"<w:p>{field(name)}</w:p>" for name in FIELDS)
    body += f"<w:p>{run('Dear ')}{field('CONTA_Name')}{run(',')}</w:p>"
    body += f"<w:p>{run(words)}</w:p>" * 10
    body += f"<w:p>{run('Until soon in ')}{field('CONTA_City')}{run('.')}</w:p>"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KIND}document.main+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{KIND}settings+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/settings.xml": f'<w:settings xmlns:w="{W}"/>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


def contacts(count):
    for at in range(count):
        yield [f"CT{at:06}", "Person", f"Anna Berg {at}", f"Weg {at}", f"{at:05}", f"Ort {at % 977}", f"030 {at}"]


def book(folder, count):
    os.makedirs(f"{folder}/inbox")
    os.makedirs(f"{folder}/templates")
    with open(f"{folder}/templates/LETTER.docx", "wb") as file:
        file.write(template())
    sheets = {
        "Contact": [["No.", "Type", "Name", "Address", "Post Code", "City", "Phone No."], *contacts(count)],
        "Segment Header": [
            ["No.", "Description", "Interaction Template Code", "Word Template Code"],
            ["SM00001", "Letters", "LETTER", "LETTER"],
        ],
        "Segment Criteria Line": [
            ["Segment No.", "Step", "Action", "Field", "Filter"],
            ["SM00001", 1, "Add Contacts", "Type", "Person"],
        ],
        "Interaction Template": [
            ["Code", "Description", "Correspondence Type (Default)"],
            ["LETTER", "Letter", "Hard Copy"],
        ],
    }
    for name, rows in sheets.items():
        with open(f"{folder}/inbox/{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)


def main():
    segbook, count = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        book(folder, count)
        start = time.perf_counter()
        subprocess.run([segbook, "letters", "SM00001", "--book", folder, "--quiet"], check=True)
        ours = time.perf_counter() - start
        made = len([name for name in os.listdir(f"{folder}/out/letters/SM00001") if name.endswith(".docx")])
        assert made == count, made
        os.makedirs(f"{folder}/theirs")
        start = time.perf_counter()
        for row in contacts(count):
            with mailmerge.MailMerge(f"{folder}/templates/LETTER.docx") as letter:
                letter.merge(**dict(zip(FIELDS, row[2:])))
                letter.write(f"{folder}/theirs/{row[0]}.docx")
        theirs = time.perf_counter() - start
    print(f"{count} letters: segbook {ours:.2f} s, docx-mailmerge2 {theirs:.2f} s, {theirs / ours:.1f} times")


main()

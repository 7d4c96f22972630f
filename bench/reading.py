"""What a file adds to the check of its text: the time to read it, the reader's own imports included."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

import docx
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

WORDS_ON_A_PAGE = 400
_READ = """
import sys, time
from pathlib import Path
import spacy
import plainlang.checking
from plainlang.readers.table import read_letter

def seconds(path):
    data = Path(path).read_bytes()
    start = time.perf_counter()
    letter = read_letter(path, data)
    return time.perf_counter() - start, letter

took, letter = seconds(sys.argv[1])
if len(letter.text.split()) < int(sys.argv[2]):
    sys.exit("no words were read")
text = Path(sys.argv[1]).with_suffix(".txt")
text.write_text(letter.text)
print(took - seconds(str(text))[0])
"""


def write_word(path: Path, paragraphs: list[str], pages: int) -> None:
    """A Word letter of about so many pages: a table, a header and a footer, and words in bold between others."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Office of Child Support"
    document.sections[0].footer.paragraphs[0].text = "Page"
    for text in _pages(paragraphs, pages):
        paragraph = document.add_paragraph()
        words = text.split()
        for at in range(0, len(words), 7):
            paragraph.add_run(words[at] + " ").bold = True
            paragraph.add_run(" ".join(words[at + 1 : at + 7]) + " ")
    table = document.add_table(rows=10, cols=3)
    for cell in table._cells:
        cell.text = "$40.00"
    document.save(str(path))


def write_pdf(path: Path, paragraphs: list[str], pages: int) -> None:
    """A PDF of so many pages."""
    style = getSampleStyleSheet()["BodyText"]
    story: list[object] = []
    for _ in range(pages):
        for text in _pages(paragraphs, 1):
            story += [Paragraph(text.replace("&", "&amp;"), style), Spacer(1, 6)]
        story.append(PageBreak())
    SimpleDocTemplate(str(path)).build(story)


def _pages(paragraphs: list[str], pages: int) -> list[str]:
    out: list[str] = []
    while sum(len(text.split()) for text in out) < pages * WORDS_ON_A_PAGE:
        out.append(paragraphs[len(out) % len(paragraphs)])
    return out


def reading_seconds(path: Path, words: int, runs: int) -> float:
    """The median time to read the file, less that of its text; in processes that have loaded what a check loads."""
    times = []
    for _ in range(runs):
        command = [sys.executable, "-c", _READ, str(path), str(words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{path.name} was not read: {done.stderr[-400:]}")
        times.append(float(done.stdout))
    return statistics.median(times)

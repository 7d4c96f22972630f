"""`plainlang templates render`, as people call it: one letter, a mail merge, and everything that can be wrong."""

from __future__ import annotations

import csv
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from plainlang.readers.libreoffice import find_office

PROGRAM = """
from plainlang.cli import main, templates
from plainlang.cli.templates_render import render
if render not in [command.callback for command in templates.app.registered_commands]:
    templates.app.command("render")(render)
main()
"""
TEMPLATE = """{% import "shared/parts.md.j2" as parts %}
{% include "shared/head.md.j2" %}

**Subject: case {{ case_number }}**

Dear {{ reader_name }},

Please pay {{ amount }} by {{ pay_by }}.

{% if plan %}
Your plan: {{ plan }}.
{% endif %}
{% if missed %}
| Day | Amount |
|---|---:|
{% for row in missed %}
| {{ row.due }} | {{ row.amount }} |
{% endfor %}
{% endif %}

{{ parts.call(office_phone) }}
"""
FIELDS = """
title: Please pay
send: When a payment is late.
reader: [parent-who-pays]
fields:
  case_number: {type: text, meaning: The case, example: FC-2210}
  reader_name: {type: text, meaning: Who gets the letter, example: Ms. Ana Ortiz}
  amount: {type: money, meaning: How much, example: $310.00}
  pay_by: {type: date, meaning: The last day, example: 2026-03-09}
  plan: {type: text, meaning: A plan, example: weekly, required: false}
  missed:
    type: rows
    meaning: What did not come
    example: [{due: 2026-03-01, amount: $310.00}]
    required: false
    columns:
      due: {type: date, meaning: The day, example: 2026-03-01}
      amount: {type: money, meaning: The sum, example: $310.00}
"""
SHARED = """
fields:
  office_name: {type: text, meaning: Your office, example: Fallow County}
  office_phone: {type: phone, meaning: Your number, example: 614-555-0188}
"""
GOOD = {"case_number": "FC-1", "reader_name": "Ms. Ana Ortiz", "amount": "$310.00", "pay_by": "2026-03-09"}
needs_office = pytest.mark.skipif(
    find_office() is None and not os.environ.get("PLAINLANG_NEEDS_BROWSER"), reason="LibreOffice is not installed"
)


class Ran(NamedTuple):
    code: int
    out: str
    err: list[str]


Render = Callable[..., Ran]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    files = {
        "office.yaml": "office_name: Fallow County\noffice_phone: 614-555-0142\n",
        "shared/fields.yaml": SHARED,
        "shared/head.md.j2": "{{ office_name }}\n",
        "shared/parts.md.j2": "{% macro call(phone) %}\nCall {{ phone }}.\n{% endmacro %}\n",
        "notice/letter.md.j2": TEMPLATE,
        "notice/fields.yaml": FIELDS,
        "notice/samples/ordinary.yaml": "about: x\n"
        "fields: {case_number: FC-9, reader_name: B, amount: $1.00, pay_by: 2026-04-01}\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def render(library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Render:
    def run(*args: object, told: dict[str, str] | None = None) -> Ran:
        pairs = [f"--set={name}={value}" for name, value in (told or {}).items()]
        line = ["plainlang", "templates", "render", "notice", "--library", str(library), *map(str, args), *pairs]
        monkeypatch.setattr(sys, "argv", line)
        with pytest.raises(SystemExit) as ended:
            exec(PROGRAM, {})
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err.splitlines())

    return run


def write_table(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


# One letter


def test_a_letter_on_standard_output(render: Render) -> None:
    ran = render(told=GOOD)
    assert (ran.code, ran.err) == (0, [])
    assert "Dear Ms. Ana Ortiz,\n\nPlease pay $310.00 by March 9, 2026.\n\nCall 614-555-0142.\n" in ran.out


def test_text_and_html_on_standard_output(render: Render) -> None:
    assert "Subject: case FC\\_1" not in render("--text", told={**GOOD, "case_number": "FC_1"}).out
    assert "FC&lt;1" in render("--html", told={**GOOD, "case_number": "FC<1"}).out


def test_a_sample(render: Render) -> None:
    assert "by April 1, 2026" in render("--sample", "ordinary").out
    assert "by April 2, 2026" in render("--sample", "ordinary", told={"pay_by": "4/2/2026"}).out


@pytest.mark.parametrize("name", ["letter.md", "letter.txt", "letter.HTML", "letter.docx"])
def test_the_name_of_the_file_tells_the_format(render: Render, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert render("-o", file, told=GOOD).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    start = {".md": b"Fallow", ".txt": b"Fallow", ".HTML": b"<!", ".docx": b"PK"}[file.suffix]
    assert file.read_bytes().lower().startswith(start.lower())
    assert render("-o", file, told=GOOD).err == [
        f"{file}: This file is there already. Name another one, or use --force."
    ]
    assert render("-o", file, "--force", told=GOOD).code == 0


def test_several_formats_go_into_a_folder(render: Render, tmp_path: Path) -> None:
    assert render("--markdown", "--docx", "--html", "-o", tmp_path / "out", told=GOOD).code == 0
    assert sorted(os.listdir(tmp_path / "out")) == ["notice.docx", "notice.html", "notice.md"]
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


@needs_office
def test_a_pdf(render: Render, tmp_path: Path) -> None:
    assert render("-o", tmp_path / "letter.pdf", told=GOOD).code == 0
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_another_office_takes_the_place_of_the_whole_office(render: Render, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("office_name: Other County\noffice_phone: 614-555-0142\n")
    assert render("--office", other, told=GOOD).out.startswith("Other County\n")
    other.write_text("office_name: Other County\n")
    assert render("--office", other, told=GOOD) == Ran(
        2, "", ["notice: office_phone: This field is empty. Fill it in, like 614-555-0188."]
    )


HOSTILE = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<script>alert(1)</script>",
    "=cmd()",
    "[a](http://x)",
    "# a",
    "<!-- a -->",
    "a\\",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("format", ["--text", "--html", "--markdown"])
def test_a_hostile_value_stays_words(render: Render, value: str, format: str) -> None:
    from html import escape

    from markdown_it import MarkdownIt

    out = render(format, told={**GOOD, "reader_name": value}).out
    if format == "--markdown":
        out = MarkdownIt().render(out)
    assert f"Dear {value if format == '--text' else escape(value, quote=False)}," in out


@pytest.mark.parametrize("value", ["a\nb", "a\0b".replace("\0", "\x01"), "x" * 100_000])
def test_a_value_that_cannot_be_printed_is_one_line(render: Render, value: str) -> None:
    ran = render(told={**GOOD, "reader_name": value})
    assert (ran.code, ran.out, len(ran.err)) == (2, "", 1)
    assert ran.err[0].startswith("--set reader_name: This ")
    assert value[:3] not in ran.err[0]


# What is wrong with one letter


@pytest.mark.parametrize(("args", "told", "lines"), [
    ([], {"pay_by": ""}, ["--set pay_by: This field is empty. Fill it in, like 2026-03-09."]),
    ([], {"pay_by": "soon"}, ["--set pay_by: This is no date. Write it like 2026-03-09."]),
    ([], {"payby": "x"}, ["--set payby: This letter has no such field. Did you mean pay_by?"]),
    (["--set", "x"], {}, ["--set: This is no FIELD=VALUE. Write it like --set case_number=FC-2210."]),
    (["--set", "plan=x", "--set", "plan=y"], {}, ["--set: The field plan is given twice. Give it once."]),
    (["--docx"], {}, ["render: A docx file needs a name. Give it one: -o letter.docx."]),
    (["--docx", "--html"], {}, ["render: There are several formats. Name a folder for them with -o."]),
    (["-o", "x.xyz"], {}, [
        "x.xyz: This name does not tell what to write. Let it end in one of .md, .txt, .html, .docx, .pdf."]),
    (["--html", "-o", "x.txt"], {}, ["x.txt: The name says txt, the option says html. Leave out the option."]),
    (["--docx", "-o", "x.doc"], {}, ["x.doc: This is no name for a docx file. Let it end in .docx."]),
    (["--html", "--text", "-o", "x.txt"], {}, [
        "x.txt: Several formats need a folder, and this is a file. Name a folder with -o."]),
    (["-o", "none/x.txt"], {}, ["none/x.txt: There is no such folder. Make the folder first."]),
    (["--sample", "none"], {}, ["none: notice has no such sample. It has: ordinary."]),
    (["--sample", "ordinary", "--data", "x.csv"], {}, [
        "render: --data and --sample exclude each other. Use one of them."]),
    (["--data", "none.csv"], {}, ["none.csv: There is no such file. Check the name and the folder."]),
    (["--name-by", "nothing"], {}, [
        "--name-by nothing: There is no such field or column. "
        "`plainlang templates show notice` lists the fields."]),
])  # fmt: skip
def test_what_is_wrong_is_one_line(
    render: Render,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    told: dict[str, str],
    lines: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert render(*args, told={**GOOD, **told}) == Ran(2, "", lines)
    assert os.listdir(tmp_path) == ["library"]


def test_every_missing_field_has_a_line(render: Render) -> None:
    ran = render()
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(": ")[1] for line in ran.err] == ["case_number", "reader_name", "amount", "pay_by"]


def test_an_office_with_a_wrong_value_is_told(render: Render, library: Path) -> None:
    (library / "office.yaml").write_text("office_name: Fallow\noffice_phone: 555-0188\n")
    wanted = f"{library}/office.yaml: office_phone: This phone number has no area code. Write it like 614-555-0188."
    assert render(told=GOOD) == Ran(2, "", [wanted])


def test_no_letter_goes_into_the_library_or_over_its_data(render: Render, library: Path, tmp_path: Path) -> None:
    assert "inside the folder of templates" in render("-o", library / "x.md", told=GOOD).err[0]
    assert "inside the folder of templates" in render("-o", library / "notice", told=GOOD).err[0]
    data = tmp_path / "data.csv"
    write_table(data, [GOOD])
    (tmp_path / "data.txt").symlink_to(data)
    assert "The letter is made of this file" in render("--data", data, "--force", "-o", tmp_path / "data.txt").err[0]


# Templates that are broken


@pytest.mark.parametrize(("template", "said"), [
    ("a\n{% if %}", "letter.md.j2:2: This template is broken"),
    ("a\n{{ case_number", "letter.md.j2:2: This template is broken"),
    ('{% include "../../secret.txt" %}', "Only files inside the library can be included"),
    ('{% include "/etc/passwd" %}', "Only files inside the library can be included"),
    ('{% include "notice/link.txt" %}', "Only files inside the library can be included"),
    ('{% include "../" ~ "../secret.txt" %}', "which is not in the library"),
    ('{% include "notice/letter.md.j2" %}', "a loop that never ends"),
    ("{{ nothing_known }}", "There is no field nothing_known"),
    ("{{ plan }}", "prints what is not there"),
    ("{{ case_number.nothing }}", "prints what is not there"),
    ("{{ case_number.__class__.__mro__ }}", "does something that a letter must not do"),
    ("{{ ''.__class__ }}", "does something that a letter must not do"),
    ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "a loop that never ends"),
    ("{% for a in range(10**9) %}x{% endfor %}", "a loop that never ends"),
    ("{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}", "a loop that never ends"),
    ("{{ 'x' * 10**9 }}", "a loop that never ends"),
    ("{{ 9 ** 999999999 }}", "a loop that never ends"),
    ("{{ amount / 0 }}", "cannot be filled in"),
    ("{{ 1 + case_number }}", "cannot be filled in"),
])  # fmt: skip
@pytest.mark.parametrize("many", [False, True])
def test_a_broken_template_is_one_line_and_nothing_is_written(
    render: Render, library: Path, tmp_path: Path, template: str, said: str, many: bool
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (library / "notice" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (library / "notice" / "letter.md.j2").write_text(template)
    data = write_table(tmp_path / "data.csv", [GOOD, GOOD])
    ran = render("--data", data, "-o", tmp_path / "out") if many else render(told=GOOD)
    assert (ran.code, ran.out, len(ran.err)) == (2, "", 1)
    assert said in ran.err[0]
    assert "letter.md.j2" in ran.err[0]
    assert "secret\n" not in ran.err[0]
    assert not (tmp_path / "out").exists()


def test_a_fault_that_only_a_late_row_meets_stops_before_the_first_is_written(
    render: Render, library: Path, tmp_path: Path
) -> None:
    (library / "notice" / "letter.md.j2").write_text("{{ case_number }} {{ plan }}")
    data = write_table(tmp_path / "data.csv", [{**GOOD, "plan": "weekly"}] * 30 + [{**GOOD, "plan": ""}])
    assert "prints what is not there" in render("--data", data, "-o", tmp_path / "out").err[0]
    assert not (tmp_path / "out").exists()


# A mail merge


def test_ten_thousand_rows_with_three_bad_ones(render: Render, tmp_path: Path) -> None:
    rows = [{**GOOD, "case_number": f"FC-{at}", "Notes": "private"} for at in range(2, 10_002)]
    rows[0]["pay_by"] = "Quillfeather"
    rows[4_998]["amount"] = "Quillfeather"
    rows[9_999]["reader_name"] = ""
    data, out = write_table(tmp_path / "data.csv", rows), tmp_path / "out"
    ran = render("--data", data, "-o", out)
    assert ran == Ran(3, "", [
        f"{data}: The letter does not use these columns: Notes.",
        f"{data}, row 2: pay_by: This is no date. Write it like 2026-03-09.",
        f"{data}, row 5000: amount: This is no amount of money. Write it like $310.00.",
        f"{data}, row 10001: reader_name: This field is empty. Fill it in, like Ms. Ana Ortiz.",
        f"9,997 letters are in {out}. 3 rows were left out; errors.csv there says why.",
        "Mend these rows. Then run the same table again with --force, or only them with --name-by case_number.",
    ])  # fmt: skip
    names = sorted(os.listdir(out))
    assert len(names) == 9_998
    assert (names[0], names[1], names[-1]) == ("errors.csv", "letter-00003.md", "letter-10000.md")
    assert all(f"case FC-{int(name[7:12])}**" in (out / name).read_text() for name in names[1::97])
    listed = list(csv.DictReader((out / "errors.csv").read_text().splitlines()))
    assert [(one["row"], one["field"]) for one in listed] == [
        ("2", "pay_by"),
        ("5000", "amount"),
        ("10001", "reader_name"),
    ]
    assert listed[0]["problem"] == "This is no date. Write it like 2026-03-09."


def test_more_bad_rows_than_anybody_reads(render: Render, tmp_path: Path) -> None:
    data = write_table(tmp_path / "data.csv", [{**GOOD, "amount": "lots"}] * 1_025)
    ran = render("--data", data, "-o", tmp_path / "out")
    assert (ran.code, len(ran.err)) == (3, 23)
    assert ran.err[20] == f"And 1,005 more. All of them are in {tmp_path}/out/errors.csv."
    assert len((tmp_path / "out" / "errors.csv").read_text().splitlines()) == 1_026
    assert os.listdir(tmp_path / "out") == ["errors.csv"]


@pytest.mark.parametrize(("renamed", "line"), [
    ("due", "data.csv: pay_by: There is no such column, and the letter needs it. Add it, or use --set."),
    ("Pay By", "data.csv: Pay By: The letter has no such field. Did you mean pay_by?"),
    ("pay_bye", "data.csv: pay_bye: The letter has no such field. Did you mean pay_by?"),
    ("amount", "data.csv: amount: This column stands there twice. Keep one."),
])  # fmt: skip
def test_a_missing_column_is_one_line_for_the_whole_table(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renamed: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_table(tmp_path / "data.csv", [GOOD] * 5)
    path = tmp_path / "data.csv"
    path.write_bytes(path.read_bytes().replace(b"pay_by", renamed.encode()))
    ran = render("--data", "data.csv", "-o", "out")
    assert (ran.code, ran.err[0]) == (2, line)
    assert not (tmp_path / "out").exists()


def test_a_table_without_a_header(render: Render, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("Ms. Ana Ortiz,$310.00\nMr. Luis Peralta,$120.00\n")
    ran = render("--data", data, "-o", tmp_path / "out")
    assert ran.code == 2
    assert ran.err == [
        f"{data}: No field of the letter is named here. The first row has to name them. "
        "`plainlang templates show notice` lists them."
    ]


def test_a_column_that_is_nearly_a_field_that_may_be_left_out_is_told(render: Render, tmp_path: Path) -> None:
    data = write_table(tmp_path / "data.csv", [{**GOOD, "plann": "weekly", "height": "2"}] * 2)
    ran = render("--data", data, "-o", tmp_path / "out")
    assert ran.err[0] == f"{data}: plann: This column is left alone. Did you mean plan?"


def test_an_option_goes_before_the_row_and_the_row_before_the_office(render: Render, tmp_path: Path) -> None:
    rows = [{**GOOD, "office_name": "Row County"}, {**GOOD, "office_name": ""}]
    data = write_table(tmp_path / "data.csv", rows)
    assert render("--data", data, "-o", tmp_path / "out", told={"amount": "7"}).code == 0
    letters = [(tmp_path / "out" / f"letter-0000{at}.md").read_text() for at in (2, 3)]
    assert [letter.splitlines()[0] for letter in letters] == ["Row County", "Fallow County"]
    assert all("pay $7.00 by" in letter for letter in letters)


def test_every_column_that_the_letter_does_not_use_is_told(render: Render, library: Path, tmp_path: Path) -> None:
    fields = library / "notice" / "fields.yaml"
    fields.write_text(fields.read_text().replace("  plan:", "  new_plan:"))
    (library / "notice" / "letter.md.j2").write_text(TEMPLATE.replace("plan", "new_plan"))
    more = {"Plan": "weekly", **{f"other {at}": "x" for at in range(10)}}
    data = write_table(tmp_path / "data.csv", [{**GOOD, **more}] * 2)
    others = ", ".join(f"other {at}" for at in range(8))
    assert render("--data", data, "-o", tmp_path / "out").err[:2] == [
        f"{data}: Plan: This column is left alone. Did you mean new_plan?",
        f"{data}: The letter does not use these columns: {others} and 2 more.",
    ]


def test_rows_in_a_cell(render: Render, tmp_path: Path) -> None:
    rows = [{**GOOD, "missed": '[{"due": "2026-03-01", "amount": 310.10}]'}, {**GOOD, "missed": '[{"due": "x"}]'}]
    data = write_table(tmp_path / "data.csv", rows)
    ran = render("--data", data, "-o", tmp_path / "out")
    assert ran.err[:1] == [f"{data}, row 3: missed: Row 1, due: This is no date. Write it like 2026-03-09."]
    assert "| March 1, 2026 | $310.10 |" in (tmp_path / "out" / "letter-00002.md").read_text()


def test_a_list_of_letters_in_yaml(render: Render, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(
        "".join(f"- {{case_number: FC-{at}, reader_name: B, amount: $1, pay_by: 2026-04-01}}\n" for at in (1, 2))
    )
    assert render("--data", data, "--text", "-o", tmp_path / "out").code == 0
    assert sorted(os.listdir(tmp_path / "out")) == ["letter-00001.txt", "letter-00002.txt"]


def test_many_letters_need_a_folder(render: Render, tmp_path: Path) -> None:
    data = write_table(tmp_path / "data.csv", [GOOD] * 2)
    assert render("--data", data).err == ["render: There are 2 rows, a letter each. Name a folder for them with -o."]
    assert "2 letters need a folder" in render("--data", data, "-o", tmp_path / "x.md").err[0]


def test_names_by_a_field_are_safe_and_never_the_same(render: Render, tmp_path: Path) -> None:
    values = [
        "FC-1",
        "fc-1",
        "FC-1",
        "../../etc/passwd",
        "CON",
        "",
        "Peña & Söhne",
        "FC-1-00004",
        "x" * 1_000,
        "...",
        "ü" * 500,
    ]
    data = write_table(tmp_path / "data.csv", [{**GOOD, "id": value} for value in values])
    assert render("--data", data, "--name-by", "id", "-o", tmp_path / "out").code == 0
    names = {name.removesuffix(".md") for name in os.listdir(tmp_path / "out")}
    assert names == {"FC-1", "fc-1-00003", "FC-1-00004", "etc-passwd", "letter-CON", "letter-00007", "Peña-Söhne",
                     "FC-1-00004-00009", "x" * 120, "letter-00011", "ü" * 60}  # fmt: skip


def test_letters_that_are_there_stay_as_they_are(render: Render, tmp_path: Path) -> None:
    data, out = write_table(tmp_path / "data.csv", [GOOD] * 3), tmp_path / "out"
    out.mkdir()
    (out / "LETTER-00004.MD").write_text("precious")
    ran = render("--data", data, "-o", out)
    assert ran == Ran(2, "", [f"{out}/LETTER-00004.MD: This is there already. Name an empty folder, or use --force."])
    assert os.listdir(out) == ["LETTER-00004.MD"]
    assert render("--data", data, "-o", out, "--force").code == 0


def test_no_letter_is_written_through_a_link(render: Render, tmp_path: Path) -> None:
    data, out = write_table(tmp_path / "data.csv", [GOOD] * 3), tmp_path / "out"
    out.mkdir()
    (tmp_path / "precious").write_text("precious")
    (out / "letter-00003.md").symlink_to(tmp_path / "precious")
    assert "This is no ordinary file" in render("--data", data, "-o", out, "--force").err[0]
    assert (tmp_path / "precious").read_text() == "precious"


def test_an_old_list_of_errors_stops_nothing_and_does_not_outlive_them(render: Render, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert render("--data", write_table(tmp_path / "a.csv", [GOOD, {**GOOD, "amount": "x"}]), "-o", out).code == 3
    assert render("--data", write_table(tmp_path / "b.csv", [GOOD] * 2), "-o", out, "--force").code == 0
    assert sorted(os.listdir(out)) == ["letter-00002.md", "letter-00003.md"]
    assert render("--data", write_table(tmp_path / "a.csv", [{**GOOD, "amount": "x"}] * 2), "-o", out).code == 3
    mended = [{**GOOD, "case_number": "FC-8"}, {**GOOD, "case_number": "FC-9"}]
    ran = render("--data", write_table(tmp_path / "c.csv", mended), "-o", out, "--name-by", "case_number")
    assert ran.err == [f"2 letters are in {out}."]
    assert "errors.csv" not in os.listdir(out)


def test_a_list_of_somebody_else_stays(render: Render, tmp_path: Path) -> None:
    data, out = write_table(tmp_path / "data.csv", [GOOD] * 2), tmp_path / "out"
    out.mkdir()
    (out / "errors.csv").write_text("my,own\n")
    assert render("--data", data, "-o", out).err[0].startswith(f"{out}/errors.csv: This is there already.")


@pytest.mark.parametrize("many", [1, 3])
def test_no_letter_takes_the_place_of_another_case(render: Render, tmp_path: Path, many: int) -> None:
    out, rows = tmp_path / "out", [{**GOOD, "case_number": f"FC-{at}"} for at in range(2, 12)]
    bad = [{**row, "amount": "x"} if at > 6 else row for at, row in enumerate(rows)]
    data = write_table(tmp_path / "data.csv", bad)
    assert render("--data", data, "-o", out).code == 3
    mended = write_table(tmp_path / "mended.csv", rows[-many:])
    ran = render("--data", mended, "-o", out, "--force")
    assert ran == Ran(2, "", [
        f"{out}: The letters here are of another table: it had a row {many + 2}, and this one has none. "
        "Run that whole table again, name another folder, or use --name-by case_number."
    ])  # fmt: skip
    assert "case FC-2**" in (out / "letter-00002.md").read_text()
    assert "errors.csv" in os.listdir(out)
    write_table(data, rows)
    assert render("--data", data, "-o", out, "--force").code == 0
    assert all(f"case FC-{at}**" in (out / f"letter-{at:05d}.md").read_text() for at in range(2, 12))


def test_a_letter_of_an_earlier_run_whose_row_is_bad_now_is_told(render: Render, tmp_path: Path) -> None:
    data, out = write_table(tmp_path / "data.csv", [GOOD] * 2), tmp_path / "out"
    assert render("--data", data, "-o", out).code == 0
    write_table(data, [GOOD, {**GOOD, "amount": "x"}])
    ran = render("--data", data, "-o", out, "--force")
    assert ran.code == 3
    assert f"{out}/letter-00003.md: This letter is of an earlier run. Its row has a fault now." in ran.err


def test_rows_in_numbered_columns(render: Render, tmp_path: Path) -> None:
    row = {**GOOD, "missed_1_due": "3/1/2026", "missed_1_amount": "310", "missed_2_due": "", "missed_2_amount": "",
           "missed_10_due": "4/1/2026", "missed_10_amount": "20"}  # fmt: skip
    data, out = write_table(tmp_path / "data.csv", [row, {**row, "missed_10_due": ""}]), tmp_path / "out"
    ran = render("--data", data, "-o", out)
    assert ran.err[0] == f"{data}, row 3: missed: Row 2 has no due. Fill it in."
    assert "| March 1, 2026 | $310.00 |\n| April 1, 2026 | $20.00 |\n\n" in (out / "letter-00002.md").read_text()
    data = write_table(tmp_path / "both.csv", [{**row, "missed": "3/1/2026 | 310"}])
    assert "stand there twice, in missed and in missed_1_due" in render("--data", data).err[0]


# The office, and dates that cannot be


def test_an_office_that_is_still_invented_is_told_at_the_end(render: Render, library: Path, tmp_path: Path) -> None:
    (library / "office.yaml").write_text("office_name: Fallow County Child Support\noffice_phone: 614-555-0142\n")
    said = f"This letter still speaks for an invented office, in office_name. Mend {library}/office.yaml"
    assert render(told=GOOD).err[-1].startswith(said)
    assert render("--sample", "ordinary").err == []
    data = write_table(tmp_path / "data.csv", [GOOD] * 2)
    assert render("--data", data, "-o", tmp_path / "out").err[-1].startswith(said)
    assert render("--set", "office_name=Reed County", told=GOOD).err == []


def test_one_line_of_the_invented_office_is_enough(tmp_path: Path) -> None:
    from plainlang.templates.library import Library, built_in
    from plainlang.templates.offices import _MAY_BE_TRUE, still_invented

    (tmp_path / "office.yaml").write_text('office_address: [1 Elm Street, "Fallow, OH 43998"]\noffice_name: Reed\n')
    assert still_invented(Library(tmp_path)) == ["office_address"]
    (tmp_path / "office.yaml").write_text(f"office_name: Reed\noffice_hours: {_MAY_BE_TRUE[0]}\n")
    assert still_invented(Library(tmp_path)) == []
    assert {*_MAY_BE_TRUE} <= {*str(built_in().office).replace('"', "'").split("'")}


RELATED = {
    "pay_by: {type: date,": "paid: {type: date, meaning: x, example: x, not_after: pay_by}\n"
    "  pay_by: {type: date, after: paid,",
    "due: {type: date,": "due: {type: date, not_after: pay_by,",
    "missed:\n    type: rows": "missed:\n    oldest_first: true\n    type: rows",
    "amount: {type: money,": "amount: {type: money, above_zero: true,",
}


@pytest.fixture
def related(library: Path) -> Path:
    path = library / "notice" / "fields.yaml"
    for old, new in RELATED.items():
        path.write_text(path.read_text().replace(old, new))
    (library / "notice" / "letter.md.j2").write_text(TEMPLATE + "{{ paid }}\n")
    return path


@pytest.mark.parametrize(("told", "lines"), [
    ({"paid": "3/9/2026"}, ["--set pay_by: This is not after paid. Give a later day."]),
    ({"paid": "3/10/2026"}, ["--set paid: This is after pay_by. Give that day or an earlier one.",
                             "--set pay_by: This is not after paid. Give a later day."]),
    ({"paid": "3/8/2026", "missed": "3/9/2026 1; 3/10/2026 1"}, [
        "--set missed: Row 2, due: This is after pay_by. Give that day or an earlier one."]),
    ({"paid": "3/8/2026", "amount": "0.00"}, ["--set amount: This has to be more than $0.00. Give another number."]),
    ({"paid": "soon"}, ["--set paid: This is no date. Write it like 2026-03-09."]),
])  # fmt: skip
def test_what_cannot_be_true(render: Render, related: Path, told: dict[str, str], lines: list[str]) -> None:
    assert render(told={**GOOD, **told}) == Ran(2, "", lines)


def test_rows_come_with_the_oldest_first(render: Render, related: Path) -> None:
    out = render(told={**GOOD, "paid": "1/1/2026", "missed": "March 1, 2026 $2; Jan. 31, 2026 $1"}).out
    assert "| January 31, 2026 | $1.00 |\n| March 1, 2026 | $2.00 |" in out


def test_a_date_is_compared_with_a_date_alone(render: Render, related: Path) -> None:
    related.write_text(related.read_text().replace("after: paid", "after: plan"))
    assert "pay_by: `after` names plan, which is no date of this letter. Name another field." in render().err[0]


def test_where_libreoffice_fails_the_other_letters_go_on(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plainlang.errors import UsageError
    from plainlang.outgoing import as_pdf

    sizes: list[int] = []

    def made(letters: list[bytes]) -> Iterator[bytes]:
        sizes.append(len(letters))
        if len(sizes) == 3:
            raise UsageError("PDF", "It takes too long.", "Try again.")
        return iter([b"%PDF"] * len(letters))

    monkeypatch.setattr(as_pdf, "render", made)
    data, out = write_table(tmp_path / "data.csv", [GOOD] * 120), tmp_path / "out"
    ran = render("--data", data, "--pdf", "--text", "-o", out)
    assert sizes == [0, 50, 50, 20]
    assert (ran.code, len(ran.err)) == (3, 23)
    assert ran.err[0] == f"{data}, row 52: It takes too long. Try again."
    rows = [*range(2, 52), *range(102, 122)]
    assert sorted(os.listdir(out)) == [
        "errors.csv",
        *(f"letter-{row:05d}.{end}" for row in rows for end in ("pdf", "txt")),
    ]


def test_without_libreoffice_nothing_is_written(
    render: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plainlang.outgoing import as_pdf

    monkeypatch.setattr(as_pdf, "find_office", lambda: None)
    data = write_table(tmp_path / "data.csv", [GOOD] * 2)
    ran = render("--data", data, "--pdf", "--text", "-o", tmp_path / "out")
    assert (ran.code, len(ran.err)) == (2, 1)
    assert not (tmp_path / "out").exists()


# Stopped in the middle


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_whoever_stops_it_finds_whole_letters(library: Path, tmp_path: Path, sign: signal.Signals) -> None:
    data, out = write_table(tmp_path / "data.csv", [{**GOOD, "plan": "x" * 1_900}] * 5_000), tmp_path / "out"
    line = [sys.executable, "-c", PROGRAM, "templates", "render", "notice", "--library", str(library)]
    with subprocess.Popen([*line, "--data", str(data), "-o", str(out)], stderr=subprocess.PIPE, text=True) as program:
        while program.poll() is None and not (out.is_dir() and len(os.listdir(out)) > 20):
            time.sleep(0.01)
        program.send_signal(sign)
        said = program.communicate()[1]
    letters = list(out.glob("letter-*.md"))
    assert 20 < len(letters) < 5_000
    assert len({letter.read_text() for letter in letters}) == 1
    assert letters[0].read_text().endswith("Call 614-555-0142.\n")
    if sign is not signal.SIGKILL:
        assert program.returncode == 130
        assert said.startswith("Stopped. ")
        assert said.endswith(f" letters are in {out}, each of them whole.\n")
        assert not list(out.glob(".*"))


# Asked at a terminal


def converse(library: Path, replies: list[str | None], *args: str) -> tuple[int, str]:
    """What the terminal shows; each reply is typed at a prompt, and None is Ctrl-C."""
    ours, theirs = pty.openpty()
    line = [sys.executable, "-c", PROGRAM, "templates", "render", "notice", "--library", str(library), *args]
    shown, waiting = "", list(replies)
    with subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as program:
        os.close(theirs)
        seen = 0
        while True:
            ready = select.select([ours], [], [], 0.05)[0]
            try:
                data = os.read(ours, 65_536) if ready else None
            except OSError:
                break
            shown += (data or b"").decode()
            if data == b"":
                break
            if shown[seen:].endswith("   > "):
                if not waiting:
                    program.kill()
                    raise AssertionError(f"Nobody replies to {shown[seen:]}")
                seen, reply = len(shown), waiting.pop(0)
                if reply is None:
                    program.send_signal(signal.SIGINT)
                else:
                    os.write(ours, f"{reply}\n".encode())
    os.close(ours)
    assert not waiting
    return program.returncode, shown.replace("\r\n", "\n")


def test_what_is_missing_is_asked_for(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter.md"
    replies: list[str | None] = ["", "FC-1", "Ms. Peña", "lots", "310", "soon", "3/9/2026", "", ""]
    code, shown = converse(library, replies, "-o", str(file))
    assert code == 0
    assert "4 things are missing, and 2 more may be left out." in shown
    assert "1 of 6: The case (case_number)\n   Like: FC-2210\n   > " in shown
    assert "   The letter needs this. Type it like the example." in shown
    assert "   This is no amount of money. Write it like $310.00." in shown
    assert "   The letter will say $310.00." in shown
    assert "   The letter will say March 9, 2026." in shown
    assert "5 of 6: A plan (plan) (press Enter to leave it out)\n" in shown
    assert "Dear Ms. Peña,\n\nPlease pay $310.00 by March 9, 2026." in file.read_text()


def test_back_is_the_question_before(library: Path, related: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter.md"
    replies = ["back", "FC-1", "Ms. A", "back", "Ms. Ortiz", "0", "310", "3/9/2026", "back", "3/1/2026", "3/1/2026"]
    code, shown = converse(
        library, [*replies, "3/2/2026", "weekly", "y", "1/2/2026", "back", "4/1/2026", "2/1/2026", "9", "y", "back",
                  "1/31/2026", "8", ""],
        "-o", str(file),
    )  # fmt: skip
    assert code == 0
    assert "   This is the first question." in shown
    assert shown.count("2 of 7: Who gets the letter") == 2
    assert "   This has to be more than $0.00." in shown
    assert "   This is not after paid. Give a later day." in shown
    assert "   This is after pay_by. Give that day or an earlier one." in shown
    assert "Dear Ms. Ortiz,\n\nPlease pay $310.00 by March 2, 2026.\n\nYour plan: weekly." in file.read_text()
    assert "|---|---:|\n| January 31, 2026 | $8.00 |\n" in file.read_text()


def test_rows_are_asked_for_one_by_one(library: Path) -> None:
    fields = library / "notice" / "fields.yaml"
    fields.write_text(fields.read_text().replace("    required: false\n    columns", "    columns"))
    told = [f"--set={name}={value}" for name, value in GOOD.items()]
    code, shown = converse(library, ["3/1/2026", "x", "1", "perhaps", "y", "4/1/2026", "2", "", ""], *told)
    assert code == 0
    assert "Row 2: The sum (amount)" in shown
    assert "| March 1, 2026 | $1.00 |\n| April 1, 2026 | $2.00 |" in shown


@pytest.mark.parametrize("stop", [None, "\x04"])
def test_whoever_stops_at_a_question_gets_nothing_written(library: Path, tmp_path: Path, stop: str | None) -> None:
    code, shown = converse(library, ["FC-1", stop], "-o", str(tmp_path / "letter.md"))
    assert (code, shown.rstrip().splitlines()[-1]) == (130, "Stopped. Nothing was written.")
    assert os.listdir(tmp_path) == ["library"]


def test_a_wrong_place_is_told_before_any_question(library: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notice.md").touch()
    code, shown = converse(library, [], "-o", str(tmp_path / "out"))
    assert (code, shown.count("\n")) == (2, 1)
    assert "This is there already" in shown

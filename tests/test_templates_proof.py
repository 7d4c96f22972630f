"""What `templates check` finds in a letter of a library, and the letters that come with plainlang."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from pathlib import Path

import pytest

from plainlang.config import Settings
from plainlang.errors import UsageError
from plainlang.glossary.load import load_glossary
from plainlang.paths import letters_in
from plainlang.templates.branches import Tracer
from plainlang.templates.library import Library, built_in, open_library
from plainlang.templates.limits import set_limits
from plainlang.templates.proof import prove, shared_branches
from plainlang.templates.rendering import open_form
from tests.here import environment, run_here

SHIPPED = built_in()
LETTER = """{% include "shared/head.md.j2" %}

**Subject: Your payment record (case {{ case_number }})**

Dear {{ reader }},

You called us on {{ called }} to ask for your payment record, so we put it into this envelope. Thank you for your call.
{% if late %}
Please pay {{ amount }} by {{ reply_by }}. If that is hard right now, call me, and we can talk about a payment plan.
{% else %}
You do not need to do anything.
{% endif %}

I will call you by {{ reply_by }} to hear whether it answers your question. I know that a list
of numbers can be hard to read.

What questions do you have? Please call me, Monday to Friday, 8 a.m. to 4:30 p.m., at {{ office_phone }}.

Sincerely,

Dana Ruiz\\
Child Support Worker

Español: llame al 614-555-0188. La ayuda es gratis.

Dial 711 if you are deaf or hard of hearing. We can send this letter in large print.

Enclosed:

- Payment record
"""
HEAD = """{{ office_name }}\\
12 Quarry Street, Fallow, OH 43998

{{ letter_date }}

Ms. Ana Ortiz\\
40 Larch Road\\
Fallow, OH 43999
"""
FIELDS = """title: Your payment record
send: When a parent asks for it.
reader: [parent-who-pays]
adverse: no
fields:
  letter_date: {type: date, meaning: The day it goes out, example: 2026-03-09}
  case_number: {type: text, meaning: The case, example: FC-2210}
  reader: {type: text, meaning: The name behind Dear, example: Ms. Ortiz}
  called: {type: date, meaning: The day of the call, example: 2026-03-02}
  late: {type: yes-no, meaning: Something is past due, example: no, required: false}
  amount: {type: money, meaning: What is past due, example: $40.00, required: false}
  reply_by: {type: date, meaning: The day to answer, example: 2026-03-30}
"""
ORDINARY = """about: Nothing is past due.
fields: {letter_date: 2026-03-09, case_number: FC-2210, reader: Ms. Ortiz, called: 2026-03-02, reply_by: 2026-03-30}
"""
LATE = """about: Something is past due.
fields:
  {letter_date: 2026-03-09, case_number: FC-2210, reader: Ms. Ortiz, called: 2026-03-02, reply_by: 2026-03-30,
   late: yes, amount: $40.00}
"""
FILES = {
    "office.yaml": "office_name: Hartwell County Child Support\noffice_phone: 740-555-0123\n",
    "shared/fields.yaml": """fields:
  office_name: {type: text, meaning: The name of the office, example: Hartwell County}
  office_phone: {type: phone, meaning: The number to call, example: 740-555-0123}
""",
    "shared/head.md.j2": HEAD,
    "record/letter.md.j2": LETTER,
    "record/fields.yaml": FIELDS,
    "record/samples/ordinary.yaml": ORDINARY,
    "record/samples/late.yaml": LATE,
    "record/before.txt": "Dear Obligor:\n\nYour arrears are past due. Remit payment to the SDU. Pay the amount now.\n",
    "record/before.yaml": "words: [arrears, SDU]\nchecks: [dated, greeting-by-name]\n",
}


def after(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def library(folder: Path, **changed: str) -> Library:
    """A library with one letter that has no fault. changed: files by their name, with / and . as __ and _."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(re.sub(r"[/.]", "_", name), text), "utf-8")
    return open_library(folder)


def faults(shelf: Library) -> list[str]:
    proof = prove(shelf.letter("record"), load_glossary(), Settings())
    return [str(fault) for fault in proof.faults]


def test_a_good_letter_has_no_fault(tmp_path: Path) -> None:
    assert faults(library(tmp_path)) == []


LOOP = "{% for row in rows %}{{ row.due }}{% endfor %}"
ROWS = """  rows:
    type: rows
    meaning: What was due
    example: [{due: 2026-03-01, sum: $1}]
    columns:
      due: {type: date, meaning: The day, example: 2026-03-01}
      sum: {type: money, meaning: How much, example: $1}
"""
TABLE = {
    "record_fields_yaml": FIELDS + ROWS,
    "record_samples_ordinary_yaml": ORDINARY.replace("{letter", "{rows: [{due: 2026-03-01, sum: $1}], letter"),
    "record_samples_late_yaml": LATE.replace("{letter", "{rows: [{due: 2026-03-01, sum: $1}], letter"),
}
MACRO = "{% import 'shared/head.md.j2' as parts with context %}\n"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "record_letter_md_j2",
            after(LETTER, "a payment plan.", "your arrears."),
            r"letter\.md\.j2, line 9, column \d+: “arrears” → past-due support \| unpaid support: It gets misheard",
        ),
        (
            "record_letter_md_j2",
            after(LETTER, "{{ amount }}", "{{ amuont }}"),
            r"record/letter\.md\.j2:9: There is no field amuont\. Did you mean amount\?",
        ),
        ("record_letter_md_j2", after(LETTER, "{{ amount }}", "{{ zzz }}"), "no field zzz. Add it to fields.yaml"),
        (
            "shared_head_md_j2",
            after(HEAD, "{{ office_name }}", "{{ ofice_name }}"),
            r"shared/head\.md\.j2:1: There is no field ofice_name\. Did you mean office_name\?",
        ),
        (
            "record_letter_md_j2",
            after(LETTER, "{% endif %}", ""),
            r"letter\.md\.j2:8: This template is broken: this `if` is never closed\. Write {% endif %} where it ends",
        ),
        (
            "record_letter_md_j2",
            after(LETTER, "shared/head.md.j2", "../../secret.txt"),
            r"letter\.md\.j2:1: Only files inside the library can be included\. Move it",
        ),
        (
            "record_letter_md_j2",
            after(LETTER, "shared/head.md.j2", "../shared/head.md.j2"),
            r":1: Only files inside the library can be included\. Did you mean shared/head\.md\.j2\?",
        ),
        (
            "record_letter_md_j2",
            after(LETTER, "shared/head.md.j2", "shared/heda.md.j2"),
            r":1: There is no file shared/heda\.md\.j2 in the library\. Did you mean shared/head\.md\.j2\?",
        ),
        (
            "record_letter_md_j2",
            after(LETTER, "{% if late %}", "{% if not late %}"),
            r"letter\.md\.j2:9: This template prints what is not there: amount may be left out\. Put {% if amount %}",
        ),
        ("record_letter_md_j2", after(LETTER, "Dear {{ reader }},", "Dear Obligor,"), "greeting-by-name"),
        (
            "record_fields_yaml",
            FIELDS + "  spare: {type: text, meaning: Nothing, example: x}\n",
            r"fields\.yaml:13: The template never uses the field spare",
        ),
        ("record_fields_yaml", after(FIELDS, "type: money", "type: gold"), r"fields\.yaml:11: fields\.amount\.type"),
        ("record_fields_yaml", after(FIELDS, "title:", "titel:"), r"yaml:1: titel: there is no such key\. .* title\?"),
        (
            "record_samples_late_yaml",
            after(LATE, "$40.00", "forty"),
            r"late\.yaml:4: amount: This is no amount of money",
        ),
        (
            "record_samples_late_yaml",
            after(LATE, "2026-03-30", "2026-13-30"),
            r"late\.yaml:3: reply_by: This is no date",
        ),
        ("record_samples_late_yaml", after(LATE, "late: yes", "lade: yes"), "Did you mean late?"),
        ("record_samples_late_yaml", after(LATE, "late: yes, ", ""), r"md\.j2:8: No sample reaches .* is true"),
        ("record_samples_late_yaml", after(LATE, "reply_by: 2026-03-30", "reply_by: 2026-03-01"), "deadline-ahead"),
        ("record_before_yaml", "words: [amount now]\nchecks: [dated]\n", "No rule marks “amount now”"),
        ("record_before_yaml", "words: [arrears]\nchecks: [shouting]\n", "check shouting does not fail"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, file: str, text: str, said: str) -> None:
    found = faults(library(tmp_path, **{file: text}))
    assert any(re.search(said, fault) for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("740-555-0123", "555-01", ":2: office_phone: This is no phone number. Write it like 614-555-0188."),
        ("office_phone", "office_fone", ":2: There is no field office_fone. Did you mean office_phone?"),
        ("740-555-0123", "", ":2: The field office_phone is empty. Fill it in, like `office_phone: 740-555-0123`."),
        ("office_phone: 740-555-0123\n", "", ": The field office_phone is missing. Add a line, like "),
        ("\noffice_phone", "\noffice_motto: We care\noffice_phone", ":2: There is no field office_motto. Correct"),
        ("office_name: Hart", 'office_name: "Hart', ": This is not valid YAML: a quotation mark is opened"),
    ],
)
def test_the_office_is_told_once_at_its_own_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    (found,) = faults(library(tmp_path, office_yaml=after(FILES["office.yaml"], old, new)))
    assert said in found
    assert found.startswith(f"{tmp_path}/office.yaml:")


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        (LOOP.replace("row.due", "row.deu"), 2, "There is no column deu in this row. Did you mean due?"),
        (LOOP.replace("row.due", "row.xyz"), 2, "no column xyz in this row. The field rows has due, sum."),
        ("{{ late.zzz }}", 2, "nothing has the name zzz behind the dot."),
        ("{% macro told(a, b) %}\n{{ a }}{{ b }}{% endmacro %}\n\n{{ told(1) }}", 5, "macro is called without b."),
        (MACRO + "{{ parts.tlod(1) }}", 3, "There is no macro tlod. Did you mean told?"),
    ],
)
def test_names_behind_a_dot_and_in_brackets(tmp_path: Path, template: str, line: int, said: str) -> None:
    head = HEAD + "{% macro told(x) %}{{ x }}{% endmacro %}\n"
    use = "{% set used = rows %}\n"
    found = faults(library(tmp_path, record_letter_md_j2=use + template + LETTER, shared_head_md_j2=head, **TABLE))
    assert any(f"record/letter.md.j2:{line}: " in fault and said in fault for fault in found), found


def test_a_name_that_may_be_a_value_is_not_told(tmp_path: Path) -> None:
    text = "{% set row = rows|first %}{{ row[reader] }}"
    found = faults(library(tmp_path, record_letter_md_j2=text + LETTER, **TABLE))
    assert "prints what is not there" in found[0]
    assert "Ortiz" not in "".join(found)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("{% if a %}\n{% if b %}\n{% endif %}\n\n", 1, "this `if` is never closed"),
        ("{% if a %}\n{% for b in c %}\n{% endif %}", 2, "this `for` is not closed before the `endif` in line 3"),
        ("\n{% set x %}\n{% set y = 1 %}\n", 2, "this `set` is never closed"),
        ("\n{% endif %}", 2, "this `endif` belongs to nothing that is open before it"),
        ("{% if a %}b{% end if %}", 1, "there is no tag `end`. Write it as one word"),
        ("{% fi a %}", 1, "there is no tag `fi`. Did you mean if?"),
        ("{{ case number }}", 1, "is no name or condition. A name has no spaces"),
        ("\n{{ a }", 2, "braces are opened and not closed"),
        ("{{ a|linez }}", 1, "there is no filter `linez`. Did you mean lines?"),
        ("{% if a = b %}{% endif %}", 1, "Write == here."),
        ("{# x", 1, "a note is opened and not closed"),
        ("{% macro x %}{% endmacro %}", 1, "expected token '('"),
    ],
)
def test_broken_tags_in_plain_words(tmp_path: Path, text: str, line: int, said: str) -> None:
    (found,) = faults(library(tmp_path, record_letter_md_j2=text))
    assert f"record/letter.md.j2:{line}: This template is broken: " in found
    assert said in found


def test_a_word_of_the_template_is_told_once(tmp_path: Path) -> None:
    """Not again for each sample, nor the check and the verdict that follow from it."""
    text = after(LETTER, "Sincerely", "Thank you for your arrears.\n\nSincerely")
    found = faults(library(tmp_path, record_letter_md_j2=text))
    assert [fault for fault in found if "arrears" in fault] == found[:1]
    assert not any("plain-words" in fault or "60 Minutes" in fault for fault in found)
    (found,) = faults(library(tmp_path, shared_head_md_j2=HEAD + "\nYour arrears are $5.\n"))
    assert found.startswith(f"{tmp_path}/shared/head.md.j2, line 10, column 6: “arrears are”")


def test_a_word_that_a_sample_brings_in_is_told(tmp_path: Path) -> None:
    found = faults(library(tmp_path, record_samples_late_yaml=after(LATE, "FC-2210", "your arrears")))
    assert any(re.match("record, sample late: “arrears”", fault) for fault in found), found


def test_what_fails_in_every_sample_is_told_once(tmp_path: Path) -> None:
    found = faults(library(tmp_path, record_letter_md_j2=after(LETTER, "What questions do you have? ", "")))
    assert [fault for fault in found if "open-question" in fault] == [found[0]]
    assert found[0].startswith("record, every sample: [open-question]")


def test_a_sample_that_cannot_be_tried_hides_no_other(tmp_path: Path) -> None:
    found = faults(library(tmp_path, record_samples_late_yaml=after(LATE, "fields:", "felds:")))
    assert len(found) == 1  # and no branch is said to be out of reach
    assert "samples/late.yaml:2: felds: there is no such key. Did you mean fields?" in found[0]


def test_one_sample_is_not_enough(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    (tmp_path / "record/samples/late.yaml").unlink()
    assert any("needs two samples" in fault for fault in faults(shelf))


BRANCHES = """{% if late %}a{% elif called %}b{% elif letter_date %}c{% else %}d{% endif %}
{% for one in things %}e{% else %}f{% endfor %}{{ "g" if late else "h" }}{% if case_number %}i{% endif %}
{% macro told(x) %}{% if x %}j{% endif %}{% endmacro %}{{ told(late) }}
"""


@pytest.mark.parametrize(
    ("values", "missed"),
    [
        ({"late": True, "things": [1], "case_number": "x"}, "1 yes, 1 yes, 1 no, 2 none, 2 no, 2 no, 3 no"),
        ({"called": True, "things": [], "case_number": ""}, "1 yes, 1 yes, 1 no, 2 some, 2 yes, 2 yes, 3 yes"),
        ({"things": [], "case_number": ""}, "1 yes, 1 yes, 1 yes, 2 some, 2 yes, 2 yes, 3 yes"),
    ],
)
def test_branches_that_a_rendering_misses(tmp_path: Path, values: dict[str, object], missed: str) -> None:
    (tmp_path / "letter.md.j2").write_text(BRANCHES)
    tracer = Tracer(tmp_path)
    every = {"late": False, "called": False, "letter_date": False, "things": [], "case_number": "", **values}
    printed = tracer.get_template("letter.md.j2").render(every)
    assert printed[0] in "abcd"  # the markers print nothing
    assert sorted(f"{one.line} {one.way}" for one in tracer.missed) == sorted(missed.split(", "))


def test_branches_of_shared_parts_count_over_all_letters(tmp_path: Path) -> None:
    shelf = library(tmp_path, shared_head_md_j2=HEAD + "{% if late %}\n{% endif %}\n")
    letter, tracer = shelf.letter("record"), Tracer(tmp_path)
    prove(letter, load_glossary(), Settings(), set_limits(tracer))
    assert shared_branches([letter], tracer) == []
    (tmp_path / "record/samples/late.yaml").unlink()
    tracer = Tracer(tmp_path)
    prove(letter, load_glossary(), Settings(), set_limits(tracer))
    assert [fault.where for fault in shared_branches([letter], tracer)] == [f"{tmp_path}/shared/head.md.j2:9"]


def test_no_link_leads_out_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "secret.md.j2").write_text("secret words")
    shelf = library(tmp_path / "letters")
    (tmp_path / "letters/shared/head.md.j2").unlink()
    (tmp_path / "letters/shared/head.md.j2").symlink_to(tmp_path / "secret.md.j2")
    assert any("Only files inside the library can be included" in fault for fault in faults(shelf))


def test_the_commands(tmp_path: Path) -> None:
    shelf, env = library(tmp_path / "letters"), environment(tmp_path)
    run = lambda *args: run_here(["templates", *args, "--library", "letters"], folder=tmp_path, env=env)  # noqa: E731
    assert run("list") == (0, "  record                     Your payment record  (parent who pays)\n", "")
    code, page, _ = run("show", "record")
    assert code == 0
    assert "called" in page
    assert "The day of the call." in page
    assert "Something is past due." in page
    assert "You do not need to do anything." in run("show", "record", "--sample", "ordinary")[1]
    code, page, told = run("check")
    assert (code, told) == (0, "1 letter checked, 0 faults.\n"), page
    (shelf.folder / "record/samples/late.yaml").unlink()
    code, page, told = run("check", "record")
    assert (code, told) == (1, "1 letter checked, 2 faults.\n"), page
    assert run("show", "payment_record")[2].endswith("Did you mean record?\n")
    assert run("show", "recrod")[2] == "recrod: There is no letter of this name. Did you mean record?\n"


def test_a_broken_letter_keeps_no_other_from_the_list(tmp_path: Path) -> None:
    shelf, env = library(tmp_path / "letters"), environment(tmp_path)
    shutil.copytree(shelf.folder / "record", shelf.folder / "other")
    (shelf.folder / "other/fields.yaml").unlink()
    for more in ([], ["--format", "json"]):
        args = ["templates", "list", "--library", "letters", *more]
        code, page, told = run_here(args, folder=tmp_path, env=env)
        assert (code, "Your payment record" in page, "other" in page) == (2, True, False)
        assert told == "letters/other/fields.yaml: This file is missing. Write it, or copy it from another letter.\n"


def test_a_fault_that_letters_share_is_told_once_in_a_run(tmp_path: Path) -> None:
    shelf, env = (
        library(tmp_path / "letters", shared_head_md_j2=HEAD + "\nYour arrears are $5.\n"),
        environment(tmp_path),
    )
    shutil.copytree(shelf.folder / "record", shelf.folder / "second")
    code, page, told = run_here(["templates", "check", "--library", "letters"], folder=tmp_path, env=env)
    assert (code, told) == (1, "2 letters checked, 1 fault.\n")
    assert page.count("arrears") == 1
    assert "in files that letters share\n  letters/shared/head.md.j2, line 10" in page


def test_changed_files_ask_for_their_letters(tmp_path: Path) -> None:
    shelf, env = library(tmp_path / "letters"), environment(tmp_path)
    shutil.copytree(shelf.folder / "record", shelf.folder / "second")
    (tmp_path / "alone.md.j2").write_text("Your arrears.")

    def told(*files: str) -> tuple[int, str, str]:
        return run_here(["templates", "check", "--changed", *files], folder=tmp_path, env=env)

    assert told("alone.md.j2", "letters/README.md")[1:] == ("", "0 letters checked, 0 faults.\n")
    assert told("letters/record/samples/late.yaml")[1:] == ("", "1 letter checked, 0 faults.\n")
    assert told("letters/office.yaml", "letters/record/before.txt")[2] == "2 letters checked, 0 faults.\n"
    (shelf.folder / "second/samples/late.yaml").unlink()
    code, page, said = told("letters/second/letter.md.j2")
    assert (code, said, "record" in page.split()) == (1, "1 letter checked, 2 faults.\n", False)
    assert told("--library", "letters", "letters/office.yaml")[0] == 2


def test_what_is_still_invented_is_no_fault(tmp_path: Path) -> None:
    office = after(FILES["office.yaml"], "740-555-0123", "614-555-0188")
    library(tmp_path / "letters", office_yaml=office)
    code, _, told = run_here(["templates", "check", "--library", "letters"], folder=tmp_path, env=environment(tmp_path))
    line, count = told.splitlines()
    assert (code, count) == (0, "1 letter checked, 0 faults.")
    assert line.startswith("letters/office.yaml: Still from the invented office: office_phone. Change this")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("missed-payment", "Did you mean payment-missed?"),
        ("bank hold", "Did you mean bank-hold?"),
        ("employer", "Did you mean employer-payroll or employer-health-insurance?"),
        ("xyz", "`plainlang templates list` names them all."),
    ],
)
def test_the_letter_that_was_meant(name: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        SHIPPED.letter(name)
    assert caught.value.fix == meant


def test_a_folder_gives_no_bad_example_of_a_library(tmp_path: Path) -> None:
    library(tmp_path)
    (tmp_path / "before.txt").write_text("A letter of that name.")
    assert [os.path.relpath(path, tmp_path) for path in letters_in([str(tmp_path)])] == [
        "before.txt",
        "record/letter.md.j2",
        "shared/head.md.j2",
    ]
    assert list(letters_in([str(tmp_path / "record/before.txt")])) == [str(tmp_path / "record/before.txt")]


def test_the_letter_that_the_page_adds_is_good(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs/letters.md").read_text("utf-8")
    part = page[page.index("### Add a letter") : page.index("## The types of fields")]
    blocks = re.findall(r"```\w+\n(.*?)```", part, re.DOTALL)
    template, fields, sample = (textwrap.dedent(block) for block in blocks)
    shutil.copytree(SHIPPED.folder, tmp_path / "ours")
    added = tmp_path / "ours/yearly-fee"
    (added / "samples").mkdir(parents=True)
    (added / "letter.md.j2").write_text(template, "utf-8")
    (added / "fields.yaml").write_text(fields, "utf-8")
    for name in ("ordinary", "second"):
        (added / f"samples/{name}.yaml").write_text(sample, "utf-8")
    proof = prove(open_library(tmp_path / "ours").letter("yearly-fee"), load_glossary(), Settings())
    assert [str(fault) for fault in proof.faults] == []


def test_a_library_can_be_copied_and_is_as_good_elsewhere(tmp_path: Path) -> None:
    env = environment(tmp_path)
    code, _, told = run_here(["templates", "copy", "ours"], folder=tmp_path, env=env)
    assert (code, told) == (0, "Your letters are in ours. Begin with ours/office.yaml.\n")
    args = ["templates", "check", "payment-missed", "--library", "ours"]
    assert run_here(args, folder=tmp_path, env=env)[0] == 0
    assert run_here(["templates", "copy", "ours"], folder=tmp_path, env=env)[0] == 2
    assert run_here(["templates", "list", "--library", "cache"], folder=tmp_path, env=env)[0] == 2


@pytest.mark.parametrize("name", SHIPPED.names)
def test_a_letter_that_comes_with_plainlang_has_no_fault(name: str) -> None:
    letter = SHIPPED.letter(name)
    proof = prove(letter, load_glossary(), Settings())
    assert [str(fault) for fault in proof.faults] == []
    assert letter.before is not None
    assert len(proof.trials) >= 2
    assert "Have your legal staff check it against your state's law." in (letter.folder / "README.md").read_text(
        "utf-8"
    )


def test_all_twenty_letters_are_there_and_reach_every_branch_of_the_shared_parts() -> None:
    letters = [SHIPPED.letter(name) for name in SHIPPED.names]
    assert len(letters) == 20
    tracer = Tracer(SHIPPED.folder)
    for letter in letters:
        form = open_form(letter, tracer)
        for sample in letter.sample_names:
            values, wrong = form.read(letter.sample(sample).fields)
            assert wrong == []
            form.render(values)
    assert shared_branches(letters, tracer) == []


def test_examples_of_fields_fit_their_types() -> None:
    for name in SHIPPED.names:
        letter = SHIPPED.letter(name)
        form = open_form(letter)
        examples = {name: field.example for name, field in form.fields.items()}
        assert form.read(examples)[1] == [], name

"""What `templates check` finds in a letter of a library, and the letters that come with plainlang."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plainlang.config import Settings
from plainlang.glossary.load import load_glossary
from plainlang.templates.branches import Tracer
from plainlang.templates.library import Library, built_in, open_library
from plainlang.templates.proof import prove, shared_branches
from plainlang.templates.rendering import open_form
from tests.here import environment, run_here

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

What questions do you have? Please call me, Monday to Friday, 8 a.m. to 4:30 p.m., at 614-555-0188.

Sincerely,

Dana Ruiz\\
Child Support Worker

Español: llame al 614-555-0188. La ayuda es gratis.

Dial 711 if you are deaf or hard of hearing. We can send this letter in large print.

Enclosed:

- Payment record
"""
HEAD = """Fallow County Child Support\\
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
    "office.yaml": "office_name: Fallow County\n",
    "shared/head.md.j2": HEAD,
    "record/letter.md.j2": LETTER,
    "record/fields.yaml": FIELDS,
    "record/samples/ordinary.yaml": ORDINARY,
    "record/samples/late.yaml": LATE,
    "record/before.txt": "Dear Obligor:\n\nYour arrears are past due. Remit payment to the SDU. Pay the amount now.\n",
    "record/before.yaml": "words: [arrears, SDU]\nchecks: [dated, greeting-by-name]\n",
}


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


def after(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "record_letter_md_j2",
            after(LETTER, "a payment plan.", "your arrears."),
            r"letter\.md\.j2, line 9, column \d+: “arrears”",
        ),
        ("record_letter_md_j2", after(LETTER, "{{ amount }}", "{{ amuont }}"), "asks for amuont"),
        ("record_letter_md_j2", after(LETTER, "{% endif %}", ""), r"letter\.md\.j2:\d+: This template is broken"),
        (
            "record_letter_md_j2",
            after(LETTER, "shared/head.md.j2", "../../secret.txt"),
            "needs the file ../../secret.txt, which is not in the library",
        ),
        ("record_letter_md_j2", after(LETTER, "{% if late %}", "{% if not late %}"), "prints what is not there"),
        ("record_letter_md_j2", after(LETTER, "Dear {{ reader }},", "Dear Obligor,"), "greeting-by-name"),
        (
            "record_fields_yaml",
            FIELDS + "  spare: {type: text, meaning: Nothing, example: x}\n",
            "never uses the field spare",
        ),
        ("record_fields_yaml", after(FIELDS, "type: money", "type: gold"), r"fields\.yaml:11: fields\.amount\.type"),
        ("record_samples_late_yaml", after(LATE, "$40.00", "forty"), "amount: This is no amount of money"),
        ("record_samples_late_yaml", after(LATE, "2026-03-30", "2026-13-30"), "reply_by: This is no date"),
        ("record_samples_late_yaml", after(LATE, "late: yes", "lade: yes"), "Did you mean late?"),
        ("record_samples_late_yaml", after(LATE, "late: yes, ", ""), r"line 8: No sample reaches .* is true"),
        ("record_samples_late_yaml", after(LATE, "reply_by: 2026-03-30", "reply_by: 2026-03-01"), "deadline-ahead"),
        ("record_before_yaml", "words: [amount now]\nchecks: [dated]\n", "No rule marks “amount now”"),
        ("record_before_yaml", "words: [arrears]\nchecks: [shouting]\n", "check shouting does not fail"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, file: str, text: str, said: str) -> None:
    found = faults(library(tmp_path, **{file: text}))
    assert any(re.search(said, fault) for fault in found), found


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
    prove(letter, load_glossary(), Settings(), tracer)
    assert shared_branches([letter], tracer) == []
    (tmp_path / "record/samples/late.yaml").unlink()
    tracer = Tracer(tmp_path)
    prove(letter, load_glossary(), Settings(), tracer)
    assert [fault.where for fault in shared_branches([letter], tracer)] == ["shared/head.md.j2:9"]


def test_no_link_leads_out_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "secret.md.j2").write_text("secret words")
    shelf = library(tmp_path / "letters")
    (tmp_path / "letters/shared/head.md.j2").unlink()
    (tmp_path / "letters/shared/head.md.j2").symlink_to(tmp_path / "secret.md.j2")
    assert any("which is not in the library" in fault for fault in faults(shelf))


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
    assert run("show", "recrod")[2] == "recrod: There is no letter of this name. Did you mean record?\n"


def test_a_library_can_be_copied_and_is_as_good_elsewhere(tmp_path: Path) -> None:
    env = environment(tmp_path)
    code, _, told = run_here(["templates", "copy", "ours"], folder=tmp_path, env=env)
    assert (code, told) == (0, "Your letters are in ours. Begin with ours/office.yaml.\n")
    args = ["templates", "check", "payment-missed", "--library", "ours"]
    assert run_here(args, folder=tmp_path, env=env)[0] == 0
    assert run_here(["templates", "copy", "ours"], folder=tmp_path, env=env)[0] == 2
    assert run_here(["templates", "list", "--library", "cache"], folder=tmp_path, env=env)[0] == 2


SHIPPED = built_in()


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

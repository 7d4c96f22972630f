"""The reader of templates: read as they stand, every word at its place, nothing run, nothing taken from outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.errors import UnreadableError
from plainlang.letter import Letter
from plainlang.readers import word
from plainlang.readers.jinja import read
from plainlang.source import Place, Quoting, TextHome
from plainlang.spans import Span
from tests.word_files import lies, p, word_file


def letter_of(text: str, name: str = "a.txt.j2") -> Letter:
    return read(name, text.encode())


def blocks_of(letter: Letter) -> list[str]:
    return [letter.text[block.span.start : block.span.end] for block in letter.blocks]


def blanks_of(letter: Letter) -> list[tuple[str, bool]]:
    return [(letter.text[blank.span.start : blank.span.end], blank.word) for blank in letter.blanks]


def span_of(letter: Letter, words: str) -> Span:
    assert letter.text.count(words) == 1
    return Span(at := letter.text.index(words), at + len(words))


# Blocks and space


@pytest.mark.parametrize(
    ("template", "blocks"),
    [
        ("{% if a %}You owe money.{% else %}Paid.{% endif %}", ["You owe money.", "Paid."]),
        ("Dear {% if m %}Mr.{% else %}Ms.{% endif %} {{ name }}:", ["Dear Mr. Ms. {{ name }}:"]),
        ("countr{% if one %}y{% else %}ies{% endif %}", ["country ies"]),
        ("arrear{% if n > 1 %}s{% endif %} due", ["arrears due"]),
        ("pay{% if a %}now{% endif %}", ["pay now"]),
        ("You must\n{% if a %}\npay\n{% endif %}\nnow.", ["You must pay now."]),
        ("One.{% for x in y %}Two.{% endfor %}Three.", ["One. Two.", "Three."]),
        ("{{ name -}}\n, hello.", ["{{ name -}}, hello."]),
        ("arr{%- if a -%}\n ears{%- endif -%}\n.", ["arrears."]),
        ("due{%- if a -%}\nnow{%- else -%}\nlater{%- endif %} on.", ["duenow later on."]),
        ("arrears{{ '.' }}", ["arrears."]),
        ("arrears{{ x }} now", ["arrears{{ x }} now"]),
        ("You owe {{ '$' }}5{{ '' }}.", ["You owe $5."]),
    ],
)
def test_tags_leave_sentences_that_read(template: str, blocks: list[str]) -> None:
    assert blocks_of(letter_of(template)) == blocks


def test_two_branches_in_a_cell_are_two_blocks() -> None:
    letter = letter_of("| A |\n|---|\n| Pay.{% if a %}{% else %}Wait.{% endif %} |\n", "a.md.j2")
    assert blocks_of(letter) == ["A", "Pay.", "Wait."]


def test_tags_tear_no_table() -> None:
    letter = letter_of("| A |\n|---|\n{% for x in y %}\n| {{ x|upper }} |\n{% endfor %}\n| End |\n", "a.md.j2")
    assert [block.kind.value for block in letter.blocks] == ["table-cell"] * 3


# Words in tags


@pytest.mark.parametrize(
    ("template", "read_words"),
    [
        ("{{ x | default('the arrears') }}", "the arrears"),
        ("{{ x.strftime('%B of the year') }}", ""),
        ("{{ x | date('the day of May') }}", ""),
        ("{{ x['the first key'] }}", ""),
        ("{{ 'big' if x == 'the late fee' else 'small' }}", "big small"),
        ("{{ x | replace('the arrears', 'the debt') }}", ""),
        ("{{ {'key of it': 'Call the office now'}[k] }}", "Call the office now"),
        ("{{ button('primary') }}", ""),
        ("{% if kind == 'the late fee' %}{% endif %}{{ x }}", ""),
        ("{{ x is eq('the late fee') }}", ""),
        ("{{ ['the obligor', 'the obligee'] | join(' and ') }}", "the obligor the obligee"),
    ],
)
def test_only_texts_that_are_printed_are_words(template: str, read_words: str) -> None:
    letter = letter_of(template)
    chars = list(letter.text)
    for blank in letter.blanks:
        chars[blank.span.start : blank.span.end] = " " * len(blank.span)
    assert "".join(chars).split() == read_words.split()


def test_what_stands_around_printed_text_leaves_nothing() -> None:
    assert blanks_of(letter_of("{{ x|d('the fee') }} {{ y }}")) == [
        ("{{ x|d('", False),
        ("') }}", False),
        ("{{ y }}", True),
    ]


def test_a_quoted_text_says_how_it_is_written() -> None:
    letter = letter_of("""{{ x|d("the fee") }}{{ x|d('it\\'s due') }}""")
    fee, due = span_of(letter, "the fee"), span_of(letter, "it's due")
    home = letter.map.touching(fee)[0].home
    assert isinstance(home, TextHome)
    assert home.quoting is Quoting.DOUBLE
    assert letter.map.is_writable(fee)
    assert not letter.map.is_writable(due)


def test_a_text_with_escapes_is_literal_between_them() -> None:
    text = r"""{{ x|d('Don\'t wait. Pay the arrears. \u201cNow\u201d you owe.\n') }}"""
    letter = letter_of(text)
    for words in ("Don", "Pay the arrears.", "Now", "you owe."):
        span = span_of(letter, words)
        assert letter.map.is_writable(span)
        assert letter.map.place(span).column == text.index(words) + 1
    assert not letter.map.is_writable(span_of(letter, "Don't"))
    assert "“Now” you owe.\n" in letter.text


def test_fields_in_a_row_of_words_are_one_piece_with_them() -> None:
    assert len(letter_of("Dear {{ name }}, you owe {{ sum }} now.").map.pieces) == 1


@pytest.mark.parametrize("field", ["{{ ''.__class__ }}", "{{ range(10**9) }}", "{{ x }}\ue001\ue000"])
def test_nothing_is_run(field: str) -> None:
    assert letter_of(f"You owe {field} now.").text == f"You owe {field} now."


# Remarks


def test_comments_to_plainlang() -> None:
    letter = letter_of(
        "Hello there.\n\n{# plainlang: ignore x because y #}\nYou owe.{# no #} Now {#- plainlang: z -#} go."
    )
    said = [(remark.text, remark.place.line, remark.alone) for remark in letter.remarks]
    assert said == [("ignore x because y", 3, True), ("z", 4, False)]
    assert letter.text[letter.remarks[0].span.start :].strip().startswith("You owe")


def test_comments_of_the_page_keep_their_true_place() -> None:
    letter = letter_of("{# a\nb #}\nYou owe.\n\n<!-- plainlang: ignore x because y -->\n", "a.md.j2")
    assert [(remark.text, remark.place) for remark in letter.remarks] == [
        ("ignore x because y", Place(line=5, column=1))
    ]


def test_front_matter_may_stand_below_a_comment() -> None:
    assert letter_of("{# form 12 #}\n---\nreader: employer\n---\nYou owe.").told == {"reader": "employer"}


# Includes


def in_folder(folder: Path, text: str, **others: str) -> Letter:
    for name, other in others.items():
        (folder / f"{name}.j2").write_text(other)
    return read(str(folder / "a.txt.j2"), text.encode())


def test_an_included_file_is_read_in_its_place_and_not_fixable(tmp_path: Path) -> None:
    letter = in_folder(tmp_path, "One.\n{% include 'b.j2' %}\nTwo.", b="First.\nYou owe {{ x }}.\n")
    assert blocks_of(letter) == ["One.", "First.", "You owe {{ x }}.", "Two."]
    span = span_of(letter, "owe")
    assert letter.map.place(span) == Place(line=2, column=5, file="b.j2")
    assert not letter.map.is_writable(span)


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    letter = in_folder(tmp_path, "{% include 'b.j2' %}", b="Pay.{% include 'b.j2' %}{% include 'a.txt.j2' %}")
    assert letter.text.count("Pay.") == 1


def test_an_include_repeated_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        in_folder(tmp_path, "{% include 'b.j2' %}" * 10_000, b="Pay now. " * 100)
    assert caught.value.code == "too-long"


def test_files_that_include_each_other_ten_times_do_not_explode(tmp_path: Path) -> None:
    chain = {f"n{at}": f"{{% include 'n{at + 1}.j2' %}}" * 10 for at in range(8)}
    with pytest.raises(UnreadableError) as caught:
        in_folder(tmp_path, "{% include 'n0.j2' %}", **chain)
    assert caught.value.code == "too-long"


MACROS = (
    "{# plainlang: off x because y #}\n{% macro warn(x='Call the office now.') -%}\nPay now.\n{%- endmacro %}\n"
    "Never shown.\n"
    "{% macro note() %}Wait for us. {{ hint() }}{% endmacro %}\n{% macro hint() %}Write to us.{% endmacro %}\n"
    "{# plainlang: z #}{% set tail = 'See you all soon.' %}"
)


def owned(letter: Letter) -> list[str]:
    """The blocks that no other file holds."""
    return [letter.text[slice(*block.span)] for block in letter.blocks if not letter.map.place(block.span).file]


@pytest.mark.parametrize(
    ("tags", "blocks"),
    [
        (
            "{% import 'm.j2' as m %}",
            "Call the office now.|Pay now.|Wait for us. {{ hint() }}|Write to us.|See you all soon.",
        ),
        ("{% from 'm.j2' import note as n %}", "Wait for us. {{ hint() }}|Write to us."),
        ("{% from 'm.j2' import tail %}{% from 'm.j2' import hint, tail %}", "See you all soon.|Write to us."),
        ("{% from 'm.j2' import none %}", ""),
        ("{% import name as m %}{% import 'none.j2' as m %}", ""),
        ("{% from 'again.j2' import more with context %}", "Pay more. {{ warn() }}|Call the office now.|Pay now."),
    ],
)
def test_an_import_brings_in_each_macro_it_names_once(tags: str, blocks: str, tmp_path: Path) -> None:
    again = "{% macro more() %}Pay more. {{ warn() }}{% endmacro %}{% from 'm.j2' import warn %}"
    again += "{% from 'a.txt.j2' import x %}"
    letter = in_folder(tmp_path, f"One.\n\n{tags}\nTwo.", m=MACROS, again=again)
    assert owned(letter) == ["One.", "Two."]
    assert [block for block in blocks_of(letter) if block not in owned(letter)] == [*filter(None, blocks.split("|"))]
    assert not any(letter.map.is_writable(span_of(letter, words)) for words in filter(None, blocks.split("|")))


def test_comments_on_macros_come_with_them(tmp_path: Path) -> None:
    letter = in_folder(tmp_path, "Hello.\n{% from 'm.j2' import warn %}", m=MACROS)
    assert [(remark.text, remark.place.file) for remark in letter.remarks] == [("off x because y", "m.j2")]
    assert letter.text[letter.remarks[0].span.start :].strip().startswith("Call the office")


def test_front_matter_may_stand_below_an_import(tmp_path: Path) -> None:
    letter = in_folder(tmp_path, "{% import 'm.j2' as m %}\n---\nreader: employer\n---\nYou owe.", m=MACROS)
    assert letter.told == {"reader": "employer"}
    assert blocks_of(letter)[0] == "You owe."


BASE = (
    "Dear you:\n\n{% block intro %}Thank you.{% endblock %}\n\n{% block body %}\nOld words.\n{% block inner %}Old too."
    "{% endblock %}\n{% endblock %}\n\nSincerely,\n\n{% block sign %}Ann{% endblock %} Lee\n"
)


@pytest.mark.parametrize(
    ("child", "blocks"),
    [
        ("{% block body %}\nYou owe.\n{% endblock %}", "Dear you:|Thank you.|You owe.|Sincerely,|Ann Lee"),
        ("{% block sign %}Bo{% endblock %}", "Dear you:|Thank you.|Old words.|Old too.|Sincerely,|Bo Lee"),
        ("{% block inner %}New.{% endblock %}", "Dear you:|Thank you.|Old words.|New.|Sincerely,|Ann Lee"),
        (
            "{% block intro %}{{ super() }} You owe.{% endblock %}{% block body %}{% endblock %}",
            "Dear you:|Thank you.|{{ super() }} You owe.|Sincerely,|Ann Lee",
        ),
        (
            "Stray. {{ x }}{% set body = 'Call us any day.' %}{% block body %}You owe.{% endblock %}"
            "{% block no %}So.{% endblock %}",
            "Dear you:|Thank you.|You owe.|Sincerely,|Ann Lee|Call us any day.|So.",
        ),
    ],
)
def test_an_extended_file_is_read_around_the_blocks(child: str, blocks: str, tmp_path: Path) -> None:
    text = "{% extends 'base.j2' %}\n" + child
    letter = in_folder(tmp_path, text, base=BASE)
    assert blocks_of(letter) == blocks.split("|")
    assert letter.map.place(span_of(letter, "Dear")).file == "base.j2"
    if "You owe." in child:
        span = span_of(letter, "You owe.")
        assert letter.map.is_writable(span)
        line = text[: text.index("You owe.")].count("\n") + 1
        assert letter.map.place(span).line == line


@pytest.mark.parametrize(
    ("child", "read_words"),
    [
        ("{% block body %}Mine.{% endblock %}", "Mine."),
        ("{% block body %}{{ super() }} Mine.{% endblock %}", "Middle. {{ super() }} Mine."),
        ("", "Middle."),
    ],
)
def test_the_last_file_of_a_chain_has_its_say(child: str, read_words: str, tmp_path: Path) -> None:
    mid = "{% extends 'base.j2' %}Never.{% block body %}Middle.{% endblock %}"
    letter = in_folder(tmp_path, "{% extends 'mid.j2' %}" + child, base=BASE, mid=mid)
    assert " ".join(letter.text.split()) == f"Dear you: Thank you. {read_words} Sincerely, Ann Lee"


@pytest.mark.parametrize(
    "tag", ["{% extends x %}", "{% extends 'none.j2' %}", "{% if a %}{% extends 'base.j2' %}{% endif %}"]
)
def test_what_is_extended_may_be_unknown(tag: str, tmp_path: Path) -> None:
    letter = in_folder(tmp_path, tag + "\n{% block body %}You owe.{% endblock %}", base=BASE)
    assert letter.text.strip() == "You owe."


def test_files_that_extend_or_import_each_other_end(tmp_path: Path) -> None:
    b = "{% extends 'a.txt.j2' %}{% import 'c.j2' as c %}{% block x %}Pay.{% endblock %}"
    letter = in_folder(
        tmp_path, "{% extends 'b.j2' %}{% block x %}Go.{% endblock %}", b=b, c="{% import 'b.j2' as b %}"
    )
    assert letter.text.strip() == "Go."


@pytest.mark.parametrize("tag", ["import '../m.j2' as m", "from '../m.j2' import x", "extends '../m.j2'"])
def test_no_tag_opens_a_file_from_outside(tag: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "m.j2").write_text("secret")
    with pytest.raises(UnreadableError, match="plainlang opens files only in the folder of the template") as caught:
        in_folder(tmp_path / "in", f"Hello. {{% {tag} %}}")
    assert caught.value.code == "unsafe"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "x/../../a", "..\\\\a", "link.j2"])
def test_an_include_from_outside_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableError) as caught:
        in_folder(tmp_path / "in", f"Hello. {{% include '{name}' %}}")
    assert caught.value.code == "unsafe"


def test_an_include_from_the_folders_up_to_the_working_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "b.j2").write_text("You owe.")
    monkeypatch.chdir(tmp_path)
    assert in_folder(tmp_path / "letters", "{% include 'b.j2' %}").text.strip() == "You owe."
    assert read("letters/a.txt.j2", b"{% include 'b.j2' %}").text.strip() == "You owe."


@pytest.mark.parametrize("tag", ["{% include name %}", "{% include 'none.j2' %}", "{% include 'a' ~ x %}"])
def test_what_cannot_be_known_is_a_blank(tag: str, tmp_path: Path) -> None:
    assert blanks_of(in_folder(tmp_path, f"Hello there. {tag}")) == [(tag, False)]


# Broken and hostile


@pytest.mark.parametrize("text", ["Hi {{ name", "{% if a", "{# note", "{% raw %}x", "{{ a) }}", "{{ ? }}", "{{ 'a }}"])
def test_a_broken_tag_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        letter_of(f"Hello.\n{text}\n")
    assert caught.value.where == "a.txt.j2:2"


@pytest.mark.parametrize("text", ["{% if %}" * 200_000, "{{" * 1_000_000, "{{ " + "[" * 200_000, "{{a}}" * 1_000_000])
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        letter_of(text)


_BITS = st.sampled_from(
    (
        "{{ a }}|{% if a %}|{%- else -%}|{% endif %}|{# c #}|{# plainlang: x #}|{{ a|d('the fee') }}|{{- b -}}|x|. |"
        "{% set a = 'You owe us.' %}|{% raw %}{{|{% endraw %}|{% include 'x' %}|Pay now.| the |\n|\n\n|- |* |`|"
        "<b>|&amp;|\ue000|\ue001|\n---\n"
    ).split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BITS, max_size=25), st.sampled_from(["a.txt.j2", "a.md.j2", "a.html.j2"]))
def test_any_row_of_tags_is_read_soundly_or_refused(bits: list[str], name: str) -> None:
    try:
        letter = letter_of("".join(bits), name)
    except UnreadableError:
        return
    ends = [0, *(block.span.end for block in letter.blocks)]
    assert all(block.span.start >= end for block, end in zip(letter.blocks, ends, strict=False))
    assert all(block.span.end <= len(letter.text) for block in letter.blocks)
    for words in ("Pay now.", "the fee", "You owe us."):
        if name != "a.html.j2" and words in letter.text:
            letter.map.place(Span(at := letter.text.index(words), at + len(words)))


# Word


def test_word_pieces_stay_where_they_are() -> None:
    data = word_file(p("Dear {{ na", "me }}, ar{# c #}", "rears {% if x %}are{% endif %} due.") + p("{%p endif %}"))
    letter = word.read("a.docx", data)
    assert blocks_of(letter) == ["Dear {{ name }}, arrears are due."]
    assert lies(data, letter) == []


def test_braces_that_are_no_tags_change_nothing() -> None:
    letter = word.read("a.docx", word_file(p("Dear {{ name }}: see {% and «Case».")))
    assert letter.text == "Dear {{ name }}: see {% and «Case»."
    assert blanks_of(letter) == [("{{ name }}", True), ("«Case»", True)]


def test_a_comment_to_plainlang_in_a_word_tag() -> None:
    (remark,) = word.read("a.docx", word_file(p("Hi.") + p("You owe{# plainlang: z #}."))).remarks
    assert (remark.text, remark.place.paragraph) == ("z", 2)


def test_a_word_letter_without_tags_needs_no_jinja(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file(p("You owe «Sum».")))
    code = (
        "import sys; from plainlang.readers.word import read; read('a', open(sys.argv[1], 'rb').read()); "
        "sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.docx")], check=False).returncode == 0

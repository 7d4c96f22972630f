"""`fix` writes suggestions into a copy: the swapped words change, and not one byte elsewhere."""

from __future__ import annotations

import codecs
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.checking import check
from plainlang.config import Settings
from plainlang.errors import UnreadableError, UsageError
from plainlang.finding import Finding, Level
from plainlang.fixes import fix, quoted, raw_offsets
from plainlang.letter import Block, Kind, Letter
from plainlang.readers.table import read_letter
from plainlang.readers.text import read
from plainlang.report import Report
from plainlang.source import Piece, Quoting, Source, SourceMap, TextHome
from plainlang.spans import Span
from tests.judging import glossary
from tests.word_files import p, word_file

BEFORE = "Dear Zoë Brook:\n\nPlease come prior to noon.\nPay pursuant to the order – “now”.\n\nThank you, Zoë.\n"
AFTER = "Dear Zoë Brook:\n\nPlease come before noon.\nPay under the order – “now”.\n\nThank you, Zoë.\n"


def judge(data: bytes) -> Report:
    return check("a.txt", data, glossary(), Settings())


def found(letter: Letter, *suggestions: str, words: str, level: Level = Level.SHOULD, at: int = 0) -> Finding:
    start = letter.text.index(words, at)
    return Finding(
        rule="complex-word",
        level=level,
        span=Span(start, start + len(words)),
        message="A plainer word exists.",
        suggestions=suggestions,
    )


def fixed_by(data: bytes, *swaps: tuple[str, tuple[str, ...]], level: Level = Level.SHOULD, least: int = 1) -> bytes:
    """The data after a check that finds the words of `swaps` and nothing else."""

    def judge_words(now: bytes) -> Report:
        letter = read("a.txt", now)
        there = [(words, new) for words, new in swaps if words in letter.text]
        findings = tuple(found(letter, *new, words=words, level=level) for words, new in there)
        return Report("a.txt", "letter", letter=letter, findings=findings)

    return fix(data, judge_words, least=least)[0]


# Byte for byte


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-16-le-bom", "utf-16-be-bom", "cp1252"],
)
def test_only_the_swapped_words_change(encoding: str, bom: bytes, ends: str) -> None:
    data = bom + BEFORE.replace("\n", ends).encode(encoding)
    assert fix(data, judge) == (bom + AFTER.replace("\n", ends).encode(encoding), 2)


def test_mixed_line_ends_stay_as_they_are() -> None:
    data = b"Hello.\r\n\nCome prior to noon.\r\rPay pursuant to the order.\n\r\nBye.\r\r\nCome prior to ten.\r"
    after = b"Hello.\r\n\nCome before noon.\r\rPay under the order.\n\r\nBye.\r\r\nCome before ten.\r"
    assert fix(data, judge) == (after, 3)


def test_space_tabs_and_form_feeds_stay_as_they_are() -> None:
    data = b"  Come prior to noon.  \r\n\t\r\n\fPay  pursuant to the order.\t\r\n\r\n"
    after = b"  Come before noon.  \r\n\t\r\n\fPay  under the order.\t\r\n\r\n"
    assert fix(data, judge) == (after, 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("prior\r\nto noon.\r\n", "before\r\nnoon.\r\n"),
        ("if your weekly benefit\namount is $50.\n", "if your weekly\npayment is $50.\n"),
        ("in\nthe event that you move.\n", "if\nyou move.\n"),
        ("to file a\nmotion by May 3.\n", "to ask the\ncourt in writing by May 3.\n"),
    ],
)
def test_words_across_a_line_end_are_swapped_and_the_line_end_stays(before: str, after: str) -> None:
    opening = "Please come to our office in the city of Bexley "
    assert fix(f"{opening}{before}".encode(), judge)[0] == f"{opening}{after}".encode()


def test_a_line_end_goes_where_no_space_is_left_for_it() -> None:
    assert fixed_by(b"Pay prior\nto, or at, noon.\n", ("prior\nto", ("before",))) == b"Pay before, or at, noon.\n"


def test_letters_beyond_the_first_plane_move_no_swap() -> None:
    data = "\U0001f600 Come prior to noon \U0001f600.\r\n".encode("utf-16-le")
    assert fix(data, judge)[0] == "\U0001f600 Come before noon \U0001f600.\r\n".encode("utf-16-le")


def test_a_letter_without_findings_is_given_back_untouched() -> None:
    data = b"\xef\xbb\xbfYou paid.\r\n\rWe thank you."
    assert fix(data, judge) == (data, 0)


def test_blanks_stay_as_they_are() -> None:
    data = b"Dear {{ prior to }},\r\n\r\nCome prior to {{ day }}.\r\n"
    assert fix(data, judge)[0] == b"Dear {{ prior to }},\r\n\r\nCome before {{ day }}.\r\n"


def test_fixing_twice_changes_nothing_more() -> None:
    once, _ = fix(BEFORE.encode(), judge)
    assert fix(once, judge) == (once, 0)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["\n", "\r", "\r\n", "A day is long. ", "é ", "TARGET "]), max_size=20))
def test_every_target_is_swapped_and_nothing_else(parts: list[str]) -> None:
    text = "".join(["x", *parts])
    data = text.encode()

    def judge_targets(now: bytes) -> Report:
        letter = read("a.txt", now)
        starts = [at for at in range(len(letter.text)) if letter.text.startswith("TARGET", at)]
        findings = tuple(found(letter, "aim", words="TARGET", at=at) for at in starts)
        return Report("a.txt", "letter", letter=letter, findings=findings)

    assert fix(data, judge_targets) == (text.replace("TARGET", "aim").encode(), text.count("TARGET"))


# What is swapped, and what is not


def test_the_first_suggestion_is_taken() -> None:
    assert fixed_by(b"We utilize it.", ("utilize", ("use", "take"))) == b"We use it."


def test_a_finding_without_a_suggestion_stays() -> None:
    assert fixed_by(b"We utilize it.", ("utilize", ())) == b"We utilize it."


def test_words_can_be_swapped_for_none() -> None:
    assert fixed_by(b"We hereby ask.", ("hereby ", ("",))) == b"We ask."


@pytest.mark.parametrize(
    ("level", "least", "swapped"),
    [
        (Level.NOTE, 1, False),
        (Level.NOTE, 0, True),
        (Level.SHOULD, 1, True),
        (Level.SHOULD, 2, False),
        (Level.MUST, 2, True),
    ],
)
def test_findings_below_the_least_level_stay(level: Level, least: int, swapped: bool) -> None:
    after = fixed_by(b"We utilize it.", ("utilize", ("use",)), level=level, least=least)
    assert after == (b"We use it." if swapped else b"We utilize it.")


def test_of_two_that_share_words_only_the_first_is_swapped() -> None:
    assert fixed_by(b"We pay it now.", ("pay it", ("send it",)), ("it now", ("today",))) == b"We send it now."


def test_two_that_touch_are_both_swapped() -> None:
    assert fixed_by(b"ab cd", ("ab", ("x",)), (" cd", (" y",))) == b"x y"


def test_a_swap_is_not_swapped_again() -> None:
    assert fixed_by(b"We ask.", ("ask", ("ask ask",))) == b"We ask ask."


def test_words_that_do_not_stand_in_the_source_stay() -> None:
    raw = "We &amp; utilize"
    pieces = (
        Piece(Span(0, 3), TextHome(Span(0, 3)), literal=True),
        Piece(Span(3, 4), TextHome(Span(3, 8)), literal=False),
        Piece(Span(4, 12), TextHome(Span(8, 16)), literal=True),
    )
    source = Source(path="a.md", data=raw.encode(), raw=raw, text=raw)
    text = "We & utilize"
    letter = Letter(
        source=source,
        text=text,
        blocks=(Block(Kind.PARAGRAPH, Span(0, len(text))),),
        blanks=(),
        map=SourceMap(pieces, letter=text, source=source),
    )
    findings = (found(letter, "and", words="&"), found(letter, "and u", words="& u"))
    report = Report("a.md", "letter", letter=letter, findings=findings)
    assert fix(raw.encode(), lambda _: report) == (raw.encode(), 0)


def test_words_in_two_pieces_stay() -> None:
    raw = "pay *it*"
    pieces = (
        Piece(Span(0, 4), TextHome(Span(0, 4)), literal=True),
        Piece(Span(4, 6), TextHome(Span(5, 7)), literal=True),
    )
    source = Source(path="a.md", data=raw.encode(), raw=raw, text=raw)
    letter = Letter(source, "pay it", (), (), SourceMap(pieces, letter="pay it", source=source))
    report = Report("a.md", "letter", letter=letter, findings=(found(letter, "send it", words="pay it"),))
    assert fix(raw.encode(), lambda _: report) == (raw.encode(), 0)


def test_words_behind_a_mark_are_swapped_where_they_stand() -> None:
    rounds: list[bytes] = []

    def judge_once(data: bytes) -> Report:
        rounds.append(data)
        raw = data.decode()
        source = Source(path="a.md", data=data, raw=raw, text=raw)
        text = raw.replace("*", "")
        pieces = (
            Piece(Span(0, 4), TextHome(Span(0, 4)), literal=True),
            Piece(Span(4, len(text)), TextHome(Span(5, 5 + len(text) - 4)), literal=True),
        )
        letter = Letter(source, text, (), (), SourceMap(pieces, letter=text, source=source))
        findings = (found(letter, "use", words="utilize"),) if "utilize" in text else ()
        return Report("a.md", "letter", letter=letter, findings=findings)

    assert fix(b"pay *utilize*", judge_once) == (b"pay *use*", 1)
    assert rounds == [b"pay *utilize*"]


def test_a_suggestion_the_encoding_lacks_is_no_crash() -> None:
    fixed_by("Zoë can utilize it.".encode("cp1252"), ("utilize", ("≤ use",)))


# Refusals


def test_a_letter_that_cannot_be_written_is_refused_in_one_line() -> None:
    data = rb"{\rtf1 Please come prior to noon.\par}"
    with pytest.raises(UsageError) as caught:
        fix(data, lambda now: check("out/a.rtf", now, glossary(), Settings()))
    assert str(caught.value) == (
        "out/a.rtf: plainlang cannot write into this kind of file. "
        "Save the letter as Word, HTML, Markdown or text, or change the words by hand."
    )


def test_a_word_letter_is_written() -> None:
    data = word_file(p("Please come prior to noon."))
    after, swaps = fix(data, lambda now: check("a.docx", now, glossary(), Settings()))
    assert (read_letter("a.docx", after).text, swaps) == ("Please come before noon.", 1)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.html", "<p>Come prior to noon &amp; <b>pay</b>.", "<p>Come before noon &amp; <b>pay</b>."),
        ("a.html", "<img alt='Come prior to noon.'>", "<img alt='Come before noon.'>"),
        ("a.md.j2", "{% if a %}Come prior to noon.{% endif %}", "{% if a %}Come before noon.{% endif %}"),
        ("a.txt.j2", "{{ x|default('Come prior to noon.') }}", "{{ x|default('Come before noon.') }}"),
        ("a.html.j2", "<p>{{ x }} is due prior to noon.</p>", "<p>{{ x }} is due before noon.</p>"),
    ],
)
def test_only_the_words_change_in_pages_and_templates(path: str, before: str, after: str) -> None:
    assert fix(before.encode(), lambda now: check(path, now, glossary(), Settings())) == (after.encode(), 1)


@pytest.mark.parametrize(
    ("quoting", "words", "written"),
    [
        (Quoting.PLAIN, "a & b's", "a & b's"),
        (Quoting.HTML, "a & <b>'s", "a &amp; &lt;b&gt;'s"),
        (Quoting.ATTRIBUTE, 'the parent\'s "plan"', "the parent&#39;s &quot;plan&quot;"),
        (Quoting.SINGLE, "the parent's", "the parent\\'s"),
        (Quoting.DOUBLE, 'the "plan"', 'the \\"plan\\"'),
    ],
)
def test_words_are_quoted_as_their_place_asks(quoting: Quoting, words: str, written: str) -> None:
    assert quoted(words, quoting) == written


def test_a_letter_that_cannot_be_read_raises_its_error() -> None:
    with pytest.raises(UnreadableError) as caught:
        fix(b"\x00\x01\x02", judge)
    assert caught.value.code == "not-text"


# Offsets


def test_offsets_stay_where_there_is_no_windows_line_end() -> None:
    shift = raw_offsets("a\rb\nc")
    assert [shift(at) for at in range(6)] == [0, 1, 2, 3, 4, 5]


def test_offsets_after_a_windows_line_end_move_by_one() -> None:
    shift = raw_offsets("a\r\nb\r\nc")
    assert [shift(at) for at in range(6)] == [0, 1, 3, 4, 6, 7]


def test_a_carriage_return_before_a_windows_line_end_moves_nothing() -> None:
    shift = raw_offsets("\r\r\nb")
    assert [shift(at) for at in range(4)] == [0, 1, 3, 4]


@settings(deadline=None)
@given(st.text(alphabet="ab\r\n\U0001f600", max_size=40))
def test_every_character_is_found_again_in_the_raw_text(raw: str) -> None:
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    shift = raw_offsets(raw)
    offsets = [shift(at) for at in range(len(text) + 1)]
    assert (offsets[0], offsets[-1]) == (0, len(raw))
    stretches = [raw[start:end] for start, end in pairwise(offsets)]
    assert [{"\r\n": "\n", "\r": "\n"}.get(stretch, stretch) for stretch in stretches] == list(text)

"""What files of data give: rows numbered as a spreadsheet numbers them, in whatever way it saved them."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainlang.errors import PlainlangError
from plainlang.templates.rows import Row, open_table

HEADER, FIRST, SECOND = "name{0}town", '"Peña{0} Ana"{0}Fallow', '"two\nlines"{0}"a ""b"""'
CELLS = [{"name": "Peña{0} Ana", "town": "Fallow"}, {"name": "two\nlines", "town": 'a "b"'}]


def rows(path: Path, text: str | bytes, name: str = "data.csv") -> list[Row]:
    file = path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    table = open_table(file)
    found = list(table.read())
    assert (len(found), found) == (table.count, list(table.read()))
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep={0}\n"])
def test_a_table_as_spreadsheets_save_it(tmp_path: Path, sign: str, end: str, encoding: str, first: str) -> None:
    text = first + "\n".join([HEADER, FIRST, SECOND, ""])
    found = rows(tmp_path, text.format(sign).replace("\n", end).encode(encoding))
    wanted = [{name: cell.format(sign).replace("\n", end) for name, cell in row.items()} for row in CELLS]
    assert [(row.number, row.cells) for row in found] == list(enumerate(wanted, 2))


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = '\nname,town,,\n\n"a\nb",x,,\n,,,\nc,y\n'
    assert [row.number for row in rows(tmp_path, text)] == [4, 6]


def test_a_short_row_is_filled_up_and_a_long_one_is_a_fault(tmp_path: Path) -> None:
    short, empty, long = rows(tmp_path, "name,town\nOrtiz\nOrtiz,Fallow,,\nOrtiz, Ana,Fallow\n")
    assert (short.cells, short.fault, empty.fault) == ({"name": "Ortiz"}, None, None)
    assert long.number == 4
    assert long.fault is not None
    assert "more cells" in long.fault


def test_quotes_behind_a_space_are_quotes(tmp_path: Path) -> None:
    assert rows(tmp_path, 'name, town\n"Ortiz", "Fallow, OH"\n')[0].cells == {"name": "Ortiz", "town": "Fallow, OH"}


@pytest.mark.parametrize(("text", "said"), [
    ('name,town\nOrtiz,"Fallow\nPeralta,Fallow\n', "row 2: This row has a quotation mark too many or too few"),
    ('name,town\nPeralta,x\n"Ana" Ortiz,Fallow\n', "row 3: This row has a quotation mark too many or too few"),
    ("name,town\nPeña,x\n".encode() + "Peña,y\n".encode("cp1252"), "UTF-8 in one place and not in another"),
    (b"name,town\nPe\x81a,x\n", "neither UTF-8 nor what Windows writes"),
    (b"PK\x03\x04" + bytes(100), "This is a workbook"),
    ("name,town\n", "no rows"), ("", "no rows"), ("\n\n", "no rows"), (",,\n", "no rows"),
])  # fmt: skip
def test_a_table_that_cannot_be_read(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(PlainlangError, match=said) as refusal:
        rows(tmp_path, text)
    assert not {"Ortiz", "Peralta", "Pe"} & {*str(refusal.value).replace(":", " ").split()}


@pytest.mark.parametrize(("name", "text"), [
    ("a.yaml", "case: 0012\ndue: 2026-03-09\nsum: 310.10\n"),
    ("a.yml", "- case: '0012'\n  due: 2026-03-09\n  sum: 310.10\n"),
    ("a.json", '{"case": "0012", "due": "2026-03-09", "sum": 310.10}'),
    ("a.JSON", '\ufeff[{"case": "0012", "due": "2026-03-09", "sum": 310.10}]'),
])  # fmt: skip
def test_numbers_and_days_stay_text(tmp_path: Path, name: str, text: str) -> None:
    assert rows(tmp_path, text, name) == [Row(1, {"case": "0012", "due": "2026-03-09", "sum": "310.10"})]
    assert open_table(tmp_path / name).one_letter is not text.lstrip("\ufeff").startswith(("-", "["))


@pytest.mark.parametrize(("name", "text", "said"), [
    ("a.json", '{"a": 1,\n"b" 2}', r"a\.json:2: This is not valid JSON"),
    ("a.json", '{"a": "Ortiz", "a": "Ortiz"}', "a name stands twice"),
    ("a.json", "[" * 100_000, "too deep"),
    ("a.json", '["Ortiz"]', "row 1: There are no fields here"),
    ("a.yaml", "- a: 1\n- Ortiz\n", "row 2: There are no fields here"),
    ("a.yaml", "yes: 1\n", "There are no fields here"),
    ("a.yaml", "a: Ortiz\na: Ortiz\n", r"a\.yaml:2"),
    ("a.yaml", "[]", "no rows"), ("a.json", "[]", "no rows"), ("a.yaml", "", "There are no fields here"),
    ("a.json", " " * 20_000_001, "larger than 20 MB"),
    ("a.xlsx", "a", "Save it as CSV"), ("a", "a", "Save it as CSV"),
])  # fmt: skip
def test_a_file_without_rows(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(PlainlangError, match=said) as refusal:
        rows(tmp_path, text, name)
    assert "Ortiz" not in str(refusal.value)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(PlainlangError, match="There is no such file"):
        open_table(tmp_path / "none.csv")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]), max_size=20)] * 2), min_size=1, max_size=5)
)
def test_what_the_csv_module_writes_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str]]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("csv") / "data.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("name", "town"), *table])
    filled = [{"name": one, "town": two} for one, two in table if (one + two).strip()]
    if filled:
        assert [row.cells for row in open_table(path).read()] == filled


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    def peak(many: int) -> int:
        path = tmp_path / f"{many}.csv"
        path.write_text("name,town\n" + "Ana Ortiz,Fallow\n" * many)
        gc.collect()
        tracemalloc.start()
        assert sum(1 for _ in open_table(path).read()) == many
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(60_000) < peak(6_000) + 3_000_000

"""The tables of an audit for spreadsheets and programs: CSV, JSONL and Parquet.

Each is streamed from the ledger, worst letters first, so memory does not grow with the number of letters.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from plainlang.audit.row import cost_of

if TYPE_CHECKING:
    import pyarrow

    from plainlang.audit.boilerplate import Shared

_PARTS = ("accurate", "informative", "empathetic", "plain")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""A cell that begins so is run by a spreadsheet, or may be."""
_ROW_GROUP = 1000
"""Letters that are in memory at a time for Parquet."""
_LETTERS = """select path, folder, kind, digest, error, words, sentences, grade, must, should, note, verdict,
    accurate, informative, empathetic, plain, weight, failed, page
    from row where run = ? order by error is not null, weight desc, path"""
_COSTLY = "select rule, level, words, plain, count from costly where run = ? and path = ? order by count desc, words"
_COSTLY_JSON = f"""select json_group_array(json_object('rule', rule, 'level', level, 'words', words, 'plain', plain,
    'count', count)) from ({_COSTLY})"""  # noqa: S608 (our own words)
_PARAGRAPHS_JSON = """select json_group_array(json_object('text', text, 'words', json(words), 'weight', weight))
    from (select text, words, weight from paragraph where run = ? and path = ? order by number)"""
_WORDS = """
with whole as (
    select rule, level, words, sum(count) as times, count(distinct path) as letters
    from costly where run = :run group by rule, level, words
), said as (
    select rule, level, words, plain,
        row_number() over (partition by rule, level, words order by plain = '', sum(count) desc, plain) as place
    from costly where run = :run group by rule, level, words, plain
)
select words, plain, rule, level, times, letters,
    times * case level when 'must' then :must when 'should' then :should else :note end as cost
from whole join said using (rule, level, words) where place = 1
order by cost desc, words, rule, level limit :most
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase over all letters of a run.

    plain: what is most often offered for it, empty for none. count: how often it stands there. letters: how many hold
    it. cost: what all of them weigh together.
    """

    words: str
    plain: str
    rule: str
    level: str
    count: int
    letters: int
    cost: float


def costly_words(connection: sqlite3.Connection, run: int, *, most: int | None = None) -> Iterator[Word]:
    """The words that were found, those that cost most first. most: how many of them; None for all."""
    costs = {level: cost_of(level) for level in ("must", "should", "note")}
    rows = connection.execute(_WORDS, {"run": run, "most": -1 if most is None else most, **costs})
    return (Word(*row) for row in rows)


def letters_csv(connection: sqlite3.Connection, run: int, out: BinaryIO) -> None:
    """One line for each letter, also for those that could not be read."""
    head = (
        *("letter", "folder", "kind", "weight", "grade", "must", "should", "note", "verdict"),
        *(*_PARTS, "failed checks", "words", "sentences", "not read because", "page", "digest"),
    )
    rows = (
        (
            *(one[name] for name in ("path", "folder", "kind", "weight", "grade", "must", "should", "note", "verdict")),
            *(one[part] for part in _PARTS),
            " ".join(json.loads(one["failed"])),
            *(one[name] for name in ("words", "sentences", "error", "page", "digest")),
        )
        for one in _rows(connection, run)
    )
    _write_csv(out, head, rows)


def words_csv(connection: sqlite3.Connection, run: int, out: BinaryIO) -> None:
    """One line for each word or phrase that was found."""
    head = ("words", "plain", "rule", "level", "count", "letters", "cost")
    rows = (
        (one.words, one.plain, one.rule, one.level, one.count, one.letters, one.cost)
        for one in costly_words(connection, run)
    )
    _write_csv(out, head, rows)


def paragraphs_csv(shared: Iterable[Shared], out: BinaryIO) -> None:
    """One line for each paragraph that stands in several letters."""
    head = ("paragraph", "words", "letters", "cost", "first letters")
    rows = ((one.text, "; ".join(one.words), one.count, one.weight, "; ".join(one.letters)) for one in shared)
    _write_csv(out, head, rows)


def letters_jsonl(connection: sqlite3.Connection, run: int, out: BinaryIO) -> None:
    """One JSON object a line for each letter: all that the ledger holds of it, with its paragraphs."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for letter in _rows(connection, run):
        scores = {part: letter.pop(part) for part in _PARTS}
        letter["scores"] = None if all(score is None for score in scores.values()) else scores
        letter["failed"] = json.loads(letter["failed"])
        # The lists are long; SQLite writes them as JSON in a third of the time.
        (costly,) = connection.execute(_COSTLY_JSON, (run, letter["path"])).fetchone()
        (paragraphs,) = connection.execute(_PARAGRAPHS_JSON, (run, letter["path"])).fetchone()
        line = f'{encode(letter)[:-1]},"costly":{costly},"paragraphs":{paragraphs}}}\n'
        out.write(line.encode("utf-8", "backslashreplace"))


def letters_parquet(connection: sqlite3.Connection, run: int, out: BinaryIO) -> None:
    """One typed row for each letter, with its costly words as a list."""
    import pyarrow
    from pyarrow import parquet

    schema = _schema()
    letters = _rows(connection, run)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while some := list(islice(letters, _ROW_GROUP)):
            columns = {name: [letter[name] for letter in some] for name in schema.names[:-1]}
            columns["failed"] = [json.loads(failed) for failed in columns["failed"]]
            arrays = [pyarrow.array(column, schema.field(name).type) for name, column in columns.items()]
            found = [connection.execute(_COSTLY, (run, letter["path"])).fetchall() for letter in some]
            writer.write_batch(pyarrow.RecordBatch.from_arrays([*arrays, _listed(found, schema)], schema=schema))


def _listed(found: Sequence[Sequence[tuple[object, ...]]], schema: pyarrow.Schema) -> pyarrow.ListArray:
    """The words of some letters as one column; made from its parts, since a mapping for each word takes far longer."""
    import pyarrow

    kind = schema.field("costly").type
    ends = pyarrow.array(accumulate(map(len, found), initial=0), pyarrow.int32())
    flat = [word for words in found for word in words]
    parts = [
        pyarrow.array([word[at] for word in flat], kind.value_type.field(at).type)
        for at in range(kind.value_type.num_fields)
    ]
    return pyarrow.ListArray.from_arrays(ends, pyarrow.StructArray.from_arrays(parts, fields=list(kind.value_type)))


def _schema() -> pyarrow.Schema:
    import pyarrow as pa

    text, count, number = pa.string(), pa.int32(), pa.float64()
    costly = pa.struct([("rule", text), ("level", text), ("words", text), ("plain", text), ("count", count)])
    return pa.schema(
        [
            *((name, text) for name in ("path", "folder", "kind", "digest", "error")),
            *(("words", count), ("sentences", count), ("grade", number)),
            *((name, count) for name in ("must", "should", "note")),
            ("verdict", text),
            *((part, count) for part in _PARTS),
            *(("weight", number), ("failed", pa.list_(text)), ("page", text), ("costly", pa.list_(costly))),
        ]
    )


def _rows(connection: sqlite3.Connection, run: int) -> Iterator[dict[str, Any]]:
    rows = connection.execute(_LETTERS, (run,))
    names = [column[0] for column in rows.description]
    return (dict(zip(names, row, strict=True)) for row in rows)


def _write_csv(out: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """With the mark that lets Excel know the encoding, and no cell that it would run."""
    page = io.TextIOWrapper(out, encoding="utf-8-sig", errors="backslashreplace", newline="")
    writer = csv.writer(page)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    page.detach()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell

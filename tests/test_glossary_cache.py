"""The compiled glossary that is kept between runs: private, equal to a fresh one, and never in the way."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from plainlang import checking
from plainlang.config import Settings
from plainlang.errors import ConfigError
from plainlang.glossary import files, load
from plainlang.glossary.compiled import Glossary, from_json, to_json
from plainlang.glossary.load import load_glossary

LAYER = """\
kind: program-term
entries:
  - term: {term}
    pos: noun
    level: must
    source: Made up for the tests
    say: [thing]
    examples:
      - flag: "A [[{term}]] came."
"""


@pytest.fixture(scope="session")
def fresh() -> Glossary:
    return load_glossary(cache=False)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cache will be; nothing is there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "plainlang"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built-in layer of one entry, so that compiling costs nothing."""
    folder = tmp_path / "built-in"
    folder.mkdir()
    (folder / "terms.yaml").write_text(LAYER.format(term="zorb"))
    monkeypatch.setattr(files, "built_in", lambda: folder)
    return folder


def _only(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def _refuse_to_compile(*args: object, **options: object) -> Glossary:
    raise AssertionError("compiled although the cache holds it")


def test_cache_stands_under_the_users_cache_folder(cache: Path, small: Path) -> None:
    load_glossary()
    assert _only(cache).name.startswith("glossary-")


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_cache_is_for_its_owner_alone(cache: Path, small: Path) -> None:
    load_glossary()
    assert cache.stat().st_mode & 0o777 == 0o700
    assert _only(cache).stat().st_mode & 0o777 == 0o600


def test_second_load_comes_from_the_cache(cache: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_glossary()
    monkeypatch.setattr(load, "compile_entries", _refuse_to_compile)
    assert [term.name for term in load_glossary().terms] == ["zorb"]


def test_second_load_equals_a_fresh_compile(cache: Path, fresh: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    assert to_json(load_glossary()) == to_json(fresh)
    monkeypatch.setattr(load, "compile_entries", _refuse_to_compile)
    kept = load_glossary()
    assert json.dumps(to_json(kept)) == json.dumps(to_json(fresh))
    assert kept.terms == fresh.terms
    assert kept.common == fresh.common
    assert kept.patterns == fresh.patterns
    assert len(kept.terms) > 100


def test_json_there_and_back_is_equal(fresh: Glossary) -> None:
    back = from_json(json.loads(json.dumps(to_json(fresh))))
    assert (back.terms, back.common, back.patterns) == (fresh.terms, fresh.common, fresh.patterns)


DAMAGED = {
    "empty": "",
    "cut": '{"terms": [{"na',
    "null": "null",
    "list": "[]",
    "no keys": "{}",
    "wrong term": '{"terms": [5], "patterns": [], "common": []}',
    "term without keys": '{"terms": [{}], "patterns": [], "common": []}',
    "pattern of no term": '{"terms": [], "patterns": [[["zorb"], null, 7, [], false]], "common": []}',
    "nested": "[" * 100_000,
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_cache_is_built_again(cache: Path, small: Path, case: str) -> None:
    whole = to_json(load_glossary())
    good = _only(cache).read_bytes()
    _only(cache).write_text(DAMAGED[case])
    assert to_json(load_glossary()) == whole
    assert _only(cache).read_bytes() == good


def test_pattern_without_words_is_damage(cache: Path, small: Path) -> None:
    whole = load_glossary()
    content = to_json(whole)
    content["patterns"][0][0] = []
    _only(cache).write_text(json.dumps(content))
    assert to_json(load_glossary()) == to_json(whole)


def test_bytes_that_are_no_text_are_damage(cache: Path, small: Path) -> None:
    whole = to_json(load_glossary())
    _only(cache).write_bytes(b"\xff\xfe\xff")
    assert to_json(load_glossary()) == whole


def test_without_cache_nothing_is_written(cache: Path, small: Path) -> None:
    load_glossary(cache=False)
    assert not cache.parent.exists()


def test_without_cache_nothing_is_read(cache: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_glossary()
    monkeypatch.setattr(load, "compile_entries", _refuse_to_compile)
    with pytest.raises(AssertionError, match="compiled although"):
        load_glossary(cache=False)


def test_cache_folder_that_cannot_be_made_is_no_reason_to_stop(cache: Path, small: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    assert [term.name for term in load_glossary().terms] == ["zorb"]


def test_a_changed_layer_is_compiled_again(cache: Path, small: Path, tmp_path: Path) -> None:
    layer = tmp_path / "own.yaml"
    for term in ("blick", "quoof"):
        layer.write_text(LAYER.format(term=term))
        assert [entry.name for entry in load_glossary([layer]).terms] == ["zorb", term]
    assert len(list(cache.iterdir())) == 2


def test_the_order_of_the_layers_counts(cache: Path, small: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(LAYER.format(term="blick"))
    second.write_text(LAYER.format(term="blick").replace("must", "note"))
    assert [str(load_glossary(pair).named("blick")[0].level) for pair in ([first, second], [second, first])] == [
        "note",
        "must",
    ]


def test_a_faulty_layer_is_not_kept(cache: Path, small: Path, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("kind: jargon\n")
    for _ in range(2):
        with pytest.raises(ConfigError):
            load_glossary([tmp_path / "own.yaml"])
    assert not cache.exists()


def test_only_the_newest_eight_are_kept(cache: Path, small: Path, tmp_path: Path) -> None:
    cache.mkdir(parents=True)
    now = time.time()
    for age in range(12):
        (cache / f"glossary-{age:02}.json").write_text("{}")
        os.utime(cache / f"glossary-{age:02}.json", (now - 60 * age - 60,) * 2)
    (cache / "other.json").write_text("of someone else")
    load_glossary()
    old = sorted(file.name for file in cache.glob("glossary-[01][0-9].json"))
    assert old == [f"glossary-{age:02}.json" for age in range(7)]
    assert len(list(cache.glob("glossary-*.json"))) == 8
    assert (cache / "other.json").exists()


def test_nothing_half_written_stays_behind(cache: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert [term.name for term in load_glossary().terms] == ["zorb"]
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("error", [TypeError, KeyboardInterrupt, MemoryError])
def test_nothing_half_written_stays_behind_whatever_stops_it(
    cache: Path, small: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def stop(*args: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stop)
        with pytest.raises(error):
            load_glossary()
    assert list(cache.iterdir()) == []


def test_what_a_killed_run_left_unfinished_goes(cache: Path, small: Path) -> None:
    cache.mkdir(parents=True)
    left, fresh = cache / ".glossary-0.json.abc.part", cache / ".glossary-1.json.def.part"
    for file in (left, fresh):
        file.write_text("{")
    os.utime(left, (time.time() - 86_400,) * 2)
    load_glossary()
    assert not left.exists()
    assert fresh.exists()


def test_no_words_of_a_letter_are_kept(cache: Path, small: Path) -> None:
    letter = b"Dear Marguerite Oyelaran,\n\nYour zorb of $4321.99 came to Kalamazoo.\n"
    report = checking.check("marguerite.txt", letter, load_glossary(), Settings())
    assert [finding.term for finding in report.findings] == ["zorb"]
    kept = b"".join(file.read_bytes() for file in cache.parent.rglob("*") if file.is_file())
    assert b"zorb" in kept
    for private in (b"Marguerite", b"marguerite", b"Oyelaran", b"4321", b"Kalamazoo"):
        assert private not in kept

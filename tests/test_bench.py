"""The bench measures what it says: a command that fails is no figure."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from plainlang.glossary.load import load_glossary
from plainlang.glossary.words import split_words

BENCH = Path(__file__).resolve().parent.parent / "bench" / "run.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    sys.path.insert(0, str(BENCH.parent))  # as for a script, whose folder comes first
    spec = importlib.util.spec_from_file_location("bench_run", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ending(code: int) -> list[str]:
    return [sys.executable, "-c", f"raise SystemExit({code})"]


def test_a_usage_error_is_no_figure_for_a_check(bench: ModuleType) -> None:
    assert bench.seconds(_ending(1), 1, bench.CHECKED) > 0
    with pytest.raises(SystemExit, match="ended with 2"):
        bench.seconds(_ending(2), 1, bench.CHECKED)


def test_only_a_clean_end_is_fine_where_nothing_else_is_named(bench: ModuleType) -> None:
    with pytest.raises(SystemExit, match="ended with 1"):
        bench.seconds(_ending(1), 1)
    with pytest.raises(SystemExit, match="ended with 1"):
        bench.added_seconds(_ending(0), _ending(1), 1)


def test_a_failed_command_has_no_peak_memory(bench: ModuleType) -> None:
    assert bench.peak_megabytes(_ending(0)) > 0
    with pytest.raises(SystemExit, match="ended with 3"):
        bench.peak_megabytes(_ending(3), bench.CHECKED)


def test_matching_is_measured_on_text_with_terms(bench: ModuleType) -> None:
    glossary = load_glossary()
    assert bench.match_seconds(split_words(bench.letter_of(300, 1)), glossary, 1) > 0
    with pytest.raises(SystemExit, match="No term was found"):
        bench.match_seconds(split_words("The cat sat."), glossary, 1)

"""Judges letters for `check`: looks each up among earlier results first, and loads what judging takes only then."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from plainlang.cli.earlier import Earlier, Terms, keep_terms, remembered_terms
from plainlang.cli.letters import drawn, width
from plainlang.cli.options import layers_of, prepare
from plainlang.errors import PlainlangError
from plainlang.reporters.pieces import Piece

if TYPE_CHECKING:
    from plainlang.baseline.known import Baseline
    from plainlang.cache.buffered import Buffered
    from plainlang.checking import SixtyMinutesRun
    from plainlang.config import Settings
    from plainlang.glossary.compiled import Glossary
    from plainlang.report import Report

_COLOURS = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR")
"""What a terminal's colours hang on."""


class Judge:
    """One run of `check`: its settings and options, and what it takes to judge a letter.

    store: results of earlier runs; None where none are to be used. beside: the letter, or folder, near which settings
    are sought. test: who gets the letter and whether it takes something away, as far as told; None without the
    60 Minutes test. Raises ConfigError for settings, glossaries and baselines that cannot be used.
    """

    def __init__(
        self,
        store: Buffered | None,
        *,
        beside: str,
        config: Path | None,
        layers: list[Path],
        kind: str | None,
        reader: str | None,
        test: tuple[str | None, bool | None] | None,
        baseline: Path | None,
        no_baseline: bool,
    ) -> None:
        self._store = store
        self._beside, self._config, self._layers = beside, config, layers
        self._kind, self._reader, self._test = kind, reader, test
        self._baseline_option = (baseline, no_baseline)

    @property
    def fail_on(self) -> str:
        """The level that makes the exit code 1, as the settings say."""
        return self._terms.fail_on

    @property
    def settings(self) -> Settings:
        """The settings that hold here."""
        return self._prepared[0]

    @cached_property
    def _prepared(self) -> tuple[Settings, Glossary]:
        prepared = prepare(self._layers, self._config, cache=self._store is not None, beside=self._beside)
        gc.freeze()  # the glossary stays: nobody need look through it for garbage
        return prepared

    @cached_property
    def _terms(self) -> Terms:
        options = (*self._layers, *self._baseline_option)
        if self._store is not None:
            terms = remembered_terms(self._store, self._config, self._beside, options)
            if terms is not None:
                return terms
        settings = self.settings
        file, none = self._baseline_option
        known = None if none else file or settings.baseline_file()
        layers = tuple(str(layer.absolute()) for layer in layers_of(settings, self._layers))
        terms = Terms(layers, str(settings.fail_on), str(known.absolute()) if known else None)
        if self._store is not None:
            keep_terms(self._store, self._config, self._beside, options, terms)
        return terms

    @cached_property
    def _known(self) -> Baseline | None:
        if self._terms.baseline is None:
            return None
        from plainlang.baseline.known import read_baseline

        return read_baseline(Path(self._terms.baseline))

    def piece(
        self, path: str, data: bytes | PlainlangError, form: str, *, live: bool
    ) -> tuple[Piece, PlainlangError | None]:
        """A letter's piece of the report in a format made of pieces, and why there is none. live: for a terminal."""
        earlier = self._earlier(form, live=live)
        if earlier is not None and isinstance(data, bytes):
            kept = earlier.find(path, data)
            if kept is not None:
                return kept, None
        report = self.report(path, data)
        piece = self._drawn(report, form, live=live)
        if earlier is not None and isinstance(data, bytes) and not self._is_renamed(path):
            earlier.keep(path, data, piece)
        return piece, report.error

    def report(self, path: str, data: bytes | PlainlangError) -> Report:
        """What is to be said of a letter; the findings that the baseline knows are left out."""
        from plainlang.checking import check
        from plainlang.report import Report

        if isinstance(data, PlainlangError):
            return Report(path=path, kind=self._kind or "letter", error=data)
        settings, glossary = self._prepared
        known, test = self._known, self._test_of(path)
        with self._recalling():
            report = check(path, data, glossary, settings, kind=self._kind, reader=self._reader, test=test)
        return known.leave_out(report) if known is not None else report

    def _drawn(self, report: Report, form: str, *, live: bool) -> Piece:
        from plainlang.reporters.table import draw, piece_of

        if form != "terminal":
            return piece_of(report, draw(form, report))
        from plainlang.reporters.terminal import draw_letter

        text = drawn(partial(draw_letter, report), to_file=not live) if report.letter is not None else ""
        return piece_of(report, text)

    def _is_renamed(self, path: str) -> bool:
        """What is left out of a renamed letter hangs on other files, too."""
        return self._known is not None and self._known.is_renamed(path)

    def _test_of(self, path: str) -> SixtyMinutesRun | None:
        if self._test is None:
            return None
        from plainlang.checking import SixtyMinutesRun
        from plainlang.facts.profile import Reader
        from plainlang.sixty_answers import load_answers

        to, adverse = self._test
        return SixtyMinutesRun(Reader(to) if to else None, adverse, load_answers(path))

    def _earlier(self, form: str, *, live: bool) -> Earlier | None:
        return self._earlier_in.get((form, live)) or self._look(form, live=live)

    @cached_property
    def _earlier_in(self) -> dict[tuple[str, bool], Earlier]:
        return {}

    def _look(self, form: str, *, live: bool) -> Earlier | None:
        if self._store is None:
            return None
        page = (width(live=live), *map(os.environ.get, _COLOURS if live else ())) if form == "terminal" else ()
        drawn_for = (form, live, *page)
        options = (*self._layers, *self._baseline_option, self._kind, self._reader, self._test, *drawn_for)
        made = Earlier(self._store, self._config, self._beside, self._terms, options)
        self._earlier_in[form, live] = made
        return made

    @contextmanager
    def _recalling(self) -> Iterator[None]:
        if self._store is None:
            yield
            return
        from plainlang.language.recall import recalling

        with recalling(self._store):
            yield

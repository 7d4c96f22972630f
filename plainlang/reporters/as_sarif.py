"""The report as SARIF 2.1.0, for code scanning: plain dictionaries, held to the OASIS schema by the tests.

No library writes it for us. sarif-pydantic (0.6.2) knows neither `suppressions` nor `toolExecutionNotifications`, and
takes any misspelt name without a word; sarif-om had its last release in 2019.

SARIF is made to be uploaded, and letters are private: no words of the letter stand in it but those of the suggestions,
and these only where they hold no name or number (see `discreet`). File names do stand in it, and the reasons that
people give for what they keep. Fingerprints are digests of small-letter words, so
that nobody can find a name or an amount by trying.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from plainlang import __version__
from plainlang.answer import Verdict
from plainlang.errors import PlainlangError
from plainlang.finding import Finding
from plainlang.letter import Letter
from plainlang.report import Report, Waived
from plainlang.reporters.discreet import Discretion
from plainlang.reporters.places import where
from plainlang.reporters.regions import address, region
from plainlang.reporters.sarif_fixes import fixes_of
from plainlang.reporters.sarif_rules import LEVELS, check_id, check_level, comment_id, descriptors
from plainlang.reporters.signs import json_safe
from plainlang.source import Place
from plainlang.spans import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub turns down a run that has more."""
_GRAVER_FIRST = ("error", "warning", "note")
_AROUND = 4
"""Small-letter words on each side of a finding, in its paragraph, that its fingerprint rests on, too."""
_NEAR = 200
"""Characters on each side in which they are sought."""
_SMALL = re.compile(r"(?<![\w@.])[a-z][a-z'’-]*(?![\w@])")

Json = dict[str, Any]


def render(reports: Iterable[Report]) -> str:
    """One SARIF log with one run for all letters."""
    rules = descriptors()
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    results: list[Json] = []
    refused: list[Json] = []
    for report in reports:
        results += _results(report)
        refused += [_refusal(report.path, report.error)] if report.error is not None else []
    for result in results:
        result["ruleIndex"] = index[result["ruleId"]]
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(rules, results, refused)]}
    return json_safe(json.dumps(log, ensure_ascii=False, separators=(",", ":")))


def _run(rules: list[Json], results: list[Json], refused: list[Json]) -> Json:
    notifications = [*refused, *_cut(results)]
    invocation: Json = {"executionSuccessful": not refused, "toolExecutionNotifications": notifications}
    if refused:
        invocation["exitCode"] = 3
    driver = {"name": "plainlang", "version": __version__, "semanticVersion": __version__, "rules": rules}
    return {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that plainlang was run in."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }


def _cut(results: list[Json]) -> list[Json]:
    """Leaves the graver results where there are more than a server takes, and says so."""
    found = len(results)
    if found <= MOST_RESULTS:
        return []
    results.sort(key=lambda result: _GRAVER_FIRST.index(result["level"]))
    del results[MOST_RESULTS:]
    text = f"{found:,} results were found; the {MOST_RESULTS:,} graver ones are listed. Check fewer letters at once."
    return [{"level": "warning", "message": {"text": text}, "descriptor": {"id": "too-many-results"}}]


def _refusal(path: str, error: PlainlangError) -> Json:
    location = {"physicalLocation": {"artifactLocation": address(path)}}
    text = {"text": error.message}
    return {"level": "error", "message": text, "descriptor": {"id": error.code}, "locations": [location]}


def _results(report: Report) -> Iterator[Json]:
    letter = report.letter
    if letter is None:
        return
    discretion, seen, file = Discretion(letter), Counter[str](), address(report.path)
    pasted = fixes_of(file, letter, report.findings, discretion)
    for finding in report.findings:
        result = _finding(file, letter, finding, discretion, seen)
        yield result | ({"fixes": [pasted[finding.span]]} if finding.span in pasted else {})
    for waived in report.waived:
        yield _finding(file, letter, waived.finding, discretion, seen) | {"suppressions": [_waiver(waived)]}
    yield from _answers(report, file, letter, discretion, seen)
    for stale in report.stale:
        yield {
            "ruleId": comment_id(stale.state),
            "level": "warning",
            "message": {"text": stale.message},
            "locations": [_comment_location(file, stale.place)],
            "partialFingerprints": _fingerprints(comment_id(stale.state), "", seen, lines=True),
        }


def _finding(file: Json, letter: Letter, finding: Finding, discretion: Discretion, seen: Counter[str]) -> Json:
    message = discretion.finding(finding)
    return _result(file, letter, finding.rule, LEVELS[finding.level], message, finding.span, seen)


def _answers(report: Report, file: Json, letter: Letter, discretion: Discretion, seen: Counter[str]) -> Iterator[Json]:
    for one in report.sixty_minutes.checked if report.sixty_minutes else ():
        if one.answer.verdict is Verdict.FAIL:
            span = one.answer.evidence[0] if one.answer.evidence else None
            rule, level = check_id(one.check), check_level(one.weight)
            yield _result(file, letter, rule, level, discretion.check(one), span, seen)


def _result(
    file: Json, letter: Letter, rule: str, level: str, message: str, span: Span | None, seen: Counter[str]
) -> Json:
    location = _location(file, letter, span)
    lines = "region" in location["physicalLocation"]
    words = _small_words(letter.text, span) if span else ""
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": _fingerprints(rule, words, seen, lines=lines),
    }


def _location(file: Json, letter: Letter, span: Span | None) -> Json:
    physical: Json = {"artifactLocation": file}
    if span is None:
        return {"physicalLocation": physical}
    lines = region(letter, span)
    if lines is not None:
        return {"physicalLocation": physical | {"region": lines}}
    return {"physicalLocation": physical, **_spot(letter.map.place(span))}


def _spot(place: Place) -> Json:
    """Where there are no lines: the place in words, and by its parts for whoever wants to sort."""
    told = where(place, column=False)
    logical = {"fullyQualifiedName": told, "kind": "element", "properties": place.as_dict()}
    return {"logicalLocations": [logical], "message": {"text": told[:1].upper() + told[1:]}}


def _comment_location(file: Json, place: Place) -> Json:
    physical: Json = {"artifactLocation": file}
    if place.line is None or place.part or place.page or place.file:
        return {"physicalLocation": physical, **_spot(place)}
    start = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return {"physicalLocation": physical | {"region": start}}


def _waiver(waived: Waived) -> Json:
    kind = "inSource" if waived.in_document else "external"
    return {"kind": kind, "status": "accepted", "justification": waived.reason}


def _small_words(text: str, span: Span) -> str:
    """The small-letter words of the span and around it: no name and no number, and the same wherever they stand."""
    before = text[max(0, span.start - _NEAR) : span.start].rpartition("\n\n")[2]
    behind = text[span.end : span.end + _NEAR].partition("\n\n")[0]
    inside = text[span.start : span.end]
    parts = (_SMALL.findall(before)[-_AROUND:], _SMALL.findall(inside), _SMALL.findall(behind)[:_AROUND])
    return "|".join(" ".join(part) for part in parts)


def _fingerprints(rule: str, words: str, seen: Counter[str], *, lines: bool) -> dict[str, str]:
    """Our own, and GitHub's where it cannot make it: it reads the line, and a Word file has none."""
    digest = hashlib.sha256(f"{rule}|{words}".encode("utf-8", "replace")).hexdigest()[:32]
    seen[digest] += 1
    mark = f"{digest}:{seen[digest]}"
    return {"plainlang/v1": mark} | ({} if lines else {"primaryLocationLineHash": mark})

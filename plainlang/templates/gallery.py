"""The gallery: every letter as offices write it, beside the one from the library, with grade and verdict of both."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from plainlang.answer import Verdict
from plainlang.finding import Level
from plainlang.outgoing import as_html
from plainlang.report import Report
from plainlang.templates.plain_text import escaped
from plainlang.templates.proof import Proof, Trial

_VERDICTS = {
    "not-ready": "Not ready",
    "needs-work": "Needs work",
    "ready-for-questions": "Ready for your questions",
    "passes": "Passes",
    "not-applicable": "Not tested",
}
_READERS = {
    "parent-who-pays": "the parent who pays",
    "parent-who-receives": "the parent who receives",
    "employer": "the employer",
    "other": "others",
}
_FILLED = re.compile(r"([^\n]{60})\n(?=\S)")
_TITLE = "Letters ready to use"


def as_markdown(proofs: Sequence[Proof]) -> str:
    """The list of letters and all of them, for the page in docs/."""
    head = "| letter | for | before | after |\n|---|---|---|---|\n"
    rows = "".join(_row(proof) for proof in proofs)
    return f"{head}{rows}\n" + "\n".join(_section(proof) for proof in proofs)


def as_page(proofs: Sequence[Proof]) -> str:
    """The same as a page of its own, with both letters side by side and the words that had to go marked."""
    css = _css()
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'"
    groups = proofs[0].letter.library.groups if proofs else {}
    titles = {proof.letter.name: proof.letter.about.title for proof in proofs}
    contents = "\n".join(_contents(group, names, titles) for group, names in groups.items())
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_TITLE}</title>
<style>{css}</style>
</head>
<body>
<header>
<h1>{_TITLE}</h1>
<p>On the left, a letter as offices write it. On the right, the one that comes with plainlang, filled in for an invented
family. Marked words are those that plainlang would have you change.</p>
<p>These are model texts. Have your legal staff check each one against your state’s law.</p>
<nav aria-label="Letters">
{contents}
</nav>
</header>
<main>
{"".join(_article(proof) for proof in proofs)}</main>
</body>
</html>
"""


def _contents(group: str, names: Sequence[str], titles: Mapping[str, str]) -> str:
    items = "".join(f'<li><a href="#{name}">{escape(titles[name])}</a></li>' for name in names)
    return f"<section><h2>{escape(group)}</h2><ul>{items}</ul></section>"


@cache
def _css() -> str:
    return files("plainlang.templates").joinpath("gallery.css").read_text("utf-8")


def _shown(proof: Proof) -> Trial:
    """The sample that the gallery shows: the ordinary one, which comes first."""
    return proof.trials[0]


def _row(proof: Proof) -> str:
    about = proof.letter.about
    before = _standing(proof.before) if proof.before else "–"
    readers = ", ".join(_READERS[reader] for reader in about.reader)
    after = _standing(_shown(proof).report)
    return f"| [{escaped(about.title)}](#{proof.letter.name}) | {readers} | {before} | {after} |\n"


def _standing(report: Report) -> str:
    grade = report.readability.grade if report.readability else None
    verdict = _VERDICTS[report.sixty_minutes.outcome] if report.sixty_minutes else ""
    return verdict if grade is None else f"grade {grade:g}, {verdict[0].lower()}{verdict[1:]}"


def _section(proof: Proof) -> str:
    """One letter in Markdown. The letter before stands in a block of code, so that nobody takes it for our words."""
    letter, trial = proof.letter, _shown(proof)
    parts = [f'<a id="{letter.name}"></a>\n\n## {escaped(letter.about.title)}', f"{letter.about.send} `{letter.name}`"]
    if proof.before is not None and proof.before.letter is not None:
        text = (letter.folder / "before.txt").read_text("utf-8").strip()
        parts += [_folded(f"Before: {_standing(proof.before)}", f"```text\n{text}\n```")]
        parts += [f"What was wrong: {_wrong(proof.before)}"]
    parts += [_folded(f"After: {_standing(trial.report)}", _quoted(trial.text))]
    return "\n\n".join(parts) + "\n"


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def _quoted(text: str) -> str:
    """Markdown in a quotation, with headings lowered so that the page keeps one order of headings."""
    lines = (f"##{line}" if line.startswith("#") else line for line in text.strip().split("\n"))
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _wrong(report: Report) -> str:
    words, checks = _words_to_change(report), _failed(report)
    return f"{words} words to change, and {len(checks)} checks that fail: {', '.join(f'`{one}`' for one in checks)}."


def _words_to_change(report: Report) -> int:
    return sum(finding.level is not Level.NOTE for finding in report.findings)


def _failed(report: Report) -> list[str]:
    test = report.sixty_minutes
    return [one.check.id for one in test.checked if one.answer.verdict is Verdict.FAIL] if test else []


def _article(proof: Proof) -> str:
    letter, trial = proof.letter, _shown(proof)
    before = _panel("Before", proof.before, _marked(proof.before)) if proof.before else ""
    after = _panel("After", trial.report, as_html.body(trial.text))
    return f"""<article id="{letter.name}" aria-labelledby="{letter.name}-title">
<h2 id="{letter.name}-title">{escape(letter.about.title)}</h2>
<p>{escape(letter.about.send)} The sample: {escape(trial.about)}</p>
<div class="pair">
{before}{after}</div>
</article>
"""


def _panel(title: str, report: Report, page: str) -> str:
    bad = title == "Before"
    words, failed = _words_to_change(report), len(_failed(report))
    said = f"{words} words to change, {failed} checks fail" if words or failed else "nothing to change"
    return f"""<section class="{"before" if bad else "after"}">
<h3>{title}</h3>
<p class="standing">{escape(_standing(report))}; {said}</p>
<div class="sheet" tabindex="0" role="group" aria-label="{title}: the letter">
{page}
</div>
</section>
"""


def _marked(report: Report) -> str:
    """The text of a letter, line by line, with the words marked that a rule would have changed."""
    assert report.letter is not None
    text, at, parts = _flowing(report.letter.text), 0, []
    for finding in report.findings:
        if finding.level is Level.NOTE:
            continue
        words = escape(text[finding.span.start : finding.span.end])
        parts += [escape(text[at : finding.span.start]), f'<mark title="{escape(finding.message)}">{words}</mark>']
        at = finding.span.end
    return f'<div class="typed">{"".join([*parts, escape(text[at:])])}</div>'


def _flowing(text: str) -> str:
    """The text without the line ends that only fill a page: those behind a long line. No character moves."""
    return _FILLED.sub(lambda found: f"{found[1]} ", text)

"""Pages that explain a rule or a term: what `plainlang explain` prints and docs/rules.md holds."""

from __future__ import annotations

from collections.abc import Iterable

from plainlang.checks.check import Check, Example
from plainlang.checks.sample import letter
from plainlang.glossary.compiled import Term
from plainlang.reading_grade import READING_GRADE, LetterRule
from plainlang.rules.rule import MARK, Flag, Rule

_SHOWN = 3
_LONGEST = 260


def explain_rule(rule: Rule) -> str:
    """One rule in Markdown: why it is there, on what it rests, what it finds and what it leaves alone."""
    lines = _rule_lines(rule, map(_flag_line, rule.flags[:_SHOWN]), rule.passes[:_SHOWN])
    if rule.known_misses:
        lines += ["It does not find yet:", *_bullets(_coded(text) for text in rule.known_misses)]
    return _paragraphs(lines)


def explain_letter_rule(rule: LetterRule) -> str:
    """The same for a rule about the letter as a whole."""
    return _paragraphs(_rule_lines(rule, rule.finds, rule.passes))


def _rule_lines(rule: Rule | LetterRule, finds: Iterable[str], passes: Iterable[str]) -> list[str]:
    return [
        f"## {rule.id}",
        f"**{rule.title}.** {rule.why}",
        f"Level: {rule.level}. Rests on: {rule.source}.",
        "It finds:",
        *_bullets(finds),
        "It leaves alone:",
        *_bullets(passes),
    ]


def _flag_line(flag: Flag) -> str:
    better = [f"“{choices[0]}”" for choices in flag.instead if choices]
    return _coded(flag.text) + (f" → {', '.join(better)}" if better else "")


def _coded(text: str) -> str:
    return MARK.sub(r"`\1`", text)


def _bullets(texts: Iterable[str]) -> list[str]:
    return ["\n".join(f"- {text}" for text in texts)]


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n\n".join(line for line in lines if line)


def explain_term(term: Term) -> str:
    """One glossary term in Markdown: what it means, what to say, when to leave it, on what it rests."""
    says = " or ".join(f"“{say.one}”" for say in term.says)
    keep = ", ".join("“" + " ".join(phrase) + "”" for phrase in term.keep_in)
    lines = [
        f"## {term.name}",
        f"{term.kind}, {term.pos}, level {term.level}.",
        f"It stands for “{term.expansion}”." if term.expansion else "",
        f"The title of the form is “{term.title}”." if term.title else "",
        f"It means: {term.meaning}" if term.meaning else "",
        f"Why it is marked: {term.why}" if term.why else "",
        "Leave the words out." if term.drop else "",
        f"{'Say' if term.paste else 'Say it in other words, such as'} {says}." if says else "",
        f"It is left alone in {keep}." if keep else "",
        f"It may stay when: {term.keep_when}." if term.keep_when else "",
        f"Rests on: {term.source}.",
    ]
    return _paragraphs(lines)


def rules_page(rules: Iterable[Rule]) -> str:
    """docs/rules.md."""
    head = (
        "# The rules\n\nThis page is made from the rules themselves by `scripts/build_docs.py`. "
        "The examples are also their tests.\n\nLevels: **must**, most readers will not understand it; "
        "**should**, a plainer word exists; **note**, worth a look."
    )
    return "\n\n".join([head, *(explain_rule(rule) for rule in rules), explain_letter_rule(READING_GRADE)]) + "\n"


def explain_check(check: Check) -> str:
    """One check of the 60 Minutes test in Markdown: what it asks, why, how, and lines it passes and fails."""
    lines = [
        f"## {check.id}",
        f"**{check.question}** Part: {check.part.capitalize()}. Weight: {check.weight}.",
        f"Rests on: {check.source}.",
        f"How it is answered: {check.how}",
        "It fails:",
        _fenced(check.fails),
    ]
    near = [*check.passes[1:], *check.leaves_alone]
    if near:
        lines += ["It leaves alone:", _fenced(near)]
    if check.known_misses:
        lines += [
            "It misses, and should not:",
            _fenced(check.known_misses),
        ]
    return _paragraphs(lines)


def _changed_lines(text: str) -> str:
    """What an example says in place of the sample letter; the rest of it is the sample."""
    sample = set(letter().splitlines())
    told = [line.strip() for line in text.splitlines() if MARK.sub(r"\1", line) not in sample and line.strip()]
    shown = " / ".join(" ".join(line.split()) for line in told)
    if not shown:
        gone = [line for line in letter().splitlines() if line.strip() and line not in text.splitlines()]
        return f"The letter without “{gone[0].strip()}”." if gone else "The sample letter."
    return shown[:_LONGEST] + ("…" if len(shown) > _LONGEST else "")


def _fenced(examples: Iterable[Example]) -> str:
    """Lines of letters as they stand: nobody is to take them for words of the page."""
    lines = (_changed_lines(example.text) for example in examples)
    return "```text\n" + "\n".join(lines) + "\n```"


def checks_page(checks: Iterable[Check]) -> str:
    """docs/checks.md."""
    head = (
        "# The checks of the 60 Minutes test\n\nThis page is made from the checks themselves by "
        "`scripts/build_docs.py`. "
        "Each line below is what a letter says in place of the sample letter; the examples are also the tests. "
        "The words in double brackets are what a failed check points at.\n\n"
        "Weights: a failed **gate** means that the letter is not ready; a failed **major** check in Accurate or "
        "Empathetic means that it needs work; a **minor** one lowers the score of its part."
    )
    return "\n\n".join([head, f"```text\n{letter().strip()}\n```", *(explain_check(check) for check in checks)]) + "\n"

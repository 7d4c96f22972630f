"""The 60 Minutes test: how answers become a verdict, what is no letter, who reads it, what a project sets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from plainlang import sixty_minutes
from plainlang.answer import Answer, Verdict, ask, failed, not_applicable, passed
from plainlang.checking import SixtyMinutesRun, check
from plainlang.checks import CHECKS
from plainlang.checks.check import Check, Part, Weight
from plainlang.checks.sample import letter
from plainlang.config import CHECK_IDS, Settings
from plainlang.facts.profile import Reader
from plainlang.report import Report
from plainlang.reporters.as_json import sixty_minutes_dict
from plainlang.sixty_answers import Answers, load_answers, save_answers
from plainlang.sixty_minutes import Checked, Outcome, SixtyMinutes
from plainlang.spans import Span
from tests.judging import glossary

PUBLISHED = {
    "accurate": """unfilled-placeholder private-facts dated reachable same-name real-dates deadline-ahead sums
        consistent-facts contact-format enclosures as-of promise promise-for-others one-name-for-one-thing""",
    "informative": """main-message-first what-happened why reader-next-step our-next-step contact-person open-question
        right-to-disagree consequence-with-way-out help-offered how-to-respond referral-follow-up language-line
        accessibility-line""",
    "empathetic": """greeting-by-name person-not-number you-and-we understanding thanks apology blame passing-the-buck
        threat scolding respectful-labels fair-to-both talking-down says-what-can-be-done warm-close shouting""",
}
"""The names that other people's scripts know, by the part of the test they stand in."""
GATE, MAJOR, MINOR = Weight.GATE, Weight.MAJOR, Weight.MINOR
HERE = Span(0, 6)


def fake(
    answer: Answer, weight: Weight = MAJOR, part: Part = Part.ACCURATE, *, name: str = "", strength: str = ""
) -> Check:
    return Check(
        id=name or f"fake-{next(_COUNT)}",
        part=part,
        weight=weight,
        question="Is it so?",
        source="Made up for the tests",
        how="By nothing.",
        strength=strength,
        answer=lambda _: answer,
        passes=(),
        fails=(),
    )


_COUNT = iter(range(10_000))


def report_of(
    text: str, test: SixtyMinutesRun | None = None, *, kind: str | None = None, path: str = "a.txt", **sixty: object
) -> Report:
    settings = Settings.model_validate({"sixty-minutes": sixty})
    return check(path, text.encode(), glossary(), settings, kind=kind, test=test or SixtyMinutesRun())


def verdict_on(
    text: str, test: SixtyMinutesRun | None = None, *, kind: str | None = None, **sixty: object
) -> SixtyMinutes:
    report = report_of(text, test, kind=kind, **sixty)
    assert report.error is None
    assert report.sixty_minutes is not None
    return report.sixty_minutes


Judged = Callable[..., SixtyMinutes]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judged:
    """The verdict on the sample letter when these are all the checks there are."""

    def judge(*checks: Check, test: SixtyMinutesRun | None = None, **sixty: object) -> SixtyMinutes:
        monkeypatch.setattr(sixty_minutes, "CHECKS", checks)
        return verdict_on(letter(), test, **sixty)

    return judge


# The verdict


def test_a_failed_gate_means_not_ready_whatever_else_is_good(judged: Judged) -> None:
    good = [fake(passed(), part=part) for part in Part for _ in range(9)]
    assert judged(fake(failed("No."), GATE, Part.PLAIN), *good).outcome is Outcome.NOT_READY


@pytest.mark.parametrize("part", [Part.ACCURATE, Part.EMPATHETIC])
def test_a_failed_major_check_that_harms_means_needs_work(judged: Judged, part: Part) -> None:
    good = [fake(passed(), part=part) for _ in range(30)]
    assert judged(fake(failed("No."), MAJOR, part), *good).outcome is Outcome.NEEDS_WORK


@pytest.mark.parametrize("part", [Part.INFORMATIVE, Part.PLAIN])
def test_a_failed_major_check_elsewhere_only_lowers_the_score(judged: Judged, part: Part) -> None:
    good = [fake(passed(), part=part) for _ in range(30)]
    assert judged(fake(failed("No."), MAJOR, part), *good).outcome is Outcome.READY_FOR_QUESTIONS


def test_a_score_below_the_threshold_means_needs_work(judged: Judged) -> None:
    checks = [fake(failed("No."), MINOR, Part.PLAIN), *[fake(passed(), MINOR, Part.PLAIN) for _ in range(3)]]
    test = judged(*checks)
    assert test.scores is not None
    assert test.scores[Part.PLAIN] == 75
    assert test.outcome is Outcome.NEEDS_WORK
    assert judged(*checks, threshold=75).outcome is Outcome.READY_FOR_QUESTIONS


def test_gates_and_major_checks_count_three_times_a_minor_one(judged: Judged) -> None:
    checks = [fake(passed(), GATE), fake(passed(), MAJOR), fake(passed(), MINOR), fake(failed("No."), MINOR)]
    test = judged(*checks)
    assert test.scores is not None
    assert test.scores[Part.ACCURATE] == round(100 * 7 / 8)


def test_questions_and_what_does_not_apply_are_no_part_of_a_score(judged: Judged) -> None:
    test = judged(fake(passed()), fake(ask("Is it so?")), fake(not_applicable()))
    assert test.scores is not None
    assert test.scores[Part.ACCURATE] == 100
    assert test.scores[Part.PLAIN] is None


def test_a_letter_without_a_fail_is_ready_for_questions(judged: Judged) -> None:
    assert judged(fake(passed()), fake(ask("Is it so?"))).outcome is Outcome.READY_FOR_QUESTIONS


# The answers of a person


def answered(questions: Sequence[str], reply: str = "yes", text: str | None = None) -> SixtyMinutesRun:
    digest = hashlib.sha256((letter() if text is None else text).encode()).hexdigest()
    return SixtyMinutesRun(answers=Answers(digest, dict.fromkeys(questions, reply)))


def test_a_letter_passes_when_every_question_was_answered_with_yes(judged: Judged) -> None:
    good = fake(passed())
    assert judged(good, test=answered(judged(good).questions)).outcome is Outcome.PASSES


@pytest.mark.parametrize("reply", ["no", "not sure", "True"])
def test_any_other_answer_does_not_pass_a_letter(judged: Judged, reply: str) -> None:
    good = fake(passed())
    first, *rest = judged(good).questions
    run = answered(rest)
    assert run.answers is not None
    replies = {**run.answers.replies, first: reply}
    run = SixtyMinutesRun(answers=Answers(run.answers.digest, replies))
    assert judged(good, test=run).outcome is Outcome.READY_FOR_QUESTIONS


def test_a_question_without_an_answer_does_not_pass_a_letter(judged: Judged) -> None:
    good = fake(passed())
    run = answered(judged(good).questions[1:])
    assert judged(good, test=run).outcome is Outcome.READY_FOR_QUESTIONS


def test_answers_on_other_bytes_do_not_count(judged: Judged) -> None:
    good = fake(passed())
    run = answered(judged(good).questions, text=letter() + "\n")
    assert judged(good, test=run).outcome is Outcome.READY_FOR_QUESTIONS


def test_no_answer_makes_up_for_a_fail(judged: Judged) -> None:
    bad = fake(failed("No."), GATE)
    assert judged(bad, test=answered(judged(bad).questions)).outcome is Outcome.NOT_READY


def test_answers_come_back_as_they_were_kept(tmp_path: Path) -> None:
    path = str(tmp_path / "a.txt")
    assert load_answers(path) is None
    kept = Answers("ab12", {"Is it so?": "yes", "Ist es só?": "not sure"}, "R. Amsel", "2025-04-02T10:00+00:00")
    save_answers(path, kept)
    assert load_answers(path) == kept


# What a report tells


def test_at_most_three_fixes_are_told_and_gates_come_first(judged: Judged) -> None:
    order = [MINOR, MAJOR, MAJOR, MINOR, GATE]
    test = judged(*[fake(failed("No.", HERE), weight) for weight in order])
    assert [one.weight for one in test.fixes] == [GATE, MAJOR, MAJOR]


def test_a_fix_with_words_to_show_comes_before_one_without(judged: Judged) -> None:
    test = judged(fake(failed("Missing.")), fake(failed("Wrong.", HERE)))
    assert [one.answer.message for one in test.fixes] == ["Wrong.", "Missing."]


def test_one_strength_is_told(judged: Judged) -> None:
    good = [fake(passed(HERE), part=Part.EMPATHETIC, strength=words) for words in ("You thank them.", "You help.")]
    assert judged(*good).strength in ("You thank them.", "You help.")


def test_what_failed_is_no_strength(judged: Judged) -> None:
    assert judged(fake(failed("No.", HERE), strength="Good.")).strength == ""


def test_at_most_eight_questions_are_put_and_those_of_checks_come_first(judged: Judged) -> None:
    asking = [fake(ask(f"Is it number {at}?", HERE)) for at in range(9)]
    questions = judged(*asking).questions
    assert len(questions) == 8
    assert questions[0] == "Is it number 0?"
    asked = [question.startswith("Is it number") for question in questions]
    assert asked == sorted(asked, reverse=True)


def test_there_is_always_something_only_a_person_can_answer(judged: Judged) -> None:
    questions = judged(fake(passed())).questions
    assert 3 <= len(questions) <= 8
    assert all(question.endswith("?") for question in questions)


def test_checks_are_sorted_into_their_parts(judged: Judged) -> None:
    test = judged(*[fake(passed(), part=part, name=f"fake-{part}") for part in reversed(Part)])
    assert {part: [one.check.id for one in test.of_part(part)] for part in Part} == {p: [f"fake-{p}"] for p in Part}


# Real letters


def test_the_sample_letter_is_ready_for_questions() -> None:
    test = verdict_on(letter())
    assert test.outcome is Outcome.READY_FOR_QUESTIONS
    assert test.fixes == ()
    assert test.strength


def test_an_unfilled_field_in_a_letter_is_not_ready() -> None:
    test = verdict_on(letter(address="{{ name }}\n40 Larch Road\nFallow, OH 43999"), kind="letter")
    assert test.outcome is Outcome.NOT_READY
    assert test.fixes[0].check.id == "unfilled-placeholder"


# What is no letter


def is_not_tested(text: str, kind: str | None = None) -> str:
    test = verdict_on(text, kind=kind)
    assert test.outcome is Outcome.NOT_APPLICABLE
    assert test.checked == test.fixes == test.questions == ()
    return test.reason


@pytest.mark.parametrize("kind", ["template", "form"])
def test_templates_and_forms_are_not_tested(kind: str) -> None:
    assert kind in is_not_tested(letter(), kind)
    assert kind in is_not_tested(f"---\nkind: {kind}\n---\n{letter()}")


def test_a_file_with_merge_fields_is_taken_for_a_template() -> None:
    assert "template" in is_not_tested(letter(greeting="Dear {{ name }},"))


def test_a_file_with_many_lines_to_fill_in_is_taken_for_a_form() -> None:
    assert "form" in is_not_tested(letter(steps="\n".join(f"Line {at}: ________" for at in range(9))))


def test_spanish_letters_are_not_tested() -> None:
    reason = is_not_tested(
        "2 de abril de 2025\n\nEstimado señor Vell:\n\nGracias por su llamada del 30 de marzo. Hicimos el plan que "
        "pidió para sus pagos. Usted paga cuarenta dólares más cada mes hasta agosto. Llámenos si tiene preguntas.\n"
    )
    assert "English" in reason


def test_several_letters_in_one_file_are_not_tested() -> None:
    assert "2 letters" in is_not_tested(f"{letter()}\n\n{letter()}")


def test_too_little_text_is_not_tested() -> None:
    assert (
        "too few" in is_not_tested("Dear Mr. Vell,\n\nThank you for your call.\n\nSincerely,\n\nRuth Amsel\n").lower()
    )


# Who reads it


@pytest.mark.parametrize("reader", list(Reader))
def test_the_command_line_tells_who_reads_it(reader: Reader) -> None:
    profile = verdict_on(letter(), SixtyMinutesRun(reader=reader)).profile
    assert profile is not None
    assert (profile.reader, profile.guessed) == (reader, False)


def test_the_front_matter_tells_who_reads_it() -> None:
    profile = verdict_on(f"---\nreader: employer\nadverse: no\n---\n{letter()}").profile
    assert profile is not None
    assert (profile.reader, profile.adverse, profile.guessed) == (Reader.EMPLOYER, False, False)


def test_the_command_line_goes_before_the_front_matter() -> None:
    run = SixtyMinutesRun(reader=Reader.OTHER, adverse=True)
    profile = verdict_on(f"---\nreader: employer\nadverse: no\n---\n{letter()}", run).profile
    assert profile is not None
    assert (profile.reader, profile.adverse) == (Reader.OTHER, True)


def test_the_front_matter_is_no_part_of_the_letter() -> None:
    report = report_of(f"---\nreader: employer\n---\n{letter()}")
    assert report.letter is not None
    assert report.letter.text == letter()


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("reader: boss", "Say one of: parent-who-pays, parent-who-receives, employer, other."),
        ("reader: [a, b]", "Say one of: parent-who-pays, parent-who-receives, employer, other."),
        ("adverse: maybe", "Say yes or no."),
        ("kind: poem", "Say one of: letter, template, form."),
    ],
)
def test_wrong_front_matter_is_one_clear_line(line: str, remedy: str) -> None:
    error = report_of(f"---\n{line}\n---\n{letter()}").error
    assert error is not None
    assert error.code == "front-matter"
    assert "\n" not in str(error)
    assert str(error).startswith(f"a.txt: The front matter says `{line.partition(':')[0]}: ")
    assert str(error).endswith(remedy)


# What a project sets


def answer_of(name: str, text: str, **sixty: object) -> Checked:
    return next(one for one in verdict_on(text, **sixty).checked if one.check.id == name)


def test_the_settings_know_every_check() -> None:
    assert sorted(CHECK_IDS) == sorted(check.id for check in CHECKS)


def test_a_check_that_is_off_is_not_asked(judged: Judged) -> None:
    test = judged(fake(failed("No."), GATE, name="blame"), fake(passed()), weights={"blame": "off"})
    assert test.outcome is Outcome.READY_FOR_QUESTIONS
    assert len(test.checked) == 1


@pytest.mark.parametrize(
    ("weight", "outcome"),
    [("gate", Outcome.NOT_READY), ("major", Outcome.NEEDS_WORK), ("minor", Outcome.READY_FOR_QUESTIONS)],
)
def test_a_project_gives_a_check_another_weight(judged: Judged, weight: str, outcome: Outcome) -> None:
    good = [fake(passed()) for _ in range(30)]
    test = judged(fake(failed("No."), MAJOR, name="blame"), *good, weights={"blame": weight})
    assert test.outcome is outcome
    assert test.checked[0].weight == weight


def test_protected_wording_is_not_judged() -> None:
    harsh = "You failed to pay because you do not care about your child."
    text = letter(consequence=f"{harsh} We can help you by phone.")
    assert answer_of("blame", text).answer.verdict is Verdict.FAIL
    assert answer_of("blame", text, protected=[harsh]).answer.verdict is Verdict.PASS


def test_a_team_may_stand_for_a_person() -> None:
    text = letter(signature="Fallow Payment Desk")
    assert answer_of("contact-person", text).answer.verdict is Verdict.FAIL
    settings = {"team-name": "Fallow Payment Desk"}
    assert answer_of("contact-person", text, **settings).answer.verdict is Verdict.PASS


@pytest.mark.parametrize("phone", ["614-555-0188", "(614) 555-0188", "1-614-555-0188, ext. 4"])
def test_a_phone_of_the_office_is_no_question(phone: str) -> None:
    assert answer_of("contact-format", letter(), phones=[phone]).answer.verdict is Verdict.PASS


def test_a_phone_that_the_office_does_not_list_is_asked_about() -> None:
    answer = answer_of("contact-format", letter(), phones=["614-555-0199"]).answer
    assert answer.verdict is Verdict.ASK
    assert "614" not in answer.message, "questions are kept in a file that holds no words of the letter"
    assert [letter()[span.start : span.end] for span in answer.evidence] == ["614-555-0188", "614-555-0188"]


def test_a_phone_of_somebody_else_is_no_question() -> None:
    text = letter(ours="I will write to you by June 20, 2025. Legal Aid may help you, too: 614-555-0144.")
    assert answer_of("contact-format", text, phones=["614-555-0188"]).answer.verdict is Verdict.PASS


@pytest.mark.parametrize(
    "hours", ["Monday to Friday, 8 a.m. to 4:30 p.m.", "M-F 8-4:30", "weekdays, 8 to half past four"]
)
def test_hours_of_the_office_are_no_question(hours: str) -> None:
    assert answer_of("contact-person", letter(), hours=hours).answer.verdict is Verdict.PASS


def test_hours_that_the_office_does_not_have_are_asked_about() -> None:
    answer = answer_of("contact-person", letter(), hours="Monday to Friday, 9 a.m. to 5 p.m.").answer
    assert answer.verdict is Verdict.ASK
    assert "9 a.m. to 5 p.m." in answer.message
    assert "8 a.m. to 4:30 p.m." in letter()[answer.evidence[0].start : answer.evidence[0].end]


NOTICE = {"support payments": ["You can ask for a   hearing", "it's free"]}


def test_required_wording_is_sought_whatever_its_capitals_quotes_and_line_ends() -> None:
    text = letter(disagree="If this is wrong, you can ask\nfor a hearing by June 13, 2025. It’s free. Call me.")
    answer = answer_of("required-parts", text, required=NOTICE).answer
    assert answer.verdict is Verdict.PASS
    assert len(answer.evidence) == 2


def test_required_wording_that_is_missing_is_named_and_keeps_the_letter_back() -> None:
    test = verdict_on(letter(disagree=""), required=NOTICE)
    assert test.outcome is Outcome.NOT_READY
    assert test.fixes[0].check.id == "required-parts"
    assert "“You can ask for a hearing”, “it's free”" in test.fixes[0].answer.message


@pytest.mark.parametrize("kind", ["tax refund", "payments refund", ""])
def test_another_kind_of_letter_needs_other_wording(kind: str) -> None:
    answer = answer_of("required-parts", letter(), required={kind: ["We took your refund."]}).answer
    assert answer.verdict is Verdict.NOT_APPLICABLE


def test_without_settings_no_wording_is_required() -> None:
    assert answer_of("required-parts", letter()).answer.verdict is Verdict.NOT_APPLICABLE


def test_a_kind_is_told_by_the_title_where_there_is_no_subject_line() -> None:
    text = letter(subject="NOTICE OF SUPPORT PAYMENTS", disagree="")
    assert answer_of("required-parts", text, required=NOTICE).answer.verdict is Verdict.FAIL


# The contract of the JSON report


@pytest.mark.parametrize("part", PUBLISHED)
def test_every_published_name_stands_once_in_its_part(part: str) -> None:
    content = sixty_minutes_dict(report_of(letter()))
    names = [answer["check"] for answer in content[part]]
    assert [name for name in PUBLISHED[part].split() if names.count(name) != 1] == []


def test_no_name_stands_in_two_parts() -> None:
    content = sixty_minutes_dict(report_of(letter()))
    names = [answer["check"] for part in Part for answer in content[part]]
    assert len(names) == len(set(names)) == len(CHECKS)


def test_an_answer_in_json_quotes_its_words() -> None:
    report = report_of(letter(ours="I will write by June 20, 2025. Our fax is 614-555-018."))
    (answer,) = [one for one in sixty_minutes_dict(report)["accurate"] if one["check"] == "contact-format"]
    assert list(answer) == ["check", "answer", "message", "evidence"]
    assert answer["answer"] == "fail"
    assert [one["text"] for one in answer["evidence"]] == ["614-555-018"]
    assert report.letter is not None
    assert [report.letter.text[one["start"] : one["end"]] for one in answer["evidence"]] == ["614-555-018"]


def test_the_names_of_checks_are_words_with_hyphens() -> None:
    assert [check.id for check in CHECKS if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", check.id)] == []

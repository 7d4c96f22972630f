"""The configuration: the nearest file, every wrong key explained, and what each key does to a report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainlang.checking import check
from plainlang.config import CHECK_IDS, RULE_IDS, Settings, Waiver, load_settings
from plainlang.config_file import find_config
from plainlang.errors import ConfigError
from plainlang.finding import Finding, Level
from plainlang.glossary.load import load_glossary
from plainlang.report import Report
from plainlang.rules import RULES
from plainlang.spans import Span
from tests.judging import glossary

TEXT = "Dear Ms. Brook:\n\nPlease come prior to noon. The obligor must utilize it.\n"
TODAY = date(2026, 3, 3)


def file(folder: Path, content: str, name: str = "plainlang.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def loaded(folder: Path, content: str) -> Settings:
    return load_settings(file(folder, content))


def refusal_of(path: Path) -> str:
    """The message of the refusal, which names the file and is one line."""
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    return line.removeprefix(f"{path}: ")


def report_with(settings: Settings, *, text: str = TEXT, path: str = "out/a.txt", today: date = TODAY) -> Report:
    return check(path, text.encode(), glossary(), settings, today=today)


def levels(report: Report, text: str = TEXT) -> dict[str, Level]:
    return {text[finding.span.start : finding.span.end]: finding.level for finding in report.findings}


# The nearest file


def test_a_file_in_the_folder_itself_is_found(tmp_path: Path) -> None:
    path = file(tmp_path, "")
    assert find_config(tmp_path) == path


def test_a_file_in_a_parent_is_found(tmp_path: Path) -> None:
    path = file(tmp_path, "")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_config(tmp_path / "a" / "b") == path


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    file(tmp_path, "")
    near = file(tmp_path / "a", "")
    assert find_config(tmp_path / "a") == near


def test_a_project_file_with_our_table_is_found(tmp_path: Path) -> None:
    path = file(tmp_path, "[tool.plainlang]\ngrade-limit = 8\n", "pyproject.toml")
    assert find_config(tmp_path) == path


def test_a_nearer_project_file_wins_over_a_farther_file_of_our_own(tmp_path: Path) -> None:
    file(tmp_path, "")
    near = file(tmp_path / "a", "[tool.plainlang]\n", "pyproject.toml")
    assert find_config(tmp_path / "a") == near


def test_our_own_file_wins_over_the_project_file_beside_it(tmp_path: Path) -> None:
    file(tmp_path, "[tool.plainlang]\n", "pyproject.toml")
    own = file(tmp_path, "")
    assert find_config(tmp_path) == own


@pytest.mark.parametrize("content", ["", "[tool.other]\nplainlang = 1\n", "[plainlang]\n", "[tool", "tool.x = '\0'"])
def test_a_project_file_without_our_table_is_passed_over(tmp_path: Path, content: str) -> None:
    above = file(tmp_path, "")
    file(tmp_path / "a", content, "pyproject.toml")
    assert find_config(tmp_path / "a") == above


def test_a_project_file_that_is_no_text_is_passed_over(tmp_path: Path) -> None:
    above = file(tmp_path, "")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_bytes(b"\xff\xfe\x00")
    assert find_config(tmp_path / "a") == above


def test_a_folder_called_like_our_file_is_passed_over(tmp_path: Path) -> None:
    above = file(tmp_path, "")
    (tmp_path / "a" / "plainlang.toml").mkdir(parents=True)
    assert find_config(tmp_path / "a") == above


def test_no_file_is_none(tmp_path: Path) -> None:
    if any((folder / name).exists() for folder in tmp_path.parents for name in ("plainlang.toml", "pyproject.toml")):
        pytest.skip("a configuration stands above the temporary folder of this machine")
    assert find_config(tmp_path) is None


@pytest.mark.parametrize("content", ["tool = 3\n", "[[tool]]\nname = 'x'\n"])
def test_a_project_file_whose_tool_is_no_table_is_passed_over(tmp_path: Path, content: str) -> None:
    above = file(tmp_path, "")
    file(tmp_path / "a", content, "pyproject.toml")
    assert find_config(tmp_path / "a") == above


# What it says


def test_no_file_gives_the_defaults() -> None:
    settings = load_settings(None)
    assert settings == Settings()
    assert (settings.glossary, settings.grade_limit, settings.fail_on) == ((), None, "should")
    assert (dict(settings.rules), settings.waivers) == ({}, ())


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert loaded(tmp_path, "").model_dump() == Settings().model_dump()


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        """
        glossary = ["ours.yaml"]
        grade-limit = 7.5
        fail-on = "must"

        [rules]
        acronym = false
        complex-word = "note"

        [[waivers]]
        reason = "agreed with the office"
        rule = "legal-term"
        words = "obligor"
        path = "out/*.txt"
        until = 2026-12-31
        """,
    )
    assert (settings.glossary, settings.grade_limit, settings.fail_on) == (("ours.yaml",), 7.5, "must")
    assert dict(settings.rules) == {"acronym": False, "complex-word": Level.NOTE}
    assert settings.waivers == (
        Waiver(
            reason="agreed with the office",
            rule="legal-term",
            words="obligor",
            path="out/*.txt",
            until=date(2026, 12, 31),
        ),
    )


def test_a_project_file_is_read_below_its_tool_table(tmp_path: Path) -> None:
    path = file(tmp_path, "[project]\nname = 'x'\n[tool.plainlang]\ngrade-limit = 8\n", "pyproject.toml")
    assert load_settings(path).grade_limit == 8


def test_a_project_file_without_our_table_gives_the_defaults(tmp_path: Path) -> None:
    path = file(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    assert load_settings(path).model_dump() == Settings().model_dump()


def test_a_file_of_another_name_is_read_as_our_own(tmp_path: Path) -> None:
    assert load_settings(file(tmp_path, "grade-limit = 8", "letters.toml")).grade_limit == 8


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().grade_limit = 3  # type: ignore[misc]


# Layers


def test_layers_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = loaded(tmp_path / "a", 'glossary = ["ours.yaml", "../state"]')
    assert settings.layers() == (tmp_path / "a" / "ours.yaml", tmp_path / "a" / ".." / "state")


def test_an_absolute_layer_stays(tmp_path: Path) -> None:
    layer = tmp_path / "ours.yaml"
    assert loaded(tmp_path / "a", f"glossary = ['{layer}']").layers() == (layer,)


def test_layers_of_a_project_file_are_relative_to_it(tmp_path: Path) -> None:
    path = file(tmp_path / "a", '[tool.plainlang]\nglossary = ["ours.yaml"]', "pyproject.toml")
    assert load_settings(path).layers() == (tmp_path / "a" / "ours.yaml",)


def test_a_layer_that_is_missing_is_refused_by_name(tmp_path: Path) -> None:
    settings = loaded(tmp_path, 'glossary = ["gone.yaml"]')
    with pytest.raises(ConfigError, match=r"gone\.yaml: There is no such glossary file or folder"):
        load_glossary(settings.layers(), cache=False)


# What is wrong


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "gone.toml") == "There is no such configuration file. Check the path."


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == "The configuration cannot be read. Save it as UTF-8 text."


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plainlang.toml").write_bytes("# Zoë".encode("cp1252"))
    assert refusal_of(tmp_path / "plainlang.toml") == "The configuration cannot be read. Save it as UTF-8 text."


def test_broken_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    message = refusal_of(file(tmp_path, "grade-limit = 8\nfail-on = must\n"))
    assert message.startswith("This is not valid TOML: ")
    assert "line 2" in message
    assert message.endswith("Correct that line.")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "plainlang.toml").write_bytes(b"\xef\xbb\xbfgrade-limit = 8\n")
    assert load_settings(tmp_path / "plainlang.toml").grade_limit == 8


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("grade-limt = 8", "There is no key `grade-limt`. Did you mean `grade-limit`?"),
        ('fail_onn = "must"', "There is no key `fail_onn`. Did you mean `fail-on`?"),
        ("[[waiver]]\nreason = 'agreed'", "There is no key `waiver`. Did you mean `waivers`?"),
        (
            "zzz = 1",
            "There is no key `zzz`. The keys are glossary, grade-limit, fail-on, rules, waivers, strict, baseline, "
            "sixty-minutes.",
        ),
        (
            "[[waivers]]\nreason = 'agreed'\nwrods = 'x'",
            "There is no key `waivers.0.wrods`. Did you mean `words`?",
        ),
        (
            "[[waivers]]\nreason = 'agreed'\nzzz = 'x'",
            "There is no key `waivers.0.zzz`. The keys are reason, rule, words, path, until.",
        ),
        ("[sixty-minutes]\ntreshold = 3", "There is no key `sixty-minutes.treshold`. Did you mean `threshold`?"),
    ],
)
def test_a_wrong_key_is_explained(tmp_path: Path, content: str, message: str) -> None:
    assert refusal_of(file(tmp_path, content)) == message


@pytest.mark.parametrize(
    ("content", "start"),
    [
        ('grade-limit = "high"', "`grade-limit`: Input should be a valid number"),
        ("grade-limit = 0", "`grade-limit`: Input should be greater than 0"),
        ("grade-limit = -2", "`grade-limit`: Input should be greater than 0"),
        ("grade-limit = 30", "`grade-limit`: Input should be less than 30"),
        ("grade-limit = nan", "`grade-limit`: Input should be "),
        ('fail-on = "all"', "`fail-on`: Input should be 'must', 'should', 'note' or 'never'"),
        ('glossary = "ours.yaml"', "`glossary`: "),
        ("glossary = [3]", "`glossary.0`: Input should be a valid string"),
        ("waivers = 3", "`waivers`: "),
        ("[waivers]\nreason = 'agreed'", "`waivers`: "),
        ("waivers = ['obligor']", "`waivers.0`: "),
        ("[[waivers]]\nwords = 'x'", "`waivers.0.reason`: Field required"),
        ("[[waivers]]\nreason = 'a'", "`waivers.0.reason`: String should have at least 3 characters"),
        ("[[waivers]]\nreason = 'agreed'\nrule = 'acronim'", "`waivers.0.rule`: Input should be 'acronym', "),
        ("[[waivers]]\nreason = 'agreed'\nuntil = 'soon'", "`waivers.0.until`: Input should be a valid date"),
        ("[[waivers]]\nreason = 'agreed'\nrule = 'acronym'\n[[waivers]]\nreason = 3", "`waivers.1.reason`: "),
    ],
)
def test_a_wrong_value_is_explained(tmp_path: Path, content: str, start: str) -> None:
    message = refusal_of(file(tmp_path, content))
    assert message.startswith(start)
    assert message.endswith(". Correct this key.")


def test_a_wrong_rule_is_explained(tmp_path: Path) -> None:
    message = refusal_of(file(tmp_path, "[rules]\nacronim = false"))
    assert message == "There is no rule `acronim`. Did you mean `acronym`?"
    message = refusal_of(file(tmp_path, "[rules]\nzzz = false"))
    assert message == f"There is no rule `zzz`. The rules are {', '.join(RULE_IDS)}."


@pytest.mark.parametrize("value", ['"loud"', "3", "[true]", "1.5"])
def test_a_wrong_level_is_explained(tmp_path: Path, value: str) -> None:
    assert refusal_of(file(tmp_path, f"[rules]\nacronym = {value}")) == (
        "`rules.acronym` is neither true or false nor a level. Write false, must, should or note."
    )


def test_a_wrong_check_is_explained(tmp_path: Path) -> None:
    message = refusal_of(file(tmp_path, '[sixty-minutes.weights]\nblme = "off"'))
    assert message == "There is no check `blme`. Did you mean `blame`?"
    message = refusal_of(file(tmp_path, '[sixty-minutes.weights]\nqqqq = "off"'))
    assert message == f"There is no check `qqqq`. The checks are {', '.join(CHECK_IDS)}."


def test_a_wrong_weight_is_explained(tmp_path: Path) -> None:
    message = refusal_of(file(tmp_path, '[sixty-minutes.weights]\nblame = "heavy"'))
    assert message.startswith("`sixty-minutes.weights.blame`: Input should be 'gate', 'major', 'minor' or 'off'.")


def test_a_wrong_key_in_a_project_file_names_that_file(tmp_path: Path) -> None:
    path = file(tmp_path, "[tool.plainlang]\ngrade-limt = 8", "pyproject.toml")
    assert refusal_of(path) == "There is no key `grade-limt`. Did you mean `grade-limit`?"


def test_a_key_with_a_line_end_is_explained_in_one_line(tmp_path: Path) -> None:
    assert refusal_of(file(tmp_path, '"a\\nb" = 1')).startswith("There is no key `a b`.")


@pytest.mark.parametrize("content", ["rules = false", "rules = ['acronym']", "rules = 'acronym'"])
def test_rules_that_are_no_table_are_explained(tmp_path: Path, content: str) -> None:
    assert refusal_of(file(tmp_path, content)).startswith("`rules`")


@pytest.mark.parametrize("content", ["[tool]\nplainlang = 3", "[[tool.plainlang]]\nx = 1", "tool = 3"])
def test_a_project_file_whose_table_is_none_is_explained(tmp_path: Path, content: str) -> None:
    assert "plainlang" in refusal_of(file(tmp_path, content, "pyproject.toml"))


def test_the_folder_is_no_key(tmp_path: Path) -> None:
    assert refusal_of(file(tmp_path, 'folder = "x"')).startswith("There is no key `folder`.")


def test_a_grade_limit_of_true_is_no_number(tmp_path: Path) -> None:
    assert refusal_of(file(tmp_path, "grade-limit = true")).startswith("`grade-limit`: ")


# Rules


def test_the_rules_a_file_may_name_are_the_rules_there_are() -> None:
    assert sorted(RULE_IDS) == sorted([*(rule.id for rule in RULES), "reading-grade"])


def test_rules_have_names_of_their_own() -> None:
    assert len(set(RULE_IDS)) == len(RULE_IDS)


def test_the_letter_of_these_tests_has_these_findings() -> None:
    assert levels(report_with(Settings())) == {
        "prior to": Level.SHOULD,
        "obligor": Level.MUST,
        "utilize": Level.SHOULD,
    }


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert set(levels(report_with(Settings(rules={"wordy-phrase": False})))) == {"obligor", "utilize"}


def test_a_rule_that_is_on_finds_what_it_does() -> None:
    assert report_with(Settings(rules={"wordy-phrase": True})).findings == report_with(Settings()).findings


def test_a_rule_with_another_level_finds_the_same_at_that_level() -> None:
    settings = Settings(rules={"wordy-phrase": Level.MUST, "legal-term": Level.NOTE})
    assert levels(report_with(settings)) == {"prior to": Level.MUST, "obligor": Level.NOTE, "utilize": Level.SHOULD}


def test_the_level_of_a_rule_without_a_setting_is_its_own() -> None:
    assert Settings().level_of("acronym", Level.NOTE) is Level.NOTE


def test_the_level_of_a_rule_that_is_off_is_none() -> None:
    assert Settings(rules={"acronym": False}).level_of("acronym", Level.NOTE) is None


def test_a_setting_leaves_other_rules_alone() -> None:
    assert Settings(rules={"acronym": False}).level_of("legal-term", Level.MUST) is Level.MUST


# Waivers


def waived_by(**keys: object) -> list[str]:
    """The words that one waiver takes out of the report."""
    settings = Settings.model_validate({"waivers": [{"reason": "agreed", **keys}]})
    report = report_with(settings)
    words = [TEXT[one.finding.span.start : one.finding.span.end] for one in report.waived]
    assert sorted([*words, *levels(report)]) == ["obligor", "prior to", "utilize"]
    assert {one.reason for one in report.waived} <= {"agreed"}
    return words


def test_a_waiver_by_rule() -> None:
    assert waived_by(rule="legal-term") == ["obligor"]


def test_a_waiver_by_words() -> None:
    assert waived_by(words="prior to") == ["prior to"]


def test_a_waiver_by_words_in_any_case() -> None:
    assert waived_by(words="Obligor") == ["obligor"]


def test_a_waiver_by_part_of_the_words_covers_nothing() -> None:
    assert waived_by(words="prior") == []


def test_a_waiver_by_words_and_rule_needs_both() -> None:
    assert waived_by(rule="legal-term", words="prior to") == []


@pytest.mark.parametrize("path", ["out/a.txt", "out/*.txt", "a.txt", "*.txt", "out/*", "[ab].txt", "*"])
def test_a_waiver_by_path(path: str) -> None:
    assert waived_by(path=path, rule="legal-term") == ["obligor"]


@pytest.mark.parametrize("path", ["out", "b.txt", "in/*.txt", "*.md", "a"])
def test_a_waiver_for_another_path_covers_nothing(path: str) -> None:
    assert waived_by(path=path, rule="legal-term") == []


@pytest.mark.parametrize("until", [TODAY, date(2026, 3, 4), date(2999, 1, 1)])
def test_a_waiver_holds_up_to_its_last_day(until: date) -> None:
    assert waived_by(until=until, rule="legal-term") == ["obligor"]


@pytest.mark.parametrize("until", [date(2026, 3, 2), date(2000, 1, 1)])
def test_a_waiver_of_the_past_covers_nothing(until: date) -> None:
    assert waived_by(until=until, rule="legal-term") == []


def test_a_waiver_for_a_path_covers_all_of_it() -> None:
    assert waived_by(path="*.txt") == ["prior to", "obligor", "utilize"]


def test_a_waiver_with_a_reason_alone_is_refused(tmp_path: Path) -> None:
    message = refusal_of(file(tmp_path, "[[waivers]]\nreason = 'agreed'"))
    assert "a waiver names a `rule`, `words` or a `path`" in message


def test_the_first_waiver_that_covers_gives_the_reason() -> None:
    waivers = (
        Waiver(reason="too old", path="*", until=date(2000, 1, 1)),
        Waiver(reason="first", path="*"),
        Waiver(reason="second", path="*"),
    )
    assert {one.reason for one in report_with(Settings(waivers=waivers)).waived} == {"first"}


def test_without_a_day_a_waiver_is_held_to_the_calendar() -> None:
    past = Settings(waivers=(Waiver(reason="agreed", path="*", until=date(2000, 1, 1)),))
    future = Settings(waivers=(Waiver(reason="agreed", path="*", until=date(9999, 1, 1)),))
    assert check("a.txt", TEXT.encode(), glossary(), past).waived == ()
    assert check("a.txt", TEXT.encode(), glossary(), future).findings == ()


def test_waived_words_across_a_line_end_are_the_same_words() -> None:
    text = "Please come to our office in the new city hall of Bexley prior\nto noon.\n"
    report = report_with(Settings(waivers=(Waiver(reason="agreed", words="prior to"),)), text=text)
    assert [one.finding.rule for one in report.waived] == ["wordy-phrase"]
    assert report.findings == ()


def test_space_in_the_words_of_a_waiver_does_not_matter() -> None:
    assert waived_by(words="prior  to ") == ["prior to"]


def test_a_waiver_asks_for_the_rule_of_the_finding_itself() -> None:
    finding = Finding(rule="acronym", level=Level.MUST, span=Span(0, 3), message="x")
    assert Waiver(reason="agreed", rule="acronym").covers("a.txt", "IWO", finding, TODAY)
    assert not Waiver(reason="agreed", rule="legal-term").covers("a.txt", "IWO", finding, TODAY)


# The grade limit

HARD = (
    "Dear Ms. Brook:\n\n"
    "You paid. "
    "Administrative staff will review your individual situation with another agency, and after a general "
    "discussion of the available information the manager will send you an additional letter.\n\n"
    "We thank you.\n"
)


def grades(settings: Settings, text: str = HARD) -> list[Finding]:
    return [finding for finding in report_with(settings, text=text).findings if finding.rule == "reading-grade"]


def test_without_a_limit_no_grade_is_found() -> None:
    assert grades(Settings()) == []


def test_a_letter_above_the_limit_is_one_finding_on_its_longest_sentence() -> None:
    (finding,) = grades(Settings(grade_limit=8))
    words = HARD[finding.span.start : finding.span.end]
    assert words.startswith("Administrative")
    assert words.endswith("letter.")
    assert finding.level is Level.SHOULD
    assert finding.suggestions == ()


def test_the_message_names_the_grade_and_the_limit() -> None:
    report = report_with(Settings(grade_limit=8), text=HARD)
    assert report.readability is not None
    assert report.readability.grade is not None
    (finding,) = grades(Settings(grade_limit=8))
    assert f"reads at grade {report.readability.grade:g}; the limit is 8." in finding.message


def test_a_letter_at_its_limit_is_not_above_it() -> None:
    score = report_with(Settings(), text=HARD).readability
    assert score is not None
    assert score.grade is not None
    assert 0 < score.grade < 30
    assert grades(Settings(grade_limit=score.grade)) == []
    assert len(grades(Settings(grade_limit=score.grade - 0.1))) == 1


def test_an_easy_letter_is_below_the_limit() -> None:
    assert grades(Settings(grade_limit=8), "You paid. We thank you. Call us at any time.\n") == []


def test_a_letter_without_sentences_has_no_grade() -> None:
    assert grades(Settings(grade_limit=1), "YOUR PAYMENTS\n") == []


def test_the_grade_limit_can_be_switched_off() -> None:
    assert grades(Settings(grade_limit=8, rules={"reading-grade": False})) == []


def test_the_grade_limit_can_have_another_level() -> None:
    (finding,) = grades(Settings(grade_limit=8, rules={"reading-grade": Level.MUST}))
    assert finding.level is Level.MUST


def test_the_grade_limit_can_be_waived() -> None:
    settings = Settings(grade_limit=8, waivers=(Waiver(reason="agreed", rule="reading-grade"),))
    report = report_with(settings, text=HARD)
    assert [one.finding.rule for one in report.waived] == ["reading-grade"]
    assert grades(settings) == []


def test_findings_stay_in_the_order_of_their_place() -> None:
    report = report_with(Settings(grade_limit=1))
    spans = [finding.span for finding in report.findings]
    assert len(spans) == 4
    assert spans == sorted(spans)

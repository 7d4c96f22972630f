"""`plainlang sixty` as a worker uses it, and the 60 Minutes test within `check`: exit codes, streams and files."""

from __future__ import annotations

import json
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from plainlang.checks.sample import letter
from tests.here import environment, run_here

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SAMPLES = ["payment-plan.md", "notice-of-arrears.txt", "case-review.docx"]
"""The letters that come with the project."""
PARTS = ["accurate", "informative", "empathetic", "plain"]
KEYS = [
    "path",
    "verdict",
    *PARTS,
    "reason",
    "scores",
    "fixes",
    "strength",
    "questions",
    "reader",
]
BAD = letter(ours="I will write by June 20, 2025. Our fax is {{ fax }}.")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.out))

    def one_line(self) -> str:
        """What stderr says, which has to be one line; nothing stands on stdout."""
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        return self.err


class Desk:
    """A folder with a letter, and a home of its own, in which plainlang is run."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.env = environment(home)

    def run(self, *args: str | Path, replies: str = "") -> Result:
        done = run_here(list(map(str, args)), folder=self.folder, env=self.env, replies=replies.encode())
        return Result(*done)

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode())
        return path

    @property
    def kept(self) -> dict[str, Any]:
        return dict(yaml.safe_load((self.folder / "good.txt.sixty.yaml").read_text("utf-8")))

    def verdict(self, *args: str) -> str:
        return str(self.run("sixty", "good.txt", "--format", "json", *args).json["verdict"])


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for a worker's whole run: the built-in glossary is compiled once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def desk(tmp_path: Path, home: Path) -> Desk:
    desk = Desk(tmp_path, home)
    desk.write("good.txt", letter())
    return desk


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Desk:
    folder = tmp_path_factory.mktemp("samples")
    for name in SAMPLES:
        shutil.copy(EXAMPLES / name, folder)
    return Desk(folder, home)


# The samples


@pytest.mark.parametrize("name", SAMPLES)
def test_the_exit_code_follows_the_verdict(samples: Desk, name: str) -> None:
    done = samples.run("sixty", name, "--format", "json")
    assert done.err == ""
    assert done.code == (1 if done.json["verdict"] in ("not-ready", "needs-work") else 0)


def test_the_bad_sample_exits_1(samples: Desk) -> None:
    done = samples.run("sixty", "notice-of-arrears.txt")
    assert (done.code, done.err) == (1, "")
    assert "60 Minutes test: " in done.out


def test_the_bad_sample_is_quoted_and_told_what_helps(samples: Desk) -> None:
    page = samples.run("sixty", "notice-of-arrears.txt").out
    fixes = re.findall(r"“(.+?)”", page)
    text = " ".join((EXAMPLES / "notice-of-arrears.txt").read_text("utf-8").split())
    assert any(words.rstrip("…") in text for words in fixes)


def test_all_shows_every_check(samples: Desk) -> None:
    names = [
        one["check"] for part in PARTS for one in samples.run("sixty", "payment-plan.md", "--format", "json").json[part]
    ]
    page = " ".join(samples.run("sixty", "payment-plan.md", "--all").out.split())
    assert len(names) > 40
    assert [name for name in names if f"[{name}]" not in page] == []


def test_without_all_most_checks_are_left_out(samples: Desk) -> None:
    page = samples.run("sixty", "payment-plan.md").out
    assert len(re.findall(r"\[[a-z-]+\]", page)) <= 3


# Reports


def test_json_is_one_document_with_the_keys_that_scripts_know(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "--format", "json")
    assert done.code == 0
    assert list(done.json) == KEYS
    assert done.json["path"] == "good.txt"


def test_evidence_in_json_is_quoted_from_the_letter(desk: Desk) -> None:
    document = desk.run("sixty", "good.txt", "--format", "json").json
    spans = [span for part in PARTS for answer in document[part] for span in answer["evidence"]]
    assert spans
    assert [span for span in spans if letter()[span["start"] : span["end"]] != span["text"]] == []


def test_a_report_goes_into_a_file(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "--format", "json", "-o", "report.json")
    assert (done.code, done.out) == (0, "")
    assert json.loads((desk.folder / "report.json").read_text("utf-8"))["verdict"] == "ready-for-questions"


def test_no_report_is_written_over_the_letter(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "-o", "good.txt")
    assert done.code == 2
    assert "the letter itself" in done.one_line()
    assert (desk.folder / "good.txt").read_text("utf-8") == letter()


def test_the_reader_that_was_told_stands_in_the_report(desk: Desk) -> None:
    document = desk.run("sixty", "good.txt", "--to", "employer", "--not-adverse", "--format", "json").json
    assert document["reader"] == {"kind": "employer", "adverse": False, "guessed": False}


# Exit codes


def test_a_bad_letter_exits_1(desk: Desk) -> None:
    desk.write("bad.txt", letter(consequence="Your Social Security number, 123456789, is in our record."))
    assert desk.run("sixty", "bad.txt").code == 1


def test_a_missing_file_exits_3_with_one_line(desk: Desk) -> None:
    done = desk.run("sixty", "gone.txt")
    assert done.code == 3
    assert done.one_line() == "gone.txt: There is no such file. Check the name and the folder.\n"


def test_wrong_front_matter_exits_3_with_one_line(desk: Desk) -> None:
    desk.write("odd.txt", f"---\nreader: boss\n---\n{letter()}")
    done = desk.run("sixty", "odd.txt")
    assert done.code == 3
    assert done.one_line().startswith("odd.txt: The front matter says `reader: boss`. Say one of: ")


def test_a_wrong_check_in_the_settings_exits_2_with_one_line(desk: Desk) -> None:
    desk.write("plainlang.toml", '[sixty-minutes.weights]\nblme = "off"\n')
    done = desk.run("sixty", "good.txt")
    assert done.code == 2
    assert done.one_line().endswith("There is no check `blme`. Did you mean `blame`?\n")


def test_a_spanish_letter_is_not_tested_and_exits_0(desk: Desk) -> None:
    spanish = "Gracias por su llamada de marzo. Hicimos el plan que pidió. Llámenos si tiene preguntas."
    desk.write("es.txt", f"Estimado señor Vell:\n\n{spanish}\n\nRuth Amsel\n")
    done = desk.run("sixty", "es.txt", "--format", "json")
    assert (done.code, done.json["verdict"]) == (0, "not-applicable")


def test_a_letter_with_a_field_left_unfilled_does_not_pass(desk: Desk) -> None:
    desk.write("bad.txt", BAD)
    assert desk.run("sixty", "bad.txt", "--kind", "letter", "--format", "json").json["verdict"] == "not-ready"


def test_a_template_is_not_tested(desk: Desk) -> None:
    desk.write("notice.txt", BAD)
    done = desk.run("sixty", "notice.txt", "--kind", "template", "--format", "json")
    assert (done.code, done.json["verdict"]) == (0, "not-applicable")


# Answers


def replies(count: int = 8, **others: str) -> str:
    """A yes to each question, but for those that `others` names by number (q1, q2 …)."""
    return "".join(f"{others.get(f'q{at}', 'yes')}\n" for at in range(1, count + 1))


@pytest.fixture
def answered(desk: Desk) -> Desk:
    """A desk at which a worker has said yes to everything."""
    assert desk.run("sixty", "good.txt", "--answer", replies=replies()).code == 0
    return desk


def test_yes_to_every_question_passes_the_letter(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "--answer", "--format", "json", replies=replies())
    assert (done.code, done.json["verdict"]) == (0, "passes")
    assert set(desk.kept["answers"].values()) == {"yes"}


@pytest.mark.parametrize(("reply", "kept"), [("no", "no"), ("n", "no"), ("s", "not sure"), ("not sure", "not sure")])
def test_any_other_answer_does_not(desk: Desk, reply: str, kept: str) -> None:
    done = desk.run("sixty", "good.txt", "--answer", "--format", "json", replies=replies(q2=reply))
    assert done.json["verdict"] == "ready-for-questions"
    assert list(desk.kept["answers"].values())[1] == kept


def test_what_is_no_answer_is_asked_again(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "--answer", "--format", "json", replies="perhaps\n" + replies())
    assert done.json["verdict"] == "passes"


def test_questions_go_to_stderr_and_the_report_to_stdout(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "--answer", "--format", "json", replies=replies())
    assert [question for question in done.json["questions"] if question not in done.err] == []


def test_replies_that_end_too_early_keep_nothing(desk: Desk) -> None:
    done = desk.run("sixty", "good.txt", "--answer", replies=replies(2))
    assert done.code not in (0, 3)
    assert "Traceback" not in done.err
    assert [path.name for path in desk.folder.iterdir()] == ["good.txt"]


def test_the_answers_hold_no_words_of_the_letter(answered: Desk) -> None:
    content = (answered.folder / "good.txt.sixty.yaml").read_text("utf-8")
    told = set(re.findall(r"[A-Z][a-z]+|[\d-]{4,}", letter())) - set(
        re.findall(r"[A-Z][a-z]+", " ".join(answered.kept["answers"]))
    )
    assert "Ortiz" in told
    assert [words for words in told if re.search(rf"\b{words}\b", content)] == []


def test_only_their_owner_may_read_the_answers(answered: Desk) -> None:
    mode = (answered.folder / "good.txt.sixty.yaml").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_kept_answers_count_in_the_next_run(answered: Desk) -> None:
    assert answered.verdict() == "passes"


def test_kept_answers_count_in_check(answered: Desk) -> None:
    (report,) = answered.run("check", "good.txt", "--format", "json").json["letters"]
    assert report["sixty_minutes"]["verdict"] == "passes"


def test_a_letter_that_has_changed_needs_new_answers(answered: Desk) -> None:
    answered.write("good.txt", letter() + "\n")
    assert answered.verdict() == "ready-for-questions"


def test_the_name_of_who_answers_is_kept_when_given(desk: Desk) -> None:
    desk.run("sixty", "good.txt", "--answer", "--who", "R. Amsel", replies=replies())
    assert desk.kept["who"] == "R. Amsel"


def test_nobodys_name_is_kept_unasked(answered: Desk) -> None:
    assert "who" not in answered.kept


def test_answers_that_cannot_be_read_are_one_line(desk: Desk) -> None:
    desk.write("good.txt.sixty.yaml", "just words")
    done = desk.run("sixty", "good.txt")
    assert done.code == 2
    assert done.one_line().startswith("good.txt.sixty.yaml: These answers cannot be read.")


def test_a_letter_that_is_not_tested_asks_nothing(desk: Desk) -> None:
    desk.write("short.txt", "Dear Mr. Vell,\n\nThank you for your call.\n")
    done = desk.run("sixty", "short.txt", "--answer", replies=replies())
    assert done.code == 2
    assert "nothing to ask" in done.one_line()


# Within check


def test_check_shows_the_verdict(desk: Desk) -> None:
    assert "60 Minutes test: " in desk.run("check", "good.txt").out


def test_check_leaves_the_test_out_when_told(desk: Desk) -> None:
    done = desk.run("check", "good.txt", "--no-sixty-minutes", "--format", "json")
    (report,) = done.json["letters"]
    assert report["sixty_minutes"] == {"verdict": "not-applicable", **{part: [] for part in PARTS}}
    assert "60 Minutes" not in desk.run("check", "good.txt", "--no-sixty-minutes").out


def test_the_verdict_does_not_change_the_exit_code_of_check(desk: Desk) -> None:
    desk.write(
        "bad.txt", letter(ours="I will write by June 20, 2025. Our fax is 614-555-018. He lives at 9 Elm Street.")
    )
    done = desk.run("check", "bad.txt", "--format", "json")
    (report,) = done.json["letters"]
    assert report["sixty_minutes"]["verdict"] == "not-ready"
    assert {finding["level"] for finding in report["findings"]} <= {"note"}
    assert done.code == 0


def test_wrong_front_matter_of_one_letter_does_not_stop_the_others(desk: Desk) -> None:
    desk.write("odd.txt", f"---\nadverse: perhaps\n---\n{letter()}")
    done = desk.run("check", "odd.txt", "good.txt", "--format", "json")
    assert done.code == 3
    assert done.err == "odd.txt: The front matter says `adverse: perhaps`. Say yes or no.\n"
    odd, good = done.json["letters"]
    assert odd["error"]["code"] == "front-matter"
    assert good["sixty_minutes"]["verdict"] == "ready-for-questions"


def test_a_template_has_no_verdict_in_check(desk: Desk) -> None:
    desk.write("notice.txt", BAD)
    (report,) = desk.run("check", "notice.txt", "--format", "json").json["letters"]
    assert (report["kind"], report["sixty_minutes"]["verdict"]) == ("template", "not-applicable")

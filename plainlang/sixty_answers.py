"""A worker's answers to the questions of the 60 Minutes test, kept in a small file beside the letter.

The file holds the questions and the answers, and a digest of the letter they were given for; no words of the letter.
Once the letter changes, the answers no longer count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

import yaml

from plainlang.errors import ConfigError
from plainlang.writing import write_atomically

SUFFIX = ".sixty.yaml"
Reply = Literal["yes", "no", "not sure"]
REPLIES: tuple[str, ...] = get_args(Reply)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered on one letter. who and when are empty where the person left them out."""

    digest: str
    replies: Mapping[str, str]
    who: str = ""
    when: str = ""

    def are_yes(self, data: bytes, questions: Sequence[str]) -> bool:
        """True when each of these questions was answered with yes, for exactly these bytes."""
        return self.digest == digest_of(data) and all(self.replies.get(question) == "yes" for question in questions)


def beside(letter: str) -> Path:
    """Where the answers on a letter are kept: letter.txt -> letter.txt.sixty.yaml."""
    return Path(f"{letter}{SUFFIX}")


def digest_of(data: bytes) -> str:
    """A fingerprint of a letter's bytes that tells nothing about its words."""
    return hashlib.sha256(data).hexdigest()


def load_answers(letter: str) -> Answers | None:
    """The answers kept beside a letter; None when there are none.

    Raises ConfigError when the file is no such file.
    """
    path = beside(letter)
    if not path.is_file():
        return None
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        replies = {str(question): str(reply) for question, reply in content["answers"].items()}
        return Answers(str(content["letter"]), replies, str(content.get("who", "")), str(content.get("when", "")))
    except (yaml.YAMLError, UnicodeDecodeError, OSError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(str(path), "These answers cannot be read.", "Delete the file and answer again.") from error


def save_answers(letter: str, answers: Answers) -> Path:
    """Writes the answers beside the letter, readable by their owner alone. Raises UsageError when that fails."""
    content = {"letter": answers.digest, "answers": dict(answers.replies)}
    if answers.who:
        content["who"] = answers.who
    if answers.when:
        content["when"] = answers.when
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    path = beside(letter)
    write_atomically(path, text.encode())
    return path


def now() -> str:
    """This moment, to the minute, in local time."""
    return datetime.now().astimezone().isoformat(timespec="minutes")

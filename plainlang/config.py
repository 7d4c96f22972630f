"""The configuration: the nearest plainlang.toml or [tool.plainlang], every wrong key explained."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StrictBool,
    StrictFloat,
    StrictInt,
    ValidationError,
    model_validator,
)

from plainlang.errors import ConfigError
from plainlang.finding import Finding, Level

RuleId = Literal[
    "acronym",
    "screen-name",
    "form-number",
    "legal-term",
    "program-term",
    "complex-word",
    "wordy-phrase",
    "passive",
    "reading-grade",
]
"""The rules a configuration may name; a test holds `rules.RULES` to this list."""
RULE_IDS: tuple[str, ...] = get_args(RuleId)
CheckId = Literal[
    "unfilled-placeholder",
    "required-parts",
    "private-facts",
    "dated",
    "reachable",
    "same-name",
    "real-dates",
    "deadline-ahead",
    "sums",
    "consistent-facts",
    "contact-format",
    "enclosures",
    "as-of",
    "promise",
    "promise-for-others",
    "one-name-for-one-thing",
    "main-message-first",
    "what-happened",
    "why",
    "reader-next-step",
    "our-next-step",
    "contact-person",
    "open-question",
    "right-to-disagree",
    "consequence-with-way-out",
    "help-offered",
    "how-to-respond",
    "referral-follow-up",
    "language-line",
    "accessibility-line",
    "greeting-by-name",
    "person-not-number",
    "you-and-we",
    "understanding",
    "thanks",
    "apology",
    "blame",
    "passing-the-buck",
    "threat",
    "scolding",
    "respectful-labels",
    "fair-to-both",
    "talking-down",
    "says-what-can-be-done",
    "warm-close",
    "shouting",
    "plain-words",
    "easy-to-read",
    "short-sentences",
    "active-voice",
]
"""The checks a configuration may name; a test holds `checks.CHECKS` to this list."""
CHECK_IDS: tuple[str, ...] = get_args(CheckId)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Waiver(_Strict):
    """Findings that are accepted: of a rule, of certain words, or both; always with a reason."""

    reason: str = Field(min_length=3)
    rule: RuleId | None = None
    words: str | None = None
    path: str | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.rule or self.words or self.path):
            raise ValueError("a waiver names a `rule`, `words` or a `path`")
        return self

    def covers(self, path: str, words: str, finding: Finding, today: date) -> bool:
        """True when this waiver, on the day `today`, accepts the finding that reads `words`."""
        if self.until is not None and today > self.until:
            return False
        if self.path is not None and not fnmatch(path, self.path) and not fnmatch(Path(path).name, self.path):
            return False
        if self.words is not None and _even(words) != _even(self.words):
            return False
        return self.rule is None or self.rule == finding.rule


def _even(words: str) -> str:
    return " ".join(words.split()).lower()


class SixtyMinutesSettings(_Strict):
    """What a project may set for the 60 Minutes test, in the table [sixty-minutes].

    threshold: the score each part needs, of 100 (the rubric starts at 80). weights: check id -> gate, major, minor
    or off. protected: wording the law fixes; the tone of these words is not judged. phones, hours: the agency's
    own; a letter that gives other ones is asked about. team_name: stands for a person where workers give no names.
    required: kind of letter -> words that each such letter has to hold; the kind is found by its subject line.
    """

    threshold: StrictInt = Field(default=80, ge=0, le=100)
    weights: dict[CheckId, Literal["gate", "major", "minor", "off"]] = Field(default_factory=dict)
    protected: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    hours: str = ""
    team_name: str = Field(default="", alias="team-name")
    required: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def off(self) -> frozenset[str]:
        """The checks that are switched off."""
        return frozenset(check for check, weight in self.weights.items() if weight == "off")

    def weight_of(self, check: str) -> str | None:
        """The weight the project gives a check; None where it gives none."""
        return next((weight for name, weight in self.weights.items() if name == check), None)


class Settings(_Strict):
    """What a project may set.

    glossary: layers laid over the built-in one, as paths relative to the configuration file.
    grade_limit: the highest reading grade a letter may have. rules: rule id -> false, or another level.
    strict: marks ordinary words (must, issue, notice) as well. baseline: the file of the findings that are known
    already, as a path relative to the configuration file.
    """

    glossary: tuple[str, ...] = ()
    grade_limit: StrictInt | StrictFloat | None = Field(default=None, alias="grade-limit", gt=0, lt=30)
    fail_on: Literal["must", "should", "note", "never"] = Field(default="should", alias="fail-on")
    rules: dict[RuleId, StrictBool | Level] = Field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    strict: bool = False
    baseline: str | None = Field(default=None, min_length=1)
    sixty_minutes: SixtyMinutesSettings = Field(default_factory=SixtyMinutesSettings, alias="sixty-minutes")
    _folder: Path = PrivateAttr(default=Path())

    def layers(self) -> tuple[Path, ...]:
        """The glossary layers as paths that can be opened."""
        return tuple(self._folder / layer for layer in self.glossary)

    @property
    def folder(self) -> Path:
        """The folder of the configuration file; the current one when there is none."""
        return self._folder

    def baseline_file(self) -> Path | None:
        """The baseline as a path that can be opened; None when the settings name none."""
        return None if self.baseline is None else self._folder / self.baseline

    def level_of(self, rule: str, level: Level) -> Level | None:
        """The level a finding of `rule` gets; None when the rule is switched off."""
        setting = next((value for name, value in self.rules.items() if name == rule), True)
        if isinstance(setting, Level):
            return setting
        return level if setting else None


def load_settings(path: Path | None) -> Settings:
    """The settings of a configuration file; the defaults when there is none.

    Raises ConfigError that names the file, the key and what may stand there.
    """
    if path is None:
        return Settings()
    try:
        content: Any = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(str(path), "There is no such configuration file.", "Check the path.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), "The configuration cannot be read.", "Save it as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), f"This is not valid TOML: {error}.", "Correct that line.") from error
    if path.name == "pyproject.toml":
        tools = content.get("tool", {})
        content = tools.get("plainlang", {}) if isinstance(tools, dict) else None
    if not isinstance(content, dict):
        raise ConfigError(str(path), "`tool.plainlang` is no table.", "Write [tool.plainlang] and the keys below it.")
    try:
        settings = Settings.model_validate(content)
    except ValidationError as error:
        raise _explained(path, error) from error
    settings._folder = path.parent
    return settings


def _explained(path: Path, error: ValidationError) -> ConfigError:
    first = error.errors()[0]
    place = [str(part) for part in first["loc"] if part not in ("[key]", "int", "float")]
    key = ".".join(place)
    if first["type"] == "extra_forbidden":
        names = _keys(_TABLES.get(place[0], Settings) if len(place) > 1 else Settings)
        return ConfigError(str(path), f"There is no key `{key}`.", _meant(place[-1], names, "keys"))
    if place[0] == "rules" and first["type"] == "literal_error":
        return ConfigError(str(path), f"There is no rule `{place[1]}`.", _meant(place[1], RULE_IDS, "rules"))
    if place[:2] == ["sixty-minutes", "weights"] and "[key]" in first["loc"]:
        return ConfigError(str(path), f"There is no check `{place[2]}`.", _meant(place[2], CHECK_IDS, "checks"))
    if place[0] == "rules" and len(place) > 1:
        return ConfigError(
            str(path), f"`rules.{place[1]}` is neither true or false nor a level.", "Write false, must, should or note."
        )
    said = "Input should be a valid number" if key == "grade-limit" and "type" in first["type"] else first["msg"]
    return ConfigError(str(path), f"`{key}`: {said}.", "Correct this key.")


def _meant(word: str, names: Sequence[str], what: str) -> str:
    near = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"The {what} are {', '.join(names)}."


_TABLES: Mapping[str, type[BaseModel]] = {"waivers": Waiver, "sixty-minutes": SixtyMinutesSettings}


def _keys(table: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in table.model_fields.items()]

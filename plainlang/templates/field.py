"""What `fields.yaml` holds: what a letter is for, and every field that is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, RootModel, model_validator
from pydantic import Field as Key

Type = Literal["text", "lines", "date", "money", "number", "phone", "yes-no", "choice", "list", "rows"]
Text = Annotated[str, Key(min_length=1)]
Name = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_]*$")]
Reader = Literal["parent-who-pays", "parent-who-receives", "employer", "other"]
_SIMPLE = ("text", "date", "money", "number", "phone", "yes-no", "choice")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Field(_Model):
    """One thing to fill in.

    type: how it is read and how it is printed; docs/letters.md tells each. choices: for a choice, what it may be.
    columns: for rows, the fields of each row. A field that is not required counts as no where it is left out.
    after, not_after: for a date, another date of the letter that it has to be later than, or may be no later than.
    above_zero: for money and numbers. oldest_first: for rows, which are put in order by their first date.
    """

    type: Type
    meaning: Text
    example: object
    required: bool = True
    choices: tuple[Text, ...] = ()
    columns: Mapping[Name, Field] = {}
    after: Name | None = None
    not_after: Name | None = None
    above_zero: bool = False
    oldest_first: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Field:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("`choices` stands with the type choice, and only there")
        if (self.type == "rows") != bool(self.columns):
            raise ValueError("`columns` stands with the type rows, and only there")
        if any(column.type not in _SIMPLE for column in self.columns.values()):
            raise ValueError("a column holds one simple value")
        if (self.after or self.not_after) and self.type != "date":
            raise ValueError("`after` and `not_after` stand with the type date, and only there")
        if self.above_zero and self.type not in ("money", "number"):
            raise ValueError("`above_zero` stands with the types money and number, and only there")
        if self.oldest_first and self.date_column is None:
            raise ValueError("`oldest_first` stands with rows that have a date")
        return self

    @property
    def date_column(self) -> str | None:
        """The first of its columns that holds a date."""
        return next((name for name, column in self.columns.items() if column.type == "date"), None)


class About(_Model):
    """One letter: its title, when to send it, and who reads it.

    reader: several where the letter goes to both parents; then each sample says its own. adverse: it takes something
    away or says no; left out where that hangs on the sample, or the test is to guess.
    """

    title: Text
    send: Text
    reader: tuple[Reader, ...] = Key(min_length=1)
    adverse: bool | None = None
    fields: Mapping[Name, Field]


class Shared(_Model):
    """The fields of the parts that letters share."""

    fields: Mapping[Name, Field]


class Contents(RootModel[Mapping[Text, tuple[Text, ...]]]):
    """Titles of groups, each with the names of its letters."""


class Sample(_Model):
    """One case that a letter is tried on. about: what is special in it. reader: where the letter has several."""

    about: Text
    reader: Reader | None = None
    adverse: bool | None = None
    fields: Mapping[str, object]


class Before(_Model):
    """The faults that `before.txt` was written with: words that a rule has to mark, checks that have to fail."""

    words: tuple[Text, ...] = Key(min_length=1)
    checks: tuple[Text, ...] = Key(min_length=1)

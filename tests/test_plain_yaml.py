"""Where a fault of a YAML file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from plainlang.errors import ConfigError
from plainlang.plain_yaml import load_yaml

QUOTE = "a quotation mark is opened and not closed. Close it."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a: 1\nname: "Dana\nb: 2\n', f"x.yaml:2: This is not valid YAML: {QUOTE}"),
        ('a: 1\nname: "Dana\nb: 2\nc: "x"\n', f"x.yaml:2: This is not valid YAML: {QUOTE}"),
        ("a: 'Dana\nb: 1\nc: it's\n", f"x.yaml:1: This is not valid YAML: {QUOTE}"),
        ('a: "two\n  lines"\nb: c: d\n', "x.yaml:3: This is not valid YAML: a colon stands inside a text."),
        ('a: "x"\nb: [1, 2\nc: 3\n', "x.yaml:3: This is not valid YAML: a list is opened and not closed."),
    ],
)
def test_a_quote_left_open_is_told_where_it_opens(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_yaml(Path("x.yaml"), text.encode(), what="file")
    assert str(caught.value).startswith(said)
    assert "Dana" not in str(caught.value)

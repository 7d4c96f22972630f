"""The docs say what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from plainlang.cli import app
from plainlang.config import Settings, SixtyMinutesSettings, Waiver
from plainlang.glossary.entry import Entry

ROOT = Path(__file__).resolve().parent.parent


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/build_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert names
    assert [name for name in names if f"plainlang {name}" not in readme and f" {name} " not in readme] == []


def test_every_key_of_an_entry_is_explained() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [key for key in Entry.model_fields if f"`{key}`" not in page] == []


def test_settings_of_the_readme_are_valid() -> None:
    import tomllib

    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert block
    settings = Settings.model_validate(tomllib.loads(block[1]))
    assert isinstance(settings.waivers[0], Waiver)


def test_the_glossary_entry_of_the_readme_is_valid() -> None:
    from plainlang.glossary.parse import parse_file

    for page in ("README.md", "docs/glossary.md"):
        text = (ROOT / page).read_text("utf-8")
        for block in re.findall(r"```yaml\n(kind:.*?)```", text, re.DOTALL):
            assert parse_file(Path(page), block.encode()).entries


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_setting_of_the_60_minutes_test_is_explained() -> None:
    import tomllib

    page = (ROOT / "docs" / "sixty_minutes.md").read_text("utf-8")
    keys = [field.alias or name for name, field in SixtyMinutesSettings.model_fields.items()]
    assert [key for key in keys if f"| `{key}` |" not in page] == []
    block = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert block
    content = tomllib.loads(block[1])
    assert set(content["sixty-minutes"]) == set(keys)
    Settings.model_validate(content)

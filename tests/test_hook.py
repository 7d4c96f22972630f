"""The hooks with the real git and pre-commit, set up by the files that docs/hook.md shows, used as they stand there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from plainlang import __version__
from plainlang.config import Settings
from plainlang.readers.table import READERS, SUFFIXES, TEMPLATE_SUFFIXES, is_letter
from plainlang.templates.library import built_in
from tests.here import environment, run_here

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "hook.md").read_text("utf-8")
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
BUILDERS = ("hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers")
"""What builds plainlang where nothing may be fetched."""

BAD = "Dear Ms. Lane,\n\nYour arrears are $200.\n\nThank you for your call on March 12.\n"
MENDED = BAD.replace("arrears are", "past-due support is")
ENTRY = """\
kind: screen-name
entries:
  - term: PAYR
    pos: noun
    level: must
    say: [your payment record]
    source: Hartwell County office list, 2026
    examples:
      - flag: "We looked at [[PAYR]] today."
      - pass: "We looked at your payment record today."
"""


def _blocks(language: str, first: str = "") -> list[str]:
    """The page's blocks in a language whose first line is this comment."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return [block for block in blocks if not first or block.startswith(f"# {first}\n")]


(WHOLE,) = _blocks("yaml", ".pre-commit-config.yaml")
ARGS, ORDERED, CI = _blocks("yaml", "part of .pre-commit-config.yaml")
WORKFLOWS = [*_blocks("yaml", ".github/workflows/letters.yml"), *_blocks("yaml", ".github/workflows/letters-scan.yml")]
SEEN, SLIP = (block for block in _blocks("text") if "hook id" in block)
REPO: dict[str, Any] = yaml.safe_load(WHOLE)["repos"][0]
MANIFEST = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


class Office(NamedTuple):
    """A repository of letters with the hooks of the page."""

    folder: Path
    env: dict[str, str]

    def commit(self, files: dict[str, str], *options: str) -> tuple[int, str]:
        """Writes the files and commits them: the exit code, and what a person sees."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, "utf-8")
        _sure(["git", "add", "--all"], self.folder, self.env)
        return _call(["git", "commit", "--quiet", "-m", "Letters", *options], self.folder, self.env)

    def run(self, *args: str) -> tuple[int, str]:
        return _call([*PRE_COMMIT, "run", *args], self.folder, self.env)


def _call(args: list[str], folder: Path, env: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(args, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def _sure(args: list[str], folder: Path, env: dict[str, str]) -> str:
    code, said = _call(args, folder, env)
    assert code == 0, said
    return said


@pytest.fixture(scope="session")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home in which the address on the page is a copy of this project, and in which the hooks are installed."""
    home = tmp_path_factory.mktemp("hook-home")
    env = environment(home) | {"PRE_COMMIT_HOME": str(home / "pre-commit"), "GIT_CONFIG_NOSYSTEM": "1"}
    (home / ".gitconfig").write_text(
        f'[user]\nname = Dana Poole\nemail = dana@example.org\n[url "{_project(home, env).as_uri()}"]\n'
        f"insteadOf = {REPO['repo']}\n"
    )
    (home / "builders").mkdir()
    for name in BUILDERS:
        for part in {Path(file).parts[0] for file in metadata.files(name) or ()} - {".."}:
            (home / "builders" / part).symlink_to(metadata.distribution(name).locate_file(part))
    # 0 is right: for this one option, pip takes the variable for the value of `build_isolation` (pypa/pip#5735)
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    build = env | offline | {"VIRTUALENV_NO_PERIODIC_UPDATE": "1", "PYTHONPATH": str(home / "builders")}
    _sure([*PRE_COMMIT, "install-hooks"], _repository(home / "first", env), build)
    (site,) = (home / "pre-commit").glob("repo*/py_env-*/lib/python*/site-packages")
    # A path in a .pth file is only added to sys.path; the .pth files in there (the editable install) are not read.
    ours = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (site / "dependencies.pth").write_text("\n".join(ours) + "\n")
    return env


def _project(home: Path, env: dict[str, str]) -> Path:
    """A copy of what would be committed of this project, as a repository with the tag that the page names."""
    copy = home / "project"
    names = _sure(["git", "ls-files", "-co", "--exclude-standard", "-z"], ROOT, env).split("\0")
    for name in names:
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    who = env | {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for call in ("init --quiet", "add --all", "commit --quiet --message=Copy", f"tag {REPO['rev']}"):
        _sure(["git", *call.split()], copy, who)
    return copy


def _repository(folder: Path, env: dict[str, str]) -> Path:
    folder.mkdir()
    (folder / ".pre-commit-config.yaml").write_text(WHOLE)
    _sure(["git", "init", "--quiet"], folder, env)
    return folder


@pytest.fixture
def office(tmp_path: Path, env: dict[str, str]) -> Office:
    """Old letters were committed before the hook was installed: one with an old word, one that cannot be read."""
    office = Office(_repository(tmp_path / "office", env), env)
    old = {"letters/old.md": BAD, "letters/broken.docx": "This is no Word file.\0", "README.md": "Your arrears.\n"}
    assert office.commit(old) == (0, "")
    _sure([*PRE_COMMIT, "install"], office.folder, env)
    return office


def test_a_bad_letter_is_stopped_and_a_mended_one_passes(office: Office) -> None:
    code, said = office.commit({"letters/notice.md": BAD})
    assert code == 1
    assert SEEN in said  # what the page shows: file, line, plain word, and that one letter was read
    code, said = office.commit({"letters/notice.md": MENDED, "README.md": "Your arrears again.\n"})
    assert (code, re.findall(r"Passed|Failed|Skipped", said)) == (0, ["Passed", "Skipped", "Skipped"])
    # the old ones were not read: whoever reads them says so
    code, said = office.run("plainlang", "--all-files")
    assert (code, "letters/old.md" in said, "letters/broken.docx: " in said) == (1, True, True)
    assert "README" not in said


def test_a_bad_template_is_stopped_and_a_mended_one_passes(office: Office) -> None:
    code, said = office.commit({"letters/notice.md.j2": f"{{% if due %}}\n{BAD}{{% endif %}}\n"})
    assert code == 1
    assert "letters/notice.md.j2" in said
    assert re.search(r"line 4, column 6\n.*\n.*\n +must change +arrears are → past-due support is", said)
    assert "1 letter checked" in said
    code, said = office.commit({"letters/notice.md.j2": f"{{% if due %}}\n{MENDED}{{% endif %}}\n"})
    assert (code, re.findall(r"Passed|Failed|Skipped", said)) == (0, ["Passed", "Skipped", "Passed"])


def test_a_bad_entry_is_stopped_and_a_mended_one_passes(office: Office) -> None:
    code, said = office.commit({"our-words.yaml": ENTRY.replace("noun", "nuon"), "other.yaml": "a: [1]\n"})
    assert code == 1
    assert "our-words.yaml:4: `pos` cannot be `nuon`. Did you mean `noun`?" in said
    assert "1 fault" in said
    code, said = office.commit({"our-words.yaml": ENTRY})
    assert (code, re.findall(r"Passed|Failed|Skipped", said)) == (0, ["Skipped", "Passed", "Skipped"])


def test_a_slip_in_a_library_is_stopped_and_a_mended_one_passes(office: Office) -> None:
    ours = office.folder / "our_letters"
    shutil.copytree(built_in().folder, ours)
    known = yaml.safe_load((ours / "office.yaml").read_text("utf-8"))
    told = {name: value if name in ("office_name", "office_phone") else _other(value) for name, value in known.items()}
    (ours / "office.yaml").write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    assert office.commit({}, "--no-verify") == (0, "")
    letter = (ours / "license" / "letter.md.j2").read_text("utf-8")
    assert "{{ reader_greeting }}" in letter
    code, said = office.commit(
        {"our_letters/license/letter.md.j2": letter.replace("reader_greeting", "reader_greetin")}
    )
    assert code == 1
    assert SLIP in said
    code, said = office.commit({"our_letters/license/letter.md.j2": f"{letter}\n"})
    assert (code, re.findall(r"Passed|Failed|Skipped", said)) == (0, ["Skipped", "Skipped", "Passed"])
    (ours / "license" / "samples" / "ordinary.yaml").unlink()
    code, said = office.commit({"our_letters/license/letter.md.j2": letter})
    assert (code, "A letter needs two samples or more" in said) == (1, True)


def _other(value: object) -> object:
    """A value of another office."""
    if isinstance(value, list):
        return ["1 Elm Road"]
    return "740-555-0123" if re.fullmatch(r"[\d-]+", str(value)) else f"New {value}"


def test_the_other_settings_of_the_page(office: Office) -> None:
    hooks = [*yaml.safe_load(ARGS), *yaml.safe_load(ORDERED)]
    config = yaml.safe_dump({"repos": [REPO | {"hooks": hooks}], **yaml.safe_load(CI)})
    letters = {"letters/formal.md": MENDED.replace("Thank you", "Pursuant to"), "letters/old/notice.md": BAD}
    words = {
        "state-words.yaml": "kind: acronym\ncommon: [PAYR]\n",
        "office-words.yaml": "kind: acronym\nremove: [PAYR]\n",
    }
    code, said = office.commit({".pre-commit-config.yaml": config} | letters | words)
    assert (code, re.findall(r"Passed|Failed|Skipped", said)) == (0, ["Passed", "Passed"])
    picture = {"letters/picture.png": "\x89", "office-words.yaml": words["office-words.yaml"].replace("PAYR", "PAYX")}
    code, said = office.commit({"letters/notice.md": BAD} | picture)
    assert code == 1
    assert "1 letter checked: 1 must change" in said
    assert "office-words.yaml:2: `remove` names 'PAYX'" in said


def test_with_a_baseline_only_new_words_stop_a_commit(office: Office) -> None:
    (line,) = (line for block in _blocks("sh") for line in block.splitlines() if line.startswith("plainlang baseline"))
    (settings,) = (block for block in _blocks("toml") if block.startswith("baseline"))
    (office.folder / "letters" / "broken.docx").unlink()
    code, _, told = run_here(shlex.split(line)[1:], folder=office.folder, env=office.env)
    assert code == 0, told
    code, said = office.commit({"plainlang.toml": settings, "letters/old.md": f"{BAD}\nCall us.\n"})
    assert (code, re.findall(r"Passed|Failed|Skipped", said)) == (0, ["Passed", "Skipped", "Skipped"])
    code, said = office.commit({"letters/old.md": f"{BAD}\nThe obligor called us.\n"})
    assert (code, "obligor →" in said, "arrears" in said) == (1, True, False)


def test_no_progress_bar_gets_into_what_the_hook_says(office: Office) -> None:
    names = [f"letters/{number}.md" for number in range(25)]
    office.commit(dict.fromkeys(names, BAD), "--no-verify")
    _, said = office.run("plainlang", "--color=always", "--files", *names)
    assert "25 letters checked" in said
    assert "Reading letters" not in said


def test_pre_commit_accepts_our_files() -> None:
    for kind, file in (("manifest", ".pre-commit-hooks.yaml"), ("config", ".pre-commit-config.yaml")):
        assert _call([*PRE_COMMIT, f"validate-{kind}", file], ROOT, dict(os.environ)) == (0, "")


def test_the_page_names_this_version() -> None:
    assert REPO["rev"] == f"v{__version__}"
    assert {hook["id"] for hook in REPO["hooks"]} == set(MANIFEST)


FOUND = [f"letters/Notice 2.b{suffix}" for suffix in SUFFIXES]
TEMPLATES = [f"notice{inner}{outer}" for inner in ("", *SUFFIXES, ".py", ".2") for outer in TEMPLATE_SUFFIXES]
OTHERS = [
    "a.yaml",
    "a.png",
    "a.docx.bak",
    "txt",
    "a.md/b.py",
    "before.txt",
    "x/before.txt",
    "x/Before.txt",
    "x/not-before.txt",
    ".a.md",
    "x/.a.md",
    ".github/a.md",
    "x/.y/a.md",
    "~$a.docx",
]


@pytest.mark.parametrize("name", [*FOUND, *map(str.upper, FOUND), *TEMPLATES, *OTHERS])
def test_the_hook_takes_what_a_folder_gives(name: str) -> None:
    """Also when somebody sets one of `files` and `exclude` for folders."""
    parts = name.split("/")
    bad_example = parts[-1] == "before.txt"
    wanted = is_letter(name) and not bad_example and not any(part.startswith((".", "~$")) for part in parts)
    hook = MANIFEST["plainlang"]
    assert bool(re.search(hook["files"], name)) is wanted
    assert (re.search(hook["exclude"], name) is None) is wanted


def test_every_reader_has_a_suffix_that_the_hook_takes() -> None:
    """Content tells some readers; a suffix must tell each, or the hook would never see such a letter."""
    assert set(SUFFIXES.values()) | {"jinja"} == set(READERS)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("our-words.yaml", True),
        ("x/glossary/a.yml", True),
        ("glossary.yaml", True),
        ("passwords.yaml", False),
        (".pre-commit-config.yaml", False),
        ("letters/words.md", False),
    ],
)
def test_the_glossary_hook_takes_word_lists(name: str, wanted: bool) -> None:
    assert bool(re.search(MANIFEST["plainlang-glossary"]["files"], name)) is wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("office.yaml", True),
        ("ours/shared/fields.yaml", True),
        ("ours/license/letter.md.j2", True),
        ("ours/license/samples/ordinary.yaml", True),
        ("ours/license/before.txt", True),
        ("ours/license/README.md", False),
        ("our-office.yaml", False),
        ("letters/notice.html.j2", False),
    ],
)
def test_the_templates_hook_takes_files_of_a_library(name: str, wanted: bool) -> None:
    assert bool(re.search(MANIFEST["plainlang-templates"]["files"], name)) is wanted


def test_our_own_hooks_read_all_our_pages() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    own = {hook["id"]: hook for hook in config["repos"][0]["hooks"]}
    pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{page.name}" for page in ROOT.glob("docs/*.md"))]
    assert [page for page in pages if not re.search(own["plainlang"]["files"], page)] == []
    for name, hook in MANIFEST.items():
        assert own[name]["entry"].startswith(hook["entry"].removesuffix(" --changed"))  # ours always takes all


@pytest.mark.parametrize("block", _blocks("toml"))
def test_settings_of_the_page_are_valid(block: str) -> None:
    import tomllib

    Settings.model_validate(tomllib.loads(block))


@pytest.mark.parametrize("text", WORKFLOWS, ids=["notes", "code scanning"])
def test_workflow_is_careful(text: str) -> None:
    work = yaml.safe_load(text)
    (job,) = work["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"(actions|github)/[\w/-]+@v\d+", name)] == []
    assert work["permissions"] == {"contents": "read"}
    asked = {"contents": "read", "actions": "read", "security-events": "write"}
    assert job.get("permissions", work["permissions"]).items() <= asked.items()
    assert f"pip install git+{REPO['repo']}@{REPO['rev']}" in [step.get("run") for step in job["steps"]]


@pytest.mark.parametrize("text", WORKFLOWS, ids=["notes", "code scanning"])
def test_command_of_a_workflow_does_its_work(text: str, tmp_path: Path) -> None:
    (job,) = yaml.safe_load(text)["jobs"].values()
    (line,) = (step["run"] for step in job["steps"] if step.get("run", "").startswith("plainlang "))
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "notice.md").write_text(BAD)
    code, said, _ = run_here(shlex.split(line)[1:], folder=tmp_path, env=environment(tmp_path / "home"))
    uploads = [step["with"]["sarif_file"] for step in job["steps"] if "upload-sarif" in step.get("uses", "")]
    if not uploads:
        assert (code, said.startswith("::error file=letters/notice.md,line=3,")) == (1, True)
        return
    (log,) = json.loads((tmp_path / uploads[0]).read_text())["runs"]
    assert (code, said) == (0, "")
    assert log["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert "Lane" not in (tmp_path / uploads[0]).read_text()

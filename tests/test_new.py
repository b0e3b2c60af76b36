"""``pnsi18n new``: a clinic's own project, whole or not at all, that works at once."""

from __future__ import annotations

import errno
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from clinic import edit, git, snapshot, write
from conftest import PROGRAM, ROOT
from typer.testing import CliRunner, Result

from pnsi18n.adapters.cldr import language, registry
from pnsi18n.cli.app import app

STARTER = ROOT / "src" / "pnsi18n" / "starter"


def pnsi18n(*words: str | Path) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """Return the folder of a new project."""
    folder = tmp_path / "clinic"
    assert pnsi18n("new", folder).exit_code == 0
    return folder


def test_it_writes_the_starter_and_nothing_else(clinic: Path) -> None:
    """File for file, with no temporary folder left."""
    assert snapshot(clinic) == snapshot(STARTER)
    assert [path.name for path in clinic.parent.iterdir()] == ["clinic"]


def test_the_next_commands_work_at_once(clinic: Path) -> None:
    """As ``new`` itself names them; what is left to say is that nobody has translated or signed."""
    for words in (["extract"], ["init", "es"], ["validate"], ["extract", "--check"]):
        done = pnsi18n("-C", clinic, *words)
        assert done.exit_code == 0, done.output
    told = pnsi18n("-C", clinic, "validate").stdout
    spoken = {line.split(": ")[2][:5] for line in told.splitlines() if ": warning: " in line or ": note: " in line}
    assert spoken == {"ST101", "ST111", "ST112", "SR112"}


def test_it_prints_english_and_spanish_drafts(clinic: Path) -> None:
    """On the papers that the settings name; the English fits where its own settings say."""
    for words in (["extract"], ["init", "es"], ["build", "--jobs", "1"]):
        assert pnsi18n("-C", clinic, *words).exit_code == 0
    sheets = sorted(path.name for path in clinic.glob("output/reach-us/*/*.standard.*.pdf"))
    assert sheets == [
        f"reach-us.{locale}.standard.{paper}.pdf" for locale in ("en", "es") for paper in ("a4", "letter")
    ]


def test_a_language_can_be_printed_before_its_first_message_is_translated(clinic: Path) -> None:
    """In every script that says its text by a layer: English lines above the mark of that language say theirs, too."""
    known = [one for one in map(language, registry()) if one and one.text_layer and not one.pseudo]
    locales = [one.locale for one in known]
    kinds = ["--kind", "standard", "--kind", "bilingual"]
    edit(clinic / "pyproject.toml", '["es"]', '["ar"]')
    for words in (["extract"], ["init", *locales], ["build", "--paper", "letter", *kinds]):
        done = pnsi18n("-C", clinic, *words)
        assert done.exit_code == 0, done.output
    assert len(list(clinic.glob("output/reach-us/*/*.bilingual.letter.pdf"))) == len(locales) > 10


def test_every_command_of_its_readme_is_one(clinic: Path) -> None:
    """A translator types what stands there."""
    blocks = (clinic / "README.md").read_text(encoding="utf-8").split("```sh\n")[1:]
    commands = [line.split("#")[0].split()[1:] for block in blocks for line in block.split("```")[0].splitlines()]
    assert commands[0] == ["init", "&&", "git", "add", ".", "&&", "git", "commit", "-m", '"A', "new", 'project"']
    assert commands[1:] == [["extract"], ["update"], ["init", "es"], ["validate"], ["build"], ["status"]]
    for words in commands[1:]:
        done = pnsi18n("-C", clinic, *words, *(["--jobs", "1"] if words == ["build"] else []))
        assert done.exit_code == 0, done.output


def test_the_release_policy_is_the_one_that_holds_without_it(clinic: Path) -> None:
    """The settings only show it; whoever changes a value sees what it was."""
    from pnsi18n.adapters.configuration import read_project

    written = read_project(clinic)
    settings = clinic / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    head, _, rest = text.partition("[tool.pnsi18n.release]")
    settings.write_text(head + rest.partition("\n\n")[2], encoding="utf-8")
    assert "release" not in tomllib.loads(settings.read_text(encoding="utf-8"))["tool"]["pnsi18n"]
    assert read_project(clinic).policy == written.policy


def test_the_lines_to_uncomment_are_settings(clinic: Path) -> None:
    """Each ``# name = …`` of the settings and of the glossary can be taken as it stands."""
    for name in ("pyproject.toml", "source/glossary.toml"):
        path = clinic / name
        lines = path.read_text(encoding="utf-8").splitlines()
        examples = [line.startswith(("# [", "# keep =")) or " = " in line for line in lines]
        freed = [line.removeprefix("# ") if is_one else line for line, is_one in zip(lines, examples, strict=True)]
        path.write_text("\n".join(freed).replace("https://…", "https://clinic.example"), encoding="utf-8")
    assert pnsi18n("-C", clinic, "extract").exit_code == 0
    assert pnsi18n("-C", clinic, "init", "es").exit_code == 0
    told = pnsi18n("-C", clinic, "validate")
    assert (told.exit_code, ": error: ST101 " in told.stdout) == (1, True), told.output


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "output/sheet.pdf"])
def test_a_folder_with_files_is_left_alone(tmp_path: Path, name: str) -> None:
    """Whatever they are."""
    write(tmp_path / "clinic" / name, "mine")
    before = snapshot(tmp_path)

    result = pnsi18n("new", tmp_path / "clinic")

    assert (result.exit_code, result.stdout, snapshot(tmp_path)) == (2, "", before)
    assert "there are files in this folder already\n  hint: name a folder that is empty" in result.stderr


def test_an_empty_repository_is_filled(tmp_path: Path) -> None:
    """Somebody made it on GitHub and cloned it; they stand in it."""
    git(tmp_path, "init", "-q")
    done = subprocess.run([*PROGRAM, "new", "."], cwd=tmp_path, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert "pyproject.toml: written\n" in done.stdout
    status = git(tmp_path, "status", "--porcelain", "--untracked-files=all").split()
    assert sorted(name for name in status if name != "??") == sorted(snapshot(STARTER))


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("fails", ["os.fsync", "pathlib.Path.rename"])
def test_what_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str, *, made: bool
) -> None:
    """A disk that fills up while files are written, or while they are moved into place."""
    folder = tmp_path / "clinic"
    if made:
        folder.mkdir()
    calls = []
    rename = Path.rename

    def full(first: Any, *rest: Any) -> Path | None:  # noqa: ANN401 -- as what it stands for
        calls.append(first)
        if len(calls) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(first, *rest) if rest else None

    monkeypatch.setattr(fails, full)
    result = pnsi18n("new", folder)

    assert (result.exit_code, "the disk is full" in result.stderr) == (2, True), result.output
    assert list(tmp_path.rglob("*")) == ([folder] if made else [])


def test_a_folder_in_no_folder_and_a_file_in_the_way_are_named(tmp_path: Path) -> None:
    """One line each, and nothing is made."""
    write(tmp_path / "file", "mine")
    for folder, reason in (
        ("no/such/clinic", "there is no such file"),
        ("file", "a file stands where a folder must be"),
    ):
        result = pnsi18n("-C", tmp_path, "new", folder)
        assert (result.exit_code, result.stderr.count("error: ")) == (2, 1)
        assert f"error: {folder}: cannot be written: {reason}\n  hint: " in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]

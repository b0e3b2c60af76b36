"""A build with nothing to do is answered before anything is read, and never when there is something to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from clinic import CATALOG, Run, edit, git, write
from conftest import PROGRAM

from pnsi18n.adapters import stamps
from pnsi18n.model.edition import Job
from pnsi18n.workflows import build as building
from pnsi18n.workflows.editions import Sheet
from pnsi18n.workflows.jobs import make_job

SHEET = "output/fixture/es/fixture.es.standard.a4.pdf"
NOTHING = "nothing to do: 2 unchanged in"
# Runs a command, and says last whether anything was loaded that could print.
ASK = """\
import sys
from pnsi18n.cli.app import app
app(sys.argv[1:], standalone_mode=False)
print("pnsi18n.workflows.build" in sys.modules)
"""


# Runs what is typed, and says last whether the command line had to be read.
TYPE = """\
import sys
from pnsi18n.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("typer" in sys.modules)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is remembered in a folder of the test's own, and return the folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pnsi18n" / "builds"


@pytest.fixture
def built(spanish: Path, run: Run) -> Path:
    """Return a project that was printed, some time after it was last changed."""
    time.sleep(0.2)
    assert run("build").exit_code == 0
    return spanish


def ask(project: Path, *arguments: str) -> tuple[str, bool]:
    """Return what a build says, and whether it had to look."""
    words = [sys.executable, "-c", ASK, "-C", str(project), "build", *arguments]
    said, loaded = subprocess.run(words, capture_output=True, check=True, text=True).stdout.splitlines()
    return said, loaded == "True"


def test_a_build_with_nothing_to_do_loads_nothing(built: Path) -> None:
    """The answer is the same; so it is for another number of processes, but not for other sheets."""
    said, looked = ask(built)
    assert (said[: len(NOTHING)], looked) == (NOTHING, False)
    assert ask(built, "--jobs", "1") == (said, False)
    assert ask(built, "es")[1]


def typed(folder: Path, *words: str, **environment: str) -> tuple[str, bool]:
    """Return the last that *words* say when they are typed in *folder*, and whether they had to be read."""
    command = [sys.executable, "-c", TYPE, *words]
    done = subprocess.run(
        command, capture_output=True, check=True, text=True, cwd=folder, env={**os.environ, **environment}
    )
    *_, said, loaded = done.stdout.splitlines()
    return said, loaded == "True"


def test_the_same_words_are_not_read_twice(built: Path) -> None:
    """They are remembered with what they ask for, in their folder, for as long as the answer is the same."""
    assert typed(built, "build")[1]
    said, was_read = typed(built, "build")
    assert (said[: len(NOTHING)], was_read) == (NOTHING, False)
    assert typed(built, "build", "--jobs", "1") == (said, True)
    assert typed(built / "source", "-C", "..", "build")[1]
    assert typed(built, "build") == (said, False)
    assert typed(built, "build", SOURCE_DATE_EPOCH="1700000000")[1]
    (built / SHEET).unlink()
    assert typed(built, "build")[1]
    assert (built / SHEET).exists()


def _alter(project: Path) -> None:
    sheet = project / SHEET
    times = sheet.stat()
    content = sheet.read_bytes()
    sheet.write_bytes(content[:-2] + b" \n")  # as long as before
    os.utime(sheet, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda project: (project / SHEET).unlink(),
        lambda project: (project / "output/manifest.json").unlink(),
        lambda project: (project / "output/index.html").write_text("somebody's"),
        _alter,
        lambda project: edit(project / CATALOG, "5 días", "7 días"),
    ],
)
def test_a_build_with_something_to_do_does_it(built: Path, run: Run, change: Callable[[Path], object]) -> None:
    """What was taken away or altered is there again, and a change of the text is seen."""
    before = (built / SHEET).read_bytes()
    change(built)
    assert ask(built, "--jobs", "1")[1]
    is_wrong = "7 días" in (built / CATALOG).read_text(encoding="utf-8")
    assert ((built / SHEET).read_bytes() == before) != is_wrong
    assert "somebody" not in (built / "output/index.html").read_text()
    assert run("build").exit_code == is_wrong


def test_what_has_something_to_say_is_not_remembered(built: Path, cache: Path, run: Run) -> None:
    """An error is told by every build, not only by the first."""
    edit(built / CATALOG, "5 días", "7 días")
    time.sleep(0.2)
    (kept,) = cache.glob("*.json")
    before = kept.read_bytes()
    for _ in range(2):
        assert "CR101" in run("build").output
    assert kept.read_bytes() == before


def test_a_change_of_a_moment_ago_is_not_trusted(
    spanish: Path, cache: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next change might have the same stamp: the clock of a file system ticks slowly."""
    note = spanish / "source/fixture/note"
    note.touch()
    clock = SimpleNamespace(time_ns=lambda: note.stat().st_ctime_ns)  # however long this machine takes to begin
    monkeypatch.setattr(stamps, "time", clock)
    assert run("build").exit_code == 0
    assert not cache.exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"digest": 1}',
        "\0",
        '{"digest": "D", "content": {"sheets": 5}}',
        '{"digest": "D", "content": {"sheets": [], "parts": [[1]], "stamps": "S"}}',
    ],
)
def test_a_broken_memory_is_none(built: Path, cache: Path, content: str) -> None:
    """Then the build looks itself."""
    (kept,) = cache.glob("*.json")
    digest = json.loads(kept.read_text())["digest"]
    of_nothing = stamps.of_files([])
    assert of_nothing
    kept.write_text(content.replace('"D"', f'"{digest}"').replace('"S"', f'"{of_nothing.digest}"'))
    assert ask(built)[0].startswith(NOTHING)


def _same_size_and_date(project: Path) -> None:
    path = project / CATALOG
    times = path.stat()
    edit(path, "5 días", "7 días")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _touch(name: str) -> Callable[[Path], object]:
    def change(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("new", encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        _same_size_and_date,
        _touch("source/fixture/picture.svg"),
        _touch("source/another/handout.md"),
        _touch("source/reviewers.toml"),
        _touch("source/glossary.toml"),
        _touch("locale/es/signoff/2026-11-22-translator-0.toml"),
        _touch("locale/es/silences.toml"),
        _touch("logo.svg"),
        lambda project: edit(project / "pyproject.toml", "999", "112"),
        lambda project: git(project, "commit", "-q", "--allow-empty", "-m", "nothing"),
    ],
)
def test_every_change_that_decides_a_page_changes_the_stamps(spanish: Path, change: Callable[[Path], object]) -> None:
    """Texts, settings and what they name, sign-offs, silences, the commit."""
    edit(
        spanish / "pyproject.toml",
        'emergency_number = "999"',
        'emergency_number = "999"\nclinic = { logo = "logo.svg" }',
    )
    git(spanish, "init", "-q", "-b", "main")
    git(spanish, "commit", "-q", "--allow-empty", "-m", "first")
    before, again = stamps.of_project(spanish, "build"), stamps.of_project(spanish, "build")
    change(spanish)
    after = stamps.of_project(spanish, "build")
    assert before
    assert again
    assert after
    assert before.digest == again.digest != after.digest


def test_day_question_and_list_of_reviewers_are_in_the_stamps(
    spanish: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review ends by itself; another list of keys may trust others."""
    keys = tmp_path / "keys"
    keys.write_text("one")
    found = [stamps.of_project(spanish, "build"), stamps.of_project(spanish, "release")]
    found += [stamps.of_project(spanish, "build", [keys])]
    keys.write_text("two")
    found += [stamps.of_project(spanish, "build", [keys])]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    found += [stamps.of_project(spanish, "build")]
    assert len({one.digest for one in found if one}) == 5


def test_where_not_everything_can_be_seen_nothing_is_remembered(spanish: Path, tmp_path: Path) -> None:
    """A folder that is a link, settings that cannot be read, a project that is not there."""
    assert stamps.of_project(tmp_path / "nowhere", "build") is None
    (tmp_path / "elsewhere").mkdir()
    (spanish / "source/linked").symlink_to(tmp_path / "elsewhere")
    assert stamps.of_project(spanish, "build") is None
    (spanish / "source/linked").unlink()
    assert stamps.of_project(spanish, "build")
    (spanish / "pyproject.toml").write_text("[")
    assert stamps.of_project(spanish, "build") is None


@pytest.fixture
def library(spanish: Path, run: Run) -> Path:
    """Return a project of two handouts in Spanish and a pseudo-locale that was printed and remembered."""
    edit(spanish / "pyproject.toml", 'locales = ["es"]', 'locales = ["es"]\npseudo_locales = ["en_XA"]')
    shutil.copytree(spanish / "source/fixture", spanish / "source/second")
    assert run("extract").exit_code == 0
    shutil.copy(spanish / CATALOG, spanish / SECOND)
    assert run("init", "es").exit_code == 0
    time.sleep(0.2)
    assert run("build").exit_code == 0
    return spanish


SECOND = "locale/es/LC_MESSAGES/second.po"


def _english(project: Path) -> None:
    edit(project / "source/second/handout.md", "This text", "This sheet")


def _words(project: Path) -> None:
    """Somebody translates the page's own words."""
    page = project / "locale/es/LC_MESSAGES/page.po"
    write(page, 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\nmsgctxt "plan.name"\nmsgid "Name"\nmsgstr "Otro"\n')


def _signed(project: Path) -> None:
    words = [*PROGRAM, "-C", str(project), "signoff", "source", "--name", "Fixture Clinician", "--role", "clinician"]
    subprocess.run([*words, "--credential", "fixture, no licence", "--yes"], check=True, capture_output=True)


def _gone(project: Path) -> None:
    shutil.rmtree(project / "source/second")


def _third(project: Path) -> None:
    shutil.copytree(project / "source/fixture", project / "source/third")
    shutil.copy(project / CATALOG, project / "locale/es/LC_MESSAGES/third.po")


@pytest.mark.parametrize(
    ("change", "looked_at"),
    [
        (lambda project: edit(project / SECOND, "Este texto", "Esta hoja"), {"second/es"}),
        (_english, {"second/en", "second/es", "second/en_XA"}),
        (_words, {"fixture/es", "second/es"}),
        (_signed, {"fixture/en", "fixture/es", "fixture/en_XA", "second/en", "second/es", "second/en_XA"}),
        (_gone, None),
        (_third, {"third/en", "third/es", "third/en_XA"}),
        (_touch("source/note.md"), None),
        (lambda project: edit(project / "pyproject.toml", "911", "112"), None),
    ],
)
def test_after_a_change_only_what_it_touches_is_looked_at_and_that_is_enough(
    library: Path,
    run: Run,
    change: Callable[[Path], object],
    looked_at: set[str] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every byte is that of a build that knows nothing of an earlier one."""
    change(library)
    seen: set[str] = set()

    def spy(sheet: Sheet, versions: dict[str, str]) -> Job:
        seen.add(f"{sheet.edition.key.handout}/{sheet.edition.key.locale}")
        return make_job(sheet, versions)

    monkeypatch.setattr(building, "make_job", spy)
    first = run("build")
    assert looked_at is None or seen == looked_at, first.output
    again = run("build", "--output", str(library / "anew"))
    assert (first.exit_code, again.exit_code) == (0, 0), again.output
    assert snapshot(library / "output") == snapshot(library / "anew")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return what lies in *folder*, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""What has not changed is not read again, and what has is never missed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic import CATALOG, ENGLISH, Run, edit, git

from pnsi18n.model.finding import Excerpt, Finding, Location, Severity
from pnsi18n.workflows import batch

FORGED = "a finding that only the memory has"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is remembered in a folder of the test's own, and return the folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pnsi18n" / "verdicts"


def forge(cache: Path) -> None:
    """Put a finding into everything that is remembered: who shows it has not read the catalogs."""
    finding = Finding(
        location=Location(CATALOG, 1),
        rule_id="CR101",
        rule_name="number-changed",
        severity=Severity.ERROR,
        statement=FORGED,
        hint="none",
        locale="es",
        handout="fixture",
    )
    files = list(cache.glob("*.json"))
    assert files
    for path in files:
        content = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**content, "content": [finding]}), encoding="utf-8")


def test_unchanged_catalogs_are_not_read_again(spanish: Path, run: Run, cache: Path) -> None:
    """The second run says what the first has found."""
    assert FORGED not in run("validate", "es").stdout
    forge(cache)
    assert FORGED in run("validate", "es").stdout
    assert FORGED not in run("validate", "es", "--no-cache").stdout
    assert (spanish / CATALOG).exists()


def test_what_is_remembered_is_what_was_found(spanish: Path, run: Run) -> None:
    """Every field comes back, in every format."""
    edit(spanish / CATALOG, "5 días", "50 días")
    for form in ("text", "json", "sarif", "junit", "github"):
        first = run("validate", "es", "--format", form, "--no-cache")
        assert run("validate", "es", "--format", form).stdout == first.stdout
        assert run("validate", "es", "--format", form).stdout == first.stdout


def _another_day(_: Path) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "2000000000"


def _a_commit(project: Path) -> None:
    git(project, "commit", "-q", "--allow-empty", "-m", "nothing")


def _sign(project: Path) -> None:
    (project / "locale/es/signoff").mkdir()
    (project / "locale/es/signoff/README").write_text("something new", encoding="utf-8")


def _add_glossary(project: Path) -> None:
    (project / "source/glossary.toml").write_text("# terms\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "catalog": lambda project: edit(project / CATALOG, "Hoja", "Página"),
    "English": lambda project: edit(project / ENGLISH, "not advice", "no advice"),
    "settings of the handout": lambda project: edit(project / "source/fixture/handout.toml", "2026-11", "2026-10"),
    "configuration": lambda project: edit(project / "pyproject.toml", "fixture-clinic", "clinic"),
    "glossary": _add_glossary,
    "ledger": _sign,
    "day": _another_day,
    "commit": _a_commit,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_decides_is_looked_at(
    spanish: Path, run: Run, cache: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catalog, English, configuration, glossary, ledger, day, history: a change of any, and all is read again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    git(spanish, "init", "-q")
    git(spanish, "add", "-A")
    git(spanish, "commit", "-q", "-m", "fixture")
    run("validate", "es")
    forge(cache)
    assert run("validate", "es").stdout.count(FORGED) == 2
    CHANGES[what](spanish)
    of_this_handout = {"catalog", "English", "settings of the handout"}  # the page's own words are as they were
    assert run("validate", "es").stdout.count(FORGED) == (what in of_this_handout)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"digest": 1}', "\udcff", "null", '{"digest": "", "findings": 1}'])
def test_a_damaged_memory_is_no_memory(spanish: Path, run: Run, cache: Path, content: str) -> None:
    """The catalogs are simply read."""
    right = run("validate", "es")
    for path in cache.glob("*.json"):
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    again = run("validate", "es")
    assert (again.stdout, again.stderr, again.exit_code) == (right.stdout, right.stderr, right.exit_code)
    assert (spanish / CATALOG).exists()


def test_nothing_is_remembered_where_nothing_can_be_written(
    spanish: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only home is no reason to stop."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    right = run("validate", "es", "--no-cache").stdout
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert run("validate", "es").stdout == right
    assert (spanish / CATALOG).exists()


def test_a_catalog_that_cannot_be_read_is_never_remembered(spanish: Path, run: Run, cache: Path) -> None:
    """The error comes every time."""
    with (spanish / CATALOG).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "x"\n')
    first, second = run("validate", "es"), run("validate", "es")
    assert first.exit_code == second.exit_code == 2
    assert first.stderr == second.stderr
    assert len(list(cache.glob("*.json"))) == 1  # the page's own words


@pytest.mark.parametrize("broken", [False, True])
def test_several_processes_find_the_same(
    spanish: Path, run: Run, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    """In the same order, and an error travels home from a process, too."""
    edit(spanish / CATALOG, "5 días", "50 días")
    if broken:
        with (spanish / CATALOG).open("a", encoding="utf-8") as file:
            file.write('\nmsgid "x"\n')
    alone = run("validate", "--no-cache", "--jobs", "1")
    monkeypatch.setattr(batch, "_WORTHWHILE", 0)  # bytes; else so little is judged in this process
    together = run("validate", "--no-cache", "--jobs", "2")
    assert (together.stdout, together.exit_code) == (alone.stdout, alone.exit_code)
    assert together.stderr == alone.stderr


def test_a_finding_survives_the_memory_whole(cache: Path) -> None:
    """Places, severity, texts and spot."""
    from pnsi18n.adapters.verdicts import recall, remember

    finding = Finding(
        location=Location("a.po", 3),
        source_location=Location("b.md", 4),
        rule_id="CR101",
        rule_name="number-changed",
        severity=Severity.WARNING,
        statement="s",
        hint="h",
        locale="ar",
        handout="x",
        msgctxt="y",
        excerpt=Excerpt(english="5", translation="٦", earlier="7"),
        spot="٦",
    )
    remember("here", "digest", [finding])
    assert recall("here", "digest") == (finding,)
    assert recall("here", "another") is None
    assert recall("there", "digest") is None
    assert cache.stat().st_mode & 0o077 == 0


def test_the_program_is_a_part_of_what_decides() -> None:
    """A new version, or a changed rule, judges everything anew."""
    code = "from pnsi18n.adapters.verdicts import program; print(program())"
    answers = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(answers) == 1
    assert len(answers.pop().strip()) == 64

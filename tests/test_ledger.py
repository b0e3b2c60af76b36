"""The ledger: two branches, later hands, older versions, an interrupted pen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from clinic import (
    ENGLISH,
    ROLE,
    Run,
    commit,
    edit,
    findings,
    git,
    ledger,
    snapshot,
)

from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.files import write_bytes
from pnsi18n.text import canonical
from pnsi18n.workflows.reviews import Ledgers


def test_two_people_who_sign_on_two_branches_merge_without_conflict(spanish: Path, run: Run) -> None:
    """Each sign-off is a new file; both count afterwards."""
    git(spanish, "init", "-q", "-b", "main")
    commit(spanish, "draft")
    for branch, role in (("one", "translator"), ("two", "reviser")):
        git(spanish, "checkout", "-q", "-b", branch, "main")
        assert run("signoff", "es", "--role", role, "--name", f"Fixture {role}", "--yes").exit_code == 0
        commit(spanish, role)
    git(spanish, "merge", "-q", "--no-edit", "one")
    shown = run("signoff", "show", "es").stdout
    assert shown.count("translator  Fixture translator: es of fixture, 6 messages") == 1
    assert shown.count("reviser     Fixture reviser: es of fixture, 6 messages") == 1


Spoil = Callable[[str], str]
SPOILED: dict[str, tuple[Spoil, str, str]] = {
    "a text": (lambda t: t.replace("for 5 days", "for 15 days"), '[messages."em.fever"]', "'em.fever' is not what was"),
    "a digest": (lambda t: t.replace('digest = "c1:', 'digest = "c1:0', 1), '[messages."title"]', "is not what was"),
    "the name": (lambda t: t.replace("Fixture Clinician", "Someone Else"), "seal =", "the head of the sign-off was"),
    "the role": (lambda t: t.replace('role = "clinician"', 'role = "boss"'), "role =", "role is 'boss'"),
    "the date": (lambda t: re.sub(r"date = \S+", 'date = "x"', t), "date =", "date is not a date"),
    "a line more": (lambda t: t.replace("\ndate", '\nboss = "x"\ndate'), "boss =", "boss is not a setting"),
    "a message less": (lambda t: t[: t.rindex("[messages.")], "", "lines were added, taken away"),
    "a conflict": (lambda t: t.replace("role =", "<<<<<<< ours\nrole ="), "<<<<<<<", "not valid TOML"),
    "cut off": (lambda t: t[: t.index('digest = "') + 20], 'digest = "', "not valid TOML"),
    "another version": (lambda t: t.replace('"c1:', '"c9:', 1), 'digest = "c9', "of the kind 'c9'"),
    "not UTF-8": (lambda t: t.replace("Fixture", "Fixt\udce9re"), "", "is not UTF-8"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_a_ledger_that_was_edited_is_an_error_with_the_line(signed: Path, run: Run, what: str) -> None:
    """Whatever was changed by hand, the file and as a rule the line are named; restoring helps."""
    spoil, line, statement = SPOILED[what]
    (path,) = ledger(signed, "source/fixture")
    good = path.read_bytes()
    path.write_bytes(spoil(good.decode()).encode("utf-8", "surrogateescape"))
    shown = path.relative_to(signed).as_posix()
    for command in (("validate", "es"), ("release", "es"), ("status",), ("signoff", "es", *ROLE)):
        result = run(*command)
        assert (result.exit_code, "Traceback" in result.stderr) == (2, False), command
        assert statement in result.stderr
        place = re.search(rf"error: {re.escape(shown)}(?::(\d+))?: ", result.stderr)
        assert place, result.stderr
        if line:
            found = path.read_text("utf-8", "replace").split("\n")
            assert any(line in one for one in found[max(0, int(place[1]) - 5) : int(place[1]) + 3]), result.stderr
    path.write_bytes(good)
    assert findings(run("validate")) == []


def test_a_ledger_with_other_line_ends_is_the_same(signed: Path, run: Run) -> None:
    """Git on Windows writes CRLF."""
    for path in (signed / "source").rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert findings(run("validate")) == []


def test_a_sign_off_in_another_ledger_is_an_error(signed: Path, run: Run) -> None:
    """Copied elsewhere it says something that nobody signed."""
    (path,) = ledger(signed, "source/fixture")
    shutil.copy(path, signed / "locale/es/signoff")
    assert "lies in another ledger" in run("validate").stderr


def test_a_handout_with_a_new_name_is_not_signed(signed: Path, run: Run) -> None:
    """Its sign-offs are of the old name: orphans, and no error."""
    (signed / "source/fixture").rename(signed / "source/renamed")
    result = run("validate")
    assert "ST111" in findings(result)
    assert "fixture: the ledger has" in result.stdout
    assert result.exit_code != 3


def test_a_file_that_is_no_sign_off_is_an_error(signed: Path, run: Run) -> None:
    """What lies in the ledger must be one."""
    (signed / "locale/es/signoff/notes.toml").write_text("", encoding="utf-8")
    assert "notes.toml: this is not a sign-off" in run("validate").stderr


def test_what_is_gone_from_the_source_is_an_orphan(signed: Path, run: Run) -> None:
    """Mentioned, in case an id was changed by mistake."""
    edit(signed / ENGLISH, "{#read}", "{#look}")
    result = run("validate")
    assert "the ledger has 1 messages that the source has no more: read" in result.stdout


def test_an_older_way_of_making_digests_is_restated_without_anybody_signing_again(
    spanish: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text stands in the ledger; the old entry stays, and the new one counts only beside it."""
    monkeypatch.setitem(canonical.CANONICALISERS, "c0", lambda text: text)
    for module in ("pnsi18n.text.canonical.CURRENT", "pnsi18n.text.ledger.CURRENT"):
        monkeypatch.setattr(module, "c0")
    monkeypatch.setattr("pnsi18n.text.canonical.digest.__kwdefaults__", {"version": "c0"})
    assert run("signoff", "source", "--name", "Fixture Clinician", "--yes").exit_code == 0
    for module in ("pnsi18n.text.canonical.CURRENT", "pnsi18n.text.ledger.CURRENT"):
        monkeypatch.setattr(module, "c1")
    monkeypatch.setattr("pnsi18n.text.canonical.digest.__kwdefaults__", {"version": "c1"})
    assert "ST111" in findings(run("validate"))
    old = snapshot(spanish)
    assert run("signoff", "migrate").stdout.count(": signed") == 2
    assert "ST111" not in findings(run("validate"))
    assert old.items() <= snapshot(spanish).items()
    assert "nothing to do" in run("signoff", "migrate").stderr
    originals = [path for path in ledger(spanish, "source/fixture") if b"restates" not in path.read_bytes()]
    originals[0].unlink()
    assert {"ST111", "ST117"} <= {*findings(run("validate"))}


def test_an_interrupted_sign_off_leaves_whole_files_only(
    spanish: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written counts, the rest can be signed again."""
    count = iter(range(9))

    def interrupted(*arguments: object, **options: object) -> None:
        if next(count):
            raise KeyboardInterrupt
        write_bytes(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("pnsi18n.adapters.ledger.write_bytes", interrupted)
    assert run("signoff", "source", "--name", "Fixture Clinician", "--yes").exit_code == 130
    monkeypatch.undo()
    assert len([*spanish.rglob("signoff/*")]) == 1
    assert run("signoff", "source", "--name", "Fixture Clinician", "--yes").exit_code == 0
    assert "ST111" not in findings(run("validate"))


def test_the_ledger_is_read_once(signed: Path) -> None:
    """Every judgement of one run is made over the same entries."""
    ledgers = Ledgers(read_project(signed), date(2100, 1, 1))
    first = ledgers.of("es")
    for path in ledger(signed, "locale/es"):
        path.unlink()
    assert ledgers.of("es") is first

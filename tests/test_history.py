"""A fuzzy mark that was cleared unread: ledger and git know what a translation was made for."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from clinic import (
    CATALOG,
    ENGLISH,
    ROLE,
    Run,
    commit,
    edit,
    findings,
    git,
    translate,
)

from pnsi18n.adapters.pdf_reader import read_pdf


def test_the_ledger_knows_a_translation_that_was_made_for_another_english(signed: Path, run: Run) -> None:
    """For a critical message that is an error, and the page shows the English."""
    edit(signed / ENGLISH, "**Cannot** breathe", "**Cannot** breathe or swallow")
    assert run("extract").exit_code == 0
    assert run("update").exit_code == 0
    unfuzzied(signed)
    result = run("validate", "es")
    assert "ST118 critical-unfuzzied-without-edit: this is the translation of the earlier English" in result.stdout
    assert result.exit_code == 1
    built = run("build", "es")
    assert "the page shows this message in English" in built.stderr
    assert record(signed, "es")["em.breath"].keys() == {"id", "risk", "english", "digest"}
    words = ("--role", "translator", "--name", "Fixture Translator", "--message", "em.breath", "--yes")
    assert run("signoff", "es", *words).exit_code == 0
    assert "ST118" not in findings(run("validate", "es"))


def unfuzzied(project: Path) -> None:
    """Clear every fuzzy mark without looking, as msgattrib does."""
    path = project / CATALOG
    subprocess.run(["msgattrib", "--clear-fuzzy", "--clear-previous", "-o", path, path], check=True)


def record(project: Path, locale: str) -> dict[str, dict[str, str]]:
    """Return the messages of the record that the sheet of *locale* carries, by id."""
    path = project / f"output/fixture/{locale}/fixture.{locale}.standard.a4.pdf"
    found = read_pdf(path)
    assert found
    return {row["id"]: row for row in json.loads(found.record)["messages"]}


def test_git_knows_it_of_translations_that_nobody_signed(spanish: Path, run: Run) -> None:
    """An ordinary message gets a warning, a critical one an error; an edit, or a signature, settles it."""
    git(spanish, "init", "-q", "-b", "main")
    commit(spanish, "translated")
    edit(spanish / ENGLISH, "**Cannot** breathe", "**Cannot** breathe or swallow")
    edit(spanish / ENGLISH, "This text is a fixture", "This text is only a fixture")
    assert run("extract").exit_code == 0
    assert run("update").exit_code == 0
    commit(spanish, "new English")
    assert not {"ST114", "ST118"} & {*findings(run("validate", "es"))}
    unfuzzied(spanish)
    assert {"ST114", "ST118"} <= {*findings(run("validate", "es"))}
    commit(spanish, "cleared")
    assert {"ST114", "ST118"} <= {*findings(run("validate", "es"))}
    translate(spanish, {"em.breath": "**No puede** respirar ni tragar"})
    assert "ST118" not in findings(run("validate", "es"))
    assert run("signoff", "es", *ROLE, "--message", "intro").exit_code == 0
    assert "ST114" not in findings(run("validate", "es"))

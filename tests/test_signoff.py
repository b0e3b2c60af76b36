"""Signing by hand: what is shown, what is written, what is refused, and how long it holds."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from clinic import (
    CATALOG,
    ENGLISH,
    ROLE,
    Run,
    commit,
    edit,
    findings,
    git,
    ledger,
    policy,
    refused,
    snapshot,
    translate,
)


def test_signing_shows_everything_the_first_time_and_writes_one_file_a_handout(spanish: Path, run: Run) -> None:
    """Id, risk, place and text of each message; then who signed what, in plain TOML."""
    result = run("signoff", "source", "--name", "Fixture Clinician", "--credential", "fixture", "--yes")
    assert "fixture  em.fever  CRITICAL  new  source/fixture/handout.md:9" in result.stdout
    assert "  English: Have a fever of {temperature:38} for 5 days" in result.stdout
    assert result.exit_code == 0
    (path,) = ledger(spanish, "source/fixture")
    content = path.read_text(encoding="utf-8")
    assert 'name = "Fixture Clinician"\ncredential = "fixture"\nrole = "clinician"\ndate = 2' in content
    assert '[messages."em.fever"]\nenglish = "Have a fever of {temperature:38} for 5 days"\ndigest = "c1:' in content
    assert '[messages."(outline)"]' in content
    assert path.name.endswith(f"-clinician-{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}.toml")
    assert len(ledger(spanish, "source/page")) == 1


def test_signing_again_shows_only_what_has_changed_and_how(signed: Path, run: Run) -> None:
    """The old words and the new, side by side."""
    edit(signed / ENGLISH, "for 5 days", "for 15 days")
    result = run("signoff", "source", "--name", "Fixture Clinician", "--yes")
    shown = [line for line in result.stdout.splitlines() if line.startswith("  English")]
    assert shown == ["  English: Have a fever of {temperature:38} for [-5-]{+15+} days"]
    assert len(ledger(signed, "source/fixture")) == 2


def test_signing_what_is_signed_writes_nothing(signed: Path, run: Run) -> None:
    """And says so."""
    before = snapshot(signed)
    result = run("signoff", "es", "--role", "reviser", "--name", "Fixture Reviser", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "nothing to sign: a reviser has signed all of it as it stands\n"
    assert snapshot(signed) == before


def test_one_message_can_be_signed_alone(spanish: Path, run: Run) -> None:
    """By id, as the catalogs have it."""
    assert run("signoff", "source", "--name", "Fixture Clinician", "--message", "em.fever", "--yes").exit_code == 0
    (path,) = ledger(spanish, "source/fixture")
    assert path.read_text(encoding="utf-8").count("[messages.") == 1


def test_the_critical_messages_alone_are_shown_to_a_clinician_who_reads_the_language(spanish: Path, run: Run) -> None:
    """Unless the policy wants the whole."""
    assert spanish.is_dir()
    result = run("signoff", "es", "--role", "clinician", "--name", "Fixture Reader", "--yes")
    assert re.findall(r"^fixture  (\S+)", result.stdout, re.MULTILINE) == ["em.lead", "em.fever", "em.breath"]


def test_a_reviser_is_shown_the_back_translation_of_critical_messages(spanish: Path, run: Run) -> None:
    """And it is recorded with the pair that it was compared with."""
    text = '[fixture]\n"em.breath" = "Cannot breathe"\n"intro" = "A test."\n'
    (spanish / "locale/es/back-translation.toml").write_text(text, encoding="utf-8")
    result = run("signoff", "es", "--role", "reviser", "--name", "Fixture Reviser", "--yes")
    assert result.stdout.count("put back into English: Cannot breathe") == 1
    assert "A test." not in result.stdout
    assert any('back_translation = "Cannot breathe"' in p.read_text("utf-8") for p in ledger(spanish, "locale/es"))


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        (("source", "--name", " ", "--yes"), "a sign-off needs a name"),
        (("source", "--name", "A", "--role", "translator", "--yes"), "does not ask for a translator of the English"),
        (("source", "--name", "A", "--message", "nope", "--yes"), "there is no message 'nope'"),
        (("source", "--name", "A", "--handout", "nope", "--yes"), "there is no handout 'nope'"),
        (("source", "--name", "A", "--key", "/nowhere/key", "--yes"), "A is not in the list of reviewers"),
        (("source", "--name", "A"), "there is nobody to ask"),
        (("fr", *ROLE), "'fr' is not one of the project's locales"),
        (("en", *ROLE), "en is not translated by people"),
        (("carry", "--message", "intro", "--reason", " ", "--name", "A", "--yes"), "a reason is needed"),
        (("carry", "--message", "intro", "--reason", "b", "--name", "A", "--yes"), "no clinician has signed an"),
        (("show", "fr"), "'fr' is not one of the project's locales"),
    ],
)
def test_a_sign_off_that_cannot_be_is_refused(spanish: Path, run: Run, words: tuple[str, ...], statement: str) -> None:
    """One clear sentence, and the ledger as it was."""
    assert statement in refused(run, spanish, "signoff", *words)


def test_an_unknown_role_is_refused_with_those_that_there_are(spanish: Path, run: Run) -> None:
    """Before anything is read."""
    result = run("signoff", "es", "--role", "boss", "--name", "A", "--yes")
    assert (result.exit_code, "use translator, reviser, clinician" in result.stderr) == (2, True)
    assert ledger(spanish, "locale/es") == []


@pytest.mark.parametrize("state", ["fuzzy", "stale", "untranslated", "wrong number"])
def test_a_translation_that_is_not_of_the_current_english_cannot_be_signed(spanish: Path, run: Run, state: str) -> None:
    """By name it is refused; without a name it is left out, and said."""
    changes: dict[str, Callable[[], None]] = {
        "fuzzy": lambda: edit(spanish / CATALOG, 'msgctxt "intro"', '#, fuzzy\nmsgctxt "intro"'),
        "stale": lambda: edit(spanish / ENGLISH, "This text is a fixture", "This text is just a fixture"),
        "untranslated": lambda: translate(spanish, {"intro": ""}),
        "wrong number": lambda: translate(spanish, {"intro": "Este texto 7."}),
    }
    changes[state]()
    assert "intro cannot be signed" in refused(run, spanish, "signoff", "es", *ROLE, "--message", "intro")
    result = run("signoff", "es", *ROLE)
    assert "not ready to be signed: 1 message without a usable translation (intro)" in result.stderr
    assert "  intro  " not in result.stdout


def test_the_same_person_cannot_be_both_pairs_of_eyes(spanish: Path, run: Run) -> None:
    """However the name is typed; without the policy, one person may."""
    assert run("signoff", "es", *ROLE).exit_code == 0
    words = ("signoff", "es", "--role", "reviser", "--name", "fixture  TRANSLATOR", "--yes")
    assert "the policy wants two people" in refused(run, spanish, *words)
    policy(spanish, "different_people = false")
    assert run(*words).exit_code == 0


def test_nothing_is_signed_in_the_middle_of_a_merge(spanish: Path, run: Run) -> None:
    """What lies there then is nobody's text."""
    git(spanish, "init", "-q", "-b", "main")
    commit(spanish, "one")
    git(spanish, "checkout", "-q", "-b", "other")
    edit(spanish / ENGLISH, "not advice", "no advice")
    commit(spanish, "two")
    git(spanish, "checkout", "-q", "main")
    edit(spanish / ENGLISH, "not advice", "never advice")
    commit(spanish, "three")
    with pytest.raises(subprocess.CalledProcessError):
        git(spanish, "merge", "other")
    edit(spanish / ENGLISH, "<<<<<<< HEAD\n", "")
    edit(spanish / ENGLISH, "=======\nThis text is a fixture of the tests, no advice. {#intro}\n>>>>>>> other\n", "")
    words = ("signoff", "source", "--name", "A", "--yes")
    assert "a merge is not finished" in refused(run, spanish, *words)
    git(spanish, "add", "-A")
    git(spanish, "commit", "-q", "-m", "merged")
    assert run(*words).exit_code == 0


def test_a_clock_that_runs_behind_the_ledger_is_refused(
    signed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the clock or the ledger is wrong, and no date may be invented."""
    monkeypatch.setattr("pnsi18n.cli.signing.clock_day", lambda: date(1970, 1, 1))
    edit(signed / ENGLISH, "for 5 days", "for 6 days")
    assert "the clock says 1970-01-01" in refused(run, signed, "signoff", "source", "--name", "A", "--yes")


def test_a_sign_off_of_the_future_does_not_count(signed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And validate names it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(0))
    assert findings(run("validate")).count("ST117") == 7
    assert run("release", "es").exit_code == 1
    assert signed.is_dir()


def test_a_review_ends_after_its_interval(signed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three years on, the same text is a draft again."""
    assert findings(run("validate")) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(4_000_000_000))
    found = findings(run("validate"))
    assert (found.count("ST116"), "ST111" in found) == (4, True)
    assert signed.is_dir()


def test_a_typo_is_carried_over_with_a_reason_and_update_keeps_the_translation(signed: Path, run: Run) -> None:
    """English and Spanish are approved afterwards, without the translators; the reason is recorded."""
    edit(signed / ENGLISH, "fixture of the tests", "fixture of the testz")
    catalog = (signed / CATALOG).read_text(encoding="utf-8")
    words = ("signoff", "carry", "--message", "intro", "--reason", "a slip of the keyboard", "--name", "Fixture C")
    result = run(*words, "--yes")
    assert "  English: This text is a fixture of the [-tests-]{+testz+}, not advice." in result.stdout
    assert run("extract").exit_code == 0
    assert "1 carried over: intro" in run("update").stdout
    assert (signed / CATALOG).read_text(encoding="utf-8") == catalog.replace("of the tests", "of the testz")
    assert findings(run("validate")) == []
    assert "carried over: a slip of the keyboard" in run("signoff", "--show").stdout


def test_update_carries_nothing_that_nobody_carried(signed: Path, run: Run) -> None:
    """The smallest change of the English makes every translation of it fuzzy."""
    edit(signed / ENGLISH, "fixture of the tests", "fixture of the testz")
    assert run("extract").exit_code == 0
    assert "1 changed, look at them (fuzzy): intro" in run("update").stdout
    assert {"ST103", "ST111", "ST113"} <= {*findings(run("validate"))}


def test_a_carried_typo_still_leaves_unsigned_translations_to_their_translators(spanish: Path, run: Run) -> None:
    """Only what was approved has an approval to carry."""
    assert run("signoff", "source", "--name", "Fixture C", "--yes").exit_code == 0
    edit(spanish / ENGLISH, "fixture of the tests", "fixture of the testz")
    words = ("signoff", "carry", "--message", "intro", "--reason", "slip", "--name", "Fixture C", "--yes")
    assert run(*words).exit_code == 0
    assert run("extract").exit_code == 0
    assert "1 changed, look at them (fuzzy): intro" in run("update").stdout


def test_a_number_is_not_carried_over(signed: Path, run: Run) -> None:
    """It is signed anew."""
    edit(signed / ENGLISH, "for 5 days", "for 50 days")
    words = ("signoff", "carry", "--message", "em.fever", "--reason", "typo", "--name", "A", "--yes")
    assert "em.fever cannot be carried over: a number changed" in refused(run, signed, *words)

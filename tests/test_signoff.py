"""Signing by hand: what is shown, what is written, what is refused, and what nobody can slip in."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import TRANSLATIONS, Run
from typer.testing import Result

from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.files import write_bytes
from pnsi18n.text import canonical
from pnsi18n.workflows.reviews import Ledgers

ENGLISH = "source/fixture/handout.md"
CATALOG = "locale/es/LC_MESSAGES/fixture.po"
SPANISH = TRANSLATIONS["es"]


def translate(project: Path, texts: dict[str, str]) -> None:
    """Write *texts* into the Spanish catalog, as a PO editor would."""
    path = project / CATALOG
    content = path.read_text(encoding="utf-8")
    for identifier, text in texts.items():
        pattern = rf'(msgctxt "{re.escape(identifier)}"\nmsgid (?:".*"\n)+)msgstr (?:".*"\n)+'
        found = re.search(pattern, content)
        assert found, identifier
        content = content.replace(found[0], f'{found[1]}msgstr "{text}"\n')
    path.write_text(content, encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Replace *old*, which must be there, by *new*."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


@pytest.fixture
def spanish(project: Path, run: Run) -> Path:
    """Return a project that is translated into Spanish and signed by nobody."""
    edit(project / "pyproject.toml", 'locales = ["es", "ar"]', 'locales = ["es"]')
    assert run("extract").exit_code == 0
    assert run("init", "es").exit_code == 0
    translate(project, SPANISH)
    return project


@pytest.fixture
def signed(spanish: Path, run: Run) -> Path:
    """Return a project whose English and Spanish are signed by everyone who must."""
    for words in (
        ("source", "--name", "Fixture Clinician", "--role", "clinician", "--credential", "fixture, no licence"),
        ("es", "--name", "Fixture Translator", "--role", "translator"),
        ("es", "--name", "Fixture Reviser", "--role", "reviser"),
        ("es", "--name", "Fixture Reader", "--role", "clinician"),
    ):
        assert run("signoff", *words, "--yes").exit_code == 0
    return spanish


def policy(project: Path, line: str) -> None:
    """Put *line* into the project's release policy."""
    us = "[tool.pnsi18n.regions.US]"
    edit(project / "pyproject.toml", us, f"[tool.pnsi18n.release]\n{line}\n\n{us}")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(run: Run, folder: Path, *words: str) -> str:
    """Run a command that must refuse in one sentence and write nothing; return the sentence."""
    before = snapshot(folder)
    result = run(*words)
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False), result.output
    assert result.stderr.count("error: ") == 1
    assert "\n  hint: " in result.stderr
    assert snapshot(folder) == before
    return result.stderr


def findings(result: Result) -> list[str]:
    """Return the ids of the rules of state that spoke."""
    return re.findall(r": (?:error|warning|note): (ST\d+)", result.stdout)


def ledger(project: Path, target: str) -> list[Path]:
    """Return the sign-offs of *target*, by name."""
    return sorted((project / target / "signoff").glob("*.toml"))


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


ROLE = ("--role", "translator", "--name", "Fixture Translator", "--yes")


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


def git(folder: Path, *words: str) -> str:
    """Run git with an identity of its own."""
    identity = ("-c", "user.name=Fixture", "-c", "user.email=fixture@example.org")
    return subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, check=True, text=True).stdout


def commit(folder: Path, message: str) -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


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


def test_a_clock_that_runs_behind_the_ledger_is_refused(
    signed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the clock or the ledger is wrong, and no date may be invented."""
    monkeypatch.setattr("pnsi18n.cli.signoff_command.clock_day", lambda: date(1970, 1, 1))
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


# Typos and carrying.


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


# A fuzzy mark that was cleared unread.


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
    from pnsi18n.adapters.pdf_reader import read_pdf

    path = project / f"output/fixture/{locale}/fixture.{locale}.standard.a4.pdf"
    found = read_pdf(path)
    assert found
    import json

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


# Signatures.


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Return a fresh SSH key."""
    return new_key(tmp_path / "key")


def new_key(path: Path) -> Path:
    """Make an SSH key without a passphrase."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    return path


def allow(project: Path, name: str, key: Path, roles: str = '"clinician"', more: str = "") -> str:
    """Write the list of reviewers; return its text."""
    public = key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").strip()
    text = f'[reviewers."{name}"]\nroles = [{roles}]\nkeys = ["{public}"]\n{more}'
    (project / "source/reviewers.toml").write_text(text, encoding="utf-8")
    return text


def test_a_signed_sign_off_is_checked_against_the_list_of_reviewers(spanish: Path, run: Run, key: Path) -> None:
    """With the reviewer's key it counts; anybody can check it with ssh-keygen alone."""
    allow(spanish, "Fixture Clinician", key)
    assert run("signoff", "source", "--name", "Fixture Clinician", "--key", str(key), "--yes").exit_code == 0
    assert "SSH signature checked" in run("signoff", "--show").stdout
    assert "ST111" not in findings(run("validate"))
    (path,) = ledger(spanish, "source/fixture")
    public = key.with_name("key.pub").read_text(encoding="utf-8")
    allowed = spanish.parent / "allowed"
    allowed.write_text(f"fixture {public}", encoding="utf-8")
    words = ("-Y", "verify", "-f", str(allowed), "-I", "fixture", "-n", "pnsi18n", "-s", f"{path}.sig")
    subprocess.run(["ssh-keygen", *words], input=path.read_bytes(), check=True, capture_output=True)


def test_a_wrong_key_is_refused_before_anything_is_written(spanish: Path, run: Run, key: Path) -> None:
    """The key must be the one that the list has under this name, for this role and language."""
    other = new_key(key.with_name("other"))
    allow(spanish, "Fixture Clinician", other, more='locales = ["en"]\n')
    words = ("--name", "Fixture Clinician", "--key", str(key), "--yes")
    assert "this is not the key of Fixture Clinician" in refused(run, spanish, "signoff", "source", *words)
    words = ("--name", "Fixture Clinician", "--key", str(other), "--yes")
    assert "not listed as translator" in refused(run, spanish, "signoff", "es", "--role", "translator", *words)
    assert "not listed for es" in refused(run, spanish, "signoff", "es", "--role", "clinician", *words)


def test_whoever_has_no_reviewers_key_approves_nothing(spanish: Path, run: Run, key: Path) -> None:
    """With the policy, unsigned entries do not count, and a signature of somebody else is an error."""
    assert run("signoff", "source", "--name", "Fixture Clinician", "--yes").exit_code == 0
    assert "ST111" not in findings(run("validate"))
    policy(spanish, "signatures = true")
    assert "ST111" in findings(run("validate"))
    words = ("signoff", "source", "--name", "Fixture Clinician", "--yes")
    assert "the policy asks for sign-offs that are signed" in refused(run, spanish, *words)
    allow(spanish, "Fixture Clinician", key)
    assert run(*words, "--key", str(key)).exit_code == 0
    assert "ST111" not in findings(run("validate"))
    allow(spanish, "Fixture Clinician", new_key(key.with_name("thief")))
    assert {"ST111", "ST117"} <= {*findings(run("validate"))}


def test_a_typo_carried_without_a_key_carries_nothing(signed: Path, run: Run) -> None:
    """Where signatures are asked for, an unsigned record cannot lend a new English the old approvals."""
    edit(signed / ENGLISH, "fixture of the tests", "fixture of the testz")
    words = ("signoff", "carry", "--message", "intro", "--reason", "slip", "--name", "Fixture C", "--yes")
    assert run(*words).exit_code == 0
    assert run("extract").exit_code == 0
    policy(signed, "signatures = true")
    assert "1 changed, look at them (fuzzy): intro" in run("update").stdout


def test_a_list_outside_the_project_is_stronger_than_everything_in_it(spanish: Path, run: Run, key: Path) -> None:
    """Whoever can write to the repository can write its list and its policy; not this file."""
    thief = new_key(key.with_name("thief"))
    anchor = spanish.parent / "trusted.toml"
    anchor.write_text(allow(spanish, "Fixture Clinician", key), encoding="utf-8")
    allow(spanish, "Fixture Clinician", thief)
    assert run("signoff", "source", "--name", "Fixture Clinician", "--key", str(thief), "--yes").exit_code == 0
    assert "ST111" not in findings(run("validate"))
    found = run("validate", "--reviewers", str(anchor))
    assert {"ST111", "ST117"} <= {*findings(found)}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ('[reviewers."A"]\nroles = ["boss"]\nkeys = ["ssh-ed25519 AAAA"]\n', "roles in [reviewers.A] names 'boss'"),
        ('[reviewers."A"]\nroles = ["clinician"]\n', "keys in [reviewers.A] is missing"),
        ('[reviewers."A"]\nroles = ["clinician"]\nkeys = ["hello"]\n', "keys in [reviewers.A] holds 'hello'"),
        (
            "".join(f'[reviewers."{n}"]\nroles = ["clinician"]\nkeys = ["ssh-ed25519 AAAA {n}"]\n' for n in "AB"),
            "A and B have the same key",
        ),
    ],
)
def test_a_broken_list_of_reviewers_is_refused(spanish: Path, run: Run, text: str, statement: str) -> None:
    """With the line."""
    (spanish / "source/reviewers.toml").write_text(text, encoding="utf-8")
    assert statement in refused(run, spanish, "status")


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


def test_without_ssh_keygen_signatures_cannot_be_checked_and_it_says_so(
    spanish: Path, run: Run, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence would look like consent."""
    allow(spanish, "Fixture Clinician", key)
    assert run("signoff", "source", "--name", "Fixture Clinician", "--key", str(key), "--yes").exit_code == 0
    monkeypatch.setenv("PATH", str(spanish))
    assert "ssh-keygen is not installed" in run("validate").stderr


def test_the_ledger_is_read_once(signed: Path) -> None:
    """Every judgement of one run is made over the same entries."""
    ledgers = Ledgers(read_project(signed), date(2100, 1, 1))
    first = ledgers.of("es")
    for path in ledger(signed, "locale/es"):
        path.unlink()
    assert ledgers.of("es") is first

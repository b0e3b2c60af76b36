"""Signatures: whoever has no reviewer's key approves nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from clinic import (
    ENGLISH,
    Run,
    edit,
    findings,
    ledger,
    policy,
    refused,
)


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


def test_without_ssh_keygen_signatures_cannot_be_checked_and_it_says_so(
    spanish: Path, run: Run, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence would look like consent."""
    allow(spanish, "Fixture Clinician", key)
    assert run("signoff", "source", "--name", "Fixture Clinician", "--key", str(key), "--yes").exit_code == 0
    monkeypatch.setenv("PATH", str(spanish))
    assert "ssh-keygen is not installed" in run("validate").stderr

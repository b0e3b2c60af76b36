"""The files for users that run pnsi18n elsewhere: hooks, workflows, and the page about them."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from clinic import CATALOG, ENGLISH, Run, edit, translate
from conftest import PROGRAM, ROOT

from pnsi18n.workflows.doctor import INSTALL

STARTER = ROOT / "src" / "pnsi18n" / "starter"
GITHUB = STARTER / ".github" / "workflows" / "handouts.yml"
GITLAB = STARTER / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs" / "ci.md"
DETAILS = ROOT / "docs" / "ci-details.md"
CLINICS = ROOT / "docs" / "clinics.md"
TRANSLATORS = ROOT / "docs" / "translators.md"
OWN = ROOT / ".github" / "workflows" / "handouts.yml"
COMMAND = re.compile(r"^ *(?:- |run: |entry: )?((?:pnsi18n|printf) .*)$", re.MULTILINE)
PEOPLE = (
    ("source", "Fixture Clinician", "clinician"),
    ("es", "Fixture Translator", "translator"),
    ("es", "Fixture Reviser", "reviser"),
    ("es", "Fixture Reader", "clinician"),
)

checking_job = pytest.mark.parametrize(("path", "name"), [(GITHUB, "handouts"), (GITLAB, "validate")])
releasing_job = pytest.mark.parametrize("path", [GITHUB, GITLAB])


def job(path: Path, name: str) -> str:
    """Return what the job *name* of *path* runs of ours, line by line as it stands there."""
    text = path.read_text(encoding="utf-8")
    found = re.search(rf"^( *){name}:\n((?:\1 .*\n|\n)+)", text, re.MULTILINE)
    assert found, name
    commands = COMMAND.findall(found[2])
    assert commands, name
    return "\n".join(commands)


def shell(project: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run *script* in *project* as CI does: in bash, which stops at the first failure."""
    ours = f'pnsi18n() {{ {shlex.join(PROGRAM)} "$@"; }}'
    setting = "".join(f"{name}={shlex.quote(value)}\n" for name, value in variables.items())
    command = ["bash", "-e", "-o", "pipefail", "-c", f"{setting}{ours}\n{script}"]
    return subprocess.run(command, cwd=project, capture_output=True, check=False, text=True)


@checking_job
def test_a_sound_project_passes(spanish: Path, path: Path, name: str) -> None:
    """Unsigned drafts are no error, and the job goes on to its end."""
    done = shell(spanish, job(path, name))
    assert done.returncode == 0, done.stderr
    assert "0 errors" in done.stderr


@checking_job
def test_a_lost_placeholder_fails_the_job_and_leaves_its_report(spanish: Path, path: Path, name: str) -> None:
    """The report is written although validate ends 1, and the finding is in the log."""
    edit(spanish / CATALOG, "Llame al {emergency_number} si:", "Llame al número si:")
    done = shell(spanish, job(path, name))
    assert done.returncode == 1
    assert re.search(rf"^(?:\| )?{CATALOG}:\d+: error: PH101 ", done.stdout, re.MULTILINE)
    if path is GITHUB:
        assert f"\n::error file={CATALOG},line=" in done.stdout
        (log,) = json.loads((spanish / "pnsi18n.sarif").read_text(encoding="utf-8"))["runs"]
        assert "PH101" in {result["ruleId"] for result in log["results"]}
    else:
        report = ET.fromstring((spanish / "pnsi18n.xml").read_text(encoding="utf-8"))
        assert [suite.get("failures") for suite in report if suite.get("name") == CATALOG] == ["1"]


def test_no_translation_gives_github_commands(spanish: Path) -> None:
    """The runner obeys ``::…::`` at the start of a line, blanks apart, and ``##[…]`` anywhere."""
    translate(spanish, {"title": "::stop-commands::7", "intro": "##[stop-commands]7"})
    done = shell(spanish, job(GITHUB, "handouts"))
    assert done.returncode == 1
    obeyed = [line for line in done.stdout.splitlines() if line.strip().startswith("::")]
    assert all(re.match("::(error|warning|notice) file=", line) for line in obeyed)
    assert [line for line in done.stdout.splitlines() if "##[" in line and line not in obeyed] == []


@checking_job
def test_an_outdated_template_fails_the_job(spanish: Path, path: Path, name: str) -> None:
    """English that nobody extracted must not pass for translated."""
    edit(spanish / ENGLISH, "not advice.", "not advice at all.")
    done = shell(spanish, job(path, name))
    assert (done.returncode, "locale/fixture.pot: not up to date" in done.stdout) == (1, True)


def test_gitlab_prints_as_github_does() -> None:
    """In a job of its own; GitHub's, which runs above, ends with the same."""
    assert job(GITHUB, "handouts").splitlines()[-1] == job(GITLAB, "build")


@pytest.fixture
def trusted(spanish: Path, run: Run) -> Path:
    """Have everyone sign with a key of their own; return the list of these keys, kept outside the project."""
    rows = []
    for target, name, role in PEOPLE:
        key = spanish.parent / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        public = key.with_name(f"{name}.pub").read_text(encoding="utf-8").strip()
        rows.append(f'[reviewers."{name}"]\nroles = ["{role}"]\nkeys = ["{public}"]\n')
        (spanish / "source/reviewers.toml").write_text("".join(rows), encoding="utf-8")
        words = ("--name", name, "--role", role, "--key", str(key), "--yes")
        signed = run("signoff", target, *words)
        assert signed.exit_code == 0, signed.output
    return (spanish / "source/reviewers.toml").rename(spanish.parent / "reviewers.toml")


def release(project: Path, path: Path, reviewers: Path) -> subprocess.CompletedProcess[str]:
    """Run the release job of *path*; GitHub gives it the list's text, GitLab its path."""
    if path is GITLAB:
        return shell(project, job(path, "release"), PNSI18N_REVIEWERS=str(reviewers))
    text = reviewers.read_text(encoding="utf-8")
    return shell(project, job(path, "release"), REVIEWERS=text, RUNNER_TEMP=str(reviewers.parent))


@releasing_job
def test_what_listed_people_signed_is_released(spanish: Path, trusted: Path, path: Path) -> None:
    """And read back."""
    done = release(spanish, path, trusted)
    assert done.returncode == 0, done.stderr
    assert [line.rpartition(": ")[2] for line in done.stdout.splitlines() if ".pdf: " in line] == ["current", "current"]


@releasing_job
def test_an_empty_list_releases_nothing(signed: Path, path: Path) -> None:
    """A variable that nobody has set must not open the gate, whatever was signed without a key."""
    (signed.parent / "reviewers.toml").write_text("", encoding="utf-8")
    done = release(signed, path, signed.parent / "reviewers.toml")
    assert (done.returncode, list((signed / "output").rglob("*.pdf"))) == (1, []), done.stdout
    assert "not released: es: fixture: a reviser must sign" in done.stderr


def test_the_hooks_pass_a_sound_project_and_refuse_a_broken_one(spanish: Path) -> None:
    """The one looks at the templates, the other at the translations."""
    template, judge = COMMAND.findall(HOOKS.read_text(encoding="utf-8"))
    assert [shell(spanish, hook).returncode for hook in (template, judge)] == [0, 0]
    edit(spanish / CATALOG, "{emergency_number} si:", "número si:")
    assert [shell(spanish, hook).returncode for hook in (template, judge)] == [0, 1]
    edit(spanish / ENGLISH, "not advice.", "not advice at all.")
    assert [shell(spanish, hook).returncode for hook in (template, judge)] == [1, 1]


def test_the_hooks_look_when_the_project_changes() -> None:
    """English, translations, ledgers, settings; no other file."""
    patterns = re.findall(r"^  files: (.*)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(patterns) == 2
    for pattern in patterns:
        assert all(re.search(pattern, file) for file in (ENGLISH, CATALOG, "locale/fixture.pot", "pyproject.toml"))
        assert not any(re.search(pattern, file) for file in ("README.md", "docs/source/a.md", "tool/pyproject.toml"))


def test_the_starter_asks_for_hooks_that_there_are() -> None:
    """By their ids."""
    offered = re.findall(r"^- id: (.*)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE)
    config = (STARTER / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- id: (.*)$", config, re.MULTILINE) == offered


@pytest.mark.parametrize("path", [GITHUB, GITLAB, PAGE], ids=["github", "gitlab", "page"])
def test_what_printing_needs_is_what_doctor_says(path: Path) -> None:
    """One list of system packages, wherever it stands."""
    text = path.read_text(encoding="utf-8")
    packages = INSTALL["Debian, Ubuntu"].removeprefix("apt-get install ").split()
    lists = re.findall(r"apt-get install ((?:-\S+ )*(?:[a-z][a-z0-9.+-]*(?: \\\n *|\n +| )?)+)", text)
    assert lists
    for found in lists:
        assert sorted(word for word in found.split() if word[0] not in "-\\") == sorted(packages)


@pytest.mark.parametrize("path", [GITHUB, OWN], ids=["starter", "own"])
def test_every_checkout_has_the_whole_history(path: Path) -> None:
    """Without it, the translation of an earlier English is not known as such, and is printed."""
    text = path.read_text(encoding="utf-8")
    checkouts = text.count("uses: actions/checkout@")
    assert checkouts == len(re.findall(r"uses: actions/checkout@\S+\n +with:\n +fetch-depth: 0", text)) > 0
    assert '\n  GIT_DEPTH: "0"' in GITLAB.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [PAGE, DETAILS, CLINICS, TRANSLATORS], ids=lambda page: page.stem)
def test_every_command_on_a_page_runs(signed: Path, page: Path) -> None:
    """One after the other, in a project where all is well; a code is told from any other, and need not be current."""
    assert shell(signed, "pnsi18n build").returncode == 0
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    commands = COMMAND.findall("".join(blocks))
    assert commands
    for command in commands:
        done = shell(signed, command)
        of_a_code = re.search(r"verify \S+/\S+/", command)
        assert done.returncode == (1 if of_a_code else 0), f"{command}\n{done.stderr}"


@pytest.mark.parametrize("page", sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md"]), ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """To a file of the repository, and to a heading of it."""
    text = re.sub(r"^( *)```.*?^\1```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)", text)
    for path, heading in links:
        target = (page.parent / path) if path else page
        assert target.exists(), path
        if heading:
            lines = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            # As GitHub makes them: small letters, no punctuation, hyphens for spaces.
            assert heading in {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}, heading

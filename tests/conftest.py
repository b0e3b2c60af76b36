"""What several test modules need: a small project of their own, and the command line."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from clinic import CATALOG as PO
from clinic import SPANISH, Run, edit, translate, write
from typer.testing import CliRunner, Result

from pnsi18n.cli.app import app

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "pnsi18n")  # the program as a process of its own, whatever PATH says

# Started in the background of a script, the tests would hand on that Ctrl-C is ignored.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

CONFIGURATION = """\
[project]
name = "fixture-clinic"

[tool.pnsi18n]
locales = ["es", "ar"]
papers = ["a4"]
kinds = ["standard"]
region = "US"

[tool.pnsi18n.regions.US]
emergency_number = "911"
temperature = ["F", "C"]
paper = "letter"

[tool.pnsi18n.regions.GB]
emergency_number = "999"
clinic_phone = "020 7946 0000"
temperature = ["C"]
"""
HANDOUT = """\
# Fixture handout {#title}

This text is a fixture of the tests, not advice. {#intro}

::: emergency

## Call {emergency_number} if you: {#em.lead .critical}

- Have a fever of {temperature:38} for 5 days {#em.fever .critical}
- **Cannot** breathe {#em.breath .critical}

:::

Read [example.org](https://example.org/help). {#read}
"""
CATALOG = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "title"
msgid "Fixture handout"
msgstr "Hoja de prueba"

msgctxt "intro"
msgid "This text is a fixture of the tests, not advice."
msgstr "Este texto es una prueba, no un consejo."
"""
SETTINGS = 'title = "title"\nedition = "2026-11"\nsmog_limit = 12\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a small project with one handout and no catalogs yet."""
    folder = tmp_path / "project"
    source = folder / "source" / "fixture"
    source.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(CONFIGURATION, encoding="utf-8")
    (source / "handout.md").write_text(HANDOUT, encoding="utf-8")
    (source / "handout.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


@pytest.fixture
def run(project: Path) -> Run:
    """Return a function that runs ``pnsi18n -C PROJECT`` with its arguments, in this process."""

    def pnsi18n(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["-C", str(project), *arguments])

    return pnsi18n


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


@pytest.fixture
def catalogs(project: Path) -> Path:
    """Return a project with a Spanish catalog, and nothing for any other language."""
    write(project / PO, CATALOG)
    configuration = project / "pyproject.toml"
    write(configuration, CONFIGURATION.replace(', "ar"', ""))
    return project

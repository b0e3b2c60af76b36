"""Bad input gets one clear error with its place and a hint, never a traceback, and loses nothing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from clinic import CATALOG as PO
from clinic import Run, edit, stopped, write
from conftest import CATALOG, CONFIGURATION, HANDOUT, SETTINGS

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc or mounts a file system")


# Catalogs

_LATIN = CATALOG.replace("texto", "a\u00f1o").encode("latin-1")
BROKEN_CATALOGS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", f"{PO}: the catalog is empty"),
    "latin-1": (_LATIN, f"{PO}:12: the byte 0xf1 is not UTF-8"),
    "latin-1 by its header": (CATALOG.replace("UTF-8", "ISO-8859-1").encode(), f"{PO}:4: the catalog is written in"),
    "UTF-16": (CATALOG.encode("utf-16"), f"{PO}:1: this is UTF-16, not UTF-8"),
    "cut off in a text": (CATALOG[:-8].encode(), f"{PO}:12: "),
    "cut off in an entry": (CATALOG[: CATALOG.rindex("msgstr")].encode(), f"{PO}:11: the file ends in the middle"),
    "a merge conflict": (
        CATALOG.replace('msgstr "Hoja', '<<<<<<< HEAD\nmsgstr "Hoja').encode(),
        f"{PO}:8: an unsettled merge conflict",
    ),
    "no catalog at all": (b"<html></html>\n", f"{PO}:1: "),
    "binary": (b"\0\1\2", f"{PO}:1: "),
}


@pytest.mark.parametrize("command", ["validate", "update", "build"])
@pytest.mark.parametrize("name", BROKEN_CATALOGS)
def test_a_broken_catalog_is_refused_and_left_as_it_is(catalogs: Path, run: Run, name: str, command: str) -> None:
    """A translator's file is never mended by guessing."""
    content, statement = BROKEN_CATALOGS[name]
    write(catalogs / PO, content)

    assert stopped(run, catalogs, command, "es").startswith(f"error: {statement}")


@pytest.mark.parametrize("command", ["update", "build"])
def test_an_entry_that_stands_twice_is_refused_with_both_lines(catalogs: Path, run: Run, command: str) -> None:
    """Nobody but a translator can tell which of the two is right."""
    write(catalogs / PO, CATALOG + '\nmsgctxt "title"\nmsgid "Fixture handout"\nmsgstr "Otra"\n')

    error = stopped(run, catalogs, command, "es")

    assert error.startswith(f"error: {PO}:14: ")
    assert "stands at line 6 already" in error


def test_validate_reports_an_entry_that_stands_twice_as_a_finding(catalogs: Path, run: Run) -> None:
    """Promise that the other findings are shown, too."""
    write(catalogs / PO, CATALOG + '\nmsgctxt "title"\nmsgid "Fixture handout"\nmsgstr "Otra"\n')

    result = run("validate", "es")

    assert result.exit_code == 1
    assert f"{PO}:14: error: ST107 " in result.stdout


def test_a_missing_catalog_is_an_error_of_build_and_a_finding_of_validate(catalogs: Path, run: Run) -> None:
    """A sheet that is called Spanish and is all English must not be printed in silence."""
    (catalogs / PO).unlink()

    error = stopped(run, catalogs, "build", "es")

    assert error == f"error: {PO}: there is no catalog for Spanish\n  hint: start it with: pnsi18n init es\n"
    assert "missing-catalog" in run("validate", "es").stdout


def test_a_broken_catalog_keeps_only_its_own_sheets_from_being_printed(spanish: Path, run: Run) -> None:
    """One slip in one of thirty-six languages leaves no other clinic without paper, and does not look like success."""
    assert run("init", "fr").exit_code == 0
    assert run("build").exit_code == 0
    broken = PO.replace("/es/", "/fr/")
    write(spanish / broken, "what is this\n" + (spanish / broken).read_text(encoding="utf-8"))
    before = {path: path.read_bytes() for path in spanish.rglob("*.pdf")}
    edit(spanish / PO, "5 días", "cinco días")

    for printed in ("1 sheet printed, ", ""):
        result = run("build")

        assert result.exit_code == 2
        assert f"error: {broken}:1: this is not PO: what is this\n  hint: " in result.stderr
        assert printed in result.stdout
        assert "unchanged, 1 left untouched in " in result.stdout
    changed = {path.name for path, content in before.items() if path.read_bytes() != content}
    assert changed == {"fixture.es.standard.a4.pdf"}
    assert stopped(run, spanish, "release").startswith(f"error: {broken}:1: ")


@pytest.mark.parametrize("command", ["validate", "update", "build"])
def test_a_folder_in_the_place_of_a_catalog_is_refused(catalogs: Path, run: Run, command: str) -> None:
    """Promise plain words for it."""
    (catalogs / PO).unlink()
    (catalogs / PO).mkdir()

    assert stopped(run, catalogs, command, "es").startswith(f"error: {PO}: this is a folder, not a file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_catalog_that_may_not_be_read_is_refused(catalogs: Path, run: Run) -> None:
    """Promise the reason."""
    (catalogs / PO).chmod(0)
    try:
        assert run("validate", "es").stderr.startswith(f"error: {PO}: permission is denied")
    finally:
        (catalogs / PO).chmod(0o644)


def test_files_from_windows_simply_work(catalogs: Path, run: Run) -> None:
    """A byte order mark and CRLF are no fault of the translator."""
    before = [run("validate", "es").stdout, run("status").stdout]
    for path in [PO, "pyproject.toml", "source/fixture/handout.md", "source/fixture/handout.toml"]:
        content = (catalogs / path).read_bytes()
        write(catalogs / path, b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))

    assert [run("validate", "es").stdout, run("status").stdout] == before
    result = run("build", "es")
    assert result.exit_code == 0, result.output


# Configuration

_TOOL = "[tool.pnsi18n]\n"
_US = '[tool.pnsi18n.regions.US]\nemergency_number = "911"\n'
BROKEN_CONFIGURATIONS: dict[str, tuple[str | bytes, str]] = {
    "no table": ("", "pyproject.toml: there is no table [tool.pnsi18n]"),
    "broken TOML": ("[tool.pnsi18n\n", "pyproject.toml:1: this is not valid TOML"),
    "cut off TOML": ('[tool.pnsi18n]\nlocales = ["es"', "pyproject.toml:2: this is not valid TOML"),
    "UTF-16": (CONFIGURATION.encode("utf-16"), "pyproject.toml:1: this is UTF-16"),
    "latin-1": (b"# \xe9\n", "pyproject.toml:1: the byte 0xe9 is not UTF-8"),
    "tool is no table": ("tool = 3\n", "pyproject.toml:1: tool must be a table, not a number"),
    "pnsi18n is no table": ("[tool]\npnsi18n = true\n", "pyproject.toml:2: pnsi18n in [tool] must be a table"),
    "project is no table": (f"project = 3\n{_TOOL}{_US}", "pyproject.toml:1: project must be a table"),
    "name is a number": (f"[project]\nname = 3\n{_TOOL}{_US}", "pyproject.toml:2: name in [project] must be a text"),
    "an unknown setting": (f"{_TOOL}colour = 1\n{_US}", "pyproject.toml:2: colour in [tool.pnsi18n] is not a setting"),
    "no region": (f'{_TOOL}locales = ["es"]\n', "pyproject.toml:1: there is no region"),
    "a region without number": (f"{_TOOL}[tool.pnsi18n.regions.US]\n", "pyproject.toml:2: emergency_number in"),
    "a region by a long name": (
        f'{_TOOL}[tool.pnsi18n.regions.usa]\nemergency_number = "911"\n',
        "pyproject.toml:2: usa in [tool.pnsi18n.regions] cannot be a region",
    ),
}
SETTINGS_OF_PROJECT = {
    'locales = "es"': "locales in [tool.pnsi18n] must be a list, not a text",
    "locales = [1]": "locales in [tool.pnsi18n] must be a list of texts, and one is a number",
    'locales = ["zh-Hans"]': "'zh-Hans' is not a locale that this version knows\n  hint: write zh_Hans",
    'locales = ["en"]': "locales in [tool.pnsi18n] names 'en'",
    'locales = ["en_XA"]': "locales in [tool.pnsi18n] names 'en_XA'\n  hint: write it under pseudo_locales",
    'pseudo_locales = ["es"]': "pseudo_locales in [tool.pnsi18n] names 'es'\n  hint: write it under locales",
    "pseudo_locales = true": "pseudo_locales in [tool.pnsi18n] must be a list, not true or false",
    'papers = "a4"': "papers in [tool.pnsi18n] must be a list, not a text",
    "papers = 3": "papers in [tool.pnsi18n] must be a list, not a number",
    "papers = []": "papers in [tool.pnsi18n] is an empty list",
    'papers = ["a5"]': "papers in [tool.pnsi18n] names 'a5'",
    'kinds = ["big"]': "kinds in [tool.pnsi18n] names 'big'",
    "region = 1": "region in [tool.pnsi18n] must be a text, not a number",
    'region = "FR"': "region in [tool.pnsi18n] is 'FR'",
    "rules = 3": "rules in [tool.pnsi18n] must be a table, not a number",
    'rules = { ST101 = "fatal" }': "ST101 in [tool.pnsi18n.rules] is 'fatal'",
    "rules = { ST101 = 1 }": "ST101 in [tool.pnsi18n.rules] must be a text, not a number",
}
SETTINGS_OF_REGION = {
    'emergency_number = ""': "emergency_number in [tool.pnsi18n.regions.US] is missing",
    "emergency_number = 911": "emergency_number in [tool.pnsi18n.regions.US] must be a text, not a number",
    'emergency_number = "help"': "emergency_number in [tool.pnsi18n.regions.US] is 'help'",
    "clinic_phone = 5": "clinic_phone in [tool.pnsi18n.regions.US] must be a text",
    'temperature = "C"': "temperature in [tool.pnsi18n.regions.US] must be a list",
    'temperature = ["K"]': "temperature in [tool.pnsi18n.regions.US] names 'K'",
    "temperature = []": "temperature in [tool.pnsi18n.regions.US] is an empty list",
    'temperature = [["C"]]': "temperature in [tool.pnsi18n.regions.US] must be a list of texts",
    'paper = "a5"': "paper in [tool.pnsi18n.regions.US] is 'a5'",
    'paper = ["a4"]': "paper in [tool.pnsi18n.regions.US] must be a text, not a list",
    "values = 3": "values in [tool.pnsi18n.regions.US] must be a table",
    "values = { x = 2026-11-01 }": "x in [tool.pnsi18n.regions.US.values] must be a text, not a date",
    'values = { "X y" = "3" }': "X y in [tool.pnsi18n.regions.US.values] cannot be a placeholder",
    'values = { clinic_phone = "3" }': "clinic_phone in [tool.pnsi18n.regions.US.values] cannot be a placeholder",
    "colour = 3": "colour in [tool.pnsi18n.regions.US] is not a setting",
}


@pytest.mark.parametrize("name", BROKEN_CONFIGURATIONS)
def test_a_broken_configuration_is_refused_with_its_line(project: Path, run: Run, name: str) -> None:
    """No emergency number is guessed, and no setting is passed over."""
    content, statement = BROKEN_CONFIGURATIONS[name]
    write(project / "pyproject.toml", content)

    assert stopped(run, project, "status").startswith(f"error: {statement}")


@pytest.mark.parametrize("setting", SETTINGS_OF_PROJECT)
def test_a_setting_of_the_wrong_kind_is_refused_with_its_line(project: Path, run: Run, setting: str) -> None:
    """Promise the line of the very setting, and what to write instead."""
    write(project / "pyproject.toml", f"{_TOOL}{setting}\n{_US}")

    assert stopped(run, project, "status").startswith(f"error: pyproject.toml:2: {SETTINGS_OF_PROJECT[setting]}")


@pytest.mark.parametrize("setting", SETTINGS_OF_REGION)
def test_a_region_is_read_strictly(project: Path, run: Run, setting: str) -> None:
    """A wrong number on the wall is the worst that a handout can do."""
    number = "" if setting.startswith("emergency") else 'emergency_number = "911"\n'
    write(project / "pyproject.toml", f"{_TOOL}[tool.pnsi18n.regions.US]\n{number}{setting}\n")

    place = f"pyproject.toml:{3 if not number else 4}"
    assert stopped(run, project, "status").startswith(f"error: {place}: {SETTINGS_OF_REGION[setting]}")


def test_a_severity_for_a_rule_that_does_not_exist_is_refused(project: Path, run: Run) -> None:
    """The rule that was meant would stay as it is."""
    write(project / "pyproject.toml", f'{_TOOL}rules = {{ SR999 = "off" }}\n{_US}')

    assert "SR999 in [tool.pnsi18n.rules] is not a rule" in stopped(run, project, "validate")


def test_a_folder_that_is_no_project_is_named(tmp_path: Path, run: Run) -> None:
    """``-C`` with a slip of the finger is the most common mistake."""
    for folder, why in [(tmp_path, "it has no pyproject.toml"), (tmp_path / "none", "there is no such folder")]:
        error = stopped(run, tmp_path, "-C", str(folder), "status")
        assert error.startswith(f"error: pyproject.toml: {folder} is not a pnsi18n project: {why}\n")


# Handouts

HANDOUT_MD, HANDOUT_TOML = "source/fixture/handout.md", "source/fixture/handout.toml"
BROKEN_SETTINGS = {
    "": f"{HANDOUT_TOML}: title is missing",
    'title = "title"\n': f"{HANDOUT_TOML}: edition is missing",
    "title =\n": f"{HANDOUT_TOML}:1: this is not valid TOML",
    'title = 3\nedition = "2026-11"\n': f"{HANDOUT_TOML}:1: title must be a text, not a number",
    'title = "none"\nedition = "2026-11"\n': f"{HANDOUT_MD}:1: the handout has no title #none",
    'title = "intro"\nedition = "2026-11"\n': f"{HANDOUT_MD}:1: the handout has no title #intro",
    'title = "title"\nedition = 2026-11-01\n': f"{HANDOUT_TOML}:2: edition is '2026-11-01', not a year and a month",
    'title = "title"\nedition = "2026-13"\n': f"{HANDOUT_TOML}:2: edition is '2026-13', not a year and a month",
    f"{SETTINGS}audience = 3\n": f"{HANDOUT_TOML}:4: audience must be a text, not a number",
    f'{SETTINGS}scope = ["a"]\n': f"{HANDOUT_TOML}:4: scope must be a text, not a list",
    f'{SETTINGS}page_limit = "2"\n': f"{HANDOUT_TOML}:4: page_limit must be a whole number, not a text",
    f"{SETTINGS}page_limit = -1\n": f"{HANDOUT_TOML}:4: page_limit is -1",
    f"{SETTINGS}review_interval_months = 1.5\n": f"{HANDOUT_TOML}:4: review_interval_months must be a whole number",
    f"{SETTINGS}flesch_kincaid_limit = true\n": f"{HANDOUT_TOML}:4: flesch_kincaid_limit must be a number, not true",
    f"{SETTINGS}flesch_kincaid_limit = nan\n": f"{HANDOUT_TOML}:4: flesch_kincaid_limit is nan",
    f"{SETTINGS}licence = 4.0\n": f"{HANDOUT_TOML}:4: licence must be a text, not a decimal number",
    f"{SETTINGS}colour = 1\n": f"{HANDOUT_TOML}:4: colour is not a setting",
}
BROKEN_TEXTS = {
    "> A quotation": "a quotation is not supported here",
    "One {#title}": f"the id #title stands at {HANDOUT_MD}:1 already",
    "Call {nobody}": "{nobody} has no value in the region US",
    "{temperature:abc}": "{temperature:abc} is not a temperature",
    "{temperature}": "{temperature} is not a temperature",
    "{temperature:nan}": "{temperature:nan} is not a temperature",
    "{emergency_number:3}": "{emergency_number:3} says too much",
}


@pytest.mark.parametrize("settings", BROKEN_SETTINGS)
def test_broken_settings_of_a_handout_are_refused_with_their_line(project: Path, run: Run, settings: str) -> None:
    """Promise what to write instead."""
    write(project / HANDOUT_TOML, settings)

    assert stopped(run, project, "status").startswith(f"error: {BROKEN_SETTINGS[settings]}")


@pytest.mark.parametrize("command", ["extract", "validate", "build"])
@pytest.mark.parametrize("text", BROKEN_TEXTS)
def test_a_handout_that_cannot_be_printed_is_refused_with_its_line(
    project: Path, run: Run, text: str, command: str
) -> None:
    """Promise that no later stage meets it."""
    write(project / HANDOUT_MD, f"{HANDOUT}\n{text}\n")

    assert stopped(run, project, command).startswith(f"error: {HANDOUT_MD}:16: {BROKEN_TEXTS[text]}")


def test_a_handout_in_another_encoding_is_refused(project: Path, run: Run) -> None:
    """A guess would print the wrong letters."""
    write(project / HANDOUT_MD, HANDOUT.replace("advice", "caf\u00e9").encode("latin-1"))

    assert stopped(run, project, "extract").startswith(f"error: {HANDOUT_MD}:3: the byte 0xe9 is not UTF-8")


@pytest.mark.parametrize("text", ["", "\n\n", "Only a paragraph. {#title}\n"])
def test_a_handout_without_a_title_is_refused(project: Path, run: Run, text: str) -> None:
    """An empty one has none either."""
    write(project / HANDOUT_MD, text)

    assert stopped(run, project, "build").startswith(f"error: {HANDOUT_MD}:1: the handout has no title #title")


def test_a_project_without_a_handout_is_told_how_to_write_one(project: Path, run: Run) -> None:
    """Promise the path of the first file."""
    shutil.rmtree(project / "source")

    assert "hint: write one as source/NAME/handout.md" in stopped(run, project, "build")


@pytest.mark.parametrize("name", [HANDOUT_MD, HANDOUT_TOML])
def test_half_a_handout_is_refused(project: Path, run: Run, name: str) -> None:
    """A handout that lost a file must not vanish from the build."""
    (project / name).unlink()

    assert stopped(run, project, "build").startswith(f"error: {name}: there is no such file")


def test_every_broken_handout_is_told_at_once(project: Path, run: Run) -> None:
    """Promise one error each."""
    shutil.copytree(project / "source/fixture", project / "source/other")
    write(project / HANDOUT_TOML, "title =\n")
    write(project / "source/other/handout.md", "# Title {#title}\n\n> No\n")

    result = run("status")

    assert result.exit_code == 2
    assert [line.split(": ")[1] for line in result.stderr.splitlines() if line.startswith("error")] == [
        f"{HANDOUT_TOML}:1",
        "source/other/handout.md:3",
    ]


PICTURES: dict[str, tuple[str, bytes, str]] = {
    "missing": ("none.png", PNG, "the picture none.png is not there"),
    "outside": ("../../pyproject.png", PNG, "../../pyproject.png cannot be printed"),
    "of another kind": ("cup.gif", PNG, "cup.gif cannot be printed"),
    "on the web": ("https://example.org/cup.png", PNG, "the picture https://example.org/cup.png is not there"),
    "no picture": ("cup.png", b"a cup", "the picture cup.png is broken"),
    "cut off": ("cup.png", PNG[:40], "the picture cup.png is broken"),
}


@pytest.mark.parametrize("command", ["validate", "build"])
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_cannot_be_printed_is_refused(project: Path, run: Run, name: str, command: str) -> None:
    """Promise the line of the picture in the handout."""
    path, content, statement = PICTURES[name]
    write(project / "source/fixture/cup.png", content)
    write(project / HANDOUT_MD, f"{HANDOUT}\n![A cup]({path})\n")

    assert stopped(run, project, command).startswith(f"error: {HANDOUT_MD}:16: {statement}")


def test_a_picture_that_only_the_renderer_finds_broken_fails_its_sheet_in_one_line(project: Path, run: Run) -> None:
    """Promise no sheet, exit code 1, and not the whole picture on the screen."""
    write(project / "source/fixture/cup.png", PNG[:40] + b"\0" * 5000 + PNG[-12:])
    write(project / HANDOUT_MD, f"{HANDOUT}\n![A cup](cup.png)\n")

    result = run("build", "en")

    assert result.exit_code == 1
    assert "error: fixture/en/fixture.en.standard.a4.pdf was not printed\n" in result.stderr
    assert max(map(len, result.stderr.splitlines())) < 300
    assert not list(project.glob("output/**/*.pdf"))

"""Every command as a person meets it: what it prints, where, and what the shell learns."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polib
import pypdfium2
import pytest
from clinic import TRANSLATIONS, Run, write
from conftest import PROGRAM
from typer.testing import CliRunner

from pnsi18n import __version__
from pnsi18n.cli import extract_command
from pnsi18n.cli.app import app
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.workflows import extract as extract_workflow

COMMANDS = [
    *("new", "extract", "init", "update", "validate", "lint", "silence", "status", "readability", "preview", "build"),
    *("release", "verify", "evidence", "export", "explain", "doctor", "signoff"),
]
FINDING_KEYS = [
    *("rule", "name", "severity", "locale", "handout", "msgctxt", "path", "line"),
    *("source_path", "source_line", "statement", "hint"),
]


def catalog_of(project: Path, locale: str = "es") -> Path:
    """Return the path of a catalog."""
    return project / "locale" / locale / "LC_MESSAGES" / "fixture.po"


def translate(project: Path, locale: str = "es", **texts: str) -> None:
    """Translate a catalog as the fixture is, or by *texts*, whose names are the ids with _ for dots."""
    catalog = polib.pofile(str(catalog_of(project, locale)))
    for entry in catalog:
        known = TRANSLATIONS[locale].get(str(entry.msgctxt), entry.msgid)
        entry.msgstr = texts.get(str(entry.msgctxt).replace(".", "_"), known)
    catalog.save()


@pytest.fixture
def translated(project: Path, run: Run) -> Path:
    """Return a project whose catalogs are complete."""
    run("extract")
    run("init", "es", "ar")
    translate(project, "es")
    translate(project, "ar")
    return project


def test_extract_writes_the_templates_once(project: Path, run: Run) -> None:
    """The second run finds nothing to write."""
    first, second = run("extract"), run("extract")

    assert first.stdout.splitlines()[0] == "locale/fixture.pot: written, 6 messages"
    assert second.stdout.splitlines()[0] == "locale/fixture.pot: up to date, 6 messages"
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert 'msgctxt "em.fever"' in (project / "locale/fixture.pot").read_text(encoding="utf-8")


def test_extract_check_says_no_and_writes_nothing(project: Path, run: Run) -> None:
    """Promise CI a gate that does not mend what it finds."""
    result = run("extract", "--check")

    assert result.exit_code == 1
    assert "locale/fixture.pot: not up to date, 6 messages" in result.stdout
    assert "hint: run pnsi18n extract" in result.stderr
    assert not (project / "locale").exists()


def test_extract_check_is_content_with_current_templates(run: Run) -> None:
    """Promise exit code 0 after an extract."""
    run("extract")

    assert run("extract", "--check").exit_code == 0


def test_init_starts_catalogs_and_never_touches_them_again(project: Path, run: Run) -> None:
    """A second init must not cost a translator their work."""
    first = run("init", "es")
    translate(project)
    before = catalog_of(project).read_bytes()
    second = run("init", "es")

    assert first.stdout == "locale/es/LC_MESSAGES/fixture.po: started\n"
    assert second.stdout == ""
    assert second.stderr == "nothing to do: every catalog is there already\n"
    assert catalog_of(project).read_bytes() == before


def test_english_needs_no_catalog_and_init_says_so(run: Run) -> None:
    """Silence would leave a person waiting for a file."""
    result = run("init", "en")

    assert result.exit_code == 2
    assert "'en' has no catalogs: it is made from the English" in result.stderr


def test_update_tells_what_changed_by_id(translated: Path, run: Run) -> None:
    """A translator sees at once which message to look at."""
    handout = translated / "source/fixture/handout.md"
    handout.write_text(handout.read_text(encoding="utf-8").replace("breathe", "breathe well"), encoding="utf-8")

    result = run("update", "es")

    assert result.stdout == "locale/es/LC_MESSAGES/fixture.po: 1 changed, look at them (fuzzy): em.breath\n"
    assert run("update", "es").stdout == "locale/es/LC_MESSAGES/fixture.po: up to date\n"


def test_update_without_catalogs_tells_how_to_start_one(run: Run) -> None:
    """Nothing happened, and the person learns why."""
    result = run("update")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "start one with: pnsi18n init LOCALE" in result.stderr


def test_validate_names_the_line_in_the_catalog_and_in_the_source(translated: Path, run: Run) -> None:
    """Promise both places and both texts, so that a person can open them side by side."""
    translate(translated, em_fever="Tiene fiebre de {temperature:38} durante unos días")

    result = run("validate", "es")

    first, english, text, label, translation, hint, *notes = result.stdout.splitlines()
    place, _, statement = first.partition(": ")
    path, _, line = place.rpartition(":")
    assert statement.startswith("error: CR101 number-changed: ")
    assert 'msgctxt "em.fever"' in (translated / path).read_text(encoding="utf-8").split("\n")[int(line) - 1]
    assert english == "  English: source/fixture/handout.md:9 (em.fever)"
    assert text == "  | Have a fever of {temperature:38} for 5 days"
    assert [label, translation] == ["  translation:", "  | Tiene fiebre de {temperature:38} durante unos días"]
    assert hint.startswith("  hint: ")
    assert [line.split(": ")[1:3] for line in notes[::2]] == [["note", "ST112 unapproved"]] * 2
    assert result.stderr == "1 error, 0 warnings, 2 notes in 1 language\n"
    assert result.exit_code == 1


def test_validate_says_only_that_nobody_has_signed_where_all_is_well(translated: Path, run: Run) -> None:
    """Promise exit code 0, even when warnings count."""
    assert translated.is_dir()
    result = run("validate", "es", "--strict")

    assert [line.split(": ")[1:3] for line in result.stdout.splitlines()[::2]] == [["note", "ST112 unapproved"]] * 2
    assert result.exit_code == 0


def test_validate_prints_json_as_the_architecture_says(translated: Path, run: Run) -> None:
    """Programs read this: names, order and types are a promise."""
    translate(translated, em_lead="Llame si:")

    result = run("validate", "es", "--format", "json")

    report = json.loads(result.stdout)
    assert list(report) == ["findings", "silenced", "summary"]
    assert [list(finding) for finding in report["findings"]] == [FINDING_KEYS] * len(report["findings"])
    found = report["findings"][0]
    assert (found["rule"], found["severity"], found["locale"]) == ("PH101", "error", "es")
    assert (found["handout"], found["msgctxt"]) == ("fixture", "em.lead")
    assert (found["source_path"], found["source_line"]) == ("source/fixture/handout.md", 7)
    assert isinstance(found["line"], int)
    assert report["summary"] == {"errors": 1, "warnings": 0, "notes": 2, "silenced": 0, "rules_off": []}
    assert (result.exit_code, result.stderr) == (1, "")


def test_validate_strict_fails_for_warnings_too(translated: Path, run: Run) -> None:
    """A fuzzy translation is a warning: printable as English, and not releasable."""
    catalog = catalog_of(translated)
    text = catalog.read_text(encoding="utf-8").replace('msgctxt "read"', '#, fuzzy\nmsgctxt "read"')
    catalog.write_text(text, encoding="utf-8")

    assert run("validate", "es").exit_code == 0
    assert run("validate", "es", "--strict").exit_code == 1


def test_status_shows_a_line_a_catalog_whatever_the_width(translated: Path, run: Run) -> None:
    """A heading that is cut off is no heading."""
    assert translated.is_dir()
    result = run("status")

    source, headings, *rows = result.stdout.splitlines()
    assert source.startswith("fixture, English edition 2026-11: 6 messages, 3 critical; Flesch-Kincaid grade ")
    assert headings.startswith(
        "Locale  Language  Domain   Messages  Current  Fuzzy  Stale  Untranslated  Approved  Lapsed"
    )
    assert rows[0].split() == ["es", "Spanish", "fixture", "6", "6", "0", "0", "0", "0", "0", "0", "-"]
    assert result.exit_code == 0


def test_status_prints_json(translated: Path, run: Run) -> None:
    """Promise the names that a dashboard reads."""
    assert translated.is_dir()
    report = json.loads(run("status", "es", "--format", "json").stdout)

    assert list(report) == ["source", "catalogs"]
    assert report["source"][0]["flesch_kincaid_limit"] == 6
    assert list(report["catalogs"][0]) == [
        *("locale", "english_name", "own_name", "handout", "messages", "current", "fuzzy", "stale"),
        *("untranslated", "critical_missing", "obsolete", "present", "signed", "approved", "lapsed", "sheets"),
    ]
    assert report["catalogs"][0]["own_name"] == "Español"


def test_build_prints_what_is_due_and_nothing_else(translated: Path, run: Run) -> None:
    """A run prints everything once, the next nothing, and a changed message only its own locale."""
    first = run("build", "--jobs", "2")
    assert (first.exit_code, first.stdout.split(" in ")[0]) == (0, "3 sheets printed")
    assert first.stderr.count("/3 fixture/") == 3

    second = run("build")
    assert (second.exit_code, second.stdout.split(" in ")[0]) == (0, "nothing to do: 3 unchanged")
    assert second.stderr == ""

    translate(translated, "es", intro="Otro texto de prueba; no es un consejo.")
    third = run("build", "--jobs", "1")
    assert third.stdout.split(" in ")[0] == "1 sheet printed, 2 unchanged"
    assert third.stderr == "1/1 fixture/es/fixture.es.standard.a4.pdf\n"
    assert json.loads(run("status", "es", "--format", "json").stdout)["catalogs"][0]["sheets"] == 1


def test_a_locale_that_left_the_project_leaves_the_output(translated: Path, run: Run) -> None:
    """A sheet that nobody keeps current must not lie about; a sheet of another region may."""
    run("build", "en", "ar")
    run("build", "ar", "--region", "GB")
    configuration = translated / "pyproject.toml"
    configuration.write_text(configuration.read_text(encoding="utf-8").replace(', "ar"]', "]"), encoding="utf-8")

    result = run("build")

    assert "removed fixture/ar/fixture.ar.standard.a4.pdf: the project no longer has it\n" in result.stdout
    assert not (translated / "output/fixture/ar/fixture.ar.standard.a4.pdf").exists()
    assert (translated / "output/fixture/ar/fixture.ar.standard.a4.gb.pdf").is_file()


def test_build_of_one_language_paper_and_region_prints_one_sheet_elsewhere(project: Path, run: Run) -> None:
    """The region stands in the name: two sheets with other numbers must not share one."""
    folder = project / "elsewhere"

    result = run("build", "en", "--paper", "letter", "--region", "GB", "--output", str(folder))

    assert result.exit_code == 0
    assert [path.name for path in folder.rglob("*.pdf")] == ["fixture.en.standard.letter.gb.pdf"]
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "statement", "hint"),
    [
        (["--paper", "a5"], "--paper a5 is not known", "use a4 or letter"),
        (["--kind", "big"], "--kind big is not known", "use standard or large-print or bilingual"),
        (["--region", "FR"], "there is no region 'FR'", "use US or GB"),
        (["--handout", "other"], "there is no handout 'other'", "there are: fixture"),
        (["fr"], "'fr' is not one of the project's locales", "add it to locales"),
        (["zh-Hans"], "'zh-Hans' is not a locale that this version knows", "write zh_Hans"),
        (["zh_CN"], "'zh_CN' is not a locale that this version knows", "write zh_Hans"),
        (["ES"], "'ES' is not a locale that this version knows", "write es"),
        (["km"], "'km' is not one of the project's locales", "add it to locales in [tool.pnsi18n]"),
    ],
)
def test_build_refuses_what_it_does_not_know_and_says_what_it_does(
    run: Run, arguments: list[str], statement: str, hint: str
) -> None:
    """Promise exit code 2 and the right spelling."""
    result = run("build", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{statement}\n  hint: {hint}" in result.stderr


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_is_explained_by_id_and_by_name(run: Run, rule: object) -> None:
    """Promise a reason, and what the finding would say."""
    result = run("explain", getattr(rule, "id").lower())  # noqa: B009

    assert result.exit_code == 0
    assert "\nWhy: " in result.stdout
    assert "\nIt would say: " in result.stdout
    assert run("explain", getattr(rule, "name")).stdout == result.stdout  # noqa: B009


def test_explain_lists_the_rules_and_refuses_others(run: Run) -> None:
    """Without a name there is a table of contents."""
    assert len(run("explain").stdout.splitlines()) == len(ALL_RULES)
    result = run("explain", "XX999")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: command line: there is no rule 'XX999'\n  hint: list them: pnsi18n explain\n"


def doctor(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run ``pnsi18n doctor`` as a process of its own; it opens every font of the machine."""
    command = [*PROGRAM, "-C", str(folder), "doctor", *options]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")


def test_doctor_looks_at_the_languages_of_the_project(project: Path) -> None:
    """Promise a line a language with its fonts."""
    result = doctor(project)

    assert result.returncode == 0
    assert "ok       Arabic (ar)" in result.stdout
    assert "Russian" not in result.stdout


def test_doctor_tells_when_the_fonts_are_not_those_of_the_manifest(project: Path, run: Run) -> None:
    """The manifest names each font by digest; another file, or none, gives other bytes."""
    assert run("build", "en").exit_code == 0
    manifest = project / "output" / "manifest.json"
    fonts = json.loads(manifest.read_text(encoding="utf-8"))["editions"][0]["fonts"]
    assert [(one["family"], one["style"], len(one["sha256"])) for one in fonts] == [
        ("Noto Sans", "Regular", 64),
        ("Noto Sans", "Bold", 64),
    ]
    assert "ok       fonts of manifest.json" in doctor(project).stdout

    other = manifest.read_text(encoding="utf-8").replace(fonts[1]["sha256"], "0" * 64)
    write(project / "printed" / "manifest.json", other.replace('"Regular"', '"Of Another Clinic"'))
    result = doctor(project, "--output", str(project / "printed"))

    told = next(line for line in result.stdout.splitlines() if line.startswith("DIFFERS"))
    assert "Noto Sans Bold is another file; Noto Sans Of Another Clinic is not installed" in told
    assert result.returncode == 1
    assert "Sheets that are printed here are not byte for byte those of the manifest." in result.stderr


def test_doctor_works_outside_a_project_and_looks_at_every_language(tmp_path: Path) -> None:
    """It is the first command on a new machine, before there is any project."""
    result = doctor(tmp_path)

    assert "Khmer (km)" in result.stdout
    assert result.returncode in {0, 1}


def test_doctor_tells_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is on standard error, with a command for each system."""
    monkeypatch.setenv("PATH", "/nowhere")

    result = run("doctor")

    assert result.exit_code == 1
    assert "MISSING  fontconfig" in result.stdout
    assert "Debian, Ubuntu: apt-get install fontconfig" in result.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_plainly(command: str) -> None:
    """A nurse or a translator reads this: no Python, no placeholders for it."""
    result = CliRunner().invoke(app, [*command.split(), "--help"])

    assert result.exit_code == 0
    for jargon in ("list[", "<", "str]", "None", "bool", "Callable", "Enum", "traceback", "kwargs", "regex"):
        assert jargon not in result.stdout
    shown = result.stdout
    for repeated in ("[LOCALE]", "{LOCALE}", "[ARGS]", "{SHEET}", "{FILE}", "[HANDOUT]"):
        shown = shown.replace(f"{repeated}...", "")
    assert "..." not in shown


def test_the_first_help_names_every_command() -> None:
    """Promise one line each."""
    lines = CliRunner().invoke(app, ["--help"]).stdout.splitlines()

    listed = [line.split()[0] for line in lines[lines.index("Commands:") + 1 :]]
    assert listed == COMMANDS


def test_an_unknown_format_is_refused_in_plain_words(run: Run) -> None:
    """Promise the two that there are."""
    result = run("status", "--format", "xml")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "'xml' is not known; use text or json" in result.stderr


def test_the_version_is_told() -> None:
    """Promise it for bug reports."""
    assert CliRunner().invoke(app, ["--version"]).stdout == f"pnsi18n {__version__}\n"


def test_the_project_is_the_current_folder_or_the_one_named(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``-C DIR`` and ``cd DIR`` are the same."""
    named = run("status")
    monkeypatch.chdir(project)

    assert CliRunner().invoke(app, ["status"]).stdout == named.stdout
    monkeypatch.chdir(project.parent)
    assert CliRunner().invoke(app, ["--project", "project", "status"]).stdout == named.stdout


def test_a_bug_has_its_own_exit_code_and_asks_for_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody should look for our mistake in their files."""

    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(extract_workflow, "extract", broken)

    result = run("extract")

    assert (result.exit_code, result.stdout) == (3, "")
    assert "This is a bug in pnsi18n, not in your files." in result.stderr


def test_several_errors_are_all_told(translated: Path, run: Run) -> None:
    """Promise one error a file, and none kept for the next run."""
    for locale in ("es", "ar"):
        catalog_of(translated, locale).write_text("", encoding="utf-8")

    result = run("validate")

    assert result.exit_code == 2
    assert result.stderr.count("error: ") == 2


def test_a_bug_among_errors_is_still_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group may hold both."""

    def broken(*_arguments: object, **_options: object) -> None:
        raise ExceptionGroup("both", [ZeroDivisionError("ours")])

    monkeypatch.setattr(extract_command, "project_of", broken)

    assert run("extract").exit_code == 3


def test_the_script_is_installed_and_commands_that_do_not_print_load_no_renderer(project: Path) -> None:
    """WeasyPrint takes a second to load, which only ``build`` may cost."""
    code = (
        "import sys; from pnsi18n.cli.app import app; app(['-C', sys.argv[1], 'status'], standalone_mode=False); "
        "sys.exit('weasyprint' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code, str(project)], check=False, capture_output=True).returncode == 0
    assert subprocess.run([*PROGRAM, "--version"], check=False, capture_output=True).returncode == 0


def test_build_never_prints_a_translation_with_an_error_of_content(project: Path, run: Run) -> None:
    """Whether or not anybody ran validate: the page shows the English, and the build ends 1."""
    assert run("extract").exit_code == run("init", "es").exit_code == 0
    path = project / "locale" / "es" / "LC_MESSAGES" / "fixture.po"
    text = path.read_text(encoding="utf-8")
    fever = 'msgid "Have a fever of {temperature:38} for 5 days"\nmsgstr ""'
    assert fever in text
    path.write_text(text.replace(fever, fever[:-1] + 'Tiene {temperature:39} durante 5 días"'), encoding="utf-8")

    result = run("build", "es", "--jobs", "1")

    assert result.exit_code == 1
    assert "PH101" in result.stderr
    assert "the page shows this message in English" in result.stderr
    sheet = project / "output" / "fixture" / "es" / "fixture.es.standard.a4.pdf"
    document = pypdfium2.PdfDocument(sheet)
    shown = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Have a fever of" in shown
    assert "39" not in shown


def test_validate_names_the_rules_that_are_off(project: Path, run: Run) -> None:
    """Silence about a rule must not look like its consent."""
    configuration = project / "pyproject.toml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text + '\n[tool.pnsi18n.rules]\nSR103 = "off"\n', encoding="utf-8")
    assert run("extract").exit_code == run("init", "es", "ar").exit_code == 0
    assert "turned off: SR103" in run("validate").stderr
    assert json.loads(run("validate", "--format", "json").stdout)["summary"]["rules_off"] == ["SR103"]


def test_a_sentence_that_stands_twice_and_a_numbered_plan_are_printed(project: Path, run: Run) -> None:
    """A handout without ids may say the same thing twice; a numbered list keeps its numbers."""
    handout = project / "source" / "fixture" / "handout.md"
    handout.write_text(
        "# Title {#title}\n\n- Yes\n  - Nested\n- No\n\nYes\n\n::: my-plan\n\n## Plan\n\n1. Ask\n2. Ask again\n\n:::\n",
        encoding="utf-8",
    )
    result = run("build", "en", "--jobs", "1")
    assert result.exit_code == 0, result.stderr


def test_a_catalog_that_cannot_be_read_hides_no_finding(translated: Path, run: Run) -> None:
    """The others are judged all the same; then the error is told, and the exit code is 2."""
    translate(translated, em_lead="Llame si:")
    arabic = translated / "locale" / "ar" / "LC_MESSAGES" / "fixture.po"
    arabic.parent.mkdir(parents=True, exist_ok=True)
    arabic.write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")

    result = run("validate")

    assert result.exit_code == 2
    assert "PH101" in result.stdout
    assert "locale/ar/LC_MESSAGES/fixture.po:2:" in result.stderr


def test_a_full_build_names_the_sheets_of_other_regions_that_it_leaves(translated: Path, run: Run) -> None:
    """They were asked for by name, and nobody should take them for new."""
    assert run("build", "en", "--region", "GB", "--jobs", "1").exit_code == 0
    configuration = translated / "pyproject.toml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace('locales = ["es", "ar"]', "locales = []"), encoding="utf-8")
    result = run("build", "--jobs", "1")
    assert "sheets for GB lie there and were not renewed; run: pnsi18n build --region GB" in result.stderr

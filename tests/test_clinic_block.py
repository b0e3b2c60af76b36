"""What the clinic says of itself: on the last page, in its own words, and no page breaks for want of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clinic import Run, edit, write
from test_bad_input import PNG
from test_pages import letters, text_of

from pnsi18n.model.kind import KINDS, WEB

TABLE = """
[tool.pnsi18n.regions.US.clinic]
name = "Fixture Clinic"
address = \"\"\"
12 Fixture Street
Fixture Town\"\"\"
hours = "Monday to Friday, 8 to 5"
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'
SHEET = "output/fixture/{0}/fixture.{0}.{1}.a4.pdf"


def configure(project: Path, table: str) -> None:
    """Add *table* to the configuration."""
    path = project / "pyproject.toml"
    path.write_text(path.read_text(encoding="utf-8") + table, encoding="utf-8")


def test_the_clinic_stands_on_the_last_page_of_every_kind(spanish: Path, run: Run) -> None:
    """Name, address and hours as the clinic writes them; without a phone there is a line to write it on."""
    configure(spanish, TABLE)
    edit(spanish / "pyproject.toml", 'kinds = ["standard"]\n', "")
    result = run("build", "es")
    assert result.exit_code == 0, result.stderr
    page = (spanish / "output/fixture/es/fixture.es.html").read_text(encoding="utf-8")
    assert "Fixture Clinic" in page
    assert "Horario de atención" in page
    for kind in KINDS.keys() - {WEB}:
        last = letters(text_of(spanish / SHEET.format("es", kind))[-1])
        for text in ("Fixture Clinic", "12 Fixture Street", "Fixture Town", "Monday to Friday, 8 to 5"):
            assert letters(text) in last, kind
        assert letters("teléfono de la clínica") in last
        assert letters("Horario de atención") in last


def test_a_clinic_with_a_phone_needs_no_line_and_one_without_words_no_block(spanish: Path, run: Run) -> None:
    """What is not known is not printed, and what is known is not asked for."""
    assert run("build", "es").exit_code == 0
    assert letters("teléfono de la clínica") not in letters("".join(text_of(spanish / SHEET.format("es", "standard"))))
    configure(spanish, TABLE)
    edit(spanish / "pyproject.toml", 'emergency_number = "911"', 'emergency_number = "911"\nclinic_phone = "555 0100"')
    assert run("build", "es").exit_code == 0
    last = letters(text_of(spanish / SHEET.format("es", "standard"))[-1])
    assert letters("555 0100") in last
    assert letters("teléfono de la clínica") not in last


def test_changed_hours_supersede_a_sheet_and_lapse_no_signature(signed: Path, run: Run) -> None:
    """The clinic's words are the clinic's own: nobody signs them, but an old sheet is known as old."""
    configure(signed, TABLE)
    edit(signed / "pyproject.toml", 'kinds = ["standard"]\n', "")
    assert run("release").exit_code == 0
    sheet = str(signed / SHEET.format("es", "standard"))
    assert "current" in run("verify", sheet).stdout
    edit(signed / "pyproject.toml", "8 to 5", "9 to 5")
    told = run("verify", sheet)
    assert told.exit_code == 1
    assert "superseded" in told.stdout
    assert "clinic.hours: the region changed: Monday to Friday, [-8-]{+9+} to 5" in told.stdout
    assert run("release").exit_code == 0


@pytest.mark.parametrize(("name", "content"), [("logo.svg", SVG.encode()), ("logo.png", PNG)])
def test_a_logo_is_printed_in_both_directions(project: Path, run: Run, name: str, content: bytes) -> None:
    """An SVG that says no size is set, too, on a page that runs from right to left."""
    configure(project, f'{TABLE}logo = "{name}"\nlogo_text = "Fixture Clinic"\n')
    write(project / name, content)
    assert run("extract").exit_code == 0
    assert run("init", "es", "ar").exit_code == 0
    result = run("build")
    assert result.exit_code == 0, result.stderr


def test_a_picture_of_a_handout_without_a_size_is_set_from_right_to_left(project: Path, run: Run) -> None:
    """As a logo is."""
    write(project / "source/fixture/cup.svg", SVG)
    edit(project / "source/fixture/handout.md", "Read [example", "![A cup](cup.svg) {#cup}\n\nRead [example")
    assert run("extract").exit_code == 0
    assert run("init", "es", "ar").exit_code == 0
    result = run("build", "ar")
    assert result.exit_code == 0, result.stderr


def test_a_clinic_may_write_in_a_script_of_its_own(spanish: Path, run: Run) -> None:
    """Its letters are printed with the fonts of its language; in a language without those letters, they are missed."""
    configure(spanish, TABLE.replace("Fixture Clinic", "عيادة") + 'language = "ar"\n')
    assert run("build", "es").exit_code == 0
    edit(spanish / "pyproject.toml", 'language = "ar"', 'language = "en"')
    result = run("build", "es")
    assert result.exit_code == 1
    assert "no font has U+" in result.output


REFUSED = {
    'logo = "none.png"\nlogo_text = "Fixture Clinic"': "the picture none.png is not there",
    'logo = "../none.png"\nlogo_text = "Fixture Clinic"': "../none.png cannot be printed",
    'logo = "pyproject.toml"\nlogo_text = "Fixture Clinic"': "pyproject.toml cannot be printed",
    'logo = "logo.svg"': "logo_text in [tool.pnsi18n.regions.US.clinic] is missing",
    'fax = "1"': "fax in [tool.pnsi18n.regions.US.clinic] is not a setting",
    'language = "tlh"': "'tlh' is not a locale",
}


@pytest.mark.parametrize("line", REFUSED)
def test_a_wrong_word_about_the_clinic_is_refused_with_its_line(project: Path, run: Run, line: str) -> None:
    """Before anything is printed."""
    write(project / "logo.svg", SVG)
    configure(project, f"{TABLE}{line}\n")
    result = run("build")
    assert result.exit_code == 2
    assert REFUSED[line] in result.stderr
    assert re.search(r"pyproject\.toml:(20|25|26): ", result.stderr)  # the table, or the line

"""What an adversarial reader tried against the promise: nothing is printed as reviewed that was not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from clinic import CATALOG, ENGLISH, Run, commit, edit, findings, git, policy, refused
from test_story import SHEET, answer, text_of

from pnsi18n.adapters.seal import sealed

BREATH = 'msgid "**Cannot** breathe"\nmsgstr "**No puede** respirar"'


def test_a_plural_entry_is_never_printed(signed: Path, run: Run) -> None:
    """The page would show the first form, and the sign-off be of another."""
    plural = (
        'msgid "**Cannot** breathe"\nmsgid_plural "**Cannot** breathe"\n'
        'msgstr[0] "**No puede** dormir bien"\nmsgstr[1] "**No puede** respirar"'
    )
    edit(signed / CATALOG, BREATH, plural)
    result = run("release", "es")
    assert result.exit_code == 1
    assert "es: fixture: a translator must translate the English as it is now" in result.stderr
    assert run("build", "es").exit_code == 0
    assert "dormir" not in text_of(signed / SHEET)


def test_a_critical_sentence_stays_critical_where_it_stands_again(project: Path, run: Run) -> None:
    """Without an id, the same words are one message, at the higher risk."""
    edit(project / ENGLISH, "- **Cannot** breathe {#em.breath .critical}", "- **Cannot** breathe {.critical}")
    edit(project / ENGLISH, "Read [", "**Cannot** breathe\n\nRead [")
    assert run("extract").exit_code == 0
    assert run("init", "es").exit_code == 0
    shown = run("signoff", "source", "--name", "Fixture Clinician", "--yes").stdout
    assert "text: **Cannot** breathe  CRITICAL" in shown


def test_an_id_and_a_text_of_the_same_letters_are_two_messages(signed: Path, run: Run) -> None:
    """Neither can lend the other its approval."""
    edit(signed / ENGLISH, "Read [example.org]", "read\n\nRead [example.org]")
    assert "text: read" in run("signoff", "source", "--name", "Fixture Clinician", "--yes").stdout


def test_the_values_of_a_region_are_signed_too(signed: Path, run: Run) -> None:
    """The number to call is printed in every language; a slip in the configuration is no small one."""
    edit(signed / "pyproject.toml", '"911"', '"119"')
    result = run("release", "es")
    assert "en: fixture: a clinician must sign: (region US)" in result.stderr
    assert not (signed / SHEET).exists()
    shown = run("signoff", "source", "--name", "Fixture Clinician", "--yes").stdout
    assert "emergency_number: [-911-]{+119+}" in shown
    assert run("release", "es").exit_code == 0


def test_the_clinics_phone_and_another_region_need_no_new_signature(signed: Path, run: Run) -> None:
    """Whoever prints for the United States does not wait for Britain."""
    edit(signed / "pyproject.toml", "[tool.pnsi18n.regions.GB]", "[tool.pnsi18n.regions.IE]")
    edit(signed / "pyproject.toml", 'emergency_number = "911"', 'emergency_number = "911"\nclinic_phone = "555 0100"')
    assert run("release", "es").exit_code == 0


def test_the_licence_is_a_part_of_the_arrangement(signed: Path, run: Run) -> None:
    """It is printed on every page."""
    path = signed / "source/fixture/handout.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'licence = "Take ten tablets now"\n', encoding="utf-8")
    assert "a clinician must sign: (outline)" in run("release", "es").stderr


def test_release_leaves_no_draft_behind(signed: Path, run: Run) -> None:
    """Neither one that the manifest forgot, nor one of another region."""
    edit(signed / CATALOG, "respirar", "inspirar")
    assert run("build").exit_code == 0
    assert run("build", "--region", "GB").exit_code == 0
    (signed / "output/manifest.json").unlink()
    assert run("build", "es", "--region", "GB").exit_code == 0
    assert run("release", "es").exit_code == 1
    left = [path.name for path in (signed / "output").rglob("*.es.*.pdf")]
    assert left == []


def test_a_blank_back_translation_is_none(spanish: Path, run: Run) -> None:
    """White space was compared with nothing."""
    text = '[fixture]\n"em.breath" = " "\n'
    (spanish / "locale/es/back-translation.toml").write_text(text, encoding="utf-8")
    shown = run("signoff", "es", "--role", "reviser", "--name", "Fixture Reviser", "--yes").stdout
    assert "put back into English" not in shown


@pytest.mark.parametrize("name", ["Ana\u200b Lopez", "Ana\ud800", "Ana\x07"])
def test_a_name_hides_nothing(spanish: Path, run: Run, name: str) -> None:
    """An invisible letter would make two people of one."""
    assert "hidden character" in refused(run, spanish, "signoff", "source", "--name", name, "--yes")


@pytest.mark.parametrize("name", ["Ａｎａ Lopez", "ANA\u00a0lopez"])
def test_a_name_in_other_letters_is_the_same_person(spanish: Path, run: Run, name: str) -> None:
    """Wide letters, capitals, odd spaces."""
    assert run("signoff", "es", "--role", "translator", "--name", "Ana Lopez", "--yes").exit_code == 0
    words = ("signoff", "es", "--role", "reviser", "--name", name, "--yes")
    assert "the policy wants two people" in refused(run, spanish, *words)


def test_hidden_signs_are_shown_to_whoever_signs_and_never_printed(spanish: Path, run: Run) -> None:
    """Behind an override, 15 shows as 51."""
    edit(spanish / CATALOG, "5 días", "\u20265 días".replace("\u2026", "\u202e"))
    assert "SE104" in run("validate", "es").stdout
    assert "the page shows this message in English" in run("build", "es").stderr
    edit(spanish / CATALOG, "\u202e5 días", "5 días")
    edit(spanish / CATALOG, "prueba; no", "prueba;\u061c no")
    shown = run("signoff", "es", "--role", "translator", "--name", "Fixture Translator", "--yes").stdout
    assert "prueba;‹U+061C› no" in shown


def test_a_machine_translation_that_came_fuzzy_is_still_of_its_english(spanish: Path, run: Run) -> None:
    """The first look at it was never made; git knows which English it was made from."""
    edit(spanish / CATALOG, 'msgctxt "em.breath"', '#, fuzzy\nmsgctxt "em.breath"')
    git(spanish, "init", "-q", "-b", "main")
    commit(spanish, "machine")
    edit(spanish / ENGLISH, "**Cannot** breathe", "**Cannot** breathe or swallow")
    assert run("extract").exit_code == 0
    assert run("update").exit_code == 0
    content = (spanish / CATALOG).read_text(encoding="utf-8")
    content = re.sub(r'#, fuzzy\n(#\| .*\n)*(?=msgctxt "em.breath")', "", content)
    (spanish / CATALOG).write_text(content, encoding="utf-8")
    assert "ST118" in findings(run("validate", "es"))


def test_a_shallow_clone_says_that_it_cannot_look_back(spanish: Path, run: Run, tmp_path: Path) -> None:
    """Silence would look like consent."""
    git(spanish, "init", "-q", "-b", "main")
    commit(spanish, "one")
    edit(spanish / ENGLISH, "not advice", "no advice")
    commit(spanish, "two")
    shutil.rmtree(spanish / "source")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{spanish}", str(tmp_path / "shallow"))
    shutil.rmtree(spanish)
    (tmp_path / "shallow").rename(spanish)
    assert "git fetch --unshallow" in run("validate", "es").stderr


def test_a_list_from_outside_may_bring_the_policy(signed: Path, run: Run, tmp_path: Path) -> None:
    """Then nobody who edits the project can ask for less."""
    policy(signed, 'translation = ["translator"]\ncritical = []')
    anchor = tmp_path / "trusted.toml"
    anchor.write_text('[release]\ntranslation = ["translator", "reviser"]\n', encoding="utf-8")
    result = run("release", "es", "--reviewers", str(anchor))
    assert "es: fixture: a reviser must sign" in result.stderr


def test_a_blank_page_with_a_blank_record_is_altered(signed: Path, run: Run) -> None:
    """What must be on the page is what the project says today, not what the file says of itself."""
    assert run("release", "es").exit_code == 0
    path = signed / SHEET
    document = pikepdf.open(path, allow_overwriting_input=True)
    page = document.pages[0]
    drawn = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in {"TJ", "Tj"}]
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(drawn))
    document.save(path)
    empty = re.sub(rb"<pnsi18n:seal>[0-9a-f]{64}<", b"<pnsi18n:seal>" + b"0" * 64 + b"<", path.read_bytes())
    path.write_bytes(sealed(empty))
    assert answer(run, str(path))[path.name]["standing"] == "altered"


RECORDS = ["{}", "[]", "7", "null", '{"format": "pnsi18n-record-1"}', "[" * 100_000]


@pytest.mark.parametrize("record", RECORDS)
def test_a_strange_record_stops_nothing(signed: Path, run: Run, record: str) -> None:
    """The other sheets of the shelf get their answer."""
    assert run("release", "es").exit_code == 0
    path = signed / SHEET
    document = pikepdf.open(path)
    document.attachments["pnsi18n-record.json"] = record.encode()
    document.save(path.with_name("strange.pdf"))
    found = answer(run, str(path.parent))
    assert found[path.name]["standing"] == "current"
    assert found["strange.pdf"]["standing"] == "altered"


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8, 0.99])
def test_a_damaged_sheet_is_altered_wherever_it_was_hit(signed: Path, run: Run, place: float) -> None:
    """A byte on a bad disk; or the end is missing."""
    assert run("release", "es").exit_code == 0
    path = signed / SHEET
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 0x20
    path.write_bytes(bytes(content))
    assert answer(run, str(path))[path.name]["standing"] == "altered"


def test_a_word_that_breaks_at_its_hyphen_is_found(signed: Path, run: Run) -> None:
    """A long paragraph of hyphens: every line may end at one."""
    words = " ".join(["follow-up over-the-counter day-to-day"] * 40)
    edit(signed / ENGLISH, "This text is a fixture of the tests, not advice.", f"This is not advice: {words}.")
    assert run("build", "en").exit_code == 0
    path = signed / "output/fixture/en/fixture.en.standard.a4.pdf"
    assert answer(run, str(path))[path.name]["standing"] == "current"


def test_the_code_on_paper_does_not_mind_how_emphasis_is_typed(signed: Path, run: Run) -> None:
    """The page is the same."""
    assert run("build", "en").exit_code == 0
    path = signed / "output/fixture/en/fixture.en.standard.a4.pdf"
    code = str(answer(run, str(path))[path.name]["code"])
    edit(signed / ENGLISH, "**Cannot**", "__Cannot__")
    assert run("verify", code).exit_code == 0
    assert run("verify", str(path)).exit_code == 0
    handout, locale, edition, short = code.split("/")
    address = f"https://clinic.example/?handout={handout}&locale={locale}&edition={edition}&digest={short}"
    assert run("verify", address).exit_code == 0


def test_a_pseudo_locale_is_never_released(signed: Path, run: Run) -> None:
    """And says so instead of ending well with nothing."""
    edit(signed / "pyproject.toml", 'papers = ["a4"]', 'papers = ["a4"]\npseudo_locales = ["en_XA"]')
    assert "is made by the program" in refused(run, signed, "release", "en_XA")


def test_a_sheet_record_is_json_that_any_program_reads(signed: Path, run: Run) -> None:
    """Texts with digests, values of the region, sign-offs in force."""
    assert run("release", "es").exit_code == 0
    with pikepdf.open(signed / SHEET) as document:
        record = json.loads(document.attachments["pnsi18n-record.json"].get_file().read_bytes())
    assert record["region"] == {"id": "US", "emergency_number": "911", "temperature": "F C"}
    assert {one["role"] for one in record["signoffs"]} == {"clinician", "translator", "reviser"}
    assert record["state"] == "approved"


@pytest.mark.parametrize("epoch", ["x", "9" * 30, "²"])
def test_an_odd_epoch_is_refused(signed: Path, run: Run, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """With the remedy."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert "SOURCE_DATE_EPOCH" in refused(run, signed, "validate")

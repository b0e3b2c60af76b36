"""What is drawn is what the project prints: letters that were exchanged, taken away or added, under a new seal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from clinic import TRANSLATIONS, Run, edit, translate
from test_story import answer

from pnsi18n.adapters.seal import sealed
from pnsi18n.model.kind import KINDS

INVISIBLE = 3  # text rendering mode (ISO 32000-1, 9.3.6)
Drawn = Sequence[Any]


@pytest.fixture
def arabic(project: Path, run: Run) -> Path:
    """Return a project that is translated into Arabic."""
    edit(project / "pyproject.toml", 'locales = ["es", "ar"]', 'locales = ["ar"]')
    for words in (("extract",), ("init", "ar")):
        assert run(*words).exit_code == 0
    translate(project, TRANSLATIONS["ar"], "locale/ar/LC_MESSAGES/fixture.po")
    return project


def built(project: Path, run: Run, locale: str) -> Path:
    """Print the sheet of *locale*, and return its path."""
    assert run("build", locale).exit_code == 0
    return project / f"output/fixture/{locale}/fixture.{locale}.standard.a4.pdf"


def seal(path: Path) -> None:
    """Seal *path* again, as anybody can who knows SHA-256."""
    empty = re.sub(rb"<pnsi18n:seal>[0-9a-f]{64}<", b"<pnsi18n:seal>" + b"0" * 64 + b"<", path.read_bytes())
    path.write_bytes(sealed(empty))


def redrawn(path: Path, change: Callable[[Drawn, bool], Drawn | None]) -> None:
    """Draw the first page of *path* anew, each text as *change* says, which is told whether it is visible; seal it."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page, mode, kept = document.pages[0], [0], []
        for one in pikepdf.parse_content_stream(page):
            operands, operator, name = one.operands, one.operator, str(one.operator)
            if name == "q":
                mode.append(mode[-1])
            elif name == "Q":
                mode.pop()
            elif name == "Tr":
                mode[-1] = int(operands[0])
            drawn = change(list(operands), mode[-1] != INVISIBLE) if name in {"Tj", "TJ"} else operands
            if drawn is not None:
                kept.append((drawn, operator))
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        document.save(path)
    seal(path)


def nothing_visible(operands: Drawn, visible: bool) -> Drawn | None:  # noqa: FBT001
    """Take away what is drawn, and leave what is said."""
    return None if visible else operands


def turned(operands: Drawn) -> Drawn:
    """Make 119 of 911, and of whatever else has that form: one glyph, and another twice."""
    glyphs = b"".join(bytes(item) for item in operands[0] if isinstance(item, pikepdf.String))
    found = re.fullmatch(rb"(..)(?!\1)(..)\2", glyphs, re.DOTALL)
    return [pikepdf.Array([pikepdf.String(found[2] + found[2] + found[1])])] if found else operands


def turned_glyphs(operands: Drawn, visible: bool) -> Drawn | None:  # noqa: FBT001
    """Draw another number than is said."""
    return turned(operands) if visible else operands


def turned_letters(operands: Drawn, visible: bool) -> Drawn | None:  # noqa: FBT001
    """Say another number than is drawn."""
    return operands if visible else turned(operands)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (nothing_visible, "page 1 of the file looks otherwise than the project prints it"),
        (turned_glyphs, "page 1 of the file looks otherwise than the project prints it"),
        (turned_letters, "the text of em.lead is not on the pages"),
    ],
)
def test_letters_over_other_glyphs_are_found(
    arabic: Path, run: Run, change: Callable[[Drawn, bool], Drawn | None], said: str
) -> None:
    """Whether what is drawn was changed, or what is said of it."""
    path = built(arabic, run, "ar")
    redrawn(path, change)
    found = answer(run, str(path))[path.name]
    assert (found["standing"], found["reasons"]) == ("altered", [said])


def test_a_text_in_white_space_is_found(arabic: Path, run: Run) -> None:
    """In any language: English has no invisible letters."""
    path = built(arabic, run, "en")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.Added)
        page.contents_add(b"BT /Added 12 Tf 100 100 Td (Stop all medicines) Tj ET")
        document.save(path)
    seal(path)
    found = answer(run, str(path))[path.name]
    assert found["standing"] == "altered"
    assert found["reasons"] == ["page 1 of the file looks otherwise than the project prints it"]


def test_a_file_that_was_saved_again_is_not_the_one_that_was_printed(arabic: Path, run: Run) -> None:
    """It looks the same, and who knows what else it says."""
    path = built(arabic, run, "ar")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path)
    assert answer(run, str(path))[path.name]["standing"] == "altered"
    seal(path)
    (reason,) = list(answer(run, str(path))[path.name]["reasons"])  # type: ignore[call-overload]
    assert reason == "the file is not the one that the project prints, although it was sealed and says the same"


def test_a_sentence_that_was_added_to_a_web_page_is_found(arabic: Path, run: Run) -> None:
    """What the project has is all still there."""
    assert run("build", "ar", "--kind", "html").exit_code == 0
    path = arabic / "output/fixture/ar/fixture.ar.html"
    assert answer(run, str(path))[path.name]["standing"] == "current"
    edit(path, "</main>", "<p>Stop all medicines.</p></main>")
    seal(path)
    assert answer(run, str(path))[path.name]["standing"] == "altered"


@pytest.mark.parametrize("region", ["US", "GB"])
def test_untouched_sheets_of_every_kind_are_current_and_compared(arabic: Path, run: Run, region: str) -> None:
    """Also those for another region than the project's own."""
    kinds = [word for kind in KINDS for word in ("--kind", kind)]
    assert run("build", "--region", region, *kinds).exit_code == 0
    found = answer(run, str(arabic / "output"))
    assert len(found) == 2 * len(KINDS) - 1  # English has no English beside it
    assert {(one["standing"], one["compared"], one["not_compared"]) for one in found.values()} == {
        ("current", True, "")
    }
    assert run("verify", "--strict", str(arabic / "output")).exit_code == 0


def with_record(path: Path, **changed: object) -> None:
    """Write *changed* into the record of *path*, and seal it."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        record = json.loads(document.attachments["pnsi18n-record.json"].get_file().read_bytes())
        document.attachments["pnsi18n-record.json"] = json.dumps({**record, **changed}, ensure_ascii=False).encode()
        document.save(path)
    seal(path)


@pytest.mark.parametrize(
    ("making", "said"),
    [
        (None, "its record does not say what it was printed with"),
        ({"versions": {"pango": "1.2.3"}}, "pango 1.2.3 (here 1."),
        ({"fonts": {}}, "it was printed with other files of the fonts Noto Naskh Arabic Bold"),
        ({"digest": "0"}, "the layout or the project's settings have changed since"),
    ],
)
def test_what_was_printed_otherwise_is_known_by_its_texts_only(
    arabic: Path, run: Run, making: dict[str, object] | None, said: str
) -> None:
    """With the reason; CI may ask for more. Whoever seals again can claim that, too."""
    path = built(arabic, run, "ar")
    with pikepdf.open(path) as document:
        record = json.loads(document.attachments["pnsi18n-record.json"].get_file().read_bytes())
    with_record(path, making=None if making is None else {**record["making"], **making})
    result = run("verify", str(path))
    assert result.exit_code == 0
    assert f"{path}: current" in result.stdout
    assert "the drawn letters were not compared: " in result.stdout
    assert said in result.stdout
    assert "1 by their texts only, not as drawn" in result.stderr
    assert run("verify", "--strict", str(path)).exit_code == 1


def test_a_machine_that_cannot_print_says_so(arabic: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clinic's office needs no renderer to ask about texts."""
    from pnsi18n.adapters import fonts

    path = built(arabic, run, "ar")
    monkeypatch.setenv("PATH", "/nowhere")
    fonts._installed.cache_clear()  # noqa: SLF001 -- what an earlier command has seen
    try:
        result = run("verify", str(path))
    finally:
        fonts._installed.cache_clear()  # noqa: SLF001
    assert result.exit_code == 0
    assert "the drawn letters were not compared: fc-list is not installed" in result.stdout

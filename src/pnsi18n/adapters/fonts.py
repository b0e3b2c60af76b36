"""Find the font files that a page may use."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from pnsi18n.adapters.font_list import HINT, listed
from pnsi18n.errors import RenderError
from pnsi18n.model.edition import FontFile
from pnsi18n.model.finding import Location
from pnsi18n.model.language import Language
from pnsi18n.text.characters import visible

BOX_WIDTH = 500  # thousandths of an em
_STYLES = ("Regular", "Bold")
# Noto Nastaliq Urdu Bold (Debian 20201225) says that it is of regular weight, so that fontconfig
# never chooses it and every "do not" of an Urdu page loses its emphasis.
_BOLD_IS_BOLD = """<match target="scan">
<test name="style"><string>Bold</string></test>
<edit name="weight" mode="assign"><const>bold</const></edit>
</match>"""


@lru_cache(maxsize=1)
def _installed() -> dict[tuple[str, str], str]:
    """Return family and style -> path of the installed fonts; variable fonts serve every style."""
    found: dict[tuple[str, str], str] = {}
    for line in listed("%{family[0]}\t%{style[0]}\t%{variable}\t%{file}\n"):
        family, style, variable, path = line.split("\t")
        for name in _STYLES if variable == "True" else (style,):
            found.setdefault((family, name), path)
    return found


def _digest(path: str) -> str:
    stamp = Path(path).stat()  # a process that prints for others lives longer than a font package
    return _digest_as_of(path, stamp.st_size, stamp.st_ino, stamp.st_mtime_ns)


@lru_cache(maxsize=256)
def _digest_as_of(path: str, *_stamp: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing_fonts(language: Language) -> list[str]:
    """Return the families of *language* that are not installed."""
    return [family for family in language.fonts if (family, "Regular") not in _installed()]


def installed_digest(family: str, style: str) -> str | None:
    """Return the SHA-256 of the file of an installed font, or ``None`` where there is none."""
    path = _installed().get((family, style))
    return _digest(path) if path and Path(path).exists() else None


def installed_here(font: FontFile) -> FontFile:
    """Return *font*, which another machine names, where it lies on this one; it must be installed here, too."""
    return replace(font, path=_installed()[font.family, font.style])


def font_files(language: Language) -> tuple[FontFile, ...]:
    """Return the files, regular and bold, of the whole font stack of *language*.

    Raises ``RenderError`` naming the families that are not installed.
    """
    missing = missing_fonts(language)
    if missing:
        raise RenderError(
            f"the fonts for {language.english_name} are not installed: {', '.join(missing)}",
            at=Location("fonts"),
            hint=HINT,
        )
    installed = _installed()
    wanted = [(family, style) for family in language.fonts for style in _STYLES if (family, style) in installed]
    return tuple(
        FontFile(path=installed[key], family=key[0], style=key[1], sha256=_digest(installed[key])) for key in wanted
    )


def uncovered(text: str, files: Iterable[FontFile]) -> set[str]:
    """Return the visible characters of *text* that no font of *files* has a glyph for."""
    left = set(visible(text))
    for path in dict.fromkeys(file.path for file in files):
        known = _characters(path)
        left = {one for one in left if ord(one) not in known}
    return left


def font_of_boxes(count: int) -> bytes:
    """Return a TrueType font of *count* glyphs, all the same box, for letters that nobody is to see.

    A box, not a blank: readers take what has no extent for nothing.
    """
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 -- as above
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (BOX_WIDTH, 700), (BOX_WIDTH, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", *(f"box{number}" for number in range(1, count + 1))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (BOX_WIDTH, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.updateHead(created=0, modified=0)  # no clock in the bytes
    builder.font.recalcTimestamp = False
    content = BytesIO()
    builder.save(content)
    return content.getvalue()


@lru_cache(maxsize=32)
def _characters(path: str) -> Mapping[int, str]:
    """Return the characters of a font, by code point; a process that prints asks for them with every sheet."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow to load

    # Every face of a collection has the same characters; only their shapes differ by region.
    with TTFont(path, lazy=True, fontNumber=0) as font:
        return dict(font.getBestCmap())


def configuration(files: Collection[FontFile], cache: Path) -> str:
    """Return a fontconfig file that knows *files* and no other font of the machine.

    So the same files give the same page everywhere, and a character that they lack is seen as
    missing instead of being taken from whatever font happens to lie about.
    """
    paths = sorted({file.path for file in files})
    folders = sorted({str(Path(path).parent) for path in paths})
    families = sorted({file.family for file in files})
    return "\n".join(
        [
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
            "<fontconfig>",
            *(f"<dir>{folder}</dir>" for folder in folders),
            f"<cachedir>{cache}</cachedir>",
            "<selectfont><rejectfont><glob>*</glob><pattern></pattern></rejectfont>",
            "<acceptfont>",
            *(f"<glob>{path}</glob>" for path in paths),
            # One collection holds the Chinese, Japanese and Korean faces: only the named one may be used.
            *(f'<pattern><patelt name="family"><string>{family}</string></patelt></pattern>' for family in families),
            "</acceptfont></selectfont>",
            _BOLD_IS_BOLD,
            "</fontconfig>",
            "",
        ]
    )

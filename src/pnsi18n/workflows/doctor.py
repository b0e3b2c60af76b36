"""Look whether this machine can print, and say what to install where it cannot."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters import fonts
from pnsi18n.adapters.manifest import NAME, read_manifest
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.adapters.versions import renderer_versions
from pnsi18n.model.language import Language
from pnsi18n.model.project import Project
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.units import translation

INSTALL = {
    "Debian, Ubuntu": "apt-get install fontconfig libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fonts-noto-core fonts-noto-cjk",
    "Fedora": "dnf install fontconfig pango harfbuzz google-noto-sans-fonts google-noto-sans-cjk-fonts "
    "and the google-noto-*-fonts of your scripts",
    "macOS": "brew install fontconfig pango, and brew install --cask font-noto-sans "
    "and the font-noto-* of your scripts",
}
DIFFERENT = (
    "Sheets that are printed here are not byte for byte those of the manifest. Install the same versions of "
    "the fonts to have the same bytes, or print every sheet anew: pnsi18n build"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; ``fault`` is the word for it where it is not good."""

    name: str
    good: bool
    detail: str
    fault: str = "MISSING"


def doctor(project: Project | None, languages: Sequence[Language], output: Path) -> list[Check]:
    """Return what was found of the renderer, of the fonts, and of the glyphs for *languages*.

    Where the folder *output* has a manifest, the fonts are those that its sheets were printed with.
    """
    checks = [Check(name="Python", good=True, detail=platform.python_version())]
    for name, version in renderer_versions().items():
        checks.append(Check(name=name, good=version != "missing", detail=version))
    found = shutil.which("fc-list") is not None
    checks.append(Check(name="fontconfig", good=found, detail="fc-list found" if found else "fc-list is missing"))
    if found:
        checks.extend(_language_check(project, language) for language in languages)
        checks.extend(_manifest_check(output))
    return checks


def _manifest_check(output: Path) -> Iterator[Check]:
    """Compare the installed fonts with those that the sheets in *output* were printed with."""
    records = read_manifest(output).values()
    if not records:
        return
    used = sorted({(font["family"], font["style"], font["sha256"]) for one in records for font in one.fonts})
    told = [
        f"{family} {style} is {'another file' if here else 'not installed'}"
        for family, style, digest in used
        if (here := fonts.installed_digest(family, style)) != digest
    ]
    good = f"the {len(used)} fonts that the sheets were printed with"
    yield Check(name=f"fonts of {NAME}", good=not told, detail="; ".join(dict.fromkeys(told)) or good, fault="DIFFERS")


def _language_check(project: Project | None, language: Language) -> Check:
    name = f"{language.english_name} ({language.locale})"
    missing = fonts.missing_fonts(language)
    if missing:
        return Check(name=name, good=False, detail=f"missing fonts: {', '.join(missing)}")
    text = "".join(_texts(project, language)) if project else ""
    lacking = sorted(fonts.uncovered(text, fonts.font_files(language)))
    if lacking:
        shown = ", ".join(f"U+{ord(c):04X} {c}" for c in lacking[:10])
        return Check(name=name, good=False, detail=f"no glyph for {shown}")
    return Check(name=name, good=True, detail=", ".join(language.fonts))


def _texts(project: Project, language: Language) -> Iterator[str]:
    for domain, messages in messages_by_domain(read_handouts(project)).items():
        if language.locale == "en" or language.pseudo:
            yield from (message.text for message in messages)
        else:
            yield from (unit.msgstr for unit in translation(project, language, domain, messages).units)

"""Look whether this machine can print, and say what to install where it cannot."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pnsi18n.adapters import fonts
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    good: bool
    detail: str


def doctor(project: Project | None, languages: Sequence[Language]) -> list[Check]:
    """Return what was found of the renderer, of the fonts, and of the glyphs for *languages*."""
    checks = [Check(name="Python", good=True, detail=platform.python_version())]
    for name, version in renderer_versions().items():
        checks.append(Check(name=name, good=version != "missing", detail=version))
    found = shutil.which("fc-list") is not None
    checks.append(Check(name="fontconfig", good=found, detail="fc-list found" if found else "fc-list is missing"))
    if found:
        checks.extend(_language_check(project, language) for language in languages)
    return checks


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

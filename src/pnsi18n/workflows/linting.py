"""Judge one catalog by its own English: what a process that checks has loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters import cldr
from pnsi18n.adapters.po import read_catalog
from pnsi18n.errors import CatalogError, PnsError
from pnsi18n.model.catalog import Catalog
from pnsi18n.model.finding import Location
from pnsi18n.model.language import Language
from pnsi18n.model.message import Message
from pnsi18n.workflows.batch import Outcome
from pnsi18n.workflows.judging import judge_content, judge_state
from pnsi18n.workflows.units import FoundCatalog, translation_of

# Names that other projects give to the languages of the registry.
_OTHER_NAMES = {
    **dict.fromkeys(("zh", "zh_CN", "zh_SG", "zh_Hans_CN"), "zh_Hans"),
    **dict.fromkeys(("zh_TW", "zh_HK", "zh_MO", "zh_Hant_TW"), "zh_Hant"),
    **dict.fromkeys(("tl", "tl_PH"), "fil"),
    "iw": "he",
}
_LOCALE = re.compile(r"[a-z]{2,3}(?:_[A-Za-z]{2,4})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogLinter:
    """Judges one catalog after the other; ``locale`` is the language of all of them, if it is said."""

    locale: str = ""

    def __call__(self, path: Path) -> Outcome:
        """Return what the rules say of the catalog at *path*."""
        shown = str(path)
        try:
            catalog = read_catalog(path, shown=shown)
            language = self.language_of(catalog, path)
        except PnsError as error:
            return Outcome(error=error)
        messages = tuple(
            Message(text=entry.msgid, id=entry.msgctxt, domain=path.stem, location=Location(shown, entry.line))
            for entry in catalog.live
        )
        one = translation_of(FoundCatalog(catalog=catalog, path=shown), language, path.stem, messages)
        return Outcome(findings=(*judge_state(one), *judge_content(one.units)))

    def language_of(self, catalog: Catalog, path: Path) -> Language:
        """Return the language of *catalog*: what was said, or what its header, name or folder says."""
        folders = [part for part in reversed(path.parts[:-1]) if part != "LC_MESSAGES"]
        names = [self.locale] if self.locale else [catalog.header_fields.get("Language", ""), path.stem, *folders[:1]]
        for name in names:
            if found := known_as(name):
                return found
        raise CatalogError(
            "the language of this catalog is not known",
            at=catalog.location,
            hint="name it: --language es; pnsi18n doctor lists the languages",
        )


def known_as(name: str) -> Language | None:
    """Return the language that the registry has under *name*, or under that name without its region."""
    clean = re.split(r"[.@\s]", name.strip().replace("-", "_"))[0]
    if not _LOCALE.fullmatch(clean):
        return None
    for one in (_OTHER_NAMES.get(clean, clean), *([] if clean == "pt_PT" else [clean.partition("_")[0]])):
        if found := cldr.language(one):
            return found
    return None

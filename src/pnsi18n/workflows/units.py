"""Put English messages and catalog entries side by side, as rules and reports see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters import cldr
from pnsi18n.adapters.glossary import read_glossary
from pnsi18n.adapters.places import carried_page_catalog, catalog_path
from pnsi18n.adapters.po import read_catalog
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.model.glossary import NO_GLOSSARY, Glossary
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.message import Message, strictest
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.model.unit import Translation, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCatalog:
    """A catalog that was read, and where it was found; ``None`` where there is none.

    ``glossary`` is what the project has agreed on for its language.
    """

    catalog: Catalog | None
    path: str
    glossary: Glossary = NO_GLOSSARY


def find_catalog(project: Project, language: Language, domain: str) -> FoundCatalog:
    """Read the catalog of *domain*; the page's own words may come from this version itself."""
    shown = catalog_path(language.locale, domain)
    path = Path(project.root, shown)
    if not path.exists() and domain == PAGE_DOMAIN:
        carried = carried_page_catalog(language.locale)
        path = carried or path
    if not path.exists():
        return FoundCatalog(catalog=None, path=shown)
    glossary = read_glossary(project, language.locale)
    return FoundCatalog(catalog=read_catalog(path, shown=shown), path=shown, glossary=glossary)


def translation(project: Project, language: Language, domain: str, messages: tuple[Message, ...]) -> Translation:
    """Return the units of *domain* in *language*, each with its current English message."""
    return translation_of(find_catalog(project, language, domain), language, domain, messages)


def translation_of(found: FoundCatalog, language: Language, domain: str, messages: tuple[Message, ...]) -> Translation:
    """Return the units of a catalog that was read."""
    if found.catalog is None:
        return Translation(
            language=language,
            domain=domain,
            messages=messages,
            present=False,
            location=Location(found.path),
        )
    return Translation(
        language=language,
        domain=domain,
        messages=messages,
        units=tuple(_units(found.catalog, language, domain, messages, found.glossary)),
        obsolete=len(found.catalog.obsolete),
        header=found.catalog.header_fields,
        location=Location(found.path),
    )


def _units(
    catalog: Catalog, language: Language, domain: str, messages: Iterable[Message], glossary: Glossary
) -> Iterable[Unit]:
    by_key = strictest(messages)
    by_id: dict[str | None, Message] = {message.id: message for message in messages if message.id}
    english = cldr.language(ENGLISH.locale) or ENGLISH
    for entry in catalog.live:
        message = by_key.get(entry.key) or by_id.get(entry.msgctxt)
        for msgid, msgstr in _forms(entry):
            yield Unit(
                msgid=msgid,
                msgstr=msgstr,
                msgctxt=entry.msgctxt,
                fuzzy=entry.fuzzy,
                previous_msgid=(entry.previous_msgid or "") if entry.fuzzy else "",
                language=language,
                english=english,
                message=message,
                forms=len(entry.msgstrs) + (entry.msgid_plural is not None),
                glossary=glossary,
                domain=domain,
                location=Location(catalog.location.path, entry.line),
            )


def _forms(entry: Entry) -> Iterable[tuple[str, str]]:
    """Yield each plural form with the English that it translates; most entries have one."""
    for index, msgstr in enumerate(entry.msgstrs):
        yield (entry.msgid_plural if index and entry.msgid_plural else entry.msgid), msgstr

"""Start catalogs and bring them up to date; a translator's file is never the loser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.adapters.places import carried_page_catalog, catalog_path
from pnsi18n.adapters.po import read_catalog, write_catalog
from pnsi18n.errors import PnsError
from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.model.language import Language
from pnsi18n.model.message import Message
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.text.approval import equivalents
from pnsi18n.text.canonical import digest
from pnsi18n.text.ledger import covers
from pnsi18n.text.merge import Merge, merge, settled
from pnsi18n.text.po_syntax import require_unique
from pnsi18n.text.po_write import compose
from pnsi18n.workflows.extract import make_templates
from pnsi18n.workflows.reviews import Ledgers


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What happened to one catalog."""

    path: str
    locale: str
    merge: Merge
    written: bool


def init(project: Project, languages: Iterable[Language]) -> list[str]:
    """Write the catalogs that *languages* do not have yet; return their paths.

    An existing catalog is left alone. The page's own words are started only where this version
    does not carry them already.
    """
    written = []
    templates = [extraction.catalog for extraction in make_templates(project)]
    for language in languages:
        for pot in templates:
            domain = _domain(pot)
            shown = catalog_path(language.locale, domain)
            path = Path(project.root, shown)
            carried = domain == PAGE_DOMAIN and carried_page_catalog(language.locale)
            if not (path.exists() or carried):
                write_catalog(_started(pot, language, shown), path)
                written.append(shown)
    return written


def _domain(catalog: Catalog) -> str:
    return Path(catalog.location.path).stem


def _started(pot: Catalog, language: Language, shown: str) -> Catalog:
    """Return an empty catalog of *pot* for *language*, with the header that gettext wants."""
    header = Entry(
        msgid="",
        msgstrs=(
            (
                f"Project-Id-Version: {_domain(pot)}\n"
                "Report-Msgid-Bugs-To: \n"
                "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
                "Last-Translator: \n"
                f"Language-Team: {language.english_name}\n"
                f"Language: {language.locale}\n"
                "MIME-Version: 1.0\n"
                "Content-Type: text/plain; charset=UTF-8\n"
                "Content-Transfer-Encoding: 8bit\n"
                f"Plural-Forms: {language.plural_forms}\n"
            ),
        ),
        translator_comments=(f"{language.english_name} ({language.own_name}), to be translated and reviewed.",),
    )
    header = replace(header, raw=compose(header, gettext_breaks))
    return Catalog(location=Location(shown), entries=(header, *pot.live))


def update(ledgers: Ledgers, languages: Iterable[Language]) -> list[Update]:
    """Merge the current messages into the catalogs of *languages*; return what happened to each.

    A message whose English changed becomes fuzzy, whatever was signed; only where a clinician has
    recorded that a typo changed no meaning does the signed translation stand.

    All catalogs are read before the first is written; several unreadable ones are reported
    together, and then nothing is written at all.
    """
    project = ledgers.project
    templates = {_domain(extraction.catalog): extraction.catalog for extraction in make_templates(project)}
    merged, errors = [], []
    for language in languages:
        for domain, pot in templates.items():
            shown = catalog_path(language.locale, domain)
            path = Path(project.root, shown)
            if not path.exists():
                continue
            try:
                catalog = require_unique(read_catalog(path, shown=shown))
            except PnsError as error:
                errors.append(error)
                continue
            stands = partial(_stands, ledgers, language, domain)
            merged.append((language, path, settled(merge(pot, catalog, gettext_breaks), stands, gettext_breaks)))
    if errors:
        raise errors[0] if len(errors) == 1 else ExceptionGroup("several catalogs cannot be read", errors)
    return [
        Update(
            path=result.catalog.location.path,
            locale=language.locale,
            merge=result,
            written=write_catalog(result.catalog, path),
        )
        for language, path, result in merged
    ]


def _stands(ledgers: Ledgers, language: Language, domain: str, entry: Entry) -> bool:
    """Whether the translation of the earlier English was signed, and its approval carried over."""
    message = Message(id=entry.msgctxt, text=entry.msgid, domain=domain)
    wordings = [digest(one) for one in equivalents(message, ledgers.sound(""))]
    earlier = entry.previous_msgid or ""
    if digest(earlier) not in wordings or not entry.msgctxt:
        return False
    signoffs = [one for one in ledgers.sound(language.locale) if one.domain == domain]
    texts = (one.texts.get(entry.msgctxt) for one in signoffs)
    return any(text is not None and covers(text, earlier, entry.msgstrs[0]) for text in texts)

"""Make the templates: what the source says, in gettext's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.adapters.files import read_bytes, write_bytes
from pnsi18n.adapters.layouts import page_words
from pnsi18n.adapters.places import template_path
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.model.catalog import Catalog
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Handout
from pnsi18n.model.message import Message
from pnsi18n.model.project import PAGE_DOMAIN, Project
from pnsi18n.text.po_write import text_of
from pnsi18n.text.template import template


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A template as the source makes it, and whether the file on disk is the same."""

    catalog: Catalog
    path: str
    messages: int
    present: bool
    current: bool


def messages_by_domain(handouts: Iterable[Handout]) -> dict[str, tuple[Message, ...]]:
    """Return the English messages of every domain: the handouts', then the page's own words."""
    return {**{handout.domain: handout.messages for handout in handouts}, PAGE_DOMAIN: page_words()}


def make_templates(project: Project) -> list[Extraction]:
    """Return the template of every domain, compared with the one on disk; write nothing."""
    domains = messages_by_domain(read_handouts(project))
    return [_extraction(project, domain, messages) for domain, messages in domains.items()]


def _extraction(project: Project, domain: str, messages: tuple[Message, ...]) -> Extraction:
    shown = template_path(domain)
    path = Path(project.root, shown)
    catalog = template(messages, project=domain, location=Location(shown), breaks=gettext_breaks)
    present = path.is_file()
    old = read_bytes(path, shown=shown).replace(b"\r\n", b"\n") if present else b""
    return Extraction(
        catalog=catalog,
        path=shown,
        messages=len(catalog.live),
        present=present,
        current=old == text_of(catalog).encode("utf-8"),
    )


def extract(project: Project, *, check: bool = False) -> list[Extraction]:
    """Bring the templates on disk up to date, unless only a *check* is wanted.

    Returns every template as it was found; those that were not current have been written.
    """
    found = make_templates(project)
    for extraction in found:
        if not (check or extraction.current):
            content = text_of(extraction.catalog).encode("utf-8")
            write_bytes(Path(project.root, extraction.path), content, shown=extraction.path)
    return found

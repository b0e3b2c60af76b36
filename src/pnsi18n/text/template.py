"""Turn messages into the entries of a template (.pot), with what a translator needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pnsi18n.model.catalog import Catalog, Entry
from pnsi18n.model.finding import Location
from pnsi18n.model.message import Message, Risk
from pnsi18n.text.placeholders import placeholders
from pnsi18n.text.po_write import LineBreaks, compose

_RISK_NOTES = {
    Risk.CRITICAL: "CRITICAL: a patient's safety depends on this sentence.",
    Risk.CAUTION: "Take care: a mistake here could delay help or treatment.",
}
_PLACEHOLDER_NOTES = {
    "emergency_number": "{emergency_number} is printed as the emergency number of the region, such as 911.",
    "clinic_phone": "{clinic_phone} is printed as the clinic's phone number, or as a line to write it on.",
    "temperature": "{temperature:38} is 38 °C, printed as the region reads it, such as 100.4 °F (38 °C).",
}


def template(messages: Iterable[Message], *, project: str, location: Location, breaks: LineBreaks) -> Catalog:
    """Return the template of *messages*: the same messages always give the same bytes.

    It carries no POT-Creation-Date (gettext does not need one): the version control system
    knows when a template changed, and a clock here would make every run differ.
    """
    groups: dict[tuple[str | None, str], list[Message]] = {}
    for message in messages:
        groups.setdefault(message.key, []).append(message)
    header = Entry(msgid="", msgstrs=(_header(project),), flags=("fuzzy",), translator_comments=_TOP)
    entries = [_with_lines(header, breaks, first=True)]
    entries += [_with_lines(_entry(group), breaks) for group in groups.values()]
    return Catalog(location=location, entries=tuple(entries))


_TOP = (
    "The English of the source, ready to translate. Written by pnsi18n; do not edit.",
    "Start a language with: pnsi18n init LOCALE",
)


def _header(project: str) -> str:
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _entry(group: list[Message]) -> Entry:
    first = group[0]
    return Entry(
        msgctxt=first.id,
        msgid=first.text,
        flags=("python-brace-format",) if placeholders(first.text) else (),
        extracted_comments=tuple(comments(first)),
        references=tuple(str(message.location) for message in group),
    )


def comments(message: Message) -> Iterator[str]:
    """Yield what a translator needs to know of *message*: place, risk, placeholders."""
    if message.role:
        where = f", in: {message.section}" if message.section and message.section != message.text else ""
        yield f"{message.role[0].upper()}{message.role[1:]}{where}"
    if message.risk in _RISK_NOTES:
        yield _RISK_NOTES[message.risk]
    for name, note in _PLACEHOLDER_NOTES.items():
        if any(found.strip("{}").partition(":")[0] == name for found in placeholders(message.text)):
            yield note


def _with_lines(entry: Entry, breaks: LineBreaks, *, first: bool = False) -> Entry:
    return replace(entry, raw=("" if first else "\n") + compose(entry, breaks))

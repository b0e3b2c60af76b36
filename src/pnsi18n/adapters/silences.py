"""Read ``silenced.toml`` and add to it: what people have found right although a rule objects.

``locale/<locale>/silenced.toml`` is for translations, ``source/<handout>/silenced.toml`` for the
English. People may edit the file: it is read strictly, and only ever added to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from pnsi18n.adapters.files import read_bytes, write_bytes
from pnsi18n.adapters.toml import Table, read_toml
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location
from pnsi18n.model.project import Project
from pnsi18n.model.silence import Silence
from pnsi18n.text.silencing import compose_silence, name_fault, plain_name, reason_fault

FILE = "silenced.toml"
_KEYS = ("rule", "message", "english", "reason", "name", "date")
_TRANSLATION_KEYS = (*_KEYS, "handout", "translation")
_TOP = "# Findings of validate that somebody has looked at and answers for; each holds for exactly these texts.\n"
_NOTHING = Location("")


def silenced_path(locale: str, domain: str) -> str:
    """Return the path of the file for *locale*, relative to the project; English has the empty locale."""
    return f"locale/{locale}/{FILE}" if locale else f"source/{domain}/{FILE}"


def read_silences(project: Project, locale: str) -> tuple[Silence, ...]:
    """Return what is silenced in *locale* (empty: in all English), in the order of the file.

    Raises ``ProjectError``, with the line, for an entry that is not whole.
    """
    root = Path(project.root)
    paths = [root / silenced_path(locale, "")] if locale else sorted(root.glob(f"source/*/{FILE}"))
    return tuple(one for path in paths if path.exists() for one in _read(root, path, locale))


def _read(root: Path, path: Path, locale: str) -> Iterator[Silence]:
    shown = path.relative_to(root).as_posix()
    return _silences(read_toml(path, shown=shown), locale, path.parent.name)


def _silences(table: Table, locale: str, folder: str) -> Iterator[Silence]:
    table.only(("silence",))
    for one in table.tables_of("silence"):
        yield _silence(one, locale, folder)


def _silence(table: Table, locale: str, folder: str) -> Silence:
    table.only(_TRANSLATION_KEYS if locale else _KEYS)
    day = table.row.get("date")
    if not isinstance(day, date) or isinstance(day, datetime):
        table.refuse("date", "is not a date", "write date = 2026-11-22")
    reason, name = table.text_of("reason"), table.text_of("name")
    if fault := reason_fault(reason):
        table.refuse("reason", fault, "say in a sentence why the text is right")
    if fault := name_fault(name):
        table.refuse("name", fault, 'write name = "Full Name"')
    if locale and "translation" not in table.row:
        table.refuse("translation", "is missing", 'write translation = "…"')
    return Silence(
        rule=table.text_of("rule"),
        domain=table.text_of("handout") if locale else folder,
        locale=locale,
        message=table.text_of("message"),
        english=table.text_of("english"),
        translation=table.text_of("translation", "") if locale else None,
        reason=reason,
        name=plain_name(name),
        day=day,
        location=table.at("rule"),
    )


def add_silences(project: Project, silences: Sequence[Silence]) -> str:
    """Write *silences*, all of one file, at its end; return its path. What stood in it stays, byte for byte.

    The new file is read back before it takes the place of the old one.
    """
    first = silences[0]
    shown = silenced_path(first.locale, first.domain)
    path = Path(project.root, shown)
    old = read_bytes(path, shown=shown) if path.exists() else _TOP.encode()
    entries = "".join(f"\n{compose_silence(one)}" for one in silences)
    line_end = "\r\n" if b"\r\n" in old else "\n"
    added = ("" if old.endswith(b"\n") or not old else "\n") + entries
    new = old + added.replace("\n", line_end).encode()
    _check(new, shown, silences)
    write_bytes(path, new, shown=shown)
    return shown


def _check(content: bytes, shown: str, silences: Sequence[Silence]) -> None:
    """Refuse *content* if *silences* cannot be read from its end as they are."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    try:
        table = Table(tomllib.loads(text), shown, text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(
            "an entry [[silence]] cannot be added here",
            at=Location(shown),
            hint="write every entry as [[silence]] on a line of its own; nothing was written",
        ) from error
    read = list(_silences(table, silences[0].locale, Path(shown).parent.name))[-len(silences) :]
    if [replace(one, location=_NOTHING) for one in read] != [replace(one, location=_NOTHING) for one in silences]:
        raise ProjectError("the entry would be read as another", at=Location(shown), hint="write it by hand")

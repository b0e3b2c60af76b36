"""Read TOML files value by value: each with its type, and with its line where it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from pnsi18n.adapters.files import read_text
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Location

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w\-]+)"""
_NAME = rf"({_PART}(?:\s*\.\s*{_PART})*)"
_HEADER = re.compile(rf"\s*\[\[?\s*{_NAME}\s*\]")
_KEY = re.compile(rf"\s*{_NAME}\s*=")


def read_toml(path: Path, *, shown: str) -> Table:
    """Return the whole of the TOML file *path* as a table; *shown* is the path that an error names."""
    return parse_toml(read_text(path, shown=shown), shown=shown)


def parse_toml(text: str, *, shown: str) -> Table:
    """Return *text*, which is TOML, as a table; *shown* is the path that an error names."""
    try:
        return Table(tomllib.loads(text.replace("\r\n", "\n")), shown=shown, text=text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        # An error at the end of the document comes without a line.
        number = int(line[1]) if line else len(text.rstrip().split("\n"))
        what = str(error).split(" (at ", maxsplit=1)[0]
        raise ProjectError(
            f"this is not valid TOML: {what[:1].lower()}{what[1:]}",
            at=Location(shown, number),
            hint='mend this line; a setting is written name = "text", name = 3 or name = ["a", "b"]',
        ) from error


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file; ``keys`` is the way to it from the top of the file."""

    row: Mapping[str, Any]
    shown: str
    text: str
    keys: tuple[str, ...] = ()

    def at(self, key: str = "") -> Location:
        """Return where *key* is written, or the place nearest to that."""
        return Location(self.shown, _line(self.text, (*self.keys, key) if key else self.keys))

    def refuse(self, key: str, what: str, hint: str) -> NoReturn:
        """Raise ``ProjectError`` for *key*: ``temperature in [tool.pnsi18n.regions.US] is …``."""
        where = f" in [{'.'.join(self.keys)}]" if self.keys else ""
        raise ProjectError(f"{key}{where} {what}", at=self.at(key), hint=hint)

    def only(self, known: Sequence[str]) -> None:
        """Refuse a key that is not *known*."""
        for key in self.row:
            if key not in known:
                self.refuse(key, "is not a setting", f"known are: {', '.join(sorted(known))}")

    def text_of(self, key: str, default: str | None = None) -> str:
        """Return a text; it must be there and hold something where there is no *default*."""
        value = self.row.get(key, default)
        if value is None or (default is None and value == ""):
            self.refuse(key, "is missing", f'write {key} = "…"')
        if not isinstance(value, str):
            hint = f'write it in quotes: {key} = "{value}"' if isinstance(value, int | float) else f'write {key} = "…"'
            self.refuse(key, f"must be a text, not {_kind(value)}", hint)
        return value

    def texts_of(self, key: str, default: Sequence[str], *, known: Sequence[str] = ()) -> tuple[str, ...]:
        """Return a list of texts, each once; where *known* is given, they are from it, and not none."""
        values = self.row.get(key, list(default))
        example = ", ".join(f'"{one}"' for one in known or ("es", "zh_Hans"))
        hint = f"write {key} = [{example}]"
        if not isinstance(values, list):
            self.refuse(key, f"must be a list, not {_kind(values)}", hint)
        for value in values:
            if not isinstance(value, str):
                self.refuse(key, f"must be a list of texts, and one is {_kind(value)}", hint)
            if known and value not in known:
                self.refuse(key, f"names {value!r}", f"known are: {', '.join(known)}")
        if known and not values:
            self.refuse(key, "is an empty list", hint)
        return tuple(dict.fromkeys(values))

    def number_of(
        self, key: str, default: float, *, whole: bool = False, least: float = 0, most: float = 1_000_000
    ) -> float:
        """Return a number from *least* to *most*."""
        value = self.row.get(key, default)
        kinds = int if whole else int | float
        if isinstance(value, bool) or not isinstance(value, kinds):
            self.refuse(key, f"must be a {'whole ' * whole}number, not {_kind(value)}", f"write {key} = {default:g}")
        if not least <= value <= most:
            what = f"that is not below {least:g}" if value < least else f"that is not over {most:g}"
            self.refuse(key, f"is {value}", f"write a number {what}")
        return value

    def flag_of(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.row.get(key, default)
        if not isinstance(value, bool):
            self.refuse(key, f"must be true or false, not {_kind(value)}", f"write {key} = {str(default).lower()}")
        return value

    def table_of(self, key: str) -> Table:
        """Return the table *key*, empty where it is missing."""
        value = self.row.get(key, {})
        keys = (*self.keys, key)
        if not isinstance(value, dict):
            self.refuse(key, f"must be a table, not {_kind(value)}", f"write [{'.'.join(keys)}] on a line of its own")
        return Table(value, self.shown, self.text, keys)

    def tables_of(self, key: str) -> tuple[Table, ...]:
        """Return the tables under ``[[key]]``, none where it is missing; each knows its own lines."""
        value = self.row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.refuse(key, "must be a list of tables", f"write [[{key}]] on a line of its own above each")
        texts = _pieces(self.text, key) if value else []
        if len(texts) != len(value):  # written as one list, in one line or several
            texts = [self.text] * len(value)
        return tuple(Table(row, self.shown, text, (key,)) for row, text in zip(value, texts, strict=True))


def _pieces(text: str, key: str) -> list[str]:
    """Return *text* from each header ``[[key]]`` to the next, below as many empty lines as stand before it."""
    header = re.compile(rf"^[ \t]*\[\[[ \t]*[\"']?{re.escape(key)}\b", re.MULTILINE)
    starts = [match.start() for match in header.finditer(text)]
    return ["\n" * text.count("\n", 0, start) + text[start:end] for start, end in pairwise([*starts, len(text)])]


def _kind(value: object) -> str:
    """Return what *value* is, in plain words."""
    kinds = {
        bool: "true or false",
        str: "a text",
        int: "a number",
        float: "a decimal number",
        list: "a list",
        dict: "a table",
    }
    return kinds.get(type(value), "a date")


def _line(text: str, keys: tuple[str, ...]) -> int:
    """Return the line where *keys* lead, or where the longest part of them does; 0 for none."""
    table: tuple[str, ...] = ()
    best, length = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = path = _parts(header[1])
        elif key := _KEY.match(line):
            path = (*table, *_parts(key[1]))
        else:
            continue
        if len(path) > length and path == keys[: len(path)]:
            best, length = number, len(path)
    return best


def _parts(name: str) -> tuple[str, ...]:
    return tuple(_unquoted(part) for part in re.findall(_PART, name))


def _unquoted(part: str) -> str:
    if part.startswith('"') and "\\" in part:
        return str(tomllib.loads(f"key = {part}")["key"])
    return part.strip("\"'")

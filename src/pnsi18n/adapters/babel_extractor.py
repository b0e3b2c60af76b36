"""Let ``pybabel extract`` find a handout's messages: the entry point ``babel.extractors``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from pnsi18n.adapters.files import decode
from pnsi18n.text.segment import segment
from pnsi18n.text.template import comments

Extracted = tuple[int, str, str | tuple[str, str], list[str]]


def extract(
    fileobj: BinaryIO,
    keywords: Mapping[str, Any],  # noqa: ARG001 -- Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Extracted]:
    """Yield line, function, message and comments of each message, as Babel's extractors do.

    A message with an id comes as ``pgettext`` with the id for its context.
    """
    name = str(getattr(fileobj, "name", "handout.md"))
    text, _ = decode(fileobj.read(), shown=name)
    for block in segment(text.replace("\r\n", "\n"), domain=Path(name).parent.name, path=name):
        for message in block.messages():
            told = list(comments(message))
            if message.id:
                yield message.location.line, "pgettext", (message.id, message.text), told
            else:
                yield message.location.line, "gettext", message.text, told

"""Reduce a message to what a reader takes in, and give that a digest.

Line breaks in the file, ``*`` or ``_`` for emphasis, and composed or decomposed letters (Unicode
NFC) make no difference on the page; everything else does. The way of doing so has a version, which
is a part of the digest: ``c1:`` and 64 hexadecimal digits of SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from pnsi18n.text.inline import Node, Text, parse
from pnsi18n.text.placeholders import Placeholder

_WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]+")  # no-break spaces are the translator's will


def folded(text: str) -> str:
    """Return *text* in NFC, each run of white space as one space."""
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


@lru_cache(maxsize=4096)  # the same English beside every language
def _c1(text: str) -> str:
    return json.dumps([_shape(node) for node in parse(folded(text))], ensure_ascii=False)


def _shape(node: Node) -> str | list[object]:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Placeholder):
        return ["placeholder", str(node)]
    target = getattr(node, "href", "")
    return [type(node).__name__.lower(), target, [_shape(child) for child in node.children]]


CANONICALISERS: dict[str, Callable[[str], str]] = {"c1": _c1}
"""The ways of reducing a text, by version; an old one stays for as long as a ledger has its digests."""
CURRENT = "c1"


def digest(*texts: str, version: str = CURRENT) -> str:
    """Return the digest of *texts*: one for English, a pair for a translation."""
    canonical = [CANONICALISERS[version](text) for text in texts]
    return f"{version}:{hashlib.sha256(json.dumps(canonical, ensure_ascii=False).encode()).hexdigest()}"

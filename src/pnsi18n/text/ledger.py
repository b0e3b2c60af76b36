"""Write a sign-off as the file that keeps it, and seal it against later hands.

The name of the file ends in a digest of its content; the head has a seal of its own and every
message its digest, so that an edit can be told with its line.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import replace

from pnsi18n.model.signoff import SignedText, SignOff
from pnsi18n.text.canonical import CURRENT, digest

_TOP = '# What one person read, and answers for. Written by "pnsi18n signoff"; never edit it, sign again.\n'
_HEAD = ("name", "credential", "role", "date", "number", "locale", "handout", "reason", "restates", "tool")
_SHORT = 16  # hexadecimal digits of SHA-256 in a file name


def compose_signoff(signoff: SignOff) -> str:
    """Return the content of the file of *signoff*, in TOML 1.0."""
    head = head_of(signoff)
    lines = [f"{name} = {_value(name, head[name])}" for name in _HEAD if head[name]]
    tables = [_table(key, text) for key, text in signoff.texts.items()]
    return _TOP + "\n".join([*lines, f'seal = "{seal(head)}"', "", *tables])


def _value(name: str, value: str) -> str:
    return value if name in {"date", "number"} else quoted(value)


def _table(key: str, text: SignedText) -> str:
    rows = {
        "english": text.english,
        "translation": text.translation,
        "back_translation": text.back_translation,
        "replaces": text.replaces,
        "digest": text.digest,
    }
    lines = [f"{name} = {quoted(value)}" for name, value in rows.items() if value]
    return "\n".join([f"[messages.{quoted(key)}]", *lines, ""])


def head_of(signoff: SignOff) -> dict[str, str]:
    """Return the fields of the head as they stand in the file."""
    return {
        "name": signoff.name,
        "credential": signoff.credential,
        "role": signoff.role.value,
        "date": signoff.day.isoformat(),
        "number": str(signoff.number),
        "locale": signoff.locale,
        "handout": signoff.domain,
        "reason": signoff.reason,
        "restates": signoff.restates,
        "tool": signoff.tool,
    }


def seal(head: dict[str, str]) -> str:
    """Return the digest of the head."""
    return hashlib.sha256(json.dumps(head, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def file_name(signoff: SignOff, content: str) -> str:
    """Return the name of the file with *content*: day, role, and a digest of the content."""
    return f"{signoff.day.isoformat()}-{signoff.role}-{content_digest(content)}.toml"


def content_digest(content: str) -> str:
    """Return the digest in a file name; a checkout that changes line ends changes nothing."""
    return hashlib.sha256(content.replace("\r\n", "\n").encode()).hexdigest()[:_SHORT]


def signed_text(
    english: str, translation: str | None = None, *, back_translation: str = "", replaces: str = ""
) -> SignedText:
    """Return what is signed of one message, with its digest."""
    text = SignedText(
        english=english, translation=translation, back_translation=back_translation, replaces=replaces, digest=""
    )
    return replace(text, digest=digest(*parts(text)))


def parts(text: SignedText) -> list[str]:
    """Return the texts that the digest of *text* is of, what it carries over included."""
    extra = [one for one in (text.back_translation, text.replaces) if one]
    return [text.english, *([] if text.translation is None else [text.translation]), *extra]


def covers(text: SignedText, english: str, translation: str | None) -> bool:
    """Whether *text* is exactly *english* and *translation*, by the current canonicaliser."""
    if not text.digest.startswith(f"{CURRENT}:"):
        return False
    return text.digest == digest(*parts(replace(text, english=english, translation=translation)))


def is_outdated(signoff: SignOff) -> bool:
    """Whether any digest of *signoff* is of an older canonicaliser, and so counts no more."""
    return any(not text.digest.startswith(f"{CURRENT}:") for text in signoff.texts.values())


def quoted(text: str) -> str:
    """Return *text* as a TOML string; what cannot be seen is written as its number."""
    escaped = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[^\x20-\x7e]", lambda match: _shown(match[0]), escaped)


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Co", "Zl", "Zp"} or character == "\u00a0"
    if not hidden:
        return character
    return f"\\U{ord(character):08X}" if ord(character) > 0xFFFF else f"\\u{ord(character):04X}"  # noqa: PLR2004

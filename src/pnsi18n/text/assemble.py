"""Choose what is printed for each message: its translation, or English that says it is English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pnsi18n.model.catalog import Entry
from pnsi18n.model.edition import PrintedMessage
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.message import Message
from pnsi18n.text.pseudo import PSEUDO_LOCALES

Key = tuple[str | None, str]


def assemble(
    messages: Iterable[Message], language: Language, entries: Mapping[Key, Entry]
) -> dict[Key, PrintedMessage]:
    """Return what is printed for each of *messages* in *language*.

    An entry counts only under the exact id and the exact current English, translated and not
    fuzzy, and without plural forms. Whatever else there is, the page shows the English, and says so.
    """
    return {message.key: _printed(message, language, entries.get(message.key)) for message in messages}


def _printed(message: Message, language: Language, entry: Entry | None) -> PrintedMessage:
    if language.locale == "en":
        return PrintedMessage(message=message, text=message.text, language=language)
    if language.pseudo:
        text = PSEUDO_LOCALES[language.locale](message.text)
        return PrintedMessage(message=message, text=text, language=language)
    is_one = entry is not None and entry.msgid_plural is None and len(entry.msgstrs) == 1
    if entry and is_one and not entry.fuzzy and not entry.obsolete and entry.msgstrs[0].strip():
        return PrintedMessage(message=message, text=entry.msgstrs[0], language=language)
    return PrintedMessage(message=message, text=message.text, language=ENGLISH, is_fallback=True)

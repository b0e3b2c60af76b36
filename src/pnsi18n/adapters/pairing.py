"""Set each message of a bilingual sheet beside its English, both under one number."""

from __future__ import annotations

from itertools import count

from markupsafe import Markup

from pnsi18n.adapters.painting import Painter
from pnsi18n.model.edition import Edition
from pnsi18n.model.message import Message

ENGLISH_MARK = "@en"
_HALF = Markup('<span class="half"{}>{}{}</span>')
_LANGUAGE = Markup(' lang="en" dir="ltr"')
_NUMBER = Markup('<span class="number">{}</span> ')


class PairPainter(Painter):
    """Paints messages as pairs: the nurse and the patient point at the same number, each in their own language.

    The numbers run through the whole sheet, in the digits that telephones have. The title needs none.
    What has no translation stands in its English half only; the other half says so.
    """

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition)
        self._english = Painter(edition.english)
        self._numbers = count(1)

    def message(self, message: Message, *, mark: str = "") -> Markup:
        """Return the two halves of *message*: two boxes in one line, which no page can part."""
        is_title = message.key == self.edition.handout.title.key
        number = Markup() if is_title else _NUMBER.format(next(self._numbers))
        printed = self.edition.printed[message.key]
        own = self.fallback_mark() if printed.is_fallback else super().message(message, mark=mark)
        english = self._english.message(message, mark=ENGLISH_MARK)
        return _HALF.format("", number, own) + _HALF.format(_LANGUAGE, number, english)

    def bookmark(self, message: Message) -> str:
        """Return a heading in both languages, without its number."""
        own = [] if self.edition.printed[message.key].is_fallback else [super().bookmark(message)]
        return " · ".join([*own, self._english.bookmark(message)])

    def label(self, identifier: str, english: str) -> Markup:
        """Return a short word of the page in both languages."""
        other = self.english_word(identifier, english)
        return Markup('{} · <span class="english" lang="en" dir="ltr">{}</span>').format(
            self.word(identifier, english), other
        )


def painter_of(edition: Edition) -> Painter:
    """Return what paints the messages of *edition*."""
    return PairPainter(edition) if edition.kind.with_english else Painter(edition)

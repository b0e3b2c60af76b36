"""Turn messages into HTML; translations enter as parsed nodes, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup, escape

from pnsi18n.adapters import cldr
from pnsi18n.adapters.breaks import broken_for_page, with_clauses_whole
from pnsi18n.errors import RenderError
from pnsi18n.model.edition import Edition, PrintedMessage
from pnsi18n.model.language import ENGLISH, Breaks, Language
from pnsi18n.model.message import Message
from pnsi18n.model.signoff import Role
from pnsi18n.text.inline import Emphasis, Link, Node, Strong, Text, parse
from pnsi18n.text.placeholders import Placeholder
from pnsi18n.text.region import fill
from pnsi18n.text.runs import runs, squeezed, whole
from pnsi18n.text.typography import NO_BREAK_SPACE, kept_together

_LAST_WORD = re.compile(r"(?<= )\S{1,12} $")
_SHORT = 14  # letters of an emphasis
_WHOLE = Markup('<span class="whole">{}</span>')
_FULL_WIDTH = frozenset({"Hans", "Hant", "Jpan"})  # scripts that set brackets in a full square
_HEADINGS = ("title", "heading")  # roles of messages
CLINIC = "(clinic.{})"
"""The id under which the proof-reader looks for a text of the clinic."""
_ROLES = {Role.CLINICIAN: "clinician", Role.TRANSLATOR: "translator", Role.REVISER: "second translator"}


class Painter:
    """Turns messages into HTML for one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def message(self, message: Message, *, mark: str = "") -> Markup:
        """Return the message as a ``span`` that the proof-reader can find again; *mark* is put to its id."""
        printed = self.edition.printed[message.key]
        text = kept_together(printed.text, printed.language)
        if message.role.startswith(_HEADINGS):
            text = self.heading(text)
        inside = self.nodes(parse(text), printed.language)
        attributes = Markup(' data-message="{}"').format((message.id or message.text) + mark)
        if not printed.is_fallback:
            return Markup("<span{}>{}</span>").format(attributes, inside)
        return Markup('<span class="english"{} lang="en" dir="ltr">{}</span> {}').format(
            attributes, inside, self.fallback_mark()
        )

    def heading(self, text: str) -> str:
        """Return the *text* of a heading with what keeps its clauses whole; paper is wide enough for each."""
        return with_clauses_whole(text)

    def phone(self) -> Markup:
        """Return the clinic's phone number, or a line to write it on."""
        return self._placeholder(Placeholder("clinic_phone"), self.edition.language)

    def clinic_text(self, name: str) -> Markup:
        """Return one of the texts that the clinic says of itself, in the clinic's own language."""
        clinic = self.edition.region.clinic
        lines = [
            self._text(kept_together(line.strip(), clinic.language), clinic.language)
            for line in clinic.texts[name].splitlines()
        ]
        return Markup('<span class="own-words" data-message="{}" lang="{}" dir="{}">{}</span>').format(
            CLINIC.format(name), clinic.language.tag, clinic.language.direction, Markup("<br>").join(lines)
        )

    def fallback_mark(self) -> Markup:
        """Return what stands beside a message that has no usable translation."""
        return Markup('<span class="fallback-mark">{}</span>').format(self.word("english.only", "In English only"))

    def label(self, identifier: str, english: str) -> Markup:
        """Return a short word of the page, such as one before a line to write on."""
        return self.word(identifier, english)

    def word(self, identifier: str, english: str, **values: str) -> Markup:
        """Return one of the page's own words, in the language of the edition."""
        text = self.edition.words.get(identifier)
        language = self.edition.language if text else ENGLISH
        return self._worded(text or english, language, values)

    def english_word(self, _identifier: str, english: str, **values: str) -> Markup:
        """Return one of the page's own words in English."""
        return self._worded(english, ENGLISH, values)

    def _worded(self, text: str, language: Language, values: Mapping[str, str]) -> Markup:
        return Markup("").join(
            escape(values.get(node.name, str(node))) if isinstance(node, Placeholder) else self._node(node, language)
            for node in parse(text)
        )

    def day(self, day: date, language: str) -> str:
        """Return *day* in the words of the sheet's own language, or of English ("en")."""
        return cldr.long_date(day, language if language == ENGLISH.locale else self.edition.language.locale)

    def who(self, roles: Mapping[Role, date], language: str) -> Markup:
        """Return who signed, and when: ``clinician (22 November 2026)``."""
        own = language != ENGLISH.locale
        names = {role: self.edition.words.get(f"role.{role}", _ROLES[role]) if own else _ROLES[role] for role in roles}
        before, after = _brackets(self.edition.language if own else ENGLISH)
        people = [f"{names[role]}{before}{self.day(day, language)}{after}" for role, day in roles.items()]
        return Markup("<bdi>{}</bdi>").format(cldr.listing(people, self.edition.language.locale if own else language))

    def plain(self, printed: PrintedMessage) -> str:
        """Return the text that a reader sees, for the proof."""
        return self.plain_nodes(parse(printed.text), printed.language)

    def bookmark(self, message: Message) -> str:
        """Return what the list of a viewer says of the heading *message*."""
        return self.plain(self.edition.printed[message.key])

    def plain_nodes(self, nodes: Iterable[Node], language: Language) -> str:
        """Return what a reader sees of *nodes*, which are written in *language*."""
        return "".join(self._plain(node, language) for node in nodes)

    def _plain(self, node: Node, language: Language) -> str:
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Placeholder):
            return "".join(text for text, _isolated in self._filled(node, language))
        return "".join(self._plain(child, language) for child in node.children)

    def nodes(self, nodes: Iterable[Node], language: Language) -> Markup:
        """Return *nodes*, which are written in *language*, as HTML.

        A line to write on keeps the short word before it, and so does a short emphasis that ends a text: what
        begins "This is the" must not end on a line of its own with "**not**".
        """
        painted = held = Markup()
        parts = list(nodes)
        for index, node in enumerate(parts):
            word = _LAST_WORD.search(node.text) if isinstance(node, Text) and self._leans(parts[index + 1 :]) else None
            if word and isinstance(node, Text):
                painted += self._text(node.text[: word.start()], language)
                held = self._text(word[0], language)
            else:
                painted += _WHOLE.format(held + self._node(node, language)) if held else self._node(node, language)
                held = Markup()
        return painted

    def _leans(self, parts: Sequence[Node]) -> bool:
        """Whether what *parts* begin with must not stand without the word before it.

        WeasyPrint 70 would besides end a line after the very first word of a heading whose line to write on has
        no room behind the others.
        """
        match parts:
            case [Placeholder() as line, *_]:
                return self._is_written_by_hand(line)
            case [Strong((Text(text),))] | [Strong((Text(text),)), Text("." | "!" | "。" | "।" | "።" | "۔" | "։")]:
                return len(text) <= _SHORT
        return False

    def _is_written_by_hand(self, node: Placeholder) -> bool:
        return node.name == "clinic_phone" and not self.edition.region.clinic_phone

    def _node(self, node: Node, language: Language) -> Markup:
        match node:
            case Text(text):
                return self._text(text, language)
            case Strong(children):
                return Markup("<strong>{}</strong>").format(self.nodes(children, language))
            case Emphasis(children):
                return Markup("<em>{}</em>").format(self.nodes(children, language))
            case Link(href, children):
                # PDF/UA 7.18.5: an <a> may hold text only, so no spans inside it.
                text = "".join(self._plain(child, language) for child in children)
                direction = Markup(' dir="ltr"') if text.isascii() else ""
                return Markup('<a href="{}"{}>{}</a>').format(href, direction, text)
            case Placeholder():
                return self._placeholder(node, language)

    def _text(self, text: str, language: Language) -> Markup:
        if language.pseudo:
            return escape(text)
        broken = broken_for_page(text, language)
        if language.breaks is Breaks.DICTIONARY:
            # Pango asks libthai besides, which breaks before a unit and in names that it does not know.
            return _marked(whole(broken, language.unbroken), "whole", language)
        return _marked(squeezed(broken), "squeezed", language)

    def _placeholder(self, node: Placeholder, language: Language) -> Markup:
        if self._is_written_by_hand(node):
            label = self._phone_label(language)
            return Markup('<span class="write-in" data-field="{0}"><span class="label">{0}</span></span>').format(label)
        inside = Markup("").join(
            Markup('<bdi dir="ltr">{}</bdi>').format(text) if isolated else escape(text)
            for text, isolated in self._filled(node, language)
        )
        return Markup('<span class="value">{}</span>').format(inside)

    def _phone_label(self, language: Language) -> str:
        """Return what stands below the line for the clinic's number, in the language of the sentence around it."""
        english = "clinic phone"
        return english if language.locale == ENGLISH.locale else self.edition.words.get("phone.write", english)

    def _filled(self, node: Placeholder, language: Language) -> list[tuple[str, bool]]:
        """Return the pieces of the value of *node*; ``True`` marks those that keep their order."""
        filled = fill(node, self.edition.region)
        if filled is None:
            raise RenderError(
                f"{node} has no value in the region {self.edition.region.id}",
                at=self.edition.handout.location,
                hint="pnsi18n validate finds the translation that has it",
            )
        if node.name == "clinic_phone" and not filled.text:
            return [(self._phone_label(language), False)]
        if not filled.amounts:
            return [(filled.text.replace(" ", NO_BREAK_SPACE), True)]
        first, *others = [
            f"{cldr.number(float(value), language.locale, self.edition.region.id)}{NO_BREAK_SPACE}{unit}"
            for value, unit in filled.amounts
        ]
        before, after = _brackets(language)
        bracketed = (piece for other in others for piece in ((before, False), (other, True), (after, False)))
        return [(first, True), *bracketed]


def _brackets(language: Language) -> tuple[str, str]:
    """Return the brackets of *language*, with the space that stands before them."""
    return ("\uff08", "\uff09") if language.script in _FULL_WIDTH else (f"{NO_BREAK_SPACE}(", ")")


def _marked(pieces: Sequence[str], name: str, language: Language) -> Markup:
    """Return *pieces* as HTML, every second one in a span of the class *name*."""
    span = Markup('<span class="{}">{{}}</span>').format(name)
    return Markup("").join(
        span.format(_runs(piece, language)) if index % 2 else _runs(piece, language)
        for index, piece in enumerate(pieces)
    )


def _runs(text: str, language: Language) -> Markup:
    return Markup("").join(
        _foreign(run.text, latin=run.has_letters) if run.foreign else escape(run.text) for run in runs(text, language)
    )


def _foreign(text: str, *, latin: bool) -> Markup:
    attributes = Markup(' lang="en"') if latin else ""
    return Markup('<bdi dir="ltr"{}>{}</bdi>').format(attributes, text)

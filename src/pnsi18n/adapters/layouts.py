"""Jinja's doorkeeper: the page's own words, and the HTML of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import babel_extract
from markupsafe import Markup, escape

from pnsi18n.adapters import cldr
from pnsi18n.adapters.breaks import with_break_opportunities
from pnsi18n.errors import RenderError
from pnsi18n.model.edition import Edition, PrintedMessage
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Block, BlockKind
from pnsi18n.model.language import ENGLISH, Language
from pnsi18n.model.message import Message
from pnsi18n.model.project import PAGE_DOMAIN
from pnsi18n.text.inline import Emphasis, Link, Node, Strong, Text, parse
from pnsi18n.text.placeholders import Placeholder
from pnsi18n.text.region import fill
from pnsi18n.text.runs import runs
from pnsi18n.text.typography import NO_BREAK_SPACE, kept_together

_TEMPLATES = ("handout.html",)
_COUNTER_STYLES = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "beng": "bengali",
    "deva": "devanagari",
    "khmr": "khmer",
    "mymr": "myanmar",
}
_FULL_WIDTH = frozenset({"Hans", "Hant", "Jpan"})  # scripts that set brackets in a full square
_SIDE_BY_SIDE = ("emergency", "call-us")  # so that both are on the first page in every language


def page_words() -> tuple[Message, ...]:
    """Return the words that the layout prints, as messages of the domain ``page``."""
    found = [message for name in _TEMPLATES for message in _words_of(name)]
    return tuple({message.key: message for message in reversed(found)}.values())[::-1]


def _words_of(name: str) -> Iterator[Message]:
    content = resources.files("pnsi18n").joinpath("templates", name).read_bytes()
    for line, _function, arguments, comments in babel_extract(BytesIO(content), ("word",), ("L10n:",), {}):
        identifier, text = (str(argument) for argument in (arguments or ())[:2])
        yield Message(
            id=identifier,
            text=text,
            role=" ".join(comments).replace("L10n:", "").strip(),
            domain=PAGE_DOMAIN,
            location=Location(f"pnsi18n/templates/{name}", line),
        )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pnsi18n", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["BlockKind"] = BlockKind
    return environment


def render_html(edition: Edition) -> str:
    """Return the HTML of *edition*; translations enter as parsed nodes, never as markup."""
    painter = _Painter(edition)
    return (
        _environment()
        .get_template("handout.html")
        .render(
            edition=edition,
            sections=_sections(edition.handout.blocks),
            message=painter.message,
            plain=lambda message: painter.plain(edition.printed[message.key]),
            title=painter.plain(edition.printed[edition.handout.title.key]),
            english_title=edition.handout.title.text,
            word=painter.word,
            english_word=painter.english_word,
            month=cldr.month_and_year(edition.handout.settings.edition, edition.language.locale),
            english_month=cldr.month_and_year(edition.handout.settings.edition, "en"),
            licence=Markup('<bdi dir="ltr">{}</bdi>').format(
                edition.handout.settings.licence.replace(" ", NO_BREAK_SPACE)
            ),
            territory=cldr.territory(edition.region.id, edition.language),
        )
    )


def render_css(edition: Edition) -> str:
    """Return the style sheet of *edition*."""
    return (
        _environment()
        .get_template("handout.css")
        .render(
            edition=edition,
            language=edition.language,
            counter_style=_COUNTER_STYLES.get(edition.language.digits, "decimal"),
        )
    )


def expected_texts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the id and the visible text of each message, in reading order.

    Alternative texts of pictures are heard, not seen, and left out.
    """
    painter = _Painter(edition)
    blocks = (block for top in edition.handout.blocks for block in top.walk())
    return tuple(
        (block.message.id or block.message.text, painter.plain(edition.printed[block.message.key]))
        for block in blocks
        if block.message and block.kind is not BlockKind.IMAGE
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks below it, or the blocks before the first heading."""

    blocks: tuple[Block, ...]


def _sections(blocks: Iterable[Block]) -> list[Section]:
    """Group top-level blocks: a second-level heading opens a section, neighbouring boxes share one."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        boxed = block.kind is BlockKind.CONTAINER
        after_box = bool(groups[-1]) and groups[-1][-1].kind is BlockKind.CONTAINER
        pair = after_box and (groups[-1][-1].name, block.name) == _SIDE_BY_SIDE
        heading = block.kind is BlockKind.HEADING and block.level == 2  # noqa: PLR2004 -- h2
        if (boxed or after_box or heading) and not pair:
            groups.append([])
        groups[-1].append(block)
    return [Section(tuple(group)) for group in groups if group]


class _Painter:
    """Turns messages into HTML for one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def message(self, message: Message) -> Markup:
        """Return the message as a ``span`` that the proof-reader can find again."""
        printed = self.edition.printed[message.key]
        inside = self._nodes(parse(kept_together(printed.text, printed.language)), printed.language)
        attributes = Markup(' data-message="{}"').format(message.id or message.text)
        if not printed.is_fallback:
            return Markup("<span{}>{}</span>").format(attributes, inside)
        mark = self.word("english.only", "In English only")
        return Markup(
            '<span class="english"{} lang="en" dir="ltr">{}</span> <span class="fallback-mark">{}</span>'
        ).format(attributes, inside, mark)

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
            escape(values[node.name]) if isinstance(node, Placeholder) else self._node(node, language)
            for node in parse(text)
        )

    def plain(self, printed: PrintedMessage) -> str:
        """Return the text that a reader sees, for the proof."""
        return "".join(self._plain(node, printed.language) for node in parse(printed.text))

    def _plain(self, node: Node, language: Language) -> str:
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Placeholder):
            return "".join(text for text, _isolated in self._filled(node, language))
        return "".join(self._plain(child, language) for child in node.children)

    def _nodes(self, nodes: Iterable[Node], language: Language) -> Markup:
        return Markup("").join(self._node(node, language) for node in nodes)

    def _node(self, node: Node, language: Language) -> Markup:
        match node:
            case Text(text):
                return self._text(text, language)
            case Strong(children):
                return Markup("<strong>{}</strong>").format(self._nodes(children, language))
            case Emphasis(children):
                return Markup("<em>{}</em>").format(self._nodes(children, language))
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
        return Markup("").join(
            _foreign(run.text, latin=run.has_letters)
            if run.foreign
            else escape(with_break_opportunities(run.text, language) if language.breaks_by_dictionary else run.text)
            for run in runs(text, language)
        )

    def _placeholder(self, node: Placeholder, language: Language) -> Markup:
        if node.name == "clinic_phone" and not self.edition.region.clinic_phone:
            label = self.word("phone.write", "clinic phone")
            return Markup('<span class="write-in"><span class="label">{}</span></span>').format(label)
        inside = Markup("").join(
            Markup('<bdi dir="ltr">{}</bdi>').format(text) if isolated else escape(text)
            for text, isolated in self._filled(node, language)
        )
        return Markup('<span class="value">{}</span>').format(inside)

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
            return [(str(self.word("phone.write", "clinic phone").striptags()), False)]
        if not filled.amounts:
            return [(filled.text.replace(" ", NO_BREAK_SPACE), True)]
        first, *others = [
            f"{cldr.number(float(value), language.locale, self.edition.region.id)}{NO_BREAK_SPACE}{unit}"
            for value, unit in filled.amounts
        ]
        before, after = ("\uff08", "\uff09") if language.script in _FULL_WIDTH else (f"{NO_BREAK_SPACE}(", ")")
        bracketed = (piece for other in others for piece in ((before, False), (other, True), (after, False)))
        return [(first, True), *bracketed]


def _foreign(text: str, *, latin: bool) -> Markup:
    attributes = Markup(' lang="en"') if latin else ""
    return Markup('<bdi dir="ltr"{}>{}</bdi>').format(attributes, text)

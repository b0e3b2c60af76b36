"""Jinja's doorkeeper: the page's own words, and the HTML of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import babel_extract
from markupsafe import Markup

from pnsi18n.adapters import cldr
from pnsi18n.adapters.breaks import broken_for_page
from pnsi18n.adapters.painting import CLINIC, Painter
from pnsi18n.adapters.pairing import ENGLISH_MARK, painter_of
from pnsi18n.adapters.qr import qr_code
from pnsi18n.model.edition import Edition, EditionState, PrintedMessage
from pnsi18n.model.finding import Location
from pnsi18n.model.handout import Block, BlockKind
from pnsi18n.model.message import Message
from pnsi18n.model.project import PAGE_DOMAIN
from pnsi18n.text.inline import plain
from pnsi18n.text.typography import NO_BREAK_SPACE, ems

_TEMPLATES = ("handout.html", "clinic.html")
_COUNTER_STYLES = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "beng": "bengali",
    "deva": "devanagari",
    "khmr": "khmer",
    "mymr": "myanmar",
}
_NARROW = 18  # ems; a line of a box that stands beside another
_FULL = 188_000  # square points of text: half a page
_SIDE_BY_SIDE = ("emergency", "call-us")  # so that both are on the first page in every language
_FIRST_PAGE = (*_SIDE_BY_SIDE, "key-points")


@cache
def page_words() -> tuple[Message, ...]:
    """Return the words that the layout prints, as messages of the domain ``page``."""
    found = [message for name in _TEMPLATES for message in _words_of(name)]
    return tuple({message.key: message for message in reversed(found)}.values())[::-1]


def _words_of(name: str) -> Iterator[Message]:
    content = resources.files("pnsi18n").joinpath("templates", name).read_bytes()
    for line, _function, arguments, comments in babel_extract(BytesIO(content), ("word", "label"), ("L10n:",), {}):
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
    environment.globals.update(BlockKind=BlockKind, EditionState=EditionState)
    return environment


def render(template: str, values: Mapping[str, object]) -> str:
    """Return *template* filled with *values*."""
    return _environment().get_template(template).render(values)


def render_html(edition: Edition) -> str:
    """Return the HTML of *edition*; translations enter as parsed nodes, never as markup."""
    return render("handout.html", values_of(edition, painter_of(edition)))


def values_of(edition: Edition, painter: Painter) -> dict[str, object]:
    """Return what a layout of *edition* fills in."""
    return {
        "edition": edition,
        "sections": _sections(edition.handout.blocks),
        "message": painter.message,
        "bookmark": painter.bookmark,
        "plain": lambda message: painter.plain(edition.printed[message.key]),
        "title": painter.plain(edition.printed[edition.handout.title.key]),
        "english_title": edition.handout.title.text,
        "word": painter.word,
        "english_word": painter.english_word,
        "label": painter.label,
        "phone": painter.phone,
        "clinic_text": painter.clinic_text,
        "month": cldr.month_and_year(edition.handout.settings.edition, edition.language.locale),
        "english_month": cldr.month_and_year(edition.handout.settings.edition, "en"),
        "licence": Markup('<bdi dir="ltr">{}</bdi>').format(
            edition.handout.settings.licence.replace(" ", NO_BREAK_SPACE)
        ),
        "territory": broken_for_page(cldr.territory(edition.region.id, edition.language), edition.language),
        "who": painter.who,
        "day": painter.day,
        "qr": qr_code(edition.address or edition.code),
        "has_plan": any(block.name == "my-plan" for top in edition.handout.blocks for block in top.walk()),
    }


def render_css(edition: Edition) -> str:
    """Return the style sheet of *edition*: the standard one, and what the kind changes."""
    language, kind = edition.language, edition.kind
    values = {
        "edition": edition,
        "language": language,
        "font_size": language.font_size * kind.scale,
        "line_height": max(language.line_height, kind.leading),
        "title": Painter(edition).plain(edition.printed[edition.handout.title.key]),
        "urgent": _urgent(edition),
        "ems": ems,
        "own_length": sum(ems(one.text) for one in edition.printed.values()),
        "english_length": sum(ems(one.text) for one in edition.english.printed.values()),
        "share": _share(edition),
        "crowded": _is_crowded(edition),
        "counter_style": _COUNTER_STYLES.get(language.digits, "decimal"),
    }
    return render("handout.css", values)


def _urgent(edition: Edition) -> str:
    """Return the heading of the box of emergencies as it is printed; empty if there is no such box."""
    boxes = (block for top in edition.handout.blocks for block in top.walk() if block.name == _SIDE_BY_SIDE[0])
    heading = next((message for box in boxes for message in box.messages()), None)
    return Painter(edition).plain(edition.printed[heading.key]) if heading else ""


def _lengths(edition: Edition, names: Sequence[str]) -> list[float]:
    """Return how much room the text of each box of *names* takes, in ems; nothing for one that is not there.

    A text fills its last line by half, more or less.
    """
    there = {block.name: block for top in edition.handout.blocks for block in top.walk()}
    boxes = [there[name].messages() for name in names if name in there]
    return [sum(ems(edition.printed[one.key].text) + _NARROW / 2 for one in messages) for messages in boxes]


def _share(edition: Edition) -> float:
    """Return the part of the width that the first of two boxes side by side needs to be as high as the second.

    The line to write on is as high as two of a narrow column.
    """
    lengths = _lengths(edition, _SIDE_BY_SIDE)
    if len(lengths) < len(_SIDE_BY_SIDE):
        return 0.5
    one, other = lengths
    return min(max(one / (one + other + 2 * _NARROW), 0.44), 0.5)


def _is_crowded(edition: Edition) -> bool:
    """Whether the boxes that belong on the first page have room there only when they are set tightly."""
    language = edition.language
    points = sum(_lengths(edition, _FIRST_PAGE)) * language.font_size**2 * language.line_height
    return points > _FULL


def titles(edition: Edition) -> tuple[str, str]:
    """Return the title of *edition* in English, and as it is printed."""
    title = edition.handout.title
    return plain(title.text), Painter(edition).plain(edition.printed[title.key])


def expected_texts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the id and the visible text of each message, in reading order.

    On a bilingual sheet, its English follows; what the clinic says of itself comes last. Alternative texts
    of pictures are heard, not seen, and left out.
    """
    clinic = edition.region.clinic
    found = [(name, painter.plain(printed)) for name, printed, painter in _expected(edition)]
    return (*found, *((CLINIC.format(name), text) for name, text in clinic.texts.items()))


def _expected(edition: Edition) -> Iterator[tuple[str, PrintedMessage, Painter]]:
    own, english, both = Painter(edition), Painter(edition.english), edition.kind.with_english
    for message in _visible(edition.handout.blocks):
        name, printed = message.id or message.text, edition.printed[message.key]
        if not (both and printed.is_fallback):
            yield name, printed, own
        if both:
            yield name + ENGLISH_MARK, english.edition.printed[message.key], english


def _visible(blocks: Iterable[Block]) -> Iterator[Message]:
    """Yield the messages that are seen, in reading order."""
    for block in (one for top in blocks for one in top.walk()):
        if block.message and block.kind is not BlockKind.IMAGE:
            yield block.message


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

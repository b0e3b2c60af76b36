"""LN: an address leads to the same place in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import links, plain
from pnsi18n.text.traits import ADDRESSES

_READ = "Read [ninds.nih.gov](https://www.ninds.nih.gov/)."
_WRITE = "Write to help@example.org or see www.example.org."
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\u3002\uff0c\u060c]*[\w/]"  # a URL, less the sentence's own punctuation
    r"|(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,9}"  # an e-mail address (lengths: RFC 5321)
    r"|(?<![\w.\-])(?:[a-z0-9\-]{1,63}\.){1,9}(?:gov|org|com|net|edu|int|uk|eu)\b",  # a bare domain
    re.IGNORECASE | re.ASCII,
)

_EMPTY_LINK = re.compile(r"\[\s*\]\(")


@rule(
    id="LN101",
    severity=Severity.ERROR,
    rationale="A changed link leads a patient to a page that nobody reviewed.",
    bad=Unit(msgid=_READ, msgstr="Lea [ninds.nih.gov](https://www.nids.nih.gov/)."),
    good=Unit(msgid=_READ, msgstr="Lea [ninds.nih.gov](https://www.ninds.nih.gov/)."),
    about="[",
)
def link_target_changed(unit: Unit) -> Iterator[Problem]:
    """Report link targets that are not those of the English."""
    if "](" not in unit.msgid and "](" not in unit.msgstr:
        return
    wanted = Counter(link.href for link in links(unit.msgid))
    found = Counter(link.href for link in links(unit.msgstr))
    for href in wanted - found:
        yield Problem(statement=f"the link to {href} is missing", hint="copy it from the English")
    for href in found - wanted:
        yield Problem(statement=f"the link to {href} is not in the English", hint="use the English target", spot=href)


@rule(
    id="LN102",
    severity=Severity.ERROR,
    rationale="An address on paper is typed letter by letter; one wrong letter and it is of no use.",
    bad=Unit(msgid=_WRITE, msgstr="Escriba a ayuda@example.org o vea www.example.org."),
    good=Unit(msgid=_WRITE, msgstr="Escriba a help@example.org o vea www.example.org."),
    about={ADDRESSES},
)
def address_changed(unit: Unit) -> Iterator[Problem]:
    """Report web and mail addresses in the text that are not those of the English."""
    wanted, found = _addresses(unit.msgid), _addresses(unit.msgstr)
    if wanted == found:
        return
    for address in wanted - found:
        yield Problem(statement=f"{address} is missing or changed", hint=f"write {address} as in the English")
    for address in found - wanted:
        yield Problem(statement=f"{address} is not in the English", hint="use the address of the English", spot=address)


@lru_cache(maxsize=16384)
def _addresses(text: str) -> Counter[str]:
    return Counter(_ADDRESS.findall(plain(text)))


@rule(
    id="LN103",
    severity=Severity.ERROR,
    rationale="A link without words is invisible on paper and silent in a screen reader.",
    bad=Unit(msgid=_READ, msgstr="Lea ninds.nih.gov [](https://www.ninds.nih.gov/)."),
    good=Unit(msgid=_READ, msgstr="Lea [ninds.nih.gov](https://www.ninds.nih.gov/)."),
    about="[",
)
def link_without_text(unit: Unit) -> Iterator[Problem]:
    """Report links that have nothing to click on."""
    for match in _EMPTY_LINK.finditer(unit.msgstr) if "](" in unit.msgstr else ():
        yield Problem(
            statement=f"the link at character {match.start() + 1} has no text",
            hint="put the words of the link between [ and ]",
            spot=match[0],
        )


UNIT_RULES = (link_target_changed, address_changed, link_without_text)

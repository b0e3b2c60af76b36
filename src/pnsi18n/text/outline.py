"""Write down how a handout is arranged, so that the arrangement can be signed like a message.

A sentence that moves from one box to another says something else without one character changed;
so does a message that is added, dropped or no longer marked as critical, and another picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pnsi18n.model.handout import Block, BlockKind, Handout
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.region import Region
from pnsi18n.model.signoff import OUTLINE, REGION
from pnsi18n.text.placeholders import placeholders

_CODE = 12  # hexadecimal digits


def outline_of(handout: Handout, pictures: Mapping[str, str]) -> Message:
    """Return the arrangement of *handout* as a message: one part a block, indented by depth.

    *pictures* holds the content of each picture by its path.
    """
    parts = [line for block in handout.blocks for line in _lines(block, 0, pictures)]
    parts.append(f"licence: {handout.settings.licence}")
    return Message(
        id=OUTLINE,
        text="\n".join(parts),
        role="arrangement of the handout",
        risk=Risk.CRITICAL,
        domain=handout.domain,
        location=handout.location,
    )


def region_of(handout: Handout, region: Region) -> Message | None:
    """Return what *handout* prints of *region*, as a message to be signed; none where it prints nothing of it.

    The clinic's phone number is the clinic's own, and left out.
    """
    used = used_values(handout, region)
    rows = [f"{name}: {value}" for name, value in used.items() if name != "clinic_phone"]
    if not rows:
        return None
    return Message(
        id=REGION.format(region.id),
        text="\n".join(rows),
        role="values of the region",
        risk=Risk.CRITICAL,
        domain=handout.domain,
        location=handout.location,
    )


def used_values(handout: Handout, region: Region) -> dict[str, str]:
    """Return the values of *region* that *handout* asks for, by placeholder name."""
    found = (name for message in handout.messages for name in placeholders(message.text))
    names = {name.strip("{}").partition(":")[0] for name in found}
    known = {
        "emergency_number": region.emergency_number,
        "clinic_phone": region.clinic_phone,
        "temperature": " ".join(region.temperature),
        **region.values,
    }
    return {name: value for name, value in known.items() if name in names}


def clinic_values(region: Region) -> dict[str, str]:
    """Return what the clinic of *region* says of itself, a digest for its logo; it is recorded, and not signed."""
    clinic = region.clinic
    known = {**clinic.texts, **({"logo": _code(clinic.logo), "logo_text": clinic.logo_text} if clinic.logo else {})}
    phone = {"clinic_phone": region.clinic_phone} if known and region.clinic_phone else {}
    return {**phone, **{f"clinic.{name}": text for name, text in known.items()}}


def _lines(block: Block, depth: int, pictures: Mapping[str, str]) -> Iterator[str]:
    level = str(block.level) if block.kind is BlockKind.HEADING else ""
    words = [">" * depth, block.kind.value + level]
    if block.kind is BlockKind.CONTAINER:
        words.append(block.name)
    if block.kind is BlockKind.IMAGE:
        words.append(f"picture:{_code(pictures[block.name])}")
    if block.message:
        words.append(f"#{block.message.id or _code(block.message.text)}")
        words.append("" if block.message.risk is Risk.ORDINARY else block.message.risk.value)
    yield " ".join(word for word in words if word)
    for child in block.children:
        yield from _lines(child, depth + 1, pictures)


def _code(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:_CODE]

"""The kinds of edition: what each changes of the standard one.

A new kind is a row here, and ``templates/handout.NAME.css`` where it looks different.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of edition.

    ``scale`` is a multiple of each language's own size, ``leading`` the least line height, a multiple of
    that. ``with_english`` puts the English beside each message, under the same number. ``brief_margins``
    says the state in few words on all pages but the first, and leaves the imprint to the last.
    ``keeps_page_limit`` says that the page limit of a handout is about this kind, and that its first page has
    the boxes that are looked for in a hurry; ``whole_boxes`` that no box of warnings is longer than a page.
    """

    name: str
    scale: float = 1.0
    leading: float = 1.0
    with_english: bool = False
    brief_margins: bool = False
    keeps_page_limit: bool = False
    whole_boxes: bool = True


WEB = "html"
"""The kind that is a web page, and for no paper."""

KINDS = {
    kind.name: kind
    for kind in (
        Kind(name="standard", keeps_page_limit=True),
        Kind(name="large-print", scale=1.5, leading=1.5, brief_margins=True, whole_boxes=False),
        Kind(name="bilingual", with_english=True),
        Kind(name=WEB),
    )
}
"""Every kind that can be printed, by name. The smallest language has 12 points: large print has 18 at least."""

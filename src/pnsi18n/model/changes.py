"""What has changed in a project since its sheets were last found as they must be."""

from __future__ import annotations

from dataclasses import dataclass

Part = tuple[str, str]
"""A handout and a locale: what belongs to both. An empty one means all of them; both empty, the whole project."""
WHOLE: Part = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The parts of a project that have changed, and the paths of the sheets that this leaves as they are."""

    parts: frozenset[Part]
    kept: tuple[str, ...] = ()

    def touch(self, handout: str, locale: str) -> bool:
        """Whether sheets of *handout* in *locale* may have changed."""
        return not self.parts.isdisjoint({WHOLE, (handout, ""), ("", locale), (handout, locale)})

    def touch_handout(self, handout: str) -> bool:
        """Whether sheets of *handout* may have changed in any language."""
        return any(one in {"", handout} for one, _ in self.parts)

    def touch_locale(self, locale: str) -> bool:
        """Whether any sheet in *locale* may have changed."""
        return any(one in {"", locale} for _, one in self.parts)

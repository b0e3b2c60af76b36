"""A language as the program needs to know it: names, script, digits, type, counting words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pnsi18n.model.lexicon import Lexicon, Negation


class Breaks(StrEnum):
    """Where a line may end: at typed spaces, at words of a dictionary, or not inside a word or a phrase."""

    SPACES = "spaces"
    DICTIONARY = "dictionary"
    WORDS = "words"
    PHRASES = "phrases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One row of the locale registry, completed from its script's row and from CLDR.

    ``locale`` is the folder name (``zh_Hans``), ``tag`` the BCP 47 tag (``zh-Hans``), ``script``
    an ISO 15924 code, ``digits`` a CLDR numbering system. ``fonts`` is the whole stack, best
    first. ``font_size`` is in points for the standard edition, ``line_height`` and ``word_spacing``
    (what is added to each space) are multiples of it; ``side_margin`` is in millimetres. ``font_features`` is
    CSS's ``font-feature-settings``, where a font's own choice of shapes is another language's.
    ``breaks`` says where a line may end, ``unbroken`` lists words that ICU does not know and would tear apart.
    ``text_layer`` says that its glyphs do not give back their text, so that its lines say it in invisible letters.
    ``territories`` maps ISO 3166 codes to the names that readers use, where CLDR has another.
    ``plural_forms`` is gettext's usual field for the language, ``cldr_plural_forms`` the same by CLDR's rule.
    ``lexicon`` is what the rules know of the language.
    """

    locale: str
    tag: str
    own_name: str
    english_name: str
    script: str = "Latn"
    direction: str = "ltr"
    digits: str = "latn"
    decimal_mark: str = "."
    group_mark: str = ","
    plural_forms: str = ""
    cldr_plural_forms: str = ""
    fonts: tuple[str, ...] = ("Noto Sans",)
    font_size: float = 12.0
    line_height: float = 1.4
    word_spacing: float = 0.0
    font_features: str = "normal"
    side_margin: float = 18.0
    breaks: Breaks = Breaks.SPACES
    unbroken: tuple[str, ...] = ()
    territories: Mapping[str, str] = field(default_factory=dict)
    pseudo: bool = False
    text_layer: bool = False
    lexicon: Lexicon = field(default_factory=Lexicon)

    @property
    def is_right_to_left(self) -> bool:
        """Whether a page of the language runs from right to left."""
        return self.direction == "rtl"


_DEGREES = {"celsius": ("°c",), "fahrenheit": ("°f",)}
_WEEK = {"week": ("week",), "kg": ("kg",)}
_SEMANA = {"week": ("semana",), "kg": ("kg",)}
ENGLISH = Language(
    locale="en",
    tag="en",
    own_name="English",
    english_name="English",
    lexicon=Lexicon(
        confidence="high",
        numbers={"two": 2, "three": 3, "twice": 2},
        ambiguous_numbers={"one": 1, "once": 1},
        negation=Negation(words=("not", "never"), strong=("do not", "never")),
        opposites={"before": ("before",), "after": ("after",), "at_most": ("no more than",)},
        units={
            "mg": ("mg",),
            "mcg": ("mcg",),
            "minute": ("minutes",),
            "hour": ("hours",),
            "day": ("day",),
            **_WEEK,
            **_DEGREES,
        },
        drugs={"prednisone": ("prednisone",), "prednisolone": ("prednisolone",)},
    ),
)
SPANISH = Language(
    locale="es",
    tag="es",
    own_name="español",
    english_name="Spanish",
    decimal_mark=",",
    group_mark=".",
    plural_forms="nplurals=2; plural=(n != 1);",
    lexicon=Lexicon(
        confidence="high",
        numbers={"dos": 2, "tres": 3, "cinco": 5, "once": 11},
        ambiguous_numbers={"un": 1, "una": 1},
        negation=Negation(words=("no", "nunca", "sin"), strong=("no", "nunca"), without=(r"\bsin\b",)),
        opposites={
            "before": ("antes",),
            "after": ("después",),
            "more": ("más",),
            "at_most": ("como máximo",),
            "stop": ("deje de",),
        },
        units={
            "mg": ("mg",),
            "mcg": ("mcg",),
            "minute": ("minutos",),
            "hour": ("horas",),
            "day": ("día",),
            **_SEMANA,
            **_DEGREES,
        },
        drugs={"prednisone": ("prednisona",), "prednisolone": ("prednisolona",)},
        length=(0.5, 2.2),
        false_friends={"once": "once"},
    ),
)
"""Two languages with a few words, for the examples of the rules and for tests."""

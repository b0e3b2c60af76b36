"""Words and phrases whose translation is known to go wrong, each with the plain way to say it.

The tables are ours. A pattern is matched with ``prose`` in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

_MEDICINE = (
    r"(?:medicines?|medications?|doses?|drugs?|pills?|tablets?|capsules?|insulin|blood thinners?|injections?|steroids?|"
    r"treatments?|chemo(?:therapy)?)"
)
_WHOSE = r"(?:(?:the|your|this|that|these|those|any|all|one|a|next|morning|evening|other) ){0,3}"
_IN_THE_HAND = r"(?! (?:in|under|between|with|up|upright|against|to|near|at|over|by|so|on)\b)"

TWO_FACED: Mapping[str, str] = MappingProxyType(
    {
        r"(?<!at )once(?! in a while)": (
            'write "one time" for how often, "when" or "after" for the time; once is eleven in Spanish'
        ),
        r"at once": 'write "right away", or "at the same time"',
        rf"hold(?:ing)? {_WHOSE}{_MEDICINE}\b{_IN_THE_HAND}": (
            'write "do not take"; hold has been read as "keep taking"'
        ),
        rf"{_MEDICINE} (?:is|are|was|were|should be|must be|will be|may be) held": 'write "do not take"',
        r"skip(?:s|ped|ping)?(?! (?:a )?(?:heart)?beats?)": 'write "do not take", "do not eat" or "miss"',
        r"as needed|as necessary|as required": 'say when: "if you have pain"; and how often at most',
        r"as (?:directed|tolerated|indicated)": 'say what to do: how much, and when; or "as your doctor tells you"',
        r"every other (?:day|night|morning|week|month|hour)": 'write "on one day, but not on the next"',
        r"bi-?(?:weekly|monthly|annual|annually)": 'write "two times a week" or "every two weeks"',
        r"a couple of": "write the number",
        r"(?<!illegal )(?<!street )(?<!recreational )drugs?(?! (?:use|abuse|addict|store)\w*)(?!-)": (
            'write "medicine", or "illegal drug"'
        ),
        r"(?:tests?|results?|biops(?:y|ies)|scans?) (?:is|are|was|were|comes? back|came back) (?:positive|negative)": (
            "say what was found or not found; positive sounds like good news"
        ),
        r"(?:test|tests|tested) (?:positive|negative)|(?:positive|negative) (?:tests?|results?)": (
            "say what was found or not found; positive sounds like good news"
        ),
        r"(?:disease|cancer|tumor|tumour|condition|illness) (?:progress(?:es|ed|ing)?|progression)|progression of": (
            'write "gets worse" or "grows"; progress sounds like good news'
        ),
        r"(?<!step )(?<!shower )(?<!bath )stools?": 'write "bowel movement" or "poop"; a stool is a chair, too',
        r"discharged?": 'write "leave the hospital", or "fluid" from a wound',
        r"(?:have|has|had|having|get|with) a temperature(?! (?:of|over|above|below|under|higher|between|that|chart))": (
            'write "fever", or a temperature of how much'
        ),
        r"12 ?(?:a\.?m\b|p\.?m\b)\.?": 'write "noon" or "midnight"',
        r"and/or": 'write "A or B, or both"',
        r"b\.i\.d\.?|t\.i\.d\.?|q\.i\.d\.?|q\.d\.?|q\.h\.s\.?|p\.r\.n\.?|p\.o\.": "write it out in English",
    }
)

IDIOMS: Mapping[str, str] = MappingProxyType(
    {
        r"hold off(?: on)?": "wait",
        r"put(?:ting)? off": "delay",
        r"double up(?: on)?": "take two doses",
        r"once in a while": "sometimes",
        r"off and on": "sometimes",
        r"pass(?:es|ed|ing)? out(?! of)": "faint",
        r"black(?:s|ed|ing)? out": "faint",
        r"pass(?:es|ed|ing)? away": "die",
        r"over[ -]the[ -]counter": "without a prescription",
        r"r[au]n(?:s|ning)? a (?:fever|temperature)": "have a fever",
        r"c[oa]m(?:e|es|ing) down with": "get",
        r"under the weather": "sick",
        r"feel(?:s|ing)? (?:blue|low|down in the dumps)": "feel sad",
        r"butterflies in (?:your|the) stomach": "a nervous feeling",
        r"pins and needles": "tingling",
        r"charley horses?": "muscle cramp",
        r"frog in (?:your|the) throat": "a hoarse voice",
        r"sick to (?:your|the) stomach": "feel like throwing up",
        r"skip(?:s|ped|ping)? a (?:heart)?beat": "beat unevenly",
        r"keep(?:ing)? an eye (?:on|out)": "watch",
        r"(?:keep|bear) in mind": "remember",
        r"touch(?:ing)? base": "talk",
        r"reach(?:ing)? out(?! (?:your|with))": "call or write",
        r"around the clock": "day and night",
        r"in the long run": "after a long time",
        r"rule(?:s|d)? out": "make sure that it is not",
        r"rules? of thumb": "a simple rule",
        r"on the safe side": "to be safe",
        r"better safe than sorry": "to be safe",
        r"take it easy": "rest",
        r"cold turkey": "all at one time",
        r"(?:cut|cutting) (?:down|back)(?: on)?": "have less",
        r"kick(?:s|ed|ing)? in": "start to work",
        r"w(?:ear|ears|ore|earing) off": "stop working",
        r"(?:feel|feels|feeling|be|are) (?:worn out|run down)": "are very tired",
        r"burn(?:ed|t)? out": "very tired",
        r"bounc(?:e|es|ing) back": "get better",
        r"on the mend": "getting better",
        r"up and about": "out of bed",
        r"back on your feet": "well again",
        r"ups and downs": "good and bad days",
        r"hang in there": "keep going",
        r"red flags?": "a warning sign",
        r"(?:silver|magic) bullets?": "a sure cure",
        r"last resort": "what is tried when nothing else helps",
        r"trial and error": "trying several things",
        r"wear and tear": "damage from use",
        r"on the lookout": "watch for",
        r"in no time": "soon",
        r"piece of cake": "easy",
        r"tip of the iceberg": "a small part",
        r"nip it in the bud": "stop it early",
        r"a lot on your plate": "much to do",
        r"from head to toe|head[ -]to[ -]toe": "of the whole body",
        r"by the book": "exactly as it is written",
        r"call it a day": "stop",
        r"game plan": "plan",
        r"baby steps": "small steps",
        r"touch and go": "uncertain",
        r"a close call": "a danger that passed",
        r"a long shot": "something unlikely",
    }
)


def two_faced(text: str) -> Iterator[tuple[str, str]]:
    """Yield each two-faced word of *text*, which is ``prose``, and what to do about it."""
    return _found(text, TWO_FACED)


def idioms(text: str) -> Iterator[tuple[str, str]]:
    """Yield each idiom of *text*, which is ``prose``, and plainer words."""
    return _found(text, IDIOMS)


def _found(text: str, table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for pattern, advice in table.items():
        for match in _compiled(pattern).finditer(text.lower()):
            yield match[0], advice


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)")

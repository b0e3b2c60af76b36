"""Find the abbreviations of a text, and the places that explain them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_CAPITALS = re.compile(r"(?<![\w'])(?P<letters>[A-Z0-9]{2,12})s?(?!\w|\.\w)")
# Known to every reader, or better known than what they stand for.
_KNOWN = re.compile("US|USA|UK|EU|UN|TV|PDF|CD|DVD|USB|OK|ID|PIN|QR|SMS|AM|PM|FAQ|AIDS|HIV|DNA|COVID|WIFI|GPS|ATM|ZIP")
_ROMAN = re.compile(r"[IVX]+")
_NUMBERED = re.compile(
    r"\b(?:type|stage|grade|phase|part|class|factor|level|step|III (?:or|to|and))s? $", re.IGNORECASE
)
# Common words that stand in capitals to be loud. Longer words in capitals are loud as well, all of them.
_LOUD = re.compile(
    "a|after|all|also|always|am|an|and|any|are|ask|at|away|be|both|but|by|call|can|day|do|does|drink|drive|drug|"
    "each|eat|ends|even|every|fever|first|food|for|from|get|go|had|has|have|help|here|home|hot|how|ice|if|in|"
    "into|is|it|its|just|keep|last|left|less|like|list|lose|mg|ml|more|most|must|my|near|need|never|new|next|no|"
    "none|nor|not|note|now|of|off|old|on|once|one|only|open|or|other|our|out|over|pain|pill|plan|pull|push|put|"
    "read|rest|right|safe|same|say|see|sit|so|soon|start|stay|step|stop|take|talk|tell|than|that|the|them|then|"
    "there|these|they|this|time|to|today|too|top|try|two|until|up|use|very|wait|walk|warn|wash|water|we|week|"
    "well|what|when|where|which|who|why|will|with|yes|you|your"
)
_LONGEST = 5  # letters of an abbreviation, digits apart


def abbreviations(text: str) -> Iterator[str]:
    """Yield each abbreviation of *text*, which is ``prose``, but for those that every reader knows."""
    for match in _CAPITALS.finditer(text):
        letters, before = match["letters"], text[max(0, match.start() - 20) : match.start()]
        if not (_KNOWN.fullmatch(letters) or _is_loud(letters) or _is_number(letters, before)):
            yield letters


def _is_loud(letters: str) -> bool:
    """Whether *letters* are a whole word, or no word at all: one capital and digits, such as B12."""
    capitals = len(re.sub(r"\d", "", letters))
    return not 1 < capitals <= _LONGEST or _LOUD.fullmatch(letters.lower()) is not None


def _is_number(letters: str, before: str) -> bool:
    """Whether *letters* are a Roman number: "stage IV"; alone, IV is a way to give medicine."""
    return _ROMAN.fullmatch(letters) is not None and (letters != "IV" or _NUMBERED.search(before) is not None)


def explains(text: str, letters: str) -> bool:
    """Whether *text* says what *letters* stand for, or what that is."""
    return _explanation(letters).search(text) is not None


@lru_cache(maxsize=256)
def _explanation(letters: str) -> re.Pattern[str]:
    """Return what an explanation looks like: IVIG (…), … (IVIG), IVIG is a …, called IVIG."""
    behind = (
        r"\s*\([^)]{0,200}[a-z]{3}|,?\s(?:also\s)?(?:means?|stands?\sfor|is\sshort\sfor|(?:is|are)\s(?:an?|the|one)\s)|"
        r",\s(?:or\s|which\s(?:is|are)\s|short\sfor\s|an?\s)[a-z]|\s[\u2013\u2014-]\s[a-z]|:\s[a-z]"
    )
    before = r"[a-z]\s*\((?:[a-z]+\s){0,3}|\b(?:called|known\sas|named|abbreviated(?:\sas|\sto)?)\s(?:an?\s|the\s)?"
    name = rf"[\"'\u201c]?{re.escape(letters)}s?[\"'\u2019\u201d]?"
    return re.compile(rf"(?<!\w){name}(?:{behind})|(?:{before}){name}(?!\w)")

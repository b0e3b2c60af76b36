"""Words for the greater powers of ten that stand behind digits: "1.5 million", "160 mil", "10 万", "18 लाख"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import regex

from pnsi18n.text.numbers import Placed

# Chinese 千 and its like are left out: they begin the words for kilogram and kilometre as well.
_WORDS = {
    3: """thousand mil mille mila tausend tysiąc tysiące tysięcy тыс тысяча тысячи тысяч тис тисяча тисячі тисяч bin
        libo libong elfu kun nghìn ngàn ألف آلاف ألفا אלף אלפים هزار ہزار हज़ार हजार হাজার হাজারের ሺህ ሺ""",
    5: "लाख লাখ লক্ষ لاکھ",
    6: """million millions millón millones milhão milhões milione milioni millionen milion miliony milionów миллион
        миллиона миллионов млн мільйон мільйони мільйонів milyon milyong milyun malyan malyuun triệu مليون ملايين
        میلیون ملین מיליון मिलियन মিলিয়ন ሚሊዮን ሚልዮን""",
    7: "करोड़ কোটি کروڑ",
    9: """billion billions bilhão bilhões milliard milliards miliardo miliardi milliarde milliarden miliard miliardy
        miliardów миллиард миллиарда миллиардов млрд мільярд мільярди мільярдів milyar bilyon bilyong bilioni bilyan tỷ
        tỉ مليار مليارات میلیارد ارب מיליארד अरब बिलियन বিলিয়ন ቢሊዮን""",
}
_SIGNS = {
    3: "พัน ពាន់ ထောင်",
    4: "万 萬 만 หมื่น ម៉ឺន သောင်း",
    5: "แสน សែន သိန်း",
    6: "百万 百萬 백만 ล้าน លាន သန်း",
    7: "천만",
    8: "亿 億 억",
    9: "十亿 十億 십억 พันล้าน ពាន់លាន",
}


def _table(rows: dict[int, str]) -> dict[str, Decimal]:
    return {word: Decimal(10) ** power for power, words in rows.items() for word in words.split()}


_SCALES = {**_table(_WORDS), **_table(_SIGNS)}


def _any(rows: dict[int, str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(_table(rows), key=len, reverse=True))


# A word must end there ("5 miligramos" is no 5,000); the others are scripts without spaces between words.
_SCALE = regex.compile(
    rf"[\s\u200b\-+]{{0,2}}(?:(?:de|oo)\s|[多余餘])?(?P<scale>(?:{_any(_WORDS)})(?![\p{{L}}\p{{M}}])|{_any(_SIGNS)})"
    r"(?P<millions>\s(?:millones|milhões|million)(?![\p{L}\p{M}]))?",
    regex.IGNORECASE,
)


# What such a word begins with: most numbers have no such thing behind them, and the pattern of all words is long.
_BEGINS = re.compile(
    rf"[\s\u200b\-+]{{0,2}}(?:de\s|oo\s|[多余餘]|[{re.escape(''.join(sorted({word[0] for word in _SCALES})))}])",
    re.IGNORECASE,
)


def scaled(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the numbers *placed* in *text*, those with such a word behind them multiplied."""
    return tuple(_scaled(text, one) for one in placed)


def _scaled(text: str, number: Placed) -> Placed:
    found = _BEGINS.match(text, number.end) and _SCALE.match(text, number.end)
    if not found:
        return number
    value = number.value * _SCALES[found["scale"].lower()] * (_MILLION if found["millions"] else 1)
    return Placed(value.normalize(), number.start, found.end())


_MILLION = Decimal(1000000)

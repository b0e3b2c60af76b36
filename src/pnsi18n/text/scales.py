"""Words for the greater powers of ten that stand behind digits: "1.5 million", "160 mil", "10 万", "18 लाख"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import regex

from pnsi18n.text.numbers import Placed

_WORDS = {
    3: """thousand mil mille mila tausend tysiąc tysiące tysięcy тыс тысяча тысячи тысяч тис тисяча тисячі тисяч bin
        libo libong elfu kun nghìn ngàn ألف آلاف ألفا אלף אלפים هزار ہزار हज़ार हजार হাজার হাজারের ሺህ ሺ""",
    5: "लाख লাখ লক্ষ لاکھ",
    6: """million millions millón millones milhão milhões milione milioni millionen milion miliony milionów миллион
        миллиона миллионов млн мільйон мільйони мільйонів milyon milyong milyun milyan malyan malyuun triệu مليون ملايين
        میلیون ملین מיליון मिलियन মিলিয়ন ሚሊዮን ሚልዮን ሚሊየን ሚልየን""",
    7: "करोड़ কোটি کروڑ",
    9: """billion billions bilhão bilhões milliard milliards miliardo miliardi milliarde milliarden miliard miliardy
        miliardów миллиард миллиарда миллиардов млрд мільярд мільярди мільярдів milyar bilyon bilyong bilioni bilyan tỷ
        tỉ مليار مليارات میلیارد ارب מיליארד अरब बिलियन বিলিয়ন ቢሊዮን ቢሊየን ቢልዮን بليون بلین miliyaar bilyaan""",
}
_SIGNS = {
    3: "พัน ពាន់ ထောင်",
    4: "万 萬 만 หมื่น ម៉ឺន သောင်း",
    5: "แสน សែន သိန်း",
    6: "百万 百萬 백만 ล้าน លាន သန်း မီလီယံ မီလီယန်",
    7: "천만",
    8: "亿 億 억",
    9: "十亿 十億 십억 พันล้าน ពាន់លាន ဘီလီယံ ဘီလီယန်",
}


def _table(rows: dict[int, str]) -> dict[str, Decimal]:
    """Return the words with their values, as they are typed and composed."""
    composed = {power: f"{words} {unicodedata.normalize('NFC', words)}" for power, words in rows.items()}
    return {word: Decimal(10) ** power for power, words in composed.items() for word in words.split()}


# Hundred and thousand where no other word begins with them: kilogram (千克), percent (百分), vaccine (백신) …
_HUNDREDS = r"cien|cientos|cem|hundert|hundred|sto|сто|сот|trăm|boqol|सौ|শত|শো|سو|صد|مئة|مائة|מאות|መቶ"
_SHORT = {
    2: rf"(?:{_HUNDREDS})(?![\p{{L}}\p{{M}}])|yüz(?=\s(?:mg|ml|mcg|g)\b)|百(?![分万萬日叶葉合会會科度货貨家])"
    r"|백(?![만억신혈내일인반분])|ร้อย(?!ละ)|រយ(?![ៈភ])|ရာ(?![\p{L}\p{M}])",
    3: r"千(?![克米卡帕瓦赫字伏焦兆公分位周里万萬])|천(?![만억식천장연])",
}
_SCALES = {**_table(_WORDS), **_table(_SIGNS)}


def _any(rows: dict[int, str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(_table(rows), key=len, reverse=True))


@cache
def _scale() -> regex.Pattern[str]:
    """Return what such a word is written like; one must end there ("5 miligramos" is no 5,000), if it is not a sign."""
    return regex.compile(
        rf"[\s\u200b\-+]{{0,2}}(?:(?:de|oo)\s|[多余餘])?(?P<scale>(?:{_any(_WORDS)})(?![\p{{L}}\p{{M}}])|{_any(_SIGNS)}"
        rf"|(?P<hundred>{_SHORT[2]})|(?P<thousand>{_SHORT[3]}))"
        r"(?P<millions>\s(?:millones|milhões|million)(?![\p{L}\p{M}]))?",
        regex.IGNORECASE,
    )


# What such a word begins with: two of its letters, or its first sign. To ask for that first takes a tenth of the time.
_FRONTS = {re.escape(word[:2]) for word in (*_table(_WORDS), *_HUNDREDS.split("|"), "yüz")}
_FRONTS |= {word[0] for word in (*_table(_SIGNS), *"百백รរရ千천")}
_MAYBE = re.compile(rf"[\s\u200b\-+]{{0,2}}(?:(?:de|oo)\s|[多余餘])?(?:{'|'.join(sorted(_FRONTS))})", re.IGNORECASE)


def scaled(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the numbers *placed* in *text*, those with such a word behind them multiplied."""
    return tuple(_scaled(text, one) for one in placed)


def _scaled(text: str, number: Placed) -> Placed:
    found = _scale().match(text, number.end) if _MAYBE.match(text, number.end) else None
    if not found:
        return number
    short = 100 if found["hundred"] else 1000 if found["thousand"] else 0
    value = number.value * (short or _SCALES[found["scale"].lower()]) * (_MILLION if found["millions"] else 1)
    return Placed(value.normalize(), number.start, found.end())


_MILLION = Decimal(1000000)
_TO = regex.compile(r"\s?(?:[-\u2010-\u2015~\uff5e至到]|to|and|or|a|y|o|à|et|ou|bis|und|до|и)\s?")


def scaled_range(text: str, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the numbers as ``scaled`` does, and of a range the first as well: "5 to 10 million"."""
    after = list(scaled(text, placed))
    for place in range(len(after) - 2, -1, -1):
        one, last, plain = after[place], after[place + 1], placed[place + 1]
        if one.value == placed[place].value < plain.value < last.value and _TO.fullmatch(text, one.end, last.start):
            after[place] = Placed((one.value * last.value / plain.value).normalize(), one.start, one.end)
    return tuple(after)


def has_scale(text: str) -> bool:
    """Whether any word for a great power of ten is in *text*, wherever it stands."""
    return _anywhere().search(unicodedata.normalize("NFC", text)) is not None


@cache
def _anywhere() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?:{_any(_WORDS)})(?![\p{{L}}])|{_any(_SIGNS)}"
        r"|千|천|百|백|(?i:million|milli?[aeio]|mln|mrd|mio\b)",
        regex.IGNORECASE,
    )

"""Text comes back out of a PDF letter for letter, in every script, whoever reads it."""

from __future__ import annotations

import hashlib
import inspect
import subprocess
import unicodedata
from collections.abc import Callable
from html import escape
from importlib.metadata import version
from pathlib import Path

import pypdfium2
import pytest
import weasyprint.document
import weasyprint.draw.text
import weasyprint.pdf.tags
from weasyprint.text import line_break

from pnsi18n.adapters.breaks import with_break_opportunities
from pnsi18n.adapters.cldr import scripts
from pnsi18n.adapters.fonts import font_files
from pnsi18n.adapters.pdf_pictures import differing_pages
from pnsi18n.adapters.pool import run_jobs
from pnsi18n.adapters.poppler import page_texts
from pnsi18n.model.edition import EditionKey, Job
from pnsi18n.model.language import Language
from pnsi18n.text.characters import visible
from pnsi18n.text.reading_order import Cluster, pieces

# One honest paragraph a script: numbers, brackets, a Latin name, marks above and below.
PARAGRAPHS = {
    "el": ("Noto Sans", "Μη σταματήσετε το φάρμακο (prednisone) μόνοι σας. Καλέστε μας αν έχετε πυρετό 38 °C."),
    "hy": (
        "Noto Sans Armenian",
        "Ինքնուրույն մի՛ դադարեցրեք դեղը (prednisone)։ Զանգահարեք մեզ, եթե ջերմությունը 38 °C է։",
    ),
    "he": ("Noto Sans Hebrew", "אל תפסיקו את התרופה (prednisone) לבד. התקשרו אלינו אם יש חום של 38 °C (100.4 °F)."),
    "yi": (
        "Noto Sans Hebrew",
        "הער נישט אויף צו נעמען די מעדיצין (prednisone) אַליין. רוף אונדז, אויב דו האָסט 38 °C היץ.",
    ),
    "ar": (
        "Noto Naskh Arabic",
        "لا تُوقِف الدواءَ (prednisone) من تلقاء نفسك. اتصل بنا فورًا إذا بلغت حرارتك 38 °C (100.4 °F).",
    ),
    "fa": (
        "Noto Naskh Arabic",
        "دارو (prednisone) را خودتان قطع نکنید. اگر تب شما ۳۸ درجه (38 °C) است، به ما زنگ بزنید؛ می‌توانیم کمک کنیم.",
    ),
    "ps": ("Noto Naskh Arabic", "درمل (prednisone) پخپله مه بندوئ. که تاسو ۳۸ درجې تبه لرئ، موږ ته زنګ ووهئ."),
    "ckb": (
        "Noto Naskh Arabic",
        "دەرمانەکە (prednisone) بە خۆت مەوەستێنە. ئەگەر تات ٣٨ پلە بوو، پەیوەندیمان پێوە بکە.",
    ),
    "ur": (
        "Noto Nastaliq Urdu",
        "اپنی دوا (prednisone) خود سے بند نہ کریں۔ اگر آپ کو 38 °C (100.4 °F) بخار ہو تو ہمیں فوراً کال کریں۔",
    ),
    "hi": (
        "Noto Sans Devanagari",
        "अपनी दवा (prednisone) खुद से बंद न करें। बुखार 38 °C हो या मिर्गी का दौरा पड़े, तो क्लिनिक को फ़ोन करें।",
    ),
    "ne": ("Noto Sans Devanagari", "आफ्नो औषधि (prednisone) आफैँ बन्द नगर्नुहोस्। ३८ °C ज्वरो आएमा हामीलाई फोन गर्नुहोस्।"),
    "bn": ("Noto Sans Bengali", "নিজে থেকে ওষুধ (prednisone) বন্ধ করবেন না। জ্বর ৩৮ °C হলে আমাদের ফোন করুন; ক্লিনিকে আসুন।"),
    "pa": ("Noto Sans Gurmukhi", "ਆਪਣੀ ਦਵਾਈ (prednisone) ਆਪੇ ਬੰਦ ਨਾ ਕਰੋ। ਜੇ ਦਿਨ ਵਿੱਚ ਬੁਖ਼ਾਰ 38 °C ਹੋਵੇ, ਤਾਂ ਸਾਨੂੰ ਫ਼ੋਨ ਕਰੋ।"),
    "gu": ("Noto Sans Gujarati", "તમારી દવા (prednisone) જાતે બંધ ન કરો. તાવ 38 °C હોય તો ક્લિનિકને ફોન કરો."),
    "ta": ("Noto Sans Tamil", "உங்கள் மருந்தை (prednisone) நீங்களே நிறுத்தாதீர்கள். காய்ச்சல் 38 °C இருந்தால் எங்களை அழைக்கவும்."),
    "te": ("Noto Sans Telugu", "మీ మందును (prednisone) మీరే ఆపవద్దు. జ్వరం 38 °C ఉంటే మాకు ఫోన్ చేయండి. క్లినిక్‌కు రండి."),
    "th": ("Noto Sans Thai", "อย่าหยุดยา (prednisone) เอง หากมีไข้ 38 °C ให้โทรหาเราทันที น้ำดื่มช่วยได้"),
    "lo": ("Noto Sans Lao", "ຢ່າຢຸດຢາ (prednisone) ດ້ວຍຕົນເອງ. ຖ້າມີໄຂ້ 38 °C ໃຫ້ດື່ມນ້ຳ ແລະ ໂທຫາພວກເຮົາທັນທີ."),
    "km": ("Noto Sans Khmer", "កុំឈប់ប្រើថ្នាំ (prednisone) ដោយខ្លួនឯង។ បើមានគ្រុនក្តៅ 38 °C សូមទូរសព្ទមកយើងភ្លាម។"),
    "my": ("Noto Sans Myanmar", "ဆေး (prednisone) ကို ကိုယ့်သဘောဖြင့် မရပ်ပါနှင့်။ အဖျား 38 °C ရှိလျှင် ကျွန်ုပ်တို့ကို ချက်ချင်း ဖုန်းဆက်ပါ။"),
    "am": ("Noto Sans Ethiopic", "መድኃኒትዎን (prednisone) በራስዎ አያቁሙ። ትኩሳት 38 °C ካለዎት ይደውሉልን።"),
    "ko": ("Noto Sans CJK KR", "약(prednisone)을 스스로 끊지 마세요. 열이 38 °C 이상이면 바로 전화하세요."),
    "ja": (
        "Noto Sans CJK JP",
        "薬(prednisone)を自分の判断でやめないでください。熱が38 °C以上あれば、すぐに電話してください。",
    ),
    "zh_Hant": ("Noto Sans CJK TC", "請勿自行停藥（prednisone）。如果發燒到 38 °C，請立即打電話給我們。"),
    "vi": ("Noto Sans", "Đừng tự ý ngừng thuốc (prednisone). Nếu sốt 38 °C, hãy gọi ngay cho chúng tôi."),
}
RIGHT_TO_LEFT = {"he", "yi", "ar", "fa", "ps", "ckb", "ur"}
UNSPACED = {"th", "lo", "km", "my"}
CSS = "@page { size: a5 } body { font: 13pt/%s '%s', 'Noto Sans' } bdi { font-family: 'Noto Sans' }"


def pdfium(path: Path) -> str:
    """Return the text of *path* as PDFium gives it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(one.get_textpage().get_text_bounded() for one in document)
    finally:
        document.close()


def poppler(path: Path) -> str:
    """Return the text of *path* as Poppler gives it, in its default mode: by places."""
    return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout


def poppler_raw(path: Path) -> str:
    """Return the text of *path* as Poppler gives it in the order of the file, as the proof-reader asks it."""
    return "".join(page_texts(path.read_bytes()))


def letters(text: str) -> str:
    """Return what a reader sees of *text*."""
    return visible(unicodedata.normalize("NFKC", text))


READERS = [pdfium, poppler, poppler_raw]
LAYERED = {"Noto Nastaliq Urdu", *(row["fonts"][0] for row in scripts().values() if row.get("text_layer"))}


def paragraph_of(locale: str) -> str:
    """Return the paragraph of *locale* in HTML; names and amounts isolated, as the layout does it."""
    text = PARAGRAPHS[locale][1]
    if locale in UNSPACED:
        spelled = Language(locale=locale, tag=locale, own_name=locale, english_name=locale)
        text = with_break_opportunities(text, spelled)
    html = escape(text)
    for foreign in ("prednisone", "38 °C", "100.4 °F"):
        html = html.replace(foreign, f'<bdi dir="ltr" lang="en">{foreign}</bdi>')
    return html


def job_of(locale: str, *, layer: bool) -> Job:
    """Return a sheet with the paragraph of *locale* twice, the second time narrow, so that lines break."""
    font, _text = PARAGRAPHS[locale]
    family = tuple(dict.fromkeys((font, "Noto Sans")))
    language = Language(locale=locale, tag=locale, own_name=locale, english_name=locale, fonts=family)
    direction = "rtl" if locale in RIGHT_TO_LEFT else "ltr"
    body = paragraph_of(locale)
    return Job(
        key=EditionKey(handout="x", locale=locale, kind="layered" if layer else "plain", paper="a5", region="US"),
        html=f'<html lang="{locale}" dir="{direction}"><title>x</title><p>{body}</p><p style="width: 60mm">{body}</p>',
        css=CSS % (2.25 if locale == "ur" else 1.6, font),
        expected=(),
        fonts=font_files(language),
        layered=(locale,) if layer else (),
        digest="0" * 64,
    )


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Print each paragraph without a layer and, where its script has one, with it; return the paths."""
    folder = tmp_path_factory.mktemp("scripts")
    jobs = [job_of(locale, layer=False) for locale in PARAGRAPHS]
    jobs += [job_of(locale, layer=True) for locale, (font, _text) in PARAGRAPHS.items() if font in LAYERED]
    paths = {}
    for proof in run_jobs(jobs, 2):
        assert proof.reading.remarks == ()
        path = paths[proof.key.locale, proof.key.kind] = folder / f"{proof.key.locale}-{proof.key.kind}.pdf"
        path.write_bytes(proof.pdf)
    return paths


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("locale", PARAGRAPHS)
def test_a_paragraph_comes_back_letter_for_letter(
    sheets: dict[tuple[str, str], Path], locale: str, read: Callable[[Path], str]
) -> None:
    """In order, with its digits, marks and brackets; white space and what only steers the layout left out."""
    path = sheets.get((locale, "layered"), sheets[locale, "plain"])
    assert letters(read(path)) == 2 * letters(PARAGRAPHS[locale][1])


@pytest.mark.parametrize("locale", [locale for locale, (font, _text) in PARAGRAPHS.items() if font in LAYERED])
def test_without_the_layer_letters_are_lost(sheets: dict[tuple[str, str], Path], locale: str) -> None:
    """Or words are torn. If this fails, readers know the script, and its ``text_layer`` in data/scripts.toml can go."""
    texts, wanted = [read(sheets[locale, "plain"]) for read in READERS], PARAGRAPHS[locale][1]
    lost = [text for text in texts if letters(text) != 2 * letters(wanted)]
    assert lost or [text for text in texts if not set(wanted.split()) <= set(text.split())]


@pytest.mark.parametrize("read", READERS)
def test_armenian_words_stay_whole(sheets: dict[tuple[str, str], Path], read: Callable[[Path], str]) -> None:
    """Without the layer, Poppler puts white space before the marks that stand over a vowel."""
    assert set(PARAGRAPHS["hy"][1].split()) <= set(read(sheets["hy", "layered"]).split())


@pytest.mark.parametrize("locale", [locale for locale, (font, _text) in PARAGRAPHS.items() if font in LAYERED])
def test_the_layer_changes_nothing_that_is_seen(sheets: dict[tuple[str, str], Path], locale: str) -> None:
    """Not one dot."""
    with_layer, without = (sheets[locale, kind].read_bytes() for kind in ("layered", "plain"))
    assert differing_pages(with_layer, without, dots=100) == ()


REPLACED = {
    "draw_first_line": (weasyprint.draw.text.draw_first_line, "1bb8eae6d88e71b1"),
    "draw_text": (weasyprint.draw.text.draw_text, "ebaf96239c6ca363"),
    "paint": (weasyprint.document.Page.paint, "b2f0dcbda755b5d5"),
    "_build_box_tree": (weasyprint.pdf.tags._build_box_tree, "f716251a83e7096e"),  # noqa: SLF001
    "add_tags": (weasyprint.pdf.tags.add_tags, "f0e74575b0bafaf3"),
    "strut": (line_break.strut, "b57885b70dd08efe"),
}


def test_weasyprint_is_the_one_that_is_known() -> None:
    """Another version may draw, paint or tag otherwise: docs/exact-text.md says what to look at then."""
    assert version("weasyprint").split(".")[0] == "70"


@pytest.mark.parametrize("name", REPLACED)
def test_what_is_replaced_in_weasyprint_is_what_it_was(name: str) -> None:
    """The text of each function that is replaced, or that the replacement leans on."""
    function, known = REPLACED[name]
    assert hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16] == known


def line(*parts: tuple[str, bool]) -> list[Cluster]:
    """Return clusters of one letter each, a step wide, in the order of reading; reversed ones stand from the right."""
    letters = [(letter, turned) for text, turned in parts for letter in text]
    return [
        Cluster(text=letter, start=len(letters) - place, end=len(letters) - place + 1, reversed=turned)
        if turned
        else Cluster(text=letter, start=place, end=place + 1, reversed=turned)
        for place, (letter, turned) in enumerate(letters)
    ]


def test_a_left_to_right_line_is_written_as_it_is_read() -> None:
    """Word by word, each in its place."""
    assert [piece.text for piece in pieces(line(("ab cd", False)))] == ["ab ", "cd"]


def test_a_right_to_left_line_is_written_as_it_is_seen() -> None:
    """Readers turn it round again."""
    assert [piece.text for piece in pieces(line(("אב גד", True)))] == [" בא", "דג"]


def test_a_bracket_stands_alone_behind_a_mark() -> None:
    """PDFium turns brackets over within a right-to-left line, Poppler does not."""
    written = [(piece.text, piece.kind.value) for piece in pieces(line(("א(ב", True)))]
    assert written == [("א", "R"), ("\u200f", "R"), ("(", "B"), ("ב", "R")]


def test_latin_letters_under_an_override_are_turned_by_nobody() -> None:
    """The pseudo-locale ar_XB is made of them."""
    assert [piece.text for piece in pieces(line(("ab", True)))] == ["ab"]

"""The other variant's words and letters, and Burmese that is not in Unicode."""

from __future__ import annotations

import pytest
from rulebook import cases

from pnsi18n.adapters import cldr
from pnsi18n.model.finding import Finding
from pnsi18n.model.language import Language
from pnsi18n.model.unit import Unit
from pnsi18n.rules.variants import other_variant, zawgyi
from pnsi18n.text.burmese import is_zawgyi


def language(locale: str) -> Language:
    """Return the language of *locale*."""
    found = cldr.language(locale)
    assert found
    return found


def foreign(locale: str, msgstr: str) -> list[Finding]:
    """Return what belongs to another variant in *msgstr*."""
    return list(other_variant.findings(Unit(msgid="x", msgstr=msgstr, language=language(locale))))


@pytest.mark.parametrize(
    ("locale", "msgstr", "hint"),
    [
        ("zh_Hans", "請每天服藥。", "请, 药"),
        ("zh_Hans", "不要突然停用類固醇。", "类"),
        ("zh_Hant", "请每天服药。", "請, 藥"),
        ("zh_Hant", "可能会掉头发。", "會, 頭髮"),
        ("pt_BR", "Contacte o seu médico.", "contate"),
        ("pt_BR", "Vá à casa de banho.", "banheiro"),
        ("pt_BR", "Dificuldade em engolir ou dor no esófago", "esôfago"),
        ("pt_BR", "A equipa vai medir a tensão arterial.", "equipe, pressão arterial"),
        ("fa", "از كیت استفاده کنید", "ک"),
        ("ru", "Прийміть лекарство.", "и"),
    ],
)
def test_the_other_variant_is_told_with_what_to_write(locale: str, msgstr: str, hint: str) -> None:
    """One finding a message, its words in order."""
    (finding,) = foreign(locale, msgstr)
    assert finding.hint == f"write {hint}"


@pytest.mark.parametrize(
    ("locale", "msgstr"),
    [
        ("zh_Hans", "不要突然停用类固醇激素。瞭望台后面有干净的面条。"),
        ("zh_Hant", "請慢慢吃麵，坐在臺上看著皇后，群峰。"),
        ("pt_BR", "Entre em contato com a sua equipe. Pegue o ônibus."),
        ("ru", "Примите лекарство и отдохните."),
    ],
)
def test_what_both_variants_share_passes(locale: str, msgstr: str) -> None:
    """A character of both scripts says nothing."""
    assert foreign(locale, msgstr) == []


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant", "pt_BR", "fa", "ur", "ru", "uk", "tr"])
def test_no_right_translation_of_the_set_is_of_another_variant(locale: str) -> None:
    """Two or three wordings of every sentence."""
    assert [case.text for case in cases(locale) if not case.family and foreign(locale, case.text)] == []


@pytest.mark.parametrize(("one", "other"), [("zh_Hans", "zh_Hant"), ("zh_Hant", "zh_Hans")])
def test_nearly_every_sentence_in_the_other_script_is_told(one: str, other: str) -> None:
    """But for those that are the same in both, and a few all of whose characters are."""
    right, known = ([case.text for case in cases(each) if not case.family] for each in (other, one))
    missed = [text for text in right if text not in known and not foreign(one, text)]
    assert len(missed) * 25 < len(right)


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_a_table_of_characters_never_proposes_what_it_forbids(locale: str) -> None:
    """What is written instead is of this script."""
    table = language(locale).lexicon.other_variant
    assert len(table) > 1000
    assert set("".join(table.values())) & {one for one in table if len(one) == 1} == set()


# Made from sentences of tests/rulebook/my.toml with ICU's transform my-Zawgyi.
ZAWGYI = (
    "ပရက္ဒ္နီဆုန္း ၅ mg ကို တစ္ေန့ ႏွစ္ႀကိမ္ အစာႏွင့္အတူ ေသာက္ပါ။",
    "စတီးရြိုက္ေဆး ေသာက္ေနျခင္းကို ရုတ္တရက္ **မရပ္ပါႏွင့္**။",
    "အသက္မရႉႏိုင္ပါက {emergency_number} ကို ခ်က္ခ်င္း ဖုန္းေခၚပါ။",
    "အခ်ိဳ႕ေဆးမ်ားသည္ ကိုယ္ခံအားစနစ္ကို ပိုအားနည္းေစသျဖင့္ သင္ ေရာဂါပိုး ပိုမိုလြယ္ကူစြာ ကူးစက္ခံရႏိုင္သည္။",
    "ကာကြယ္ေဆး တစ္ခုခု **မထိုးမီ** သင့္ဆရာဝန္ကို ေမးပါ။",
    "တက္ျခင္းသည္ ၅ မိနစ္ထက္ ပိုၾကာပါက ဖုန္းေခၚပါ။",
    "[ninds.nih.gov](https://www.ninds.nih.gov/) တြင္ အဂၤလိပ္ဘာသာျဖင့္ ထပ္မံဖတ္ရႈပါ။",
    "သင့္ေဆးကို ေန့တိုင္း ဆက္ေသာက္ပါ။",
)


@pytest.mark.parametrize("msgstr", ZAWGYI)
def test_zawgyi_is_an_error(msgstr: str) -> None:
    """With Latin words and digits in it, too."""
    burmese = language("my")
    assert [one.rule_id for one in zawgyi.findings(Unit(msgid="x", msgstr=msgstr, language=burmese))] == ["LA105"]


def test_burmese_in_unicode_is_not() -> None:
    """Right and wrong sentences alike: all of them are in Unicode."""
    assert [case.text for case in cases("my") if is_zawgyi(case.text)] == []
    assert not is_zawgyi("Take 5 mg.")
    assert not is_zawgyi("")

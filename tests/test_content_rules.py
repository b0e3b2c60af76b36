"""The rules on content: right translations pass, harmful ones do not."""

from __future__ import annotations

import pytest

from pnsi18n.adapters import cldr
from pnsi18n.model.language import Language
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import CONTENT_RULES


def language(locale: str) -> Language:
    """Return the language of *locale*, which the registry must know."""
    found = cldr.language(locale)
    assert found
    return found


def judge(msgid: str, msgstr: str, locale: str = "es") -> set[str]:
    """Return the ids of the rules that find something in one translation."""
    unit = Unit(msgid=msgid, msgstr=msgstr, language=language(locale), english=language("en"))
    return {finding.rule_id for rule in CONTENT_RULES for finding in rule.findings(unit)}


MINUTES = "Have a seizure that lasts more than 5 minutes"
HALF = "Take 0.5 mL, then 1,000 mg."


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("es", MINUTES, "Tiene una convulsión que dura más de 5 minutos"),
        ("es", MINUTES, "Tiene una convulsión que dura más de cinco minutos"),
        ("es", HALF, "Tome 0,5 ml y luego 1.000 mg."),
        ("es", HALF, "Tome 0,5 ml y luego 1000 mg."),
        ("ru", HALF, "Примите 0,5 мл, затем 1 000 мг."),
        ("ru", MINUTES, "Приступ длится дольше пяти минут"),
        ("zh_Hans", MINUTES, "发作持续超过五分钟"),
        ("zh_Hans", MINUTES, "发作持续超过5分钟"),
        ("ar", MINUTES, "نوبة تستمر أكثر من ٥ دقائق"),
        ("ar", HALF, "خذ ٠٫٥ مل ثم ١٬٠٠٠ ملغ."),
        ("ur", MINUTES, "دورہ جو ۵ منٹ سے زیادہ رہے"),
        ("hi", MINUTES, "५ मिनट से ज़्यादा दौरा"),
        ("hi", MINUTES, "पाँच मिनट से ज़्यादा दौरा"),
        ("km", MINUTES, "ប្រកាច់លើសពី ៥ នាទី"),
        ("am", MINUTES, "ከ5 ደቂቃ በላይ የሚቆይ"),
        ("es", "Have a second seizure", "Tiene una 2.ª convulsión"),
        ("es", "Wait two days.", "Espere 2 días."),
        ("es", "Take ½ pill.", "Tome ½ pastilla."),
        ("es", "Take ½ pill.", "Tome media pastilla."),
        ("es", "Take 1 pill.", "Tome una pastilla."),
        ("pt_BR", "Take it every 12 hours.", "Tome de 12 em 12 horas."),
        ("es", "Call {clinic_phone} at 8–10.", "Llame al {clinic_phone} de 8 a 10."),
    ],
)
def test_a_right_number_passes_in_any_digits_and_as_a_word(locale: str, msgid: str, msgstr: str) -> None:
    """Numbers are compared by value, not by spelling."""
    assert judge(msgid, msgstr, locale) - {"LE101"} == set()  # some are pieces of sentences


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("es", MINUTES, "Tiene una convulsión que dura más de 50 minutos"),
        ("es", MINUTES, "Tiene una convulsión que dura más de once minutos"),
        ("es", MINUTES, "Tiene una convulsión larga"),
        ("es", HALF, "Tome 5 ml y luego 1.000 mg."),
        ("es", HALF, "Tome 0,5 ml y luego 1,000 mg."),
        ("es", HALF, "Tome 0,5 ml y luego 10.000 mg."),
        ("ru", MINUTES, "Приступ длится дольше шести минут"),
        ("zh_Hans", MINUTES, "发作持续超过六分钟"),
        ("ar", MINUTES, "نوبة تستمر أكثر من ٦ دقائق"),
        ("hi", MINUTES, "६ मिनट से ज़्यादा दौरा"),
        ("km", MINUTES, "ប្រកាច់លើសពី ៦ នាទី"),
        ("es", "Take 3,4-diaminopyridine.", "Tome 2,3-diaminopiridina."),
        ("es", "Rest.", "Descanse 3 días."),
        ("es", "Take 5 mg once a day.", "Tome 5 mg 5 veces al día."),
        ("pt_BR", "Take 12 mg every 12 hours.", "Tome 12 mg de 12 em 12 horas, por 12 dias."),
        ("es", "Take ½ pill.", "Tome ¼ de pastilla."),
    ],
)
def test_a_changed_number_is_an_error(locale: str, msgid: str, msgstr: str) -> None:
    """A lost, new or shifted digit never passes."""
    assert "CR101" in judge(msgid, msgstr, locale)


CALL = "Call {emergency_number} if over {temperature:38}."


@pytest.mark.parametrize(
    ("msgstr", "rule"),
    [
        ("Llame si pasa de {temperature:38}.", "PH101"),
        ("Llame al {numero_de_emergencia} si pasa de {temperature:38}.", "PH102"),
        ("Llame al {emergency_number} si pasa de {temperature:39}.", "PH102"),
        ("Llame al {emergency_number}{emergency_number} si pasa de {temperature:38}.", "PH103"),
        ("Llame al {emergency_number si pasa de {temperature:38}.", "PH104"),
        ("Llame al {emergency_number} si pasa de { temperature:38 }.", "PH104"),
        ("Llame al \uff5bemergency_number\uff5d si pasa de {temperature:38}.", "PH104"),
        ("Llame al {Emergency_number} si pasa de {temperature:38}.", "PH101"),
    ],
)
def test_a_damaged_placeholder_is_an_error(msgstr: str, rule: str) -> None:
    """Every way to break a placeholder is found."""
    assert rule in judge(CALL, msgstr)


STOP = "**Do not stop** your *medicine*."


@pytest.mark.parametrize(
    ("msgstr", "rule"),
    [
        ("No deje su *medicina*.", "MK101"),
        ("**No deje** su medicina.", "MK101"),
        ("*No deje* su **medicina** **hoy**.", "MK101"),
        ("**No deje su *medicina*.**", "MK101"),
        ("**No deje ** su *medicina*.", "MK102"),
        ("**No deje** su *medicina.", "MK102"),
        ("**No deje** su *medicina*.\nLlame.", "MK103"),
        ("# **No deje** su *medicina*.", "MK104"),
        ("1. **No deje** su *medicina*.", "MK104"),
        ("- **No deje** su *medicina*.", "MK104"),
        ("**No deje** su *medicina*. ![x](y.png)", "MK105"),
        ("**No deje** su *medicina* `x`.", "MK105"),
    ],
)
def test_damaged_markup_is_an_error(msgstr: str, rule: str) -> None:
    """Lost, moved, nested or broken emphasis is found."""
    assert rule in judge(STOP, msgstr)


READ = "Read [nih.gov](https://www.nih.gov/a) or write to help@nih.gov."


@pytest.mark.parametrize(
    ("msgstr", "rule"),
    [
        ("Lea [nih.gov](https://www.nih.gov/b) o escriba a help@nih.gov.", "LN101"),
        ("Lea [nih.gov](http://www.nih.gov/a) o escriba a help@nih.gov.", "LN101"),
        ("Lea nih.gov o escriba a help@nih.gov.", "LN101"),
        ("Lea [nih.gov](https://www.nih.gov/a) [x](https://x.org) o escriba a help@nih.gov.", "LN101"),
        ("Lea [nlh.gov](https://www.nih.gov/a) o escriba a help@nih.gov.", "LN102"),
        ("Lea [nih.gov](https://www.nih.gov/a) o escriba a ayuda@nih.gov.", "LN102"),
        ("Lea nih.gov [ ](https://www.nih.gov/a) o escriba a help@nih.gov.", "LN103"),
    ],
)
def test_a_changed_address_is_an_error(msgstr: str, rule: str) -> None:
    """Targets and visible addresses are letter for letter those of the English."""
    assert rule in judge(READ, msgstr)


@pytest.mark.parametrize(
    ("msgstr", "rule"),
    [
        ("Pregunte <b>hoy</b>.", "SE101"),
        ("Pregunte <script>alert(1)</script>.", "SE101"),
        ("Pregunte <img src=x onerror=y>.", "SE101"),
        ("Pregunte &lt;hoy&gt;.", "SE101"),
        ("Pregunte &#60;b.", "SE101"),
        ("Pregunte {{ 7*7 }}.", "SE102"),
        ("Pregunte {% include 'x' %}.", "SE102"),
        ("Pregunte ${x}.", "SE102"),
        ("Pregunte [hoy](javascript:alert(1)).", "SE103"),
        ("Pregunte [hoy](JavaScript:alert(1)).", "SE103"),
        ("Pregunte [hoy](file:///etc/passwd).", "SE103"),
        ("Pregunte [hoy](data:text/html,x).", "SE103"),
        ("Pregunte [hoy](//evil.example).", "SE103"),
    ],
)
def test_code_in_a_translation_is_an_error(msgstr: str, rule: str) -> None:
    """A translation is words."""
    assert rule in judge("Ask today.", msgstr)


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("ar", "Do **not** stop.", "**لا** تتوقف."),
        ("zh_Hans", "**Surgery:** Doctors take out the cancer.", "**手术**：医生切除肿瘤。"),
        ("es", "Less than 5 < 6 & more", "Menos de 5 < 6 y más"),
        ("km", "Call {emergency_number}.", "សូម\u200bហៅ {emergency_number}។"),
        ("es", "Read [nih.gov](https://www.nih.gov/a).", "Lea [nih.gov](https://www.nih.gov/a)."),
        ("zh_Hans", "See www.nih.gov/a now.", "请看 www.nih.gov/a。"),
    ],
)
def test_a_right_translation_passes(locale: str, msgid: str, msgstr: str) -> None:
    """What is right in its language is not called wrong."""
    assert judge(msgid, msgstr, locale) == set()


@pytest.mark.parametrize(
    ("locale", "msgstr"),
    [
        ("zh_Hans", "发作持续超过五十分钟"),
        ("zh_Hans", "发作持续超过十五分钟"),
        ("es", "Una convulsión de más de treinta y cinco minutos"),
        ("ru", "Приступ длится дольше тридцати пяти минут"),
        ("ar", "نوبة تستمر أكثر من خمسة وثلاثين دقيقة"),
        ("km", "ប្រកាច់លើសពីប្រាំបួននាទី"),
        ("km", "ប្រកាច់លើសពីសាមសិបប្រាំនាទី"),
        ("am", "ከሠላሳ አምስት ደቂቃ በላይ የሚቆይ"),
    ],
)
def test_a_number_word_inside_a_greater_one_does_not_pass(locale: str, msgstr: str) -> None:
    """Five is not found in fifty, in thirty-five or in the Khmer nine."""
    assert "CR101" in judge(MINUTES, msgstr, locale)


@pytest.mark.parametrize(
    ("msgid", "msgstr", "rule"),
    [
        ("Ask us.", "Vea www.example.org.", "LN102"),
        ("Read [a](https://a.org/) and [b](https://a.org/).", "Lea [a](https://a.org/) y b.", "LN101"),
        ("{a} {a}", "{a}", "PH103"),
        ("Read [a](https://a.org/).", 'Lea [a](https://a.org/ "título").', "MK105"),
        ("Ask us.", "Pregunte.\n\n- 1", "MK103"),
    ],
)
def test_what_earlier_tests_would_have_missed(msgid: str, msgstr: str, rule: str) -> None:
    """Cases that a mutated rule once survived."""
    assert rule in judge(msgid, msgstr)

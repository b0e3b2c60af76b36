"""Numbers and units are compared by value: every way of telling passes, no other value does."""

from __future__ import annotations

import pytest
from judging import judge

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
    ("locale", "msgid", "msgstr"),
    [
        ("es", "Take .5 mg.", "Tome 0,5 mg."),
        ("es", "Take .5 mg.", "Tome ,5 mg."),
        ("ar", "Take .5 mg.", "خذ ٠٫٥ ملغ."),
        ("es", "Take 0.5 mg.", "Tome .5 mg."),
        ("es", "It costs 12,000 dollars.", "Cuesta 12 000 dólares."),
        ("es", "Take 5 500-mg tablets.", "Tome 5 tabletas de 500 mg."),
        ("es", "Take 2 10-mg tablets.", "Tome 2 tabletas de 10 mg."),
        ("es", "Take 1.234 mg.", "Tome 1,234 mg."),
        ("km", "Take 1,234 mg.", "លេប 1.234 mg ។"),
        ("km", "Take 1,234 mg.", "លេប 1,234 mg ។"),
        ("es", "1.5 million people have it.", "1,5 millones de personas la tienen."),
        ("es", "160,000 people have it.", "160 mil personas la tienen."),
        ("zh_Hans", "1 in 10,000 people has it.", "每1万人中有1人患病。"),
        ("zh_Hans", "Come back in May.", "请在 5 月复诊。"),
        ("zh_Hans", "Come back on May 3.", "请在 5 月 3 日复诊。"),
        ("zh_Hans", "Take 5 mg until May.", "服用 5 毫克，直到 5 月。"),
        ("zh_Hans", "Take it for 3 months until March.", "服药 3 个月，到 3 月为止。"),
        ("ko", "Come back in March.", "3월에 다시 오십시오."),
        ("vi", "Come back in March.", "Hãy quay lại vào tháng 3."),
        ("es", "COVID-19 is a disease. COVID-19 can be serious.", "La COVID-19 es una enfermedad que puede ser grave."),
        ("es", "Diabetes type II is common.", "La diabetes tipo 2 es frecuente."),
        ("fr", "In the 21st century it is rare.", "Au XXIe siècle, elle est rare."),
        ("fr", "Come at 8 p.m.", "Venez à 20 h."),
        ("es", "About 2 million people.", "Unos 2 millones de personas."),
        ("zh_Hans", "About 2 million people.", "大约2百万人。"),
        ("de", "Take 4 tablets every 6 hours.", "Nehmen Sie alle 6 Stunden 4 Tabletten."),
        ("zh_Hans", "Take 4 tablets every 6 hours.", "每6小时服用4片。"),
        ("fr", "We are here 24 hours a day.", "Nous sommes là 24 heures sur 24."),
        ("hi", "In all, 1,051,635 people have it.", "कुल 10,51,635 लोगों को यह है।"),
        ("es", "It is small (Fig. 2).2", "Es pequeño (fig. 2).2"),
        ("es", "Wait at least twenty seconds.", "Espere al menos veinte segundos."),
        ("fr", "Wait at least twenty seconds.", "Attendez au moins vingt secondes."),
        ("es", "One of the doctors calls you.", "Un médico le llama."),
        ("es", "Wait one to two days.", "Espere uno o dos días."),
    ],
)
def test_a_number_may_be_told_as_its_language_tells_it(locale: str, msgid: str, msgstr: str) -> None:
    """Groups, words for great numbers, months, hours, Roman numerals, names: the value is the same."""
    assert judge(msgid, msgstr, locale) - {"LE101"} == set()


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr", "rule"),
    [
        ("es", "Take .5 mg.", "Tome 5 mg.", "CR101"),
        ("ar", "Take .5 mg.", "خذ ٥ ملغ.", "CR101"),
        ("es", "Take 5 mg.", "Tome .5 mg.", "CR101"),
        ("es", "Take 1.5 mg.", "Tome 1 .5 mg.", "CR101"),
        ("es", "Take .05 mg.", "Tome 0,5 mg.", "CR101"),
        ("es", "It costs 12 dollars.", "Cuesta 12 000 dólares.", "CR101"),
        ("es", "It costs 12,000 dollars.", "Cuesta 12 dólares.", "CR101"),
        ("es", "Take 5 500-mg tablets.", "Tome 5500 mg en tabletas.", "CR101"),
        ("es", "Take 5500 mg.", "Tome 5 tabletas de 500 mg.", "CR101"),
        ("es", "Take 2 10-mg tablets.", "Tome 210 mg.", "CR101"),
        ("es", "Take 210 mg.", "Tome 2 10 mg.", "CR101"),
        ("es", "Take 1,234 mg.", "Tome 1,234 mg.", "CR101"),
        ("es", "Take 1.234 mg.", "Tome 1.234 mg.", "CR101"),
        ("ru", "Take 1,234 mg.", "Примите 1,234 мг.", "CR101"),
        ("km", "Take 1.5 mg.", "លេប 15 mg ។", "CR101"),
        ("es", "160,000 people have it.", "16 mil personas la tienen.", "CR101"),
        ("es", "Take 5,000 units.", "Tome 5 miligramos.", "CR101"),
        ("es", "Take 5,000 mcg.", "Tome 5 mililitros.", "CR101"),
        ("zh_Hans", "1 in 10,000 people has it.", "每1千人中有1人患病。", "CR101"),
        ("zh_Hans", "Come back on May 3.", "请在 5 月 8 日复诊。", "CR101"),
        ("zh_Hans", "Take 5 mg until May.", "服药到 5 月。", "CR101"),
        ("zh_Hans", "Take it until March.", "服药 3 个月，到 3 月为止。", "CR101"),
        ("zh_Hans", "Come back in May.", "请在 6 月复诊。", "CR101"),
        ("zh_Hans", "May cause weakness.", "可能导致乏力，持续 5 月。", "CR101"),
        ("ko", "Come back in March.", "4월에 다시 오십시오.", "CR101"),
        ("vi", "Come back in March.", "Hãy quay lại sau 3 tháng.", "CR101"),
        ("es", "Take 19 mg for COVID-19.", "Tome una dosis contra la COVID-19.", "CR101"),
        ("es", "Take 12 mg of B12.", "Tome B12.", "CR101"),
        ("es", "Take 12 mg of B12.", "Tome 12 mg de B6.", "CR101"),
        ("es", "Diabetes type II is common.", "La diabetes tipo 3 es frecuente.", "CR101"),
        ("es", "It is given by IV.", "Se administra 4 veces.", "CR101"),
        ("es", "Take 2 mg for type II.", "Tome para el tipo 2.", "CR102"),
        ("fr", "Come at 8 p.m.", "Venez à 21 h.", "CR101"),
        ("hi", "In all, 1,051,635 people have it.", "कुल 10,51,653 लोगों को यह है।", "CR101"),
        ("es", "Take 10, 51 and 635 mg.", "Tome 1051635 mg.", "CR101"),
        ("fr", "Come at 8 a.m.", "Venez à 20 h.", "CR101"),
        ("es", "Take one pill.", "Tome dos pastillas.", "CR107"),
        ("fr", "Take one pill.", "Prenez deux comprimés.", "CR107"),
        ("de", "Take one tablet.", "Nehmen Sie zwei Tabletten ein.", "CR107"),
        ("ru", "Take one tablet.", "Примите две таблетки.", "CR107"),
        ("ar", "Take one tablet.", "تناول ثلاثة أقراص.", "CR107"),
        ("hi", "Take one tablet.", "दो गोलियाँ लें।", "CR107"),
        ("sw", "Take one tablet.", "Meza tembe mbili.", "CR107"),
        ("tr", "Take one tablet.", "İki tablet alın.", "CR107"),
        ("vi", "Take one tablet.", "Uống hai viên thuốc.", "CR107"),
        ("zh_Hans", "Take one tablet.", "服用两片药。", "CR107"),
        ("ja", "Take one tablet.", "錠剤を二錠飲んでください。", "CR107"),
        ("ko", "Take one tablet.", "알약 두 알을 드십시오.", "CR107"),
        ("km", "Take one tablet.", "លេបថ្នាំពីរគ្រាប់។", "CR107"),
        ("am", "Take one tablet.", "ሁለት ኪኒን ይውሰዱ።", "CR107"),
        ("fil", "Take one tablet.", "Uminom ng dalawang tableta.", "CR107"),
        ("pl", "Take it once a day.", "Zażywaj dwa razy dziennie.", "CR107"),
        ("es", "Take one capsule.", "Tome dos cápsulas.", "CR107"),
        ("es", "Use one puff.", "Use dos inhalaciones.", "CR107"),
        ("es", "Take half a tablet.", "Tome dos tabletas.", "CR107"),
        ("es", "Take it once daily.", "Tómelo dos veces al día.", "CR107"),
        ("es", "Wait at least twenty seconds.", "Espere al menos treinta segundos.", "CR107"),
    ],
)
def test_no_way_of_telling_lets_another_value_pass(locale: str, msgid: str, msgstr: str, rule: str) -> None:
    """A half that became five, two numbers that grew together, a dose behind a month, one tablet that became two."""
    assert rule in judge(msgid, msgstr, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("ur", "Take it every 5 hours.", "ہر 5 گهنٹے بعد لیں۔"),
        ("am", "It is 86% safe.", "86%ቱ ደህና ነው።"),
        ("es", "Ask us, e.g. 2010 g.", "Pregunte, p. ej. 2010 g."),
        ("zh_Hans", "It is for people over 5 years.", "适用于 5 岁以上的人。"),
    ],
)
def test_units_are_known_in_every_spelling(locale: str, msgid: str, msgstr: str) -> None:
    """Heh of another keyboard, endings behind a sign, years of age."""
    assert "CR102" not in judge(msgid, msgstr, locale)


def test_two_letters_of_urdu_are_not_one() -> None:
    """A baby (heh goal) is not "six" (heh doachashmee), although one Arabic letter is typed for both."""
    assert "CR108" not in judge("Tell us if you plan to have a baby.", "اگر آپ بچہ چاہتے ہیں تو ہمیں بتائیں۔", "ur")
    assert "CR107" in judge("Take two tablets.", "چھ گولیاں لیں۔", "ur")
    assert "CR107" in judge("Take two tablets.", "چه گولیاں لیں۔", "ur")


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr", "rule"),
    [
        ("es", "Take 10 mg at 10 p.m.", "Tome 22 mg a las 10 p. m.", "CR101"),
        ("es", "Take 2 tablets at 2 p.m.", "Tome 14 tabletas a las 2 p. m.", "CR101"),
        ("pt_BR", "Take it for 12 hours.", "Tome de 12 em 12 horas.", "CR101"),
        ("es", "Do not discontinue prednisone suddenly.", "Suspenda la prednisona de repente.", "PO101"),
        ("es", "Take 5 mg.", "Tome 5 mil mg.", "CR101"),
        ("zh_Hans", "Inject 5 units.", "注射5万单位。", "CR101"),
        ("hi", "Inject 5 units.", "5 हज़ार यूनिट लें।", "CR101"),
        ("es", "About 2 million people.", "Unas 2 mil personas.", "CR101"),
        ("es", "Take 4 tablets every 6 hours.", "Tome 6 tabletas cada 4 horas.", "CR109"),
        ("de", "Take 4 tablets every 6 hours.", "Nehmen Sie alle 4 Stunden 6 Tabletten.", "CR109"),
        ("zh_Hans", "Take 4 tablets every 6 hours.", "每4小时服用6片。", "CR109"),
        ("vi", "Take 2 tablets every 8 hours.", "Uống 8 viên mỗi 2 giờ.", "CR109"),
        ("es", "Take it 3 times a day for 7 days.", "Tómelo 7 veces al día durante 3 días.", "CR109"),
        ("fa", "Do not take it before you see the doctor.", "آن را مصرف کنید و نزد پزشک بروید.", "PO101"),
    ],
)
def test_a_lenient_reading_hides_no_fault(locale: str, msgid: str, msgstr: str, rule: str) -> None:
    """A dose behind an hour, an interval for a length of time, "stop" by another name, a denial that is none."""
    assert rule in judge(msgid, msgstr, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("es", "Call before 10 p.m.", "Llame antes de las 22 h."),
        ("de", "Take 4 tablets every 6 hours.", "Nehmen Sie alle 6 Stunden 4 Tabletten."),
        ("zh_Hans", "Take 4 tablets every 6 hours.", "每6小时服用4片。"),
        ("fr", "We are here 24 hours a day.", "Nous sommes là 24 h/24."),
        ("es", "Do not discontinue prednisone suddenly.", "No suspenda la prednisona de repente."),
    ],
)
def test_a_right_reading_still_passes(locale: str, msgid: str, msgstr: str) -> None:
    """The same ways of writing where nothing is hidden."""
    assert judge(msgid, msgstr, locale) & {"CR101", "CR109", "PO101", "PO102"} == set()

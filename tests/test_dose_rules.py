"""When, how often, how much for whose weight: what keeps its number and is another treatment all the same."""

from __future__ import annotations

import pytest
from judging import judge, language

from pnsi18n.adapters.cldr import language as known_language

AM, PM, BOTH = "Take it at 8 a.m.", "Take it at 8 p.m.", "Take it at 8 a.m. and at 9 p.m."
STAGE = "In stage III, take 1 tablet."
LOCALES = (
    *("am", "ar", "bn", "de", "es", "fa", "fil", "fr", "he", "hi", "ht", "it", "ja", "km", "ko", "my", "pl", "pt_BR"),
    *("ru", "so", "sw", "th", "tr", "uk", "ur", "vi", "zh_Hans", "zh_Hant"),
)


def numbers_judged(msgid: str, msgstr: str, locale: str) -> set[str]:
    """Return the rules on numbers that speak up."""
    return {rule for rule in judge(msgid, msgstr, locale) if rule.startswith("CR")}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_words_for_the_parts_of_a_day(locale: str) -> None:
    """Morning, evening and night, every day and every other day, units and both spoons."""
    lexicon = language(locale).lexicon
    assert all(lexicon.day_parts[name] for name in ("morning", "dawn", "noon", "afternoon", "evening", "night"))
    assert all(lexicon.frequency[name] for name in ("daily", "other_day"))
    assert all(lexicon.units[name] for name in ("unit", "teaspoon", "tablespoon"))


def test_the_list_of_languages_is_whole() -> None:
    """A language that is added has to be added here."""
    assert all(known_language(locale) for locale in LOCALES)
    assert len(LOCALES) == 28


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", AM, "Tómelo a las 8 de la mañana.", "Tómelo a las 8 p. m.", "CR110"),
        ("es", AM, "Tómelo a las 8.", "Tómelo a las 8 de la noche.", "CR110"),
        ("es", PM, "Tómelo a las 20:00.", "Tómelo a las 8:00.", "CR110"),
        (
            "es",
            BOTH,
            "Tómelo a las 8 de la mañana y a las 9 de la noche.",
            "Tómelo a las 8 de la noche y a las 9 de la mañana.",
            "CR110",
        ),
        ("es", "Take it at 2 a.m.", "Tómelo a las 2 de la madrugada.", "Tómelo a las 2 de la tarde.", "CR110"),
        ("es", "Take 2 tablets at 8 p.m.", "Tome 2 tabletas a las 20 h.", "Tome 20 tabletas a las 2 h.", "CR101"),
        ("es", "Take 2 tablets at 8 a.m.", "Tome 2 tabletas a las 8 h.", "Tome 2 tabletas a las 20 h.", "CR101"),
        ("de", PM, "Nehmen Sie es abends um 8 Uhr ein.", "Nehmen Sie es um 8 Uhr ein.", "CR110"),
        ("de", AM, "Nehmen Sie es um 8 Uhr ein.", "Nehmen Sie es um 20 Uhr ein.", "CR101"),
        (
            "de",
            "We are open from 8 a.m. to 5 p.m.",
            "Wir haben von 8 bis 17 Uhr geöffnet.",
            "Wir haben von 20 bis 17 Uhr geöffnet.",
            "CR101",
        ),
        ("fr", "Take it at 8:30 p.m.", "Prenez-le à 20 h 30.", "Prenez-le à 8 h 30 du matin.", "CR110"),
        ("it", AM, "Lo prenda alle 8 di mattina.", "Lo prenda alle 8 di sera.", "CR110"),
        ("pt_BR", AM, "Tome às 8 da manhã.", "Tome às 8 da noite.", "CR110"),
        ("pl", AM, "Zażyj o 8 rano.", "Zażyj o 8 wieczorem.", "CR110"),
        (
            "ru",
            BOTH,
            "Принимайте в 8 часов утра и в 9 часов вечера.",
            "Принимайте в 8 часов вечера и в 9 часов утра.",
            "CR110",
        ),
        ("uk", AM, "Приймайте о 8 ранку.", "Приймайте о 8 вечора.", "CR110"),
        ("zh_Hans", BOTH, "早上8点和晚上9点服用。", "晚上8点和早上9点服用。", "CR110"),
        ("zh_Hans", AM, "上午八点服用。", "晚上八点服用。", "CR110"),
        ("zh_Hant", PM, "晚上8點服用。", "早上8點服用。", "CR110"),
        ("ja", PM, "20時に飲んでください。", "午前8時に飲んでください。", "CR110"),
        ("ko", AM, "오전 8시에 드십시오.", "오후 8시에 드십시오.", "CR110"),
        ("ar", AM, "تناوله في الساعة 8 صباحًا.", "تناوله في الساعة 8 مساءً.", "CR110"),
        ("fa", PM, "آن را ساعت ۸ شب مصرف کنید.", "آن را ساعت ۸ صبح مصرف کنید.", "CR110"),
        ("ur", AM, "صبح 8 بجے لیں۔", "رات 8 بجے لیں۔", "CR110"),
        ("he", AM, "קחו אותו בשעה 8 בבוקר.", "קחו אותו בשעה 8 בערב.", "CR110"),
        ("hi", PM, "रात के 8 बजे लें।", "सुबह के 8 बजे लें।", "CR110"),
        ("bn", AM, "সকাল ৮টায় খান।", "রাত ৮টায় খান।", "CR110"),
        ("am", AM, "ከጠዋቱ 2 ሰዓት ይውሰዱ።", "ከምሽቱ 2 ሰዓት ይውሰዱ።", "CR110"),
        ("sw", AM, "Kunywa saa 2 asubuhi.", "Kunywa saa 2 usiku.", "CR110"),
        ("so", AM, "Qaado 8 subaxnimo.", "Qaado 8 habeennimo.", "CR110"),
        ("vi", AM, "Uống lúc 8 giờ sáng.", "Uống lúc 8 giờ tối.", "CR110"),
        ("th", "Take it in the morning.", "กินตอนเช้า", "กินตอนเย็น", "CR110"),
        ("tr", AM, "Sabah saat 8'de alın.", "Akşam saat 8'de alın.", "CR110"),
        ("fil", AM, "Inumin ito nang alas-8 ng umaga.", "Inumin ito nang alas-8 ng gabi.", "CR110"),
        ("ht", AM, "Pran li a 8 è nan maten.", "Pran li a 8 è diswa.", "CR110"),
        ("km", AM, "លេបនៅម៉ោង ៨ ព្រឹក។", "លេបនៅម៉ោង ៨ យប់។", "CR110"),
        ("my", AM, "မနက် ၈ နာရီတွင် သောက်ပါ။", "ည ၈ နာရီတွင် သောက်ပါ။", "CR110"),
        ("es", "Take it in the morning.", "Tómelo por la mañana.", "Tómelo por la noche.", "CR110"),
        ("de", "Take it in the evening.", "Nehmen Sie es am Abend ein.", "Nehmen Sie es morgens ein.", "CR110"),
    ],
)
def test_an_hour_stays_on_its_side_of_noon(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """Eight in the evening is not eight in the morning, by any clock: of twelve hours, of 24, or from six."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", "Take 1/2 tablet.", "Tome ½ tableta.", "Tome 1 o 2 tabletas.", "CR101"),
        ("es", "Take half a tablet.", "Tome 1/2 tableta.", "Tome 1 o 2 tabletas.", "CR101"),
        ("es", "Take 1 or 2 tablets.", "Tome 1 o 2 tabletas.", "Tome 1/2 tableta.", "CR101"),
        ("es", "It is less by 2/3.", "Es menos en dos terceras partes.", "Es menos en dos cuartas partes.", "CR101"),
        ("es", "Take 1/4 tablet.", "Tome un cuarto de tableta.", "Tome cuatro tabletas.", "CR101"),
        ("de", "Take 1/4 tablet.", "Nehmen Sie eine Vierteltablette.", "Nehmen Sie vier Tabletten.", "CR101"),
        ("hi", "Take 1/4 tablet.", "एक चौथाई गोली लें।", "चार गोलियाँ लें।", "CR101"),
        ("vi", "Take 1/4 tablet.", "Uống một phần tư viên.", "Uống bốn viên.", "CR101"),
        ("am", "Take 1/4 tablet.", "ሩብ ኪኒን ይውሰዱ።", "አራት ኪኒን ይውሰዱ።", "CR101"),
        ("es", "Take 2/3 tablet.", "Tome 2/3 de tableta.", "Tome dos o tres tabletas.", "CR101"),
        ("es", "It is a phase 1/2 trial.", "Es un ensayo de fase 1 y 2.", "Es un ensayo de fase 1 y 3.", "CR101"),
        ("es", "Call 24/7.", "Llame 24/7.", "Llame 24/5.", "CR101"),
        ("fr", "Take 1/2 tablet.", "Prenez un demi-comprimé.", "Prenez 1 ou 2 comprimés.", "CR101"),
        ("fr", "Take 1½ tablets.", "Prenez 1,5 comprimé.", "Prenez 15 comprimés.", "CR101"),
        ("fr", "Take 1.5 tablets.", "Prenez 1 comprimé et demi.", "Prenez 1 comprimé.", "CR101"),
        ("de", "Take 1/2 tablet.", "Nehmen Sie eine halbe Tablette.", "Nehmen Sie 1 bis 2 Tabletten.", "CR101"),
        ("ru", "Take 1/2 tablet.", "Примите 1/2 таблетки.", "Примите 1 или 2 таблетки.", "CR101"),
        ("ar", "Take 1/2 tablet.", "تناول نصف قرص.", "تناول 1 أو 2 قرص.", "CR101"),
        ("hi", "Take 1/2 tablet.", "१/२ गोली लें।", "1 या 2 गोली लें।", "CR101"),
        ("zh_Hans", "Take 1/2 tablet.", "服用半片。", "服用1或2片。", "CR101"),
        ("ja", "Take 1/4 tablet.", "4分の1錠を飲んでください。", "1錠か4錠を飲んでください。", "CR101"),
    ],
)
def test_a_fraction_is_one_number(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """A stroke between two digits makes one number of them, as a word does."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", "Inject 5 units.", "Inyecte 5 UI.", "Inyecte 5 ml.", "CR102"),
        ("es", "Inject 5 mL.", "Inyecte 5 ml.", "Inyecte 5 unidades.", "CR102"),
        ("de", "Inject 5 units.", "Spritzen Sie 5 Einheiten.", "Spritzen Sie 5 ml.", "CR102"),
        ("ru", "Inject 5 units.", "Введите 5 единиц.", "Введите 5 мл.", "CR102"),
        ("ar", "Inject 5 units.", "احقن 5 وحدات.", "احقن 5 مل.", "CR102"),
        ("hi", "Inject 5 units.", "5 यूनिट का इंजेक्शन लें।", "5 मिली का इंजेक्शन लें।", "CR102"),
        ("zh_Hans", "Inject 5 units.", "注射5单位。", "注射5毫升。", "CR102"),
        ("es", "Give one teaspoon.", "Dé una cucharadita.", "Dé una cucharada.", "CR102"),
        ("it", "Give 2 teaspoons.", "Dia 2 cucchiai da tè.", "Dia 2 cucchiai.", "CR102"),
        ("ru", "Give 2 teaspoons.", "Дайте 2 чайные ложки.", "Дайте 2 столовые ложки.", "CR102"),
        ("ar", "Give 1 teaspoon.", "أعطِ 1 ملعقة صغيرة.", "أعطِ 1 ملعقة كبيرة.", "CR102"),
        ("sw", "Give 2 teaspoons.", "Mpe vijiko 2 vya chai.", "Mpe vijiko 2 vya chakula.", "CR102"),
        ("ja", "Give 2 teaspoons.", "小さじ2杯。", "大さじ2杯。", "CR102"),
        ("vi", "Give 2 teaspoons.", "Cho uống 2 muỗng cà phê.", "Cho uống 2 muỗng canh.", "CR102"),
    ],
)
def test_units_and_spoons_stay_what_they_are(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """Units are not millilitres, and a tablespoon is three teaspoons."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", "Give 10 mg per kg.", "Administre 10 mg por kg.", "Administre 10 mg.", "CR112"),
        ("es", "Give 10 mg.", "Administre 10 mg.", "Administre 10 mg/kg.", "CR112"),
        ("ru", "Give 10 mg/kg.", "Введите 10 мг/кг.", "Введите 10 мг.", "CR112"),
        ("ru", "Give 10 mg.", "Введите 10 мг.", "Введите 10 мг/кг.", "CR112"),
        ("zh_Hans", "Give 10 mg/kg.", "给予每公斤10毫克。", "给予10毫克。", "CR112"),
        ("hi", "Give 10 mg per kg.", "प्रति किलो 10 मिग्रा दें।", "10 मिग्रा दें।", "CR112"),
        ("ar", "Give 10 mg per kg.", "أعطِ 10 ملغ لكل كغ.", "أعطِ 10 ملغ.", "CR112"),
    ],
)
def test_a_dose_by_weight_stays_one(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """A dose for each kilogram is no dose for everybody."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", "Take it once a week.", "Tómelo una vez por semana.", "Tómelo una vez al día.", "CR111"),
        ("es", "Take it daily.", "Tómelo a diario.", "Tómelo semanalmente.", "CR111"),
        ("fr", "Take it weekly.", "Prenez-le chaque semaine.", "Prenez-le tous les jours.", "CR111"),
        ("es", "Take it once a month.", "Tómelo una vez al mes.", "Tómelo una vez a la semana.", "CR111"),
        ("ru", "Take it once a week.", "Принимайте один раз в неделю.", "Принимайте один раз в день.", "CR111"),
        ("ar", "Take it once a week.", "تناوله مرة كل أسبوع.", "تناوله مرة كل يوم.", "CR111"),
        ("hi", "Take it once a week.", "इसे हफ़्ते में एक बार लें।", "इसे दिन में एक बार लें।", "CR111"),
        ("am", "Take it once a week.", "በሳምንት አንድ ጊዜ ይውሰዱ።", "በቀን አንድ ጊዜ ይውሰዱ።", "CR111"),
        ("sw", "Take it once a week.", "Tumia mara moja kwa wiki.", "Tumia mara moja kwa siku.", "CR111"),
        ("zh_Hans", "Take it once a week.", "每周服用一次。", "每天服用一次。", "CR111"),
        ("ko", "Take it once a week.", "일주일에 한 번 드십시오.", "하루에 한 번 드십시오.", "CR111"),
        ("es", "Take it every other day.", "Tómelo un día sí y otro no.", "Tómelo todos los días.", "CR111"),
        (
            "es",
            "Take 2 tablets every other day.",
            "Tome 2 tabletas cada dos días.",
            "Tome 2 tabletas cada día.",
            "CR111",
        ),
        ("es", "Take it every day.", "Tómelo cada día.", "Tómelo un día sí y otro no.", "CR111"),
        (
            "de",
            "Take it every second day.",
            "Nehmen Sie es jeden zweiten Tag ein.",
            "Nehmen Sie es jeden Tag ein.",
            "CR111",
        ),
        ("ru", "Take it every other day.", "Принимайте через день.", "Принимайте ежедневно.", "CR111"),
        ("ar", "Take it every other day.", "تناوله كل يومين.", "تناوله كل يوم.", "CR111"),
        ("hi", "Take it every other day.", "इसे एक दिन छोड़कर लें।", "इसे हर दिन लें।", "CR111"),
        ("th", "Take it every other day.", "กินวันเว้นวัน", "กินทุกวัน", "CR111"),
        ("vi", "Take it every other day.", "Uống cách ngày.", "Uống mỗi ngày.", "CR111"),
        ("zh_Hans", "Take it every other day.", "隔天服用。", "每天服用。", "CR111"),
        ("ko", "Take it every other day.", "하루 걸러 드십시오.", "매일 드십시오.", "CR111"),
        ("ja", "Take it every other day.", "一日おきに飲んでください。", "毎日飲んでください。", "CR111"),
    ],
)
def test_how_often_stays(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """Once a week is not once a day; every other day is not every day."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", STAGE, "En el estadio 3, tome 1 tableta.", "En el estadio, tome 3 tabletas.", "CR101"),
        (
            "es",
            "In stage III, take two tablets.",
            "En el estadio III, tome dos tabletas.",
            "En el estadio, tome tres tabletas.",
            "CR107",
        ),
        ("de", STAGE, "Im Stadium 3 nehmen Sie 1 Tablette ein.", "Nehmen Sie 3 Tabletten ein.", "CR101"),
        ("ru", STAGE, "На 3-й стадии примите 1 таблетку.", "Примите 3 таблетки.", "CR101"),
        ("ar", STAGE, "في المرحلة 3، تناول قرصًا واحدًا.", "تناول 3 أقراص.", "CR101"),
        ("hi", STAGE, "चरण 3 में, 1 गोली लें।", "3 गोलियाँ लें।", "CR101"),
        ("zh_Hans", STAGE, "3期服用1片。", "服用3片。", "CR101"),
        ("ko", STAGE, "3기에는 1정을 드십시오.", "3정을 드십시오.", "CR101"),
    ],
)
def test_a_roman_number_stands_for_no_dose(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """The III of a stage is not the 3 of the tablets."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("ko", "Take 3 tablets.", "알약 세 알을 드세요.", "알약을 드세요.", "CR101"),
        ("ko", "Take three tablets.", "세알을 드세요.", "네 알을 드세요.", "CR107"),
        ("ko", "Do it 3 times.", "세 번 하세요.", "증세 개선을 위해 하세요.", "CR101"),
        ("ko", "Take 2 tablets for a headache.", "두통에는 두 알을 드십시오.", "두통에는 알약을 드십시오.", "CR101"),
        ("ko", "Wait 150 days.", "백오십 일을 기다리십시오.", "백 일을 기다리십시오.", "CR101"),
    ],
)
def test_a_syllable_of_a_verb_is_no_number(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """The Korean 세 is a three where it is a word of its own; in 하세요 and 증세 it is none."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("zh_Hans", "Take 5 mg.", "服用5毫克。", "服用5百毫克。", "CR101"),
        ("zh_Hans", "Take 5 kg.", "5千克。", "5千毫克。", "CR101"),
        ("ko", "Take 5 mg.", "5 mg을 드십시오.", "5백 mg을 드십시오.", "CR101"),
        ("ko", "The COVID-19 vaccine is safe.", "COVID-19 백신은 안전합니다.", "COVID-190 백신은 안전합니다.", "CR101"),
        ("hi", "Take 5 mg.", "5 मिग्रा लें।", "5 सौ मिग्रा लें।", "CR101"),
        ("th", "Take 5 mg.", "กิน 5 มก.", "กิน 5 ร้อย มก.", "CR101"),
        ("vi", "Take 5 mg.", "Uống 5 mg.", "Uống 5 trăm mg.", "CR101"),
        ("es", "Take 5 mg.", "Tome 5 mg.", "Tome 5 cien mg.", "CR101"),
        ("tr", "Take 5 mg.", "5 mg alın.", "5 yüz mg alın.", "CR101"),
        ("ar", "Take 5 mg.", "تناول 5 ملغ.", "تناول 5 مئة ملغ.", "CR101"),
        ("es", "It costs 5 million.", "Cuesta 5 millones.", "Cuesta 5.", "CR101"),
        ("ru", "It costs 5 million.", "Это стоит 5 миллионов.", "Это стоит 5.", "CR101"),
        ("ar", "It costs 5 million.", "يكلف 5 ملايين.", "يكلف 5.", "CR101"),
        ("zh_Hans", "It costs 5 million.", "花费500万。", "花费5。", "CR101"),
        ("hi", "Give 5 million units.", "50 लाख यूनिट दें।", "5 यूनिट दें।", "CR101"),
        ("zh_Hans", "Between 5 and 10 million people.", "500万至1000万人。", "50万至1000万人。", "CR101"),
        ("zh_Hans", "About a million people.", "约100万人。", "约1000万人。", "CR101"),
    ],
)
def test_a_scale_word_is_neither_lost_nor_new(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """A word for hundred or million is a part of the number."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        (
            "es",
            "Five million people have it.",
            "5 000 000 de personas la tienen.",
            "50 000 000 de personas la tienen.",
            "CR101",
        ),
        (
            "es",
            "Five million people have it.",
            "Cinco millones de personas la tienen.",
            "6 millones de personas la tienen.",
            "CR101",
        ),
        (
            "de",
            "Five million people have it.",
            "5 Millionen Menschen haben es.",
            "50 Millionen Menschen haben es.",
            "CR101",
        ),
        ("zh_Hans", "Five million people have it.", "500万人患病。", "5000万人患病。", "CR101"),
        ("es", "Take two hundred mg.", "Tome 200 mg.", "Tome 2000 mg.", "CR101"),
        ("hi", "Take two hundred mg.", "200 मिग्रा लें।", "2000 मिग्रा लें।", "CR101"),
    ],
)
def test_a_great_number_in_words_has_its_value(locale: str, msgid: str, right: str, wrong: str, rule: str) -> None:
    """Great numbers in words have a value, as in digits."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "msgid", "right", "wrong", "rule"),
    [
        ("es", "Drink 1,500 mL.", "Beba 1.500 ml.", "Beba 1,500 ml.", "CR101"),
        ("de", "Drink 1,500 mL.", "Trinken Sie 1500 ml.", "Trinken Sie 1,5 ml.", "CR101"),
        ("fr", "Drink 1,500 mL.", "Buvez 1 500 ml.", "Buvez 1.5 ml.", "CR101"),
        ("ru", "Drink 1,500 mL.", "Выпейте 1500 мл.", "Выпейте 1,5 мл.", "CR101"),
        ("zh_Hans", "Drink 1,500 mL.", "喝1,500毫升。", "喝1.500毫升。", "CR101"),
        ("hi", "Drink 1,500 mL.", "1,500 मिली पिएं।", "1.500 मिली पिएं।", "CR101"),
        ("ar", "Drink 1,500 mL.", "اشرب 1500 مل.", "اشرب 1.5 مل.", "CR101"),
        ("vi", "Drink 1,500 mL.", "Uống 1.500 ml.", "Uống 1,5 ml.", "CR101"),
    ],
)
def test_a_mark_between_digits_is_the_language_s_own(
    locale: str, msgid: str, right: str, wrong: str, rule: str
) -> None:
    """1,500 is read with the marks of the language, and by no others."""
    assert numbers_judged(msgid, right, locale) == set()
    assert rule in numbers_judged(msgid, wrong, locale)

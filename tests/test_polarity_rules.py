"""What forbids is not turned round: another denial, another word or a verb for stopping stands in for nothing."""

from __future__ import annotations

import pytest
from judging import judge

WITHOUT = "Do not stop taking it without asking us."
STOP = "Do not stop your medicine."
TWO = "Do not drive. Do not drink alcohol."
ALCOHOL = "No alcohol."
TAKE = "Do not take ibuprofen."
MOST = "Take no more than 8 tablets a day."
LEAST = "Drink at least 8 glasses a day."
WITH = "Take it with food."
KEEP = "Keep taking your medicine."
HOLD = "Hold your blood thinner."
LEFT = "Raise your left arm."
COLD = "Use a cold pack."
ALWAYS = "Always tell us. Do not wait."


def polarity(msgid: str, msgstr: str, locale: str) -> set[str]:
    """Return the rules on polarity that find something."""
    return {one for one in judge(msgid, msgstr, locale) if one.startswith("PO")}


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("am", "እኛን ሳይጠይቁ ያቁሙ።", "እኛን ሳይጠይቁ አያቁሙ።"),
        ("ar", "توقف عن تناوله دون أن تسألنا.", "لا تتوقف عن تناوله دون أن تسألنا."),
        ("bn", "আমাদের জিজ্ঞাসা না করে এটি বন্ধ করুন।", "আমাদের জিজ্ঞাসা না করে এটি বন্ধ করবেন না।"),
        ("de", "Setzen Sie es ab, ohne uns zu fragen.", "Setzen Sie es nicht ab, ohne uns zu fragen."),
        ("es", "Deje de tomarlo sin preguntarnos.", "No deje de tomarlo sin preguntarnos."),
        ("fa", "بدون پرسیدن از ما مصرف آن را قطع کنید.", "بدون پرسیدن از ما مصرف آن را قطع نکنید."),
        ("fil", "Itigil ito nang hindi nagtatanong sa amin.", "Huwag itigil ito nang hindi nagtatanong sa amin."),
        ("fr", "Arrêtez de le prendre sans nous demander.", "N'arrêtez pas de le prendre sans nous demander."),
        ("he", "הפסק לקחת אותה בלי לשאול אותנו.", "אל תפסיק לקחת אותה בלי לשאול אותנו."),
        ("hi", "हमसे पूछे बिना इसे बंद करें।", "हमसे पूछे बिना इसे बंद न करें।"),
        ("ht", "Sispann pran li san w pa mande nou.", "Pa sispann pran li san w pa mande nou."),
        ("it", "Smetta di prenderlo senza chiederci.", "Non smetta di prenderlo senza chiederci."),
        ("ja", "相談せずに中止してください。", "相談せずに中止しないでください。"),
        ("km", "ឈប់លេបវាដោយមិនសួរយើង។", "កុំឈប់លេបវាដោយមិនសួរយើង។"),
        ("ko", "저희와 상의 없이 중단하십시오.", "저희와 상의 없이 중단하지 마십시오."),
        ("my", "ကျွန်ုပ်တို့ကို မမေးဘဲ ရပ်ပါ။", "ကျွန်ုပ်တို့ကို မမေးဘဲ မရပ်ပါနှင့်။"),
        ("pl", "Przestań go przyjmować bez pytania nas.", "Nie przestawaj go przyjmować bez pytania nas."),
        ("pt_BR", "Pare de tomar sem nos perguntar.", "Não pare de tomar sem nos perguntar."),
        ("ru", "Прекратите приём, не посоветовавшись с нами.", "Не прекращайте приём, не посоветовавшись с нами."),
        ("so", "Jooji adigoon na weydiin.", "Ha joojin adigoon na weydiin."),
        ("sw", "Acha kuitumia bila kutuuliza.", "Usiache kuitumia bila kutuuliza."),
        ("th", "หยุดยาโดยไม่ถามเรา", "อย่าหยุดยาโดยไม่ถามเรา"),
        ("tr", "Bize danışmadan bırakın.", "Bize danışmadan bırakmayın."),
        ("uk", "Припиніть прийом, не порадившись із нами.", "Не припиняйте прийом, не порадившись із нами."),
        ("ur", "ہم سے پوچھے بغیر اسے بند کریں۔", "ہم سے پوچھے بغیر اسے بند نہ کریں۔"),
        ("vi", "Hãy ngừng thuốc mà không hỏi chúng tôi.", "Đừng ngừng thuốc mà không hỏi chúng tôi."),
        ("zh_Hans", "未经咨询请停用。", "未经咨询请勿停用。"),
        ("zh_Hant", "未經諮詢請停用。", "未經諮詢請勿停用。"),
    ],
)
def test_without_does_not_stand_in_for_a_lost_not(locale: str, wrong: str, right: str) -> None:
    """Stop taking it without asking us: an error in every language."""
    assert "PO101" in polarity(WITHOUT, wrong, locale)
    assert polarity(WITHOUT, right, locale) == set()


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("de", "Setzen Sie Ihr Medikament ab.", "Setzen Sie Ihr Medikament nicht ab."),
        ("de", "Brechen Sie die Behandlung ab.", "Brechen Sie die Behandlung nicht ab."),
        ("de", "Hören Sie mit Ihrem Medikament auf.", "Hören Sie nicht mit Ihrem Medikament auf."),
        ("ko", "약을 끊으십시오.", "약을 끊지 마십시오."),
        ("tr", "İlacınıza ara verin.", "İlacınıza ara vermeyin."),
    ],
)
def test_a_verb_for_stopping_denies_nothing_where_the_english_says_stop(locale: str, wrong: str, right: str) -> None:
    """In two pieces, too."""
    assert polarity(STOP, wrong, locale) == {"PO101"}
    assert polarity(STOP, right, locale) == set()


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("es", "Conduzca. No beba alcohol.", "No conduzca. No beba alcohol."),
        ("fr", "Conduisez. Ne buvez pas d'alcool.", "Ne conduisez pas. Ne buvez pas d'alcool."),
        ("ar", "قد السيارة. لا تشرب الكحول.", "لا تقد السيارة. لا تشرب الكحول."),
        ("hi", "गाड़ी चलाएँ। शराब न पिएँ।", "गाड़ी न चलाएँ। शराब न पिएँ।"),
        ("ja", "運転してください。お酒を飲まないでください。", "運転しないでください。お酒を飲まないでください。"),
        ("my", "ကားမောင်းပါ။ အရက်မသောက်ပါနှင့်။", "ကားမမောင်းပါနှင့်။ အရက်မသောက်ပါနှင့်။"),
        ("ru", "Водите машину. Не пейте алкоголь.", "Не водите машину. Не пейте алкоголь."),
        ("zh_Hans", "请开车。不要喝酒。", "请勿开车。不要喝酒。"),
    ],
)
def test_each_sentence_answers_for_itself(locale: str, wrong: str, right: str) -> None:
    """The "not" of the next sentence stands in for nothing."""
    assert polarity(TWO, wrong, locale) == {"PO101"}
    assert polarity(TWO, right, locale) == set()


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("es", "Conduzca y no beba alcohol.", "No conduzca ni beba alcohol."),
        ("th", "ขับรถ ห้ามดื่มแอลกอฮอล์", "ห้ามขับรถ ห้ามดื่มแอลกอฮอล์"),
        ("vi", "Hãy lái xe, đừng uống rượu.", "Đừng lái xe, đừng uống rượu."),
    ],
)
def test_denials_are_counted_where_sentences_were_joined(locale: str, wrong: str, right: str) -> None:
    """A warning: they may rightly have been joined under one "not"."""
    assert polarity(TWO, wrong, locale) == {"PO109"}
    assert polarity(TWO, right, locale) == set()


def test_a_statement_that_lost_its_not_beside_another_is_a_warning() -> None:
    """It may be said without one: "I do not know where it is" as "I wonder where it is"."""
    english = "This network may be slow. Some people do not have symptoms. It is not a cure."
    assert polarity(english, "Es lento. Algunas personas tienen síntomas. No es una cura.", "es") == {"PO104"}


def test_sentences_that_changed_places_are_a_warning() -> None:
    """As many sentences deny as in the English; perhaps the others."""
    assert polarity("Do not run. Take two.", "Tome dos. No corra.", "es") == {"PO104"}
    assert polarity("Do not run. Take two.", "Corra. Tome dos.", "es") == {"PO101"}


def test_a_point_ends_no_sentence_inside_a_number_or_after_a_short_word() -> None:
    """Sentences are counted alike on both sides, or not compared."""
    assert polarity("Do not run. Take 2.5 mg.", "Corra. Tome 2.5 mg sin agua.", "es") == {"PO104"}
    assert polarity("Do not run. Ask Dr. Ruiz.", "Pregunte a la Dra. Ruiz y no corra.", "es") == set()
    assert polarity("Do not drive (e.g. a car). Rest.", "No conduzca (p. ej. un auto). Descanse.", "es") == set()


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("es", "Alcohol.", "Nada de alcohol."),
        ("de", "Alkohol.", "Kein Alkohol."),
        ("ru", "Алкоголь.", "Никакого алкоголя."),
        ("ar", "الكحول.", "ممنوع الكحول."),
        ("hi", "शराब।", "शराब न पिएँ।"),
        ("ja", "アルコール。", "アルコールは禁止です。"),
        ("zh_Hans", "酒精。", "禁止饮酒。"),
    ],
)
def test_no_forbids(locale: str, wrong: str, right: str) -> None:
    """An order of one noun; "there is no cure" states, and may be said otherwise."""
    assert polarity(ALCOHOL, wrong, locale) == {"PO101"}
    assert polarity(ALCOHOL, right, locale) == set()
    assert polarity("There is no cure.", "Es incurable.", "es") == {"PO104"}


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("es", "No deje de tomar ibuprofeno.", "No tome ibuprofeno."),
        ("es", "No deje de tomar ibuprofeno.", "Deje de tomar ibuprofeno."),
        ("de", "Setzen Sie Ibuprofen nicht ab.", "Nehmen Sie kein Ibuprofen."),
        ("ru", "Не прекращайте принимать ибупрофен.", "Не принимайте ибупрофен."),
        ("ar", "لا تتوقف عن تناول الإيبوبروفين.", "لا تتناول الإيبوبروفين."),
        ("hi", "इबुप्रोफेन लेना बंद न करें।", "इबुप्रोफेन न लें।"),
        ("bn", "আইবুপ্রোফেন বন্ধ করবেন না।", "আইবুপ্রোফেন খাবেন না।"),
        ("am", "ኢቡፕሮፌን አያቁሙ።", "ኢቡፕሮፌን አይውሰዱ።"),
        ("ko", "이부프로펜을 끊지 마십시오.", "이부프로펜을 복용하지 마십시오."),
        ("ja", "イブプロフェンをやめないでください。", "イブプロフェンを飲まないでください。"),
        ("he", "אל תפסיק לקחת איבופרופן.", "אל תיקח איבופרופן."),
        ("sw", "Usiache kutumia ibuprofen.", "Acha kutumia ibuprofen kwa kuzuia madhara."),
        ("zh_Hant", "不要停用布洛芬。", "不要服用布洛芬。"),
    ],
)
def test_do_not_take_is_not_do_not_stop_taking(locale: str, wrong: str, right: str) -> None:
    """The "not" is there, the verb is turned round."""
    assert polarity(TAKE, wrong, locale) == {"PO108"}
    assert polarity(TAKE, right, locale) == set()


@pytest.mark.parametrize(
    ("locale", "msgid", "wrong", "right", "rule"),
    [
        ("es", MOST, "Tome más de 8 tabletas al día.", "No tome más de 8 tabletas al día.", "PO106"),
        ("es", MOST, "Tome más de 8 tabletas al día.", "Tome hasta 8 tabletas al día.", "PO106"),
        ("de", MOST, "Nehmen Sie mehr als 8 Tabletten am Tag.", "Nehmen Sie höchstens 8 am Tag.", "PO106"),
        ("zh_Hans", MOST, "每天服用超过8片。", "每天不超过8片。", "PO106"),
        ("es", MOST, "Tome al menos 8 tabletas al día.", "Tome como máximo 8 tabletas al día.", "PO103"),
        ("ru", MOST, "Принимайте хотя бы 8 таблеток в день.", "Принимайте не более 8 таблеток в день.", "PO103"),
        ("hi", MOST, "दिन में कम से कम 8 गोलियाँ लें।", "दिन में ज़्यादा से ज़्यादा 8 गोलियाँ लें।", "PO103"),
        ("ar", MOST, "خذ 8 أقراص على الأقل في اليوم.", "خذ 8 أقراص على الأكثر في اليوم.", "PO103"),
        ("ko", MOST, "하루에 적어도 8정을 드십시오.", "하루에 최대 8정을 드십시오.", "PO103"),
        ("am", MOST, "በቀን ቢያንስ 8 ኪኒን ይውሰዱ።", "በቀን ቢበዛ 8 ኪኒን ይውሰዱ።", "PO103"),
        ("fr", LEAST, "Buvez au maximum 8 verres par jour.", "Buvez au moins 8 verres par jour.", "PO103"),
        ("vi", LEAST, "Uống tối đa 8 ly mỗi ngày.", "Uống ít nhất 8 ly mỗi ngày.", "PO103"),
        ("es", WITH, "Tómelo sin alimentos.", "Tómelo con alimentos.", "PO107"),
        ("ja", WITH, "食事なしで飲んでください。", "食事と一緒に飲んでください。", "PO107"),
        ("ar", WITH, "تناوله دون طعام.", "تناوله مع الطعام.", "PO107"),
        ("hi", WITH, "इसे भोजन के बिना लें।", "इसे भोजन के साथ लें।", "PO107"),
        ("ru", WITH, "Принимайте его без еды.", "Принимайте его с едой.", "PO107"),
        ("ko", WITH, "음식 없이 드십시오.", "음식과 함께 드십시오.", "PO107"),
        ("es", "Take it without food.", "Tómelo con alimentos.", "Tómelo sin alimentos.", "PO101"),
        ("es", "Take it after food.", "Tómelo antes de comer.", "Tómelo después de comer.", "PO103"),
        ("es", KEEP, "Deje de tomar su medicina.", "No deje de tomar su medicina.", "PO103"),
        ("de", KEEP, "Setzen Sie Ihr Medikament ab.", "Nehmen Sie Ihr Medikament weiter ein.", "PO103"),
        ("ru", KEEP, "Прекратите принимать лекарство.", "Продолжайте принимать лекарство.", "PO103"),
        ("ko", KEEP, "약을 끊으십시오.", "약을 계속 드십시오.", "PO103"),
        ("es", HOLD, "Siga tomando su anticoagulante.", "No siga tomando su anticoagulante.", "PO103"),
        ("hi", HOLD, "खून पतला करने की दवा जारी रखें।", "खून पतला करने की दवा रोकें।", "PO103"),
        ("es", LEFT, "Levante el brazo derecho.", "Levante el brazo izquierdo.", "PO103"),
        ("ar", LEFT, "ارفع ذراعك اليمنى.", "ارفع ذراعك اليسرى.", "PO103"),
        ("ja", LEFT, "右腕を上げてください。", "左腕を上げてください。", "PO103"),
        ("hi", LEFT, "अपना दायाँ हाथ उठाएँ।", "अपना बायाँ हाथ उठाएँ।", "PO103"),
        ("vi", LEFT, "Giơ tay phải lên.", "Giơ tay trái lên.", "PO103"),
        ("es", COLD, "Use una compresa caliente.", "Use una compresa fría.", "PO103"),
        ("zh_Hans", COLD, "用热敷袋。", "用冰袋。", "PO103"),
        ("ru", COLD, "Приложите теплый компресс.", "Приложите холодный компресс.", "PO103"),
        ("es", ALWAYS, "Nunca nos lo diga. No espere.", "Díganoslo siempre. No espere.", "PO103"),
        ("ru", ALWAYS, "Никогда не говорите нам. Не ждите.", "Всегда говорите нам. Не ждите.", "PO103"),
        ("ja", "Call if it is 38 or higher.", "38以下ならお電話ください。", "38以上ならお電話ください。", "PO103"),
    ],
)
def test_a_word_turns_the_advice_round(locale: str, msgid: str, wrong: str, right: str, rule: str) -> None:
    """A limit, a side, a meal, going on and stopping."""
    assert polarity(msgid, wrong, locale) == {rule}
    assert polarity(msgid, right, locale) == set()


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr"),
    [
        ("es", "You can get a cold if you have a fever.", "Puede resfriarse si tiene fiebre y calor."),
        ("zh_Hans", "Call if you have a cold.", "如果感冒发热，请来电。"),
        ("es", "Nothing is left. Call right away.", "No queda nada. Llame de inmediato al de la derecha."),
        ("bn", "Wear gloves with your mask.", "মাস্কের সাথে, এছাড়াও দস্তানা পরুন।"),
        ("my", "You may continue to spread the virus.", "ဗိုင်းရပ်စ်ကို ဖြန့်နိုင်သေးသည်။"),
        ("de", "Stay at home for at least 2 days.", "Bleiben Sie mindestens bis übermorgen 2 Tage zu Hause."),
        ("sw", "I do not know.", "Sijui."),
        ("es", "Do not take more than 8 tablets.", "Tome como máximo 8 tabletas."),
        ("de", "Do not take more than 8 tablets.", "Nehmen Sie höchstens 8 Tabletten."),
        ("hi", "Do not take more than 8 tablets.", "ज़्यादा से ज़्यादा 8 गोलियाँ लें।"),
        ("bn", "Passwords do not match.", "পাসওয়ার্ড মিলছেনা।"),
        ("ko", "Avoid crowds.", "사람이 많은 곳을 피해 보십시오."),
        ("pl", "Do not run this step.", "Nieprzeprowadzanie tego kroku."),
    ],
)
def test_what_only_looks_turned_round_passes(locale: str, msgid: str, msgstr: str) -> None:
    """Right translations of the kind that were called wrong once, or might be."""
    assert polarity(msgid, msgstr, locale) == set()


@pytest.mark.parametrize(
    ("msgstr", "rules"),
    [
        ("**No deje de tomar** los esteroides ni otros medicamentos.", set()),
        ("**Deje de tomar** los esteroides ni otros medicamentos.", {"PO101"}),
        ("Ni los esteroides ni otros medicamentos se dejan de tomar.", set()),
    ],
)
def test_a_spanish_ni_that_goes_on_with_a_no_does_not_stand_in_for_it(msgstr: str, rules: set[str]) -> None:
    """It is what is left where the "no" before it was lost."""
    assert judge("**Do not stop** taking steroids or other medicines.", msgstr, "es") & {"PO101"} == rules


@pytest.mark.parametrize(
    ("msgstr", "rules"),
    [
        ("**Proszę nie odstawiać** steroidów ani innych leków.", set()),
        ("**Proszę odstawiać** steroidów ani innych leków.", {"PO101"}),
        ("Ani steroidów, ani innych leków nie należy odstawiać.", set()),
    ],
)
def test_a_polish_ani_that_goes_on_with_a_nie_does_not_stand_in_for_it(msgstr: str, rules: set[str]) -> None:
    """It is what is left where the "nie" before it was lost."""
    assert judge("**Do not stop** taking steroids or other medicines.", msgstr, "pl") & {"PO101"} == rules


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("ru", "**Не прекращайте** приём без указания врача.", "**Прекращайте** приём без указания врача."),
        ("uk", "**Не припиняйте** приймати без вказівки лікаря.", "**Припиняйте** приймати без вказівки лікаря."),
        ("tr", "Doktorunuz söylemedikçe **bırakmayın**.", "Doktorunuz söylemedikçe **bırakın**."),
        ("hy", "**Մի՛ դադարեցրեք** առանց բժշկի ցուցման։", "**Դադարեցրեք** առանց բժշկի ցուցման։"),
    ],
)
def test_a_without_that_says_unless_does_not_stand_in_for_the_not(locale: str, right: str, wrong: str) -> None:
    """Many languages say "unless your doctor tells you to" as "without your doctor's word"."""
    english = "**Do not stop** unless your doctor tells you to."
    assert "PO101" not in judge(english, right, locale)
    assert "PO101" in judge(english, wrong, locale)


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        ("ru", "**Не прекращайте** приём без указания врача.", "**Прекращайте** приём без указания врача."),
        ("es", "**No suspenda** el tratamiento sin consultarnos.", "**Suspenda** el tratamiento sin consultarnos."),
        ("fr", "**N’arrêtez pas** sans notre accord.", "**Arrêtez** sans notre accord."),
    ],
)
def test_nor_does_a_without_that_says_on_your_own(locale: str, right: str, wrong: str) -> None:
    """Not to stop by oneself is not to stop without asking."""
    english = "**Do not stop** your medicine on your own."
    assert "PO101" not in judge(english, right, locale)
    assert "PO101" in judge(english, wrong, locale)

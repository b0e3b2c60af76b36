"""The rules on content but for numbers: right translations pass, harmful ones do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judging import judge, language

from pnsi18n.model.finding import Severity
from pnsi18n.model.lexicon import Lexicon
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.unit import Unit
from pnsi18n.rules.registry import CONTENT_RULES

CONTENT_RULES_BY_ID = {rule.id: rule for rule in CONTENT_RULES}


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
        ("*No deje* su **medicina** **hoy**.", "MK106"),
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


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr", "rules"),
    [
        ("es", "The lamp is not on.", "La lámpara está apagada.", {"PO104"}),
        ("es", "The lamp is not on.", "La lámpara no está encendida.", set()),
        ("es", "Do not drive.", "Conduzca.", {"PO101"}),
        ("es", "You cannot drive. It is not safe.", "Conduzca. Es seguro.", {"PO101"}),
        ("es", "You may not need it.", "Quizás no lo necesite.", set()),
        ("es", "It no longer hurts.", "Ya no duele.", set()),
        ("ar", "Avoid people who are sick.", "تجنّب المرضى.", set()),
        ("zh_Hans", "Do not stop taking it.", "请停用。", {"PO101"}),
        ("es", "The lower lip may swell.", "Tras la comida, el labio de abajo puede hincharse más.", set()),
    ],
)
def test_what_forbids_weighs_more_than_what_states(locale: str, msgid: str, msgstr: str, rules: set[str]) -> None:
    """A lost "do not" is an error, a lost "is not" a warning; it may be said without one."""
    assert {one for one in judge(msgid, msgstr, locale) if one.startswith("PO")} == rules


def test_every_denial_counts_in_a_critical_message() -> None:
    """There a statement is an error, too."""
    message = Message(text="It is not safe.", risk=Risk.CRITICAL)
    unit = Unit(
        msgid=message.text, msgstr="Es seguro.", language=language("es"), english=language("en"), message=message
    )
    assert {found.rule_id for rule in CONTENT_RULES for found in rule.findings(unit)} == {"PO101"}


def test_nobody_guesses_at_the_denials_of_a_language_without_a_table() -> None:
    """The reviser is asked to look, and only where something is forbidden or critical."""
    unknown = replace(language("es"), lexicon=Lexicon())
    unsure = replace(language("es"), lexicon=replace(language("es").lexicon, confidence="low"))
    for one in (unknown, unsure):
        unit = Unit(msgid="Do not drive.", msgstr="No conduzca.", language=one, english=language("en"))
        found = [finding for rule in CONTENT_RULES for finding in rule.findings(unit)]
        assert [(each.rule_id, each.severity) for each in found] == [("PO105", Severity.NOTE)]
        assert not list(CONTENT_RULES_BY_ID["PO105"].findings(replace(unit, msgid="Drive.", msgstr="Conduzca.")))
    assert "PO105" not in judge("Do not drive.", "No conduzca.")


@pytest.mark.parametrize(
    ("locale", "msgid", "msgstr", "rules"),
    [
        ("fr", "It is safe;", "C'est sûr ;", set()),
        ("fr", "Is it safe?", "C'est sûr ;", {"TY101"}),
        ("fr", "It is safe.", "C'est sûr ;", set()),
        ("el", "Is it safe?", "Είναι ασφαλές;", set()),
        ("el", "Is it safe?", "Είναι ασφαλές.", {"TY101"}),
        ("hy", "Is it safe?", "Անվտա՞նգ է։", set()),
        ("hy", "Is it safe?", "Անվտանգ է։", {"TY101"}),
        ("hy", "It is safe.", "Անվտանգ է։", set()),
        ("hy", "Do it like this:", "Արեք այսպես՝", set()),
        ("ja", "Do it like this:", "次のようにします。", set()),
        ("my", "Is it safe?", "လုံခြုံပါသလား။", set()),
        ("es", "Wait (see: page 2).", "Espere (ver: página 2).", set()),
        ("es", "Wait (2 days:)", "Espere (2 días:)", set()),
        ("es", "Wait (2 days:)", "Espere (2 días:", {"TY104"}),
        ("fa", "COVID-19 and 5 days", "کووید-19 و ۵ روز", set()),
        ("hi", "Go to a hospital.", "बड़े अस्पताल जाएँ।", set()),
        ("vi", "Ask us today.", "Ha\u0303y ho\u0309i chu\u0301ng to\u0302i.", {"SE107"}),
        ("ar", "IFNα is a protein.", "وIFNα بروتين.", set()),
        (
            "zh_Hans",
            "Write to the National Institutes of Health today.",
            "今天写信给 National Institutes of Health。",
            set(),
        ),
        (
            "es",
            "Write to the National Institutes of Health today.",
            "Escriba to the National Institutes hoy.",
            {"LA101"},
        ),
        ("es", "The ACE2-B0AT1 complex of the cell", "El complejo ACE2-B0AT1 de la célula", set()),
    ],
)
def test_signs_and_names_are_left_in_peace(locale: str, msgid: str, msgstr: str, rules: set[str]) -> None:
    """Marks of lists, names with digits, orders of marks, names in Latin letters; the faults beside them are found."""
    assert {one for one in judge(msgid, msgstr, locale) if one[:2] in {"TY", "SE", "LA"}} == rules

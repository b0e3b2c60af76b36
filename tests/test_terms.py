"""The glossary: what is agreed on is found in every form, and what is not is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clinic import Run, edit
from conftest import ROOT

from pnsi18n.adapters import cldr
from pnsi18n.adapters.configuration import read_project
from pnsi18n.adapters.glossary import read_glossary
from pnsi18n.adapters.sources import read_handouts
from pnsi18n.errors import ProjectError
from pnsi18n.model.finding import Finding
from pnsi18n.model.glossary import Glossary, Term
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.rules import terms
from pnsi18n.text.terms import usages
from pnsi18n.workflows.extract import messages_by_domain
from pnsi18n.workflows.units import translation


def findings(glossary: Glossary, locale: str, msgid: str, msgstr: str) -> Iterator[Finding]:
    """Yield what the rules on terms find in one translation."""
    language = cldr.language(locale)
    assert language
    unit = Unit(msgid=msgid, msgstr=msgstr, language=language, glossary=glossary)
    return (finding for rule in terms.UNIT_RULES for finding in rule.findings(unit))


def ids(glossary: Glossary, locale: str, msgid: str, msgstr: str) -> list[str]:
    """Return the ids of those rules."""
    return [finding.rule_id for finding in findings(glossary, locale, msgid, msgstr)]


def one(english: str, use: str, avoid: str = "", never: str = "") -> Glossary:
    """Return a glossary of one term, its forms separated by ``|``."""
    term = Term(
        english=tuple(english.split("|")),
        use=tuple(filter(None, use.split("|"))),
        avoid=tuple(filter(None, avoid.split("|"))),
        never=tuple(filter(None, never.split("|"))),
    )
    return Glossary(terms=(term,))


@pytest.mark.parametrize(
    ("locale", "use", "msgstr"),
    [
        ("es", "convulsión", "Tiene convulsiones."),
        ("ru", "судорожный приступ", "Во время судорожного приступа звоните."),
        ("ru", "приступ", "После приступов отдыхайте."),
        ("pl", "napad drgawek", "Po napadzie drgawek proszę odpocząć."),
        ("uk", "судомний напад", "Після судомного нападу відпочиньте."),
        ("tr", "nöbet", "Nöbetler beş dakika sürerse arayın."),
        ("fil", "kombulsyon", "Kung may mga kombulsyon, tumawag."),
        ("ar", "نوبة تشنج", "والنوبة التشنجية"),
        ("ar", "لقاح", "اللقاحات"),
        ("ur", "سُن پن", "سن پن"),
        ("hi", "कोशिका", "कोशिकाओं को"),
        ("am", "ሴል", "የካንሰር ሴሎችን ይገድላሉ።"),
        ("am", "ሐኪም", "ሐኪሞች"),
        ("zh_Hans", "癫痫 发作", "癫痫再次发作"),
        ("km", "ប្រកាច់", "ការ\u200bប្រ\u200bកាច់"),
        ("ko", "발작", "발작이 있으면"),
    ],
)
def test_a_term_is_found_in_any_form(locale: str, use: str, msgstr: str) -> None:
    """Endings, articles, vowel signs that are left out, spaces that are not seen."""
    assert ids(one("seizure", use), locale, "Have a seizure", msgstr) == []


@pytest.mark.parametrize(
    ("locale", "use", "msgstr"),
    [
        ("es", "convulsión", "Tiene temblores."),
        ("ru", "судорожный приступ", "При судорогах звоните."),
        ("ar", "نوبة تشنج", "عند الإغماء"),
        ("hi", "कोशिका", "काम के बाद"),
        ("am", "ሴል", "ሰዎች ይገድላሉ።"),
        ("zh_Hans", "癫痫发作", "中风"),
    ],
)
def test_another_word_is_reported(locale: str, use: str, msgstr: str) -> None:
    """A translation that calls the term something else does not pass."""
    assert ids(one("seizure", use), locale, "Have a seizure", msgstr) == ["TE101"]


@pytest.mark.parametrize(
    ("msgid", "named"),
    [
        ("Two seizures.", ["seizure"]),
        ("Harmful antibodies attack nerve cells.", ["antibody", "nerve cell"]),
        ("Take your **anti-seizure medicine**.", ["anti-seizure medicine"]),
        ("Cells and seizures", ["seizure", "cell"]),
        ("It is calming.", ["calm*"]),
        ("Seizureless", []),
        ("Excel", []),
    ],
)
def test_the_longest_english_term_counts_in_singular_and_plural(msgid: str, named: list[str]) -> None:
    """A nerve cell is no cell for the glossary, and an anti-seizure medicine no seizure."""
    names = ("seizure", "anti-seizure medicine", "antibody", "nerve cell", "cell", "calm*")
    glossary = Glossary(terms=tuple(Term(english=(name,), use=("x",)) for name in names))
    assert [usage.term.english[0] for usage in usages(glossary, "Latn", msgid, "y")] == named


SEIZURE = one("seizure", "convulsión", "ataque*|crisis", "incautación")


@pytest.mark.parametrize(
    ("msgid", "msgstr", "found"),
    [
        ("A seizure", "Un ataque", ["TE102"]),
        ("A seizure", "Dos ataques", ["TE102"]),
        ("A seizure", "Una crisis", ["TE102"]),
        ("A seizure", "Una convulsión", []),
        ("A seizure after a heart attack", "Una convulsión después de un ataque", []),
        ("A heart attack", "Un ataque", []),
        ("A seizure", "Una incautación", ["TE106"]),
        ("A seizure", "Una convulsión (incautación)", ["TE106"]),
        ("The police", "La incautación", []),
        ("A seizure", "Un CRISISTEMA", ["TE101"]),
    ],
)
def test_a_word_to_avoid_is_reported_where_it_stands_for_the_term(msgid: str, msgstr: str, found: list[str]) -> None:
    """Beside the right word it may translate another one; what means something else is wrong there, too."""
    assert ids(SEIZURE, "es", msgid, msgstr) == found


def test_a_word_to_avoid_is_no_fault_inside_the_right_one() -> None:
    """激素 alone is ambiguous, in 类固醇激素 it is right; 泼尼松 stands in 泼尼松龙, which is another medicine."""
    steroid = one("steroid", "类固醇激素", "激素")
    assert ids(steroid, "zh_Hans", "Take steroids.", "请服用类固醇激素。") == []
    assert ids(steroid, "zh_Hans", "Take steroids.", "请服用激素。") == ["TE102"]
    medicine = one("prednisone", "泼尼松", "泼尼松龙")
    assert ids(medicine, "zh_Hans", "Take prednisone.", "请服用泼尼松龙。") == ["TE102"]
    assert ids(medicine, "zh_Hans", "Take prednisone.", "请服用泼尼松。") == []
    attack = one("seizure", "نوبة تشنج", "نوبة")
    assert ids(attack, "ar", "A second seizure", "نوبة ثانية من التشنج") == []


def test_the_piece_to_look_at_is_as_it_was_written() -> None:
    """With its capitals, so that an editor can find it."""
    (finding,) = findings(SEIZURE, "es", "Seizures", "Ataques")
    assert finding.spot == "Ataques"
    assert "convulsión" in finding.hint


@pytest.mark.parametrize(
    ("msgid", "msgstr", "found"),
    [
        ("IVIG is slow.", "La IVIG es lenta.", []),
        ("IVIG is slow.", "IVIG（免疫球蛋白）", []),
        ("IVIG is slow.", "La igiv es lenta.", ["TE103"]),
        ("IVIG is slow.", "La ivig es lenta.", ["TE103"]),
        ("IVIG is slow.", "La IVIGA es lenta.", ["TE103"]),
        ("It is slow.", "Es lenta.", []),
    ],
)
def test_a_kept_name_is_there_letter_for_letter(msgid: str, msgstr: str, found: list[str]) -> None:
    """It is what stands on the bag and on the card."""
    assert ids(Glossary(keep=("IVIG",)), "es", msgid, msgstr) == found


def unit(key: str, msgid: str, msgstr: str, risk: Risk = Risk.ORDINARY, locale: str = "es") -> Unit:
    """Return a unit of the current English."""
    language = cldr.language(locale)
    assert language
    message = Message(id=key, text=msgid, risk=risk)
    return Unit(msgid=msgid, msgstr=msgstr, msgctxt=key, message=message, language=language)


def across(*units: Unit) -> list[str]:
    """Return the ids of the rules that find something between *units*."""
    whole = Translation(language=units[0].language, units=units)
    return [finding.rule_id for rule in terms.TRANSLATION_RULES for finding in rule.findings(whole)]


def test_the_same_english_in_other_words_is_reported_in_other_forms_not() -> None:
    """A list says "to treat", the heading "treatment of": that is grammar."""
    goal = unit("a", "Treat the cancer", "Лечить рак", locale="ru")
    assert across(goal, unit("b", "Treat the cancer", "Как лечат рак", locale="ru")) == []
    assert across(goal, unit("b", "**Treat** the cancer.", "Удалить опухоль", locale="ru")) == ["TE104"]
    assert across(goal, unit("b", "Treat the pain", "Удалить опухоль", locale="ru")) == []
    chinese = unit("a", "Treat the cancer", "治疗癌症", locale="zh_Hans")
    assert across(chinese, unit("b", "Treat the cancer", "癌症的治疗", locale="zh_Hans")) == []
    assert across(chinese, unit("b", "Treat the cancer", "切除肿瘤", locale="zh_Hans")) == ["TE104"]


def test_one_translation_of_two_messages_is_reported_where_one_is_critical() -> None:
    """A line that was copied is seen; two ways of saying a harmless thing are nobody's fault."""
    stop = unit("a", "Stop the pills.", "Deje las pastillas.", Risk.CRITICAL)
    assert across(stop, unit("b", "Start the pills.", "Deje las pastillas")) == ["TE105"]
    assert across(stop, unit("b", "Stop the pills", "Deje las pastillas")) == []
    assert across(unit("a", "Hello", "Hola"), unit("b", "Hi", "Hola")) == []


GLOSSARY = """\
keep = ["IVIG"]

[[es]]
term = "seizure"
use = ["convulsión", "crisis convulsiva"]
note = "not ataque"

[[es]]
term = ["IVIG"]
use = "IGIV"
"""


def test_a_glossary_is_read(project: Path) -> None:
    """One form or a list; a language's own term goes before what is kept in all."""
    assert read_glossary(read_project(project), "es").terms == ()
    (project / "source" / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    spanish, arabic = (read_glossary(read_project(project), locale) for locale in ("es", "ar"))
    assert [term.english for term in spanish.terms] == [("seizure",), ("IVIG",)]
    assert spanish.terms[0].use == ("convulsión", "crisis convulsiva")
    assert spanish.keep == ()
    assert (arabic.terms, arabic.keep) == ((), ("IVIG",))
    (project / "source" / "glossary.toml").write_text('es = [{ term = "a", use = "b" }]\n', encoding="utf-8")
    assert read_glossary(read_project(project), "es").terms == (Term(english=("a",), use=("b",)),)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('note = "not ataque"', 'notes = "not ataque"', 6, "notes in [es] is not a setting"),
        ('term = ["IVIG"]', 'term = ["Seizure"]', 9, "names 'Seizure', which stands further up already"),
        ('term = ["IVIG"]', "", 8, "term in [es] is missing"),
        ('use = "IGIV"', "use = 3", 10, "must be a list, not a number"),
        ('use = "IGIV"', 'use = ["con*vulsión"]', 10, "names 'con*vulsión'"),
        ('use = "IGIV"', 'use = "IGIV"\navoid = ["IGIV"]', 10, "both name 'IGIV'"),
        ("[[es]]\nterm = [", "[[sp]]\nterm = [", 8, "sp is not a locale that this version knows"),
        ("[[es]]\nterm = [", "[ar]\nterm = [", 8, "ar must be a list of tables"),
        ('keep = ["IVIG"]', 'keep = "IVIG"', 1, "keep must be a list"),
    ],
)
def test_a_fault_in_the_glossary_is_told_with_its_line(project: Path, old: str, new: str, line: int, said: str) -> None:
    """Nothing that somebody wrote is ignored."""
    (project / "source" / "glossary.toml").write_text(GLOSSARY.replace(old, new), encoding="utf-8")
    with pytest.raises(ProjectError) as raised:
        read_glossary(read_project(project), "es")
    assert said in str(raised.value)
    assert (raised.value.location.path, raised.value.location.line) == ("source/glossary.toml", line)
    assert raised.value.hint


def test_validate_and_build_know_the_glossary(spanish: Path, run: Run) -> None:
    """A worse word is a warning; one that means something else is not printed."""
    file = spanish / "source" / "glossary.toml"
    file.write_text('[[es]]\nterm = "fever"\nuse = "calentura"\navoid = "fiebre*"\n', encoding="utf-8")
    assert "TE102" in run("validate", "es").stdout
    edit(file, "avoid =", "never =")
    done = run("validate", "es")
    assert "TE106" in done.stdout
    assert done.exit_code == 1
    edit(file, "never =", "nevr =")
    done = run("validate", "es")
    assert done.exit_code == 2
    assert done.stderr.count("is not a setting") == 1


def test_our_own_catalogs_keep_to_the_glossary() -> None:
    """Eight languages, nearly a thousand terms: the glossary says what the drafts say, and no form alarms."""
    project = read_project(ROOT)
    domains = messages_by_domain(read_handouts(project))
    seen, found = 0, []
    for language in project.languages.values():
        for domain, messages in domains.items():
            whole = translation(project, language, domain, messages)
            found += [finding for rule in terms.TRANSLATION_RULES for finding in rule.findings(whole)]
            for each in (one for one in whole.units if one.is_current):
                seen += len(usages(each.glossary, language.script, each.msgid, each.msgstr))
                found += [finding for rule in terms.UNIT_RULES for finding in rule.findings(each)]
    assert found == []
    assert seen > 900

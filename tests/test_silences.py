"""A finding that is wrong is silenced by a person, with a reason, for exactly these texts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from clinic import CATALOG, ENGLISH, ROLE, Run, commit, edit, git, policy, refused, translate

from pnsi18n.model.message import Message
from pnsi18n.model.unit import Unit
from pnsi18n.rules import registry
from pnsi18n.rules.registry import ALL_RULES
from pnsi18n.text.silencing import reason_fault

FILE = "locale/es/silenced.toml"
REASON = "The five days are meant as a working week here."
WHO = ("--reason", REASON, "--name", "Fixture Reviser")
SHEET = "output/fixture/es/fixture.es.standard.a4.pdf"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFixtureFixtureFixtureFixtureFixtureFixture"


@pytest.fixture
def wrong(spanish: Path) -> Path:
    """Return a project in whose Spanish the number 5 is a word that no table knows."""
    translate(spanish, {"em.fever": "Tiene fiebre de {temperature:38} durante una semana laboral"})
    return spanish


@pytest.fixture
def silenced(wrong: Path, run: Run) -> Path:
    """Return that project with the finding silenced."""
    assert run("silence", "es", "CR101", "em.fever", *WHO).exit_code == 0
    return wrong


def ids(run: Run, *words: str) -> list[str]:
    """Return the rules that speak when *words* are validated, those of unsigned text apart."""
    found = json.loads(run("validate", *words, "--format", "json").stdout)["findings"]
    return [row["rule"] for row in found if row["rule"] not in {"ST111", "ST112", "SR112"}]


def test_a_silenced_finding_is_not_told_and_is_not_forgotten(wrong: Path, run: Run) -> None:
    """The sum counts it, and JSON has it with the reason and the name."""
    assert ids(run, "es") == ["CR101"]
    said = run("silence", "es", "CR101", "em.fever", *WHO)
    assert said.stdout == f"{FILE}: silenced: CR101 number-changed: the number 5 is missing from the translation\n"
    assert ids(run, "es") == []
    report = json.loads(run("validate", "es", "--format", "json").stdout)
    (row,) = report["silenced"]
    assert (row["rule"], row["msgctxt"], row["reason"]) == ("CR101", "em.fever", REASON)
    assert (row["name"], row["silenced_path"], row["silenced_line"]) == ("Fixture Reviser", FILE, 4)
    assert report["summary"]["silenced"] == 1
    result = run("validate", "es")
    assert result.exit_code == 0
    assert result.stderr == "0 errors, 0 warnings, 2 notes, 1 silenced in 1 language\n"
    assert "CR101" not in result.stdout
    assert wrong.is_dir()


def test_the_file_is_for_people(silenced: Path) -> None:
    """Both texts stand in it whole, to be read in a diff."""
    content = (silenced / FILE).read_text(encoding="utf-8")
    assert 'english = "Have a fever of {temperature:38} for 5 days"' in content
    assert 'translation = "Tiene fiebre de {temperature:38} durante una semana laboral"' in content
    assert re.search(r"^date = \d{4}-\d\d-\d\d$", content, re.MULTILINE)


def test_what_a_person_wrote_stays_byte_for_byte(silenced: Path, run: Run) -> None:
    """A comment, an odd order, line ends of Windows: a new entry comes behind them."""
    path = silenced / FILE
    own = path.read_bytes().replace(b"\n", b"\r\n") + b"# mine\r\n\r\n# no line end"
    path.write_bytes(own)
    translate(silenced, {"em.lead": "Llame al {emergency_number} si"})
    assert run("silence", "es", "end-punctuation", "em.lead", *WHO).exit_code == 0
    content = path.read_bytes()
    assert content.startswith(own + b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert ids(run, "es") == []


def test_other_words_are_heard_again_and_the_same_words_are_not(silenced: Path, run: Run) -> None:
    """It lapses with any letter, and says which; wrapped lines are no other words; changed back, it counts."""
    edit(silenced / CATALOG, "semana laboral", "semana")
    assert ids(run, "es") == ["CR101", "SI101"]
    told = run("validate", "es").stdout
    assert f"{FILE}:4: warning: SI101 silence-lapsed: the silence of CR101 for em.fever by Fixture Reviser" in told
    assert "the translation has changed: Tiene fiebre de {temperature:38} durante una semana[- laboral-]" in told
    edit(silenced / CATALOG, "durante una semana", "durante una  semana laboral")
    assert ids(run, "es") == ["TY102"]
    edit(silenced / CATALOG, "una  semana", "una semana")
    assert ids(run, "es") == []


def test_another_english_ends_a_silence_too(silenced: Path, run: Run) -> None:
    """The finding about the silence shows what has changed."""
    edit(silenced / ENGLISH, "Have a fever", "Have a high fever")
    assert run("extract").exit_code == run("update").exit_code == 0
    assert "SI101" in ids(run, "es")
    assert "  | Have a{+ high+} fever of {temperature:38} for 5 days\n" in run("validate", "es").stdout


def test_a_silence_that_silences_nothing_is_found(silenced: Path, run: Run) -> None:
    """Of a rule that is content, and of a message that is gone."""
    content = (silenced / FILE).read_text(encoding="utf-8")
    more = content[content.index("[[silence]]") :]
    (silenced / FILE).write_text(
        content + more.replace("CR101", "TY104") + more.replace("em.fever", "em.old"), encoding="utf-8"
    )
    assert ids(run, "es") == ["SI102", "SI102"]
    told = run("validate", "es").stdout
    assert "the rule finds no fault there" in told
    assert "is of a message that is not there" in told


def test_a_silence_of_a_rule_that_is_off_is_not_unused(silenced: Path, run: Run) -> None:
    """The rule would speak."""
    edit(silenced / "pyproject.toml", "[tool.pnsi18n]\n", '[tool.pnsi18n]\nrules = {CR101 = "off"}\n')
    assert ids(run, "es") == []
    assert json.loads(run("validate", "es", "--format", "json").stdout)["silenced"] == []


def test_a_silenced_error_reaches_paper_and_can_be_signed(wrong: Path, run: Run) -> None:
    """Build, status and signoff hear no more of it than validate does."""
    assert "the page shows this message in English" in run("build", "es", "--jobs", "1").stderr
    assert "em.fever" in run("signoff", "es", *ROLE).stderr
    assert run("silence", "es", "CR101", "em.fever", *WHO).exit_code == 0
    built = run("build", "es", "--jobs", "1")
    assert (built.exit_code, "the page shows this message in English" in built.stderr) == (0, False)
    document = pypdfium2.PdfDocument(wrong / SHEET)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "semana laboral" in " ".join(text.split())
    signed = run("signoff", "es", *ROLE, "--message", "em.fever").stdout
    assert "  silenced: CR101, by " in signed  # whoever signs is told what somebody else let pass
    assert "es/signoff/" in signed


def test_a_reviewer_reads_in_the_packet_what_others_have_silenced(silenced: Path, run: Run) -> None:
    """On paper, beside the translation, with the name and the reason."""
    result = run("export", "es", "--format", "packet", "--paper", "a4")
    assert result.exit_code == 0, result.output
    (packet,) = (silenced / "output").rglob("*.packet.a4.pdf")
    with pypdfium2.PdfDocument(packet) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert "silenced: CR101" in text
    assert f"by {WHO[-1]}" in text


def test_the_english_has_a_file_of_its_own(spanish: Path, run: Run) -> None:
    """For the rules about single sentences; without a translation to be bound to."""
    long = "This text is a fixture of the tests and it is not advice, " + "and it goes on " * 6 + "to its end."
    edit(spanish / ENGLISH, "This text is a fixture of the tests, not advice.", long)
    assert run("extract").exit_code == run("update").exit_code == 0
    assert "SR103" in ids(run)
    assert run("silence", "en", "SR103", "intro", *WHO).exit_code == 0
    content = (spanish / "source/fixture/silenced.toml").read_text(encoding="utf-8")
    assert "translation" not in content
    assert "SR103" not in ids(run)
    edit(spanish / ENGLISH, "to its end.", "to the end.")
    assert {"SR103", "SI101"} <= {*ids(run)}


def test_a_message_without_an_id_is_named_by_its_text(spanish: Path, run: Run) -> None:
    """As in the ledger."""
    edit(spanish / ENGLISH, " {#intro}", "")
    assert run("extract").exit_code == run("update").exit_code == 0
    catalog = (spanish / CATALOG).read_text(encoding="utf-8")
    english = "This text is a fixture of the tests, not advice."
    spanish_text = 'msgstr "Texto  de prueba, no consejo."\n'
    done = re.sub(rf'(msgid "{re.escape(english)}"\n)msgstr .*\n', rf"\1{spanish_text}", catalog)
    (spanish / CATALOG).write_text(done, encoding="utf-8")
    assert "TY102" in ids(run, "es")
    assert run("silence", "es", "TY102", english, *WHO).exit_code == 0
    assert f'message = "text: {english}"' in (spanish / FILE).read_text(encoding="utf-8")
    assert "TY102" not in ids(run, "es")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("es", "CR999", "em.fever", *WHO), "there is no rule 'CR999'"),
        (("es", "CR101", "em.breath", *WHO), "CR101 finds no fault in em.breath of es"),
        (("es", "CR101", "em.fever", "--handout", "page", *WHO), "CR101 finds no fault in em.fever of es"),
        (("en", "SR103", "intro", *WHO), "SR103 finds no fault in intro of the English"),
        (("es", "PH101", "em.fever", *WHO), "PH101 cannot be silenced"),
        (("es", "ST112", "em.fever", *WHO), "ST112 cannot be silenced"),
        (("es", "CR101", "em.fever", "--reason", " ", "--name", "Ana"), "the reason is empty"),
        (("es", "CR101", "em.fever", "--reason", "false alarm", "--name", "Ana"), "the reason has fewer than 3 words"),
        (("es", "CR101", "em.fever", "--reason", REASON, "--name", " "), "the name is empty"),
        (("es", "CR101", "em.fever", "--reason", REASON, "--name", "A\u200bna"), "the hidden character U+200B"),
        (("fr", "CR101", "em.fever", *WHO), "'fr' is not one of the project's locales"),
    ],
)
def test_what_cannot_be_silenced_is_refused(wrong: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    """In one sentence, with nothing written."""
    assert said in refused(run, wrong, "silence", *words)


def test_what_is_silent_already_is_said(silenced: Path, run: Run) -> None:
    """There is nothing to do."""
    assert "is silenced for em.fever already" in refused(run, silenced, "silence", "es", "CR101", "em.fever", *WHO)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('reason = "', 'reason = ""  # "', "reason in [silence] is missing"),
        (f'reason = "{REASON}"', 'reason = "so what"', "reason in [silence] has fewer than 3 words"),
        ('name = "Fixture Reviser"', 'name = " "', "name in [silence] is empty"),
        ('name = "Fixture Reviser"\n', "", "name in [silence] is missing"),
        ('rule = "', 'because = "', "because in [silence] is not a setting"),
        ("date = ", "date = 2 #", "date in [silence] is not a date"),
        ('handout = "fixture"', "handout = 3", "handout in [silence] must be a text"),
        ("[[silence]]", "[silence]", "silence must be a list of tables"),
        ("[[silence]]", "[[silences]]", "silences is not a setting"),
        ('translation = "', '#translation = "', "translation in [silence] is missing"),
        ("[[silence]]", "<<<<<<< HEAD", "this is not valid TOML"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(
    silenced: Path, run: Run, old: str, new: str, said: str
) -> None:
    """Nothing is silenced by half; what was found is told all the same."""
    edit(silenced / FILE, old, new)
    result = run("validate", "es")
    assert result.exit_code == 2
    assert re.match(rf"error: {FILE}:\d+: {re.escape(said)}", result.stderr), result.stderr
    assert "CR101" in result.stdout
    assert said in refused(run, silenced, "build", "es")


def test_the_line_of_the_second_entry_is_that_of_the_second(silenced: Path, run: Run) -> None:
    """A fault is looked for where it is."""
    content = (silenced / FILE).read_text(encoding="utf-8")
    entry = content[content.index("[[silence]]") :]
    second = len(content.splitlines()) + 1
    broken = entry.replace(REASON, "no")
    (silenced / FILE).write_text(content + broken, encoding="utf-8")
    where = second + broken[: broken.index("reason =")].count("\n")
    assert run("validate", "es").stderr.startswith(f"error: {FILE}:{where}: reason in [silence] has fewer")


def test_some_faults_stay_whatever_is_written_by_hand(silenced: Path, run: Run) -> None:
    """A silence of a rule that has none, or that cannot be silenced, is an error."""
    content = (silenced / FILE).read_text(encoding="utf-8")
    for rule in ("PH101", "ST118", "XY999"):
        (silenced / FILE).write_text(content.replace("CR101", rule), encoding="utf-8")
        assert ids(run, "es") == ["CR101", "SI103"]


def test_where_reviewers_are_listed_nobody_else_silences(silenced: Path, run: Run) -> None:
    """Whoever can edit the repository cannot silence an error under any name that comes to mind."""
    people = silenced / "source/reviewers.toml"
    people.write_text(f'[reviewers."Somebody Else"]\nroles = ["reviser"]\nkeys = ["{KEY}"]\n', encoding="utf-8")
    assert ids(run, "es") == ["CR101", "SI104"]
    edit(people, "Somebody Else", "Fixture Reviser")
    assert ids(run, "es") == []
    edit(people, "roles", 'locales = ["ar"]\nroles')
    assert "Fixture Reviser is not listed for es" in run("validate", "es").stdout
    translate(silenced, {"em.lead": "Llame al {emergency_number} si"})
    assert "is not listed for es" in refused(run, silenced, "silence", "es", "TY101", "em.lead", *WHO)


def test_a_list_from_outside_is_the_one_that_counts(silenced: Path, run: Run, tmp_path: Path) -> None:
    """The project's own list is not asked."""
    entry = f'[reviewers."Fixture Reviser"]\nroles = ["reviser"]\nkeys = ["{KEY}"]\n'
    (silenced / "source/reviewers.toml").write_text(entry, encoding="utf-8")
    anchor = tmp_path / "trusted.toml"
    anchor.write_text(entry.replace("Fixture Reviser", "Fixture Clinician"), encoding="utf-8")
    assert ids(run, "es", "--reviewers", str(anchor)) == ["CR101", "SI104"]
    assert ids(run, "es") == []


def test_where_signatures_are_asked_for_a_name_alone_is_not_enough(silenced: Path, run: Run) -> None:
    """Without a list nobody is known."""
    policy(silenced, "signatures = true")
    assert ids(run, "es") == ["CR101", "SI104"]


def test_a_silence_dated_ahead_does_not_count(silenced: Path, run: Run) -> None:
    """As with sign-offs."""
    path = silenced / FILE
    path.write_text(re.sub(r"date = .*", "date = 2999-01-01", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert ids(run, "es") == ["CR101", "SI104"]


def test_a_typo_of_the_english_can_be_silenced(spanish: Path, run: Run) -> None:
    """ST114 is a question; where git has no past to ask, the answer is not called unused."""
    git(spanish, "init", "-q", "-b", "main")
    commit(spanish, "translated")
    edit(spanish / ENGLISH, "This text is a fixture of", "This text is the fixture of")
    assert run("extract").exit_code == run("update").exit_code == 0
    commit(spanish, "new English")
    content = (spanish / CATALOG).read_text(encoding="utf-8")
    (spanish / CATALOG).write_text(re.sub(r"#, fuzzy\n(#\| .*\n)*", "", content), encoding="utf-8")
    assert ids(run, "es") == ["ST114"]
    assert run("silence", "es", "ST114", "intro", *WHO).exit_code == 0
    assert ids(run, "es") == []
    shutil.rmtree(spanish / ".git")
    assert ids(run, "es") == []


def test_a_catalog_that_cannot_be_read_makes_no_silence_unused(silenced: Path, run: Run) -> None:
    """Nothing is known of it."""
    (silenced / CATALOG).write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    result = run("validate", "es")
    assert (result.exit_code, "SI10" in result.stdout) == (2, False)


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("", "is empty"),
        ("...", "is empty"),
        ("ok", "has fewer than 3 words"),
        ("It is right.", ""),
        ("这是正确的", ""),
        ("ตรวจแล้วถูกต้อง", ""),
        ("النص صحيح كما هو", ""),
    ],
)
def test_a_reason_is_a_few_words_in_any_script(reason: str, fault: str) -> None:
    """Scripts without spaces are counted by letters."""
    assert reason_fault(reason) == fault


def test_only_what_has_a_text_and_is_safe_to_differ_can_be_silenced() -> None:
    """Placeholders, code and hidden signs are mended; reviews and ledgers have no text to bind to."""
    families = (registry.STATE_RULES, registry.CONTENT_RULES, registry.MESSAGE_RULES)
    never = {rule.id for family in families for rule in family if not rule.silenceable}
    assert {"PH101", "PH102", "PH103", "PH104", "SE101", "SE102", "SE103", "SE104", "SE105", "SE106"} <= never
    assert {"ST102", "ST105", "ST118", "SR104"} <= never
    assert not never & {"CR101", "PO101", "LA101", "TY101", "LE101", "LN102", "MK101", "ST114", "SR103"}
    others = [rule for rule in ALL_RULES if not isinstance(rule.bad, Unit | Message)]
    assert [rule.id for rule in others if rule.silenceable] == []

"""ST: a catalog is the translation of the English that stands in the source today."""

from __future__ import annotations

from collections.abc import Iterator

from pnsi18n.model.finding import Location, Problem, Severity
from pnsi18n.model.language import SPANISH
from pnsi18n.model.message import Message, Risk
from pnsi18n.model.project import LocaleFolder, TemplateState
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Translation, Unit
from pnsi18n.text.traits import EARLIER

_REST = Message(id="rest", text="Rest a lot.")
_STOP = Message(id="st.stop", text="Do not stop.", risk=Risk.CRITICAL)


@rule(
    id="ST101",
    severity=Severity.WARNING,
    rationale="A message without a translation is printed in English, marked as English.",
    bad=Unit(msgid="Do not stop.", msgctxt="st.stop", message=_STOP),
    good=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),
    silenceable=False,
)
def untranslated(unit: Unit) -> Iterator[Problem]:
    """Report a msgstr with nothing in it."""
    if unit.msgstr == "":
        critical = "a critical message" if unit.message and unit.message.risk is Risk.CRITICAL else "this message"
        yield Problem(statement=f"{critical} is not translated", hint=f"translate: {unit.msgid}")


@rule(
    id="ST102",
    severity=Severity.ERROR,
    rationale="White space alone counts as translated in every tool and prints an empty line.",
    bad=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr=" ", message=_STOP),
    good=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),
    silenceable=False,
)
def blank(unit: Unit) -> Iterator[Problem]:
    """Report a msgstr of white space."""
    if unit.msgstr and not unit.msgstr.strip():
        yield Problem(statement="the translation is only white space", hint="translate it, or empty the field")


@rule(
    id="ST103",
    severity=Severity.WARNING,
    rationale="A fuzzy translation was made for another English text, so the page prints English.",
    bad=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="Pare.", fuzzy=True, message=_STOP),
    good=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),
    silenceable=False,
)
def fuzzy(unit: Unit) -> Iterator[Problem]:
    """Report a translation that waits for somebody to look at it."""
    if unit.fuzzy:
        yield Problem(
            statement="the translation is marked fuzzy",
            hint="compare it with the English, correct it, then clear the fuzzy mark",
        )


@rule(
    id="ST105",
    severity=Severity.ERROR,
    rationale="A translation of yesterday's English can say the opposite of today's.",
    bad=Unit(msgid="Stop.", msgctxt="st.stop", msgstr="Pare.", message=_STOP),
    good=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),
    silenceable=False,
)
def stale_source(unit: Unit) -> Iterator[Problem]:
    """Report a msgid that is not the current text of its id."""
    if unit.message is None:
        yield Problem(
            statement="the source has no such message any more",
            hint="run: pnsi18n update (the translation is kept as obsolete)",
        )
    elif unit.message.text != unit.msgid:
        yield Problem(
            statement=f"the English now reads: {unit.message.text}",
            hint="run: pnsi18n update, then compare the translation with the new English",
        )


@rule(
    id="ST104",
    severity=Severity.NOTE,
    rationale="Obsolete entries are kept so that a message that returns finds its translation.",
    bad=Translation(language=SPANISH, obsolete=3),
    good=Translation(language=SPANISH),
)
def obsolete_kept(translation: Translation) -> Iterator[Problem]:
    """Mention obsolete entries; they are never printed."""
    if translation.obsolete:
        yield Problem(
            statement=f"obsolete entries kept at the end of the file: {translation.obsolete}",
            hint="nothing to do; delete them in the PO editor when they will not be needed again",
        )


@rule(
    id="ST107",
    severity=Severity.ERROR,
    rationale="Of two translations of one message, nobody can say which one is printed.",
    bad=Translation(
        language=SPANISH,
        messages=(_STOP,),
        units=(
            Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),
            Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="Pare.", message=_STOP),
        ),
    ),
    good=Translation(
        language=SPANISH,
        messages=(_STOP,),
        units=(Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),),
    ),
)
def duplicate_unit(translation: Translation) -> Iterator[Problem]:
    """Report each entry whose key stood further up already."""
    first: dict[tuple[str | None, str], Unit] = {}
    for unit in translation.units:
        earlier = first.setdefault((unit.msgctxt, unit.msgid), unit)
        if earlier is not unit:
            yield Problem(
                statement=f"{unit.msgctxt or unit.msgid!r} stands at line {earlier.location.line} already",
                hint="keep the better translation and delete the other entry",
                at=unit.location,
            )


@rule(
    id="ST108",
    severity=Severity.ERROR,
    rationale="Without a catalog the whole handout is printed in English.",
    bad=Translation(language=SPANISH, present=False, messages=(_STOP,)),
    good=Translation(language=SPANISH),
)
def missing_catalog(translation: Translation) -> Iterator[Problem]:
    """Report a configured locale that has no catalog for a handout."""
    if not translation.present:
        yield Problem(
            statement=f"there is no catalog for {translation.language.english_name}",
            hint=f"run: pnsi18n init {translation.locale}",
        )


@rule(
    id="ST110",
    severity=Severity.ERROR,
    rationale="A message that the catalog does not know cannot be translated.",
    bad=Translation(language=SPANISH, messages=(_STOP,)),
    good=Translation(
        language=SPANISH,
        messages=(_STOP,),
        units=(Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),),
    ),
)
def message_not_in_catalog(translation: Translation) -> Iterator[Problem]:
    """Report each message of the source that has no entry."""
    known = {(unit.msgctxt, unit.msgid) for unit in translation.units}
    ids = {unit.msgctxt for unit in translation.units if unit.msgctxt}
    for message in translation.messages if translation.present else ():
        if message.key not in known and message.id not in ids:
            yield Problem(
                statement=f"{message.id or message.text!r} is not in the catalog",
                hint="run: pnsi18n update",
            )


@rule(
    id="ST106",
    severity=Severity.ERROR,
    rationale="A folder under a wrong name is never built, and nobody misses it.",
    bad=LocaleFolder(locale="sp", registered=False, location=Location("locale/sp")),
    good=LocaleFolder(),
)
def unknown_locale(folder: LocaleFolder) -> Iterator[Problem]:
    """Report a locale folder that the registry or the configuration does not know."""
    if not folder.registered:
        yield Problem(
            statement=f"{folder.locale!r} is not a locale that this version knows",
            hint="use the gettext name, such as es or zh_Hans; pnsi18n doctor lists them",
        )
    elif not folder.configured:
        yield Problem(
            statement=f"{folder.locale!r} is not in the project's list of locales",
            hint="add it to locales in [tool.pnsi18n] of pyproject.toml, or remove the folder",
        )


@rule(
    id="ST109",
    severity=Severity.ERROR,
    rationale="Translators work from the template; an old one sends them to translate old English.",
    bad=TemplateState(current=False),
    good=TemplateState(),
)
def template_out_of_date(state: TemplateState) -> Iterator[Problem]:
    """Report a committed template that is not what the source gives now."""
    if not state.present:
        yield Problem(statement="the template does not exist", hint="run: pnsi18n extract")
    elif not state.current:
        yield Problem(
            statement="the template is not what the source gives now",
            hint="run: pnsi18n extract, then pnsi18n update",
        )


_STALE_HINT = (
    "correct it; or, if it is right for the new English too, sign it: pnsi18n signoff {} --role translator --message {}"
)


@rule(
    id="ST114",
    severity=Severity.WARNING,
    rationale="A fuzzy mark that was cleared unread passes the old sentence off as the new one.",
    bad=Unit(msgid="Rest a lot.", msgctxt="rest", msgstr="Camine mucho.", message=_REST, made_for="Walk a lot."),
    good=Unit(msgid="Rest a lot.", msgctxt="rest", msgstr="Descanse mucho.", message=_REST),
    about={EARLIER},
)
def unfuzzied_without_edit(unit: Unit) -> Iterator[Problem]:
    """Report a translation of an earlier English that nobody has touched since; for critical messages see ST118."""
    if unit.made_for and not unit.is_critical:
        yield _made_for(unit)


@rule(
    id="ST118",
    severity=Severity.ERROR,
    rationale="Of a critical message, the translation of an earlier English can say the opposite of today's.",
    bad=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="Pare.", message=_STOP, made_for="Stop."),
    good=Unit(msgid="Do not stop.", msgctxt="st.stop", msgstr="No lo suspenda.", message=_STOP),
    silenceable=False,
    about={EARLIER},
)
def critical_unfuzzied_without_edit(unit: Unit) -> Iterator[Problem]:
    """Report a critical message in the translation of its earlier English; it is printed in English."""
    if unit.made_for and unit.is_critical:
        yield _made_for(unit)


def _made_for(unit: Unit) -> Problem:
    return Problem(
        statement=f"this is the translation of the earlier English: {unit.made_for}",
        hint=_STALE_HINT.format(unit.locale, unit.msgctxt),
    )


UNIT_RULES = (untranslated, blank, fuzzy, stale_source)
PRINTED_UNIT_RULES = (unfuzzied_without_edit, critical_unfuzzied_without_edit)
TRANSLATION_RULES = (obsolete_kept, duplicate_unit, missing_catalog, message_not_in_catalog)
FOLDER_RULES = (unknown_locale,)
TEMPLATE_RULES = (template_out_of_date,)

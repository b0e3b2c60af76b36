"""Bringing a catalog up to date loses nothing, approves nothing and touches nothing without reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnsi18n.adapters.breaks import gettext_breaks
from pnsi18n.model.catalog import Catalog
from pnsi18n.model.finding import Location
from pnsi18n.text.merge import Merge, merge
from pnsi18n.text.po_syntax import require_unique, scan
from pnsi18n.text.po_write import escape, text_of

HEADER = """\
# Ana, 2026
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=0;\\n"
"X-Generator: Poedit 3.6\\n"
"""
REST = '#. Heading\n#: a.md:1\nmsgctxt "rest"\nmsgid "Rest"\nmsgstr "Repos"\n'
DRINK = '# Ana: tu or vous?\n#. Item\n#: a.md:2\n#,fuzzy , x-odd\nmsgctxt   "drink"\nmsgid ""\n"Dri"\n"nk"\n'
DRINK += 'msgstr "Bois"   \n'
EAT = '#. Item\n#: a.md:3\nmsgctxt "eat"\nmsgid "Eat"\nmsgstr "Mange"\n'
OLD = '#~ msgctxt "old"\n#~ msgid "Old"\n#~ msgstr "Vieux"\n'


def in_file(*entries: str) -> str:
    """Return the text of a catalog of *entries*, a blank line between them."""
    return "\n".join((HEADER, *entries))


def catalog_of(*entries: str) -> Catalog:
    """Return the catalog of *entries*."""
    return scan(in_file(*entries), Location("fr.po"))


def template_of(*entries: str) -> Catalog:
    """Return the template of *entries*."""
    return scan("\n".join(entries), Location("t.pot"))


def message(msgctxt: str | None, msgid: str, plural: str | None = None, *, path: str = "a.md:9", note: str = "") -> str:
    """Return one entry of a template."""
    lines = [f"#. {note}"] * bool(note) + [f"#: {path}"]
    lines += [f'msgctxt "{msgctxt}"'] * (msgctxt is not None) + [f'msgid "{escape(msgid)}"']
    lines += ['msgstr ""'] if plural is None else [f'msgid_plural "{plural}"', 'msgstr[0] ""', 'msgstr[1] ""']
    return "".join(line + "\n" for line in lines)


M_REST, M_DRINK, M_EAT = (
    message("rest", "Rest", note="Heading"),
    message("drink", "Drink", note="Item"),
    message("eat", "Eat", note="Item"),
)


def merged(template: Catalog, catalog: Catalog) -> Merge:
    """Return the merge, looking whether another one changes nothing and whether it can be read."""
    result = merge(template, catalog, gettext_breaks)
    again = scan(text_of(result.catalog), Location("fr.po"))
    assert text_of(merge(template, again, gettext_breaks).catalog) == text_of(result.catalog)
    require_unique(again)
    return result


def after(template: Catalog, catalog: Catalog) -> str:
    """Return the text of the merged catalog."""
    return text_of(merged(template, catalog).catalog)


def test_an_unchanged_template_rewrites_no_byte_however_odd_the_file() -> None:
    """No date, no order, no wrapping is touched without reason."""
    catalog = catalog_of(EAT, OLD, DRINK, "\n\n" + REST, "# the end\n")

    assert after(template_of(M_REST, M_DRINK, M_EAT), catalog) == text_of(catalog)


def test_new_line_numbers_and_rewrapped_notes_alone_rewrite_nothing() -> None:
    """Otherwise every sentence added above would change every entry below."""
    catalog = catalog_of(REST.replace("#. Heading\n", "#. Head\n#. ing of\n#.  all \n"))

    assert after(template_of(message("rest", "Rest", path="a.md:77", note="Head ing of all")), catalog) == text_of(
        catalog
    )


def test_a_changed_message_keeps_its_translation_as_fuzzy_beside_the_english_it_was_made_from() -> None:
    """The translator sees what changed and mends the translation."""
    catalog = catalog_of(REST, DRINK, EAT)

    assert after(template_of(message("rest", "Rest more", note="Heading"), M_DRINK, M_EAT), catalog) == in_file(
        '#. Heading\n#: a.md:9\n#, fuzzy\n#| msgid "Rest"\nmsgctxt "rest"\nmsgid "Rest more"\nmsgstr "Repos"\n',
        DRINK,
        EAT,
    )


def test_one_changed_message_changes_one_entry_in_a_file_of_any_order() -> None:
    """A reviewer of the change sees the change and nothing else."""
    catalog = catalog_of(EAT, OLD, DRINK, REST)

    text = after(template_of(M_REST, M_DRINK, message("eat", "Eat more", note="Item")), catalog)

    assert text.endswith(f"\n{OLD}\n{DRINK}\n{REST}")
    assert 'msgid "Eat more"' in text.split("\n\n")[1]


def test_a_changed_message_keeps_the_odd_lines_of_its_translation() -> None:
    """The translation is the translator's, down to its wrapping."""
    odd = '# x\n#:   a.md:9\nmsgctxt "rest"\nmsgid "Rest"\nmsgstr ""\n"Re"\n\t"p\\157s"  \n'

    text = after(template_of(message("rest", "Rest more")), catalog_of(odd))

    assert text.endswith(
        '#, fuzzy\n#| msgid "Rest"\nmsgctxt "rest"\nmsgid "Rest more"\nmsgstr ""\n"Re"\n\t"p\\157s"  \n'
    )


def test_after_several_changes_the_previous_english_is_still_the_one_that_was_translated() -> None:
    """What was translated is what the translator must compare with."""
    catalog = catalog_of(REST)
    for english in ("Rest more", "Rest most", "Rest, rest"):
        catalog = merged(template_of(message("rest", english)), catalog).catalog

    (entry,) = catalog.live
    assert (entry.msgid, entry.previous_msgid, entry.fuzzy, entry.msgstrs) == ("Rest, rest", "Rest", True, ("Repos",))


def test_english_that_changes_back_stays_fuzzy_because_the_translation_may_have_moved_on() -> None:
    """Nothing is approved by a machine, not even this."""
    catalog = merged(template_of(message("rest", "Rest more")), catalog_of(REST)).catalog
    (entry,) = merged(template_of(M_REST), catalog).catalog.live

    assert (entry.fuzzy, entry.previous_msgid) == (True, "Rest")


def test_a_translation_that_was_approved_again_begins_a_new_history() -> None:
    """Leftovers of an older change do not mislead."""
    approved = '#| msgctxt "r"\n#| msgid "Nap"\nmsgctxt "rest"\nmsgid "Rest"\nmsgstr "Repos"\n'
    (entry,) = merged(template_of(message("rest", "Rest more")), catalog_of(approved)).catalog.live

    assert (entry.fuzzy, entry.previous_msgid, entry.previous_msgctxt) == (True, "Rest", None)


def test_an_untranslated_message_that_changes_is_simply_untranslated() -> None:
    """Where nothing was translated, nothing is outdated."""
    (entry,) = merged(template_of(message("rest", "More")), catalog_of(REST.replace("Repos", ""))).catalog.live

    assert (entry.msgid, entry.fuzzy, entry.previous_msgid) == ("More", False, None)


def test_a_new_message_comes_after_the_one_before_it() -> None:
    """Translators meet it where readers will."""
    new = message("nap", "Nap")

    result = merged(template_of(M_REST, new, M_DRINK, M_EAT), catalog_of(REST, DRINK, EAT, OLD))

    assert text_of(result.catalog) == in_file(REST, new, DRINK, EAT, OLD)
    assert result.new == ("nap",)


def test_new_messages_at_the_beginning_come_after_the_header() -> None:
    """The header stays first."""
    new = message("nap", "Nap") + "\n" + message("nip", "Nip")

    assert after(template_of(new, M_REST), catalog_of(REST)) == in_file(new, REST)


def test_new_messages_in_a_file_without_a_header_stand_on_their_own_lines() -> None:
    """No entry runs into another."""
    text = after(template_of(message("nap", "Nap"), M_REST), scan(REST, Location("fr.po")))

    assert text == REST + "\n" + message("nap", "Nap")


def test_messages_that_only_changed_places_stay_where_translators_know_them() -> None:
    """Moving entries would bury real changes and break merges."""
    catalog = catalog_of(REST, DRINK, EAT)

    assert after(template_of(M_EAT, M_REST, M_DRINK), catalog) == text_of(catalog)


def test_a_message_that_is_gone_is_kept_as_obsolete_at_the_end() -> None:
    """It may return."""
    result = merged(template_of(M_REST, M_EAT), catalog_of(REST, DRINK, EAT, OLD))

    assert text_of(result.catalog) == in_file(REST, EAT, OLD) + (
        '\n# Ana: tu or vous?\n#,fuzzy , x-odd\n#~ msgctxt "drink"\n#~ msgid "Drink"\n#~ msgstr "Bois"\n'
    )
    assert result.obsolete == ("drink",)


def test_a_message_that_is_gone_and_was_never_touched_leaves_nothing() -> None:
    """An empty entry is nobody's work."""
    assert after(template_of(M_EAT), catalog_of(REST.replace("Repos", ""), EAT)) == in_file(EAT)


def test_the_translators_comment_of_an_untranslated_message_is_kept() -> None:
    """A question to the doctor is work, too."""
    text = after(template_of(M_EAT), catalog_of("# Ask the doctor!\n" + REST.replace("Repos", ""), EAT))

    assert '# Ask the doctor!\n#~ msgctxt "rest"\n' in text


def test_a_message_that_returns_gets_its_translation_back() -> None:
    """Retiring and reviving is no loss, not even of a byte that matters."""
    there = catalog_of(REST, EAT)
    gone = merged(template_of(M_EAT), there).catalog
    result = merged(template_of(M_REST, M_EAT), gone)

    assert result.revived == ("rest",)
    assert [entry.msgstrs for entry in result.catalog.live] == [("Repos",), ("Mange",)]
    assert not result.catalog.obsolete
    assert text_of(result.catalog).replace("a.md:9", "a.md:1") == text_of(there)


def test_a_message_that_returns_changed_is_fuzzy() -> None:
    """An old translation is a suggestion, never an answer."""
    (entry,) = merged(template_of(message("old", "Old but new")), catalog_of(OLD)).catalog.live

    assert (entry.fuzzy, entry.previous_msgid, entry.msgstrs) == (True, "Old", ("Vieux",))


def test_of_several_obsolete_translations_the_newest_returns_and_the_others_stay() -> None:
    """The last one that counted counts again."""
    catalog = catalog_of(OLD, OLD.replace("Vieux", "Ancien"))

    result = merged(template_of(message("old", "Old")), catalog).catalog

    assert [entry.msgstrs for entry in result.live] == [("Ancien",)]
    assert [entry.msgstrs for entry in result.obsolete] == [("Vieux",)]


def test_a_renamed_message_keeps_its_translation_and_its_approval() -> None:
    """An id is for us; to the translator nothing changed."""
    result = merged(template_of(message("rest.more", "Rest", note="Heading")), catalog_of(REST))

    (entry,) = result.catalog.live
    assert (entry.msgctxt, entry.msgstrs, entry.fuzzy) == ("rest.more", ("Repos",), False)
    assert result.moved == ("rest.more",)


@pytest.mark.parametrize(
    ("template", "entries"),
    [
        ([message("a", "Rest")], [REST, REST.replace("rest", "nap").replace("Repos", "Le repos")]),
        ([message("a", "Rest"), message("b", "Rest")], [REST]),
        ([message("a", "Rest"), message("rest", "Rest more")], [REST]),
    ],
    ids=["two different translations", "two messages ask", "the id still stands"],
)
def test_a_translation_moves_only_when_it_is_unmistakable(template: list[str], entries: list[str]) -> None:
    """In doubt the translator decides."""
    result = merged(template_of(*template), catalog_of(*entries)).catalog

    assert all(entry.fuzzy for entry in result.live if entry.is_filled)
    assert {entry.msgstrs for entry in catalog_of(*entries).live} <= {entry.msgstrs for entry in result.entries}


def test_messages_that_exchange_their_texts_are_never_approved_with_the_others_translation() -> None:
    """The id decides, and the reviser looks at both."""
    result = merged(template_of(message("rest", "Eat"), message("eat", "Rest")), catalog_of(REST, EAT)).catalog

    assert [(entry.msgid, entry.msgstrs, entry.fuzzy, entry.previous_msgid) for entry in result.live] == [
        ("Eat", ("Repos",), True, "Rest"),
        ("Rest", ("Mange",), True, "Eat"),
    ]


def test_messages_without_ids_are_found_by_their_english() -> None:
    """Then gettext's own rule holds: the English is the key."""
    plain = [entry.replace('msgctxt "rest"\n', "").replace('msgctxt "eat"\n', "") for entry in (REST, EAT)]
    result = merged(template_of(message(None, "Eat"), message(None, "Rest more")), catalog_of(*plain))

    assert [(entry.msgid, entry.msgstrs) for entry in result.catalog.live] == [
        ("Eat", ("Mange",)),
        ("Rest more", ("",)),
    ]
    assert [entry.msgstrs for entry in result.catalog.obsolete] == [("Repos",)]


def test_a_message_with_an_id_does_not_take_the_translation_of_one_without() -> None:
    """An exact match comes before a move, whatever the order."""
    plain = REST.replace('msgctxt "rest"\n', "")
    result = merged(template_of(message("new", "Rest"), message(None, "Rest")), catalog_of(plain)).catalog

    assert [(entry.msgctxt, entry.msgstrs) for entry in result.live] == [("new", ("",)), (None, ("Repos",))]


def test_messages_that_get_ids_keep_their_translations() -> None:
    """Adopting ids costs nobody a translation."""
    plain = REST.replace('msgctxt "rest"\n', "")

    assert [entry.msgstrs for entry in merged(template_of(M_REST), catalog_of(plain)).catalog.live] == [("Repos",)]


def test_a_context_that_several_messages_share_is_no_id() -> None:
    """A menu is not a message."""
    menu = [message("menu", "Open"), message("menu", "Close")]
    catalog = catalog_of(*(entry.replace('msgstr ""', 'msgstr "x"') for entry in menu))

    result = merged(template_of(*menu, message("menu", "Quit")), catalog)

    assert result.new == ("menu",)
    assert [entry.fuzzy for entry in result.catalog.live] == [False, False, False]


DAYS = '#: a.md:9\nmsgctxt "d"\nmsgid "{n} day"\nmsgid_plural "{n} days"\n'
DAYS += 'msgstr[0] "eins"\nmsgstr[1] "zwei"\nmsgstr[2] "drei"\n'


def test_a_new_plural_has_as_many_forms_as_the_language() -> None:
    """The number is the header's, not that of the English."""
    (entry,) = merged(template_of(message("d", "{n} day", "{n} days")), catalog_of()).catalog.live

    assert entry.msgstrs == ("", "", "")


def test_a_changed_plural_keeps_all_its_forms() -> None:
    """All of them are suggestions now."""
    (entry,) = merged(template_of(message("d", "a day", "{n} days")), catalog_of(DAYS)).catalog.live

    assert entry.msgstrs == ("eins", "zwei", "drei")
    assert (entry.fuzzy, entry.previous_msgid, entry.previous_msgid_plural) == (True, "{n} day", "{n} days")


@pytest.mark.parametrize("english", ["{n} day", "one day"])
def test_a_plural_that_becomes_singular_keeps_its_other_forms_as_comments(english: str) -> None:
    """There is no place for them, but they are not lost."""
    (entry,) = merged(template_of(message("d", english)), catalog_of(DAYS)).catalog.live

    assert (entry.msgstrs, entry.fuzzy) == (("eins",), True)
    assert entry.translator_comments == ("msgstr[1] was: zwei", "msgstr[2] was: drei")


def test_a_singular_that_becomes_plural_keeps_its_translation_as_the_first_form() -> None:
    """It is the best beginning there is."""
    (entry,) = merged(template_of(message("rest", "Rest", "Rests")), catalog_of(REST)).catalog.live

    assert (entry.msgstrs, entry.fuzzy) == (("Repos", "", ""), True)


def test_what_other_tools_wrote_is_kept_when_the_message_changes() -> None:
    """Only the source's own flags follow the source."""
    odd = "# note\n#, fuzzy, x-odd, c-format\n#= no-wrap, python-brace-format\n" + REST

    text = after(template_of("#, python-brace-format\n" + message("rest", "Rest {n}", note="Heading")), catalog_of(odd))

    assert '#, fuzzy, x-odd\n#= no-wrap, python-brace-format\n#| msgid "Rest"\n' in text
    assert "# note\n" in text


def test_a_windows_file_stays_one() -> None:
    """New lines end as the old ones do."""
    catalog = scan(text_of(catalog_of(REST, EAT, OLD)).replace("\n", "\r\n"), Location("fr.po"))

    text = after(template_of(message("rest", "Rest\nmore"), message("new", "New")), catalog)

    assert "\n" not in text.replace("\r\n", "")


def test_a_file_without_a_newline_at_the_end_can_grow() -> None:
    """The last line is completed first."""
    catalog = scan(text_of(catalog_of(REST)).rstrip("\n"), Location("fr.po"))

    assert after(template_of(M_REST, message("new", "New")), catalog).endswith('"Repos"\n\n' + message("new", "New"))


TEXTS = st.sampled_from(["Rest", "Rest more", "Drink\nwater", "Eat", "E", ""])
IDS = st.sampled_from([None, "a", "b", "c", "d", ""])
TRANSLATIONS = st.sampled_from(["", "", "Repos", "Bois\nde l’eau", "M" * 90, '\\x "y"'])


@st.composite
def templates(draw: st.DrawFn) -> Catalog:
    """Draw a template, now and then with plurals, shared contexts and messages without ids."""
    found = draw(st.lists(st.tuples(IDS, TEXTS.filter(bool), st.booleans()), max_size=6, unique_by=lambda m: m[:2]))
    return template_of(*(message(i, text, "many" if plural else None) for i, text, plural in found))


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Draw a catalog as translators' tools leave them: live and obsolete mixed, flags, comments, oddities."""
    entries: list[str] = []
    keys = draw(st.lists(st.tuples(IDS, TEXTS.filter(bool)), max_size=7, unique=True))
    for msgctxt, msgid in keys:
        plural = draw(st.booleans())
        text = message(msgctxt, msgid, "many" if plural else None)
        text = text.replace('msgstr ""', f'msgstr "{escape(draw(TRANSLATIONS))}"')
        for form in "01" * plural:
            text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "{escape(draw(TRANSLATIONS))}"')
        text = draw(st.sampled_from(["", '#| msgid "Nap"\n'])).join(("", text[text.index("msg") :]))
        if draw(st.booleans()):
            text = "".join(
                f"#~{line}" if line.startswith("|") else f"#~ {line}" for line in text.splitlines(keepends=True)
            )
            text = text.replace("#~ #|", "#~|")
        head = draw(
            st.sampled_from(["", "# note\n", "#. n\n#: a.md:1\n", "#:b.md\n#,fuzzy\n", "#, fuzzy,x\n#= c-format\n"])
        )
        entries.append(draw(st.sampled_from(["", "\n", "\n\n \t\n"])) + head + text)
    text = draw(st.sampled_from(["", HEADER])) + "".join(entries) + draw(st.sampled_from(["", "\n# end\n"]))
    text = draw(st.sampled_from([text, text, text.replace("\n", "\r\n"), text.rstrip("\n")]))
    return scan(text, Location("fr.po"))


def translations(catalog: Catalog) -> set[str]:
    """Return every text that a translator wrote, comments included."""
    former = (comment.partition(" was: ") for entry in catalog.entries for comment in entry.translator_comments)
    texts = {text for entry in catalog.entries for text in entry.msgstrs if not entry.is_header}
    return {escape(text) for text in texts if text} | {text for _, mark, text in former if mark}


@settings(max_examples=300, deadline=None)
@given(templates(), catalogs())
def test_no_translation_is_ever_lost_whatever_template_comes(template: Catalog, catalog: Catalog) -> None:
    """This is the promise to the translator."""
    result = merged(template, catalog).catalog

    assert translations(catalog) <= translations(scan(text_of(result), Location("fr.po")))
    notes = [comment for entry in catalog.entries for comment in entry.translator_comments if comment]
    assert sorted(notes) == sorted(
        comment
        for entry in result.entries
        for comment in entry.translator_comments
        if comment and " was: " not in comment
    )


@settings(max_examples=300, deadline=None)
@given(templates(), catalogs())
def test_after_an_update_the_live_messages_are_those_of_the_template(template: Catalog, catalog: Catalog) -> None:
    """Nothing is missing and nothing is invented."""
    result = scan(text_of(merged(template, catalog).catalog), Location("fr.po"))

    assert sorted(map(str, (entry.key for entry in result.live))) == sorted(map(str, (e.key for e in template.live)))
    assert {entry.key: entry.msgid_plural for entry in result.live} == {
        entry.key: entry.msgid_plural for entry in template.live
    }


@settings(max_examples=300, deadline=None)
@given(templates(), catalogs())
def test_what_was_translated_from_other_english_is_always_fuzzy(template: Catalog, catalog: Catalog) -> None:
    """No approval is carried to other English."""
    made_from: dict[str, set[tuple[str, str | None]]] = {}
    for entry in catalog.entries:
        for text in filter(None, entry.msgstrs):
            made_from.setdefault(text, set()).add((entry.msgid, entry.msgid_plural))

    for entry in merged(template, catalog).catalog.live:
        for text in filter(None, entry.msgstrs):
            assert entry.fuzzy or (entry.msgid, entry.msgid_plural) in made_from[text]


@settings(max_examples=300, deadline=None)
@given(templates(), catalogs())
def test_an_entry_with_nothing_new_keeps_its_bytes_and_its_neighbours(template: Catalog, catalog: Catalog) -> None:
    """It is the same object, in the same order."""
    result = merged(template, catalog).catalog
    before = {id(entry): entry.raw for entry in catalog.entries}

    untouched = [entry for entry in result.entries if id(entry) in before]
    assert [id(entry) for entry in untouched] == [key for key in before if key in {id(e) for e in untouched}]
    assert all(entry.raw == before[id(entry)] for entry in untouched)


@settings(max_examples=100, deadline=None)
@given(st.lists(templates(), min_size=2, max_size=5), catalogs())
def test_no_translation_is_lost_on_the_way_through_many_editions(editions: list[Catalog], catalog: Catalog) -> None:
    """The promise holds for years, not for one update."""
    current = catalog
    for template in editions:
        current = scan(text_of(merged(template, current).catalog), Location("fr.po"))

    assert translations(catalog) <= translations(current)


@settings(max_examples=100, deadline=None)
@given(templates(), catalogs())
def test_gettext_reads_every_merged_file_that_it_could_read_before(template: Catalog, catalog: Catalog) -> None:
    """A key that stands twice is refused by gettext, among obsolete entries too."""
    result = scan(text_of(merged(template, catalog).catalog), Location("fr.po"))
    keys = [entry.key for entry in result.entries]

    assert len(keys) == len(set(keys))


def test_many_messages_are_merged_without_a_loss() -> None:
    """No work grows with the square of the size: this test would not end."""
    template = template_of(*(message(f"id.{n}", f"Rest {n % 10_000}") for n in range(20_000)))
    catalog = catalog_of(
        *(message(f"id.{n}", f"Rest {n % 9_999}").replace('msgstr ""', 'msgstr "Repos"') for n in range(20_000)),
        *(f'#~ msgid "Old {n}"\n#~ msgstr "Vieux"\n' for n in range(5_000)),
    )

    result = merge(template, catalog, gettext_breaks)

    assert len(result.catalog.live) == 20_000
    assert len(result.catalog.obsolete) == 5_000

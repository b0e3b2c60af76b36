"""Show how hard the English is to read: ``pnsi18n readability``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from pnsi18n.cli.arguments import Format, OutputFormat, count, print_json, project_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.model.message import Message
from pnsi18n.text.hard_words import HardWord
from pnsi18n.text.readability import cautions
from pnsi18n.workflows.readability import HandoutReading, measure

_SHOWN, _WORDS = 5, 15  # of messages and of sentences; of words
_WIDTH = 100


def readability(
    context: typer.Context,
    handouts: Annotated[
        list[str] | None,
        typer.Argument(metavar="HANDOUT", show_default=False, help="Handouts by folder name. Without any: all."),
    ] = None,
    output_format: Format = OutputFormat.TEXT,
) -> ExitCode:
    """Show how hard the English is to read, and where: messages, sentences, words.

    Grades are years of school in the United States. Exit 1 says that a grade is over the limit in
    handout.toml. "--format json" has every message, sentence and word.
    """
    readings = measure(project_of(context), list(dict.fromkeys(handouts or ())))
    if output_format is OutputFormat.JSON:
        print_json({"handouts": [_row(one) for one in readings]})
    else:
        typer.echo("\n\n".join("\n".join(_lines(one)) for one in readings))
    return ExitCode.FINDINGS if any(one.is_too_hard for one in readings) else ExitCode.CLEAN


def _lines(one: HandoutReading) -> Iterator[str]:
    settings, reading = one.handout.settings, one.reading
    yield f"{one.handout.domain}: {count(reading.sentences, 'sentence')}, {count(reading.words, 'word')}"
    yield f"  Flesch-Kincaid grade {_grade(reading.flesch_kincaid, settings.flesch_kincaid_limit)}"
    yield f"  SMOG grade           {_grade(reading.smog, settings.smog_limit)}"
    if one.messages:
        yield "\nHardest messages, by Flesch-Kincaid grade"
    for message in one.messages[:_SHOWN]:
        yield f"  {message.grade:4.1f}  {_place(message.message)}"
        yield f"        {_short(message.message.text)}"
    if one.sentences:
        yield "\nLongest sentences, in words"
    for sentence in one.sentences[:_SHOWN]:
        yield f"  {sentence.words:4}  {_place(sentence.message)}"
        yield f"        {_short(sentence.text)}"
    if one.hard_words:
        yield "\nHard words, and plainer ones"
    yield from _table(one.hard_words)
    yield "\nWhat the grades do not tell"
    for caution in cautions(reading):
        yield textwrap.fill(caution, _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _table(found: tuple[HardWord, ...]) -> Iterator[str]:
    """Yield a line a word, those with a plainer one first, and how many are left."""
    in_order = sorted(found, key=lambda word: not word.plainer)
    width = max((len(word.word) for word in in_order[:_WORDS]), default=0)
    for word in in_order[:_WORDS]:
        yield f"  {word.count:4}  {word.word.ljust(width)}  {word.plainer}".rstrip()
    if len(found) > _WORDS:
        yield f"        and {len(found) - _WORDS} more: --format json has them all"


def _grade(grade: float, limit: float) -> str:
    return f"{grade:4.1f}, limit {limit:g}" + (": too hard" if grade > limit else "")


def _place(message: Message) -> str:
    return f"{message.location}" + (f" ({message.id})" if message.id else "")


def _short(text: str) -> str:
    return textwrap.shorten(text, _WIDTH, placeholder=" …")


def _row(one: HandoutReading) -> dict[str, Any]:
    settings, reading = one.handout.settings, one.reading
    return {
        "handout": one.handout.domain,
        "sentences": reading.sentences,
        "words": reading.words,
        "syllables": reading.syllables,
        "polysyllables": reading.polysyllables,
        "flesch_kincaid": round(reading.flesch_kincaid, 1),
        "flesch_kincaid_limit": settings.flesch_kincaid_limit,
        "smog": round(reading.smog, 1),
        "smog_limit": settings.smog_limit,
        "too_hard": one.is_too_hard,
        "messages": [
            {**_where(m.message), "words": m.reading.words, "flesch_kincaid": round(m.grade or 0, 1)}
            for m in one.messages
        ],
        "longest_sentences": [{**_where(s.message), "words": s.words, "text": s.text} for s in one.sentences],
        "hard_words": [
            {"word": w.word, "count": w.count, "syllables": w.syllables, "plainer": w.plainer} for w in one.hard_words
        ],
        "cautions": list(cautions(reading)),
    }


def _where(message: Message) -> dict[str, Any]:
    return {"id": message.id, "path": message.location.path, "line": message.location.line}

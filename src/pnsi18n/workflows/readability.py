"""Measure how hard the English of the handouts is to read, and show where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pnsi18n.adapters.plain_words import plain_words
from pnsi18n.model.handout import Handout
from pnsi18n.model.message import Message
from pnsi18n.model.plain_words import PlainWords
from pnsi18n.model.project import Project
from pnsi18n.text.hard_words import HardWord, hard_words
from pnsi18n.text.readability import Readability, readability, sentences, words
from pnsi18n.workflows.build import chosen_handouts

_ENOUGH_WORDS = 8  # in a message; a grade of fewer is the grade of one long word


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReading:
    """The counts of one message; too short a message has no grade."""

    message: Message
    reading: Readability

    @property
    def grade(self) -> float | None:
        """The Flesch-Kincaid grade; SMOG, made for many sentences, says nothing of one message."""
        return self.reading.flesch_kincaid if self.reading.words >= _ENOUGH_WORDS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and the message that it stands in."""

    text: str
    words: int
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutReading:
    """How hard a handout is to read: ``messages`` the hardest first, ``sentences`` the longest first.

    ``messages`` are those that have a grade.
    """

    handout: Handout
    reading: Readability
    messages: tuple[MessageReading, ...]
    sentences: tuple[Sentence, ...]
    hard_words: tuple[HardWord, ...]

    @property
    def is_too_hard(self) -> bool:
        """Whether a grade is over the limit in the handout's settings."""
        settings = self.handout.settings
        return self.reading.flesch_kincaid > settings.flesch_kincaid_limit or self.reading.smog > settings.smog_limit


def measure(project: Project, names: Sequence[str]) -> list[HandoutReading]:
    """Return how hard each of the handouts called *names* is, or each of *project*.

    Raises ``ProjectError`` for a handout that is not there.
    """
    table = plain_words()
    return [_reading(handout, table) for handout in chosen_handouts(project, names)]


def _reading(handout: Handout, table: PlainWords) -> HandoutReading:
    texts = [message.text for message in handout.messages]
    messages = [MessageReading(message=one, reading=readability([one.text])) for one in handout.messages]
    every = [
        Sentence(text=" ".join(sentence.split()), words=len(words(sentence)), message=message)
        for message in handout.messages
        for sentence in sentences(message.text)
    ]
    graded = [one for one in messages if one.grade is not None]
    return HandoutReading(
        handout=handout,
        reading=readability(texts),
        messages=tuple(sorted(graded, key=lambda one: -(one.grade or 0))),
        sentences=tuple(sorted(every, key=lambda one: -one.words)),
        hard_words=tuple(hard_words(texts, table)),
    )

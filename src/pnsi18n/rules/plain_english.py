"""SR, of the wording: English that a tired reader takes in, and that no translator takes for something else."""

from __future__ import annotations

from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.message import Message
from pnsi18n.model.rule import rule
from pnsi18n.text.numbering import side_by_side
from pnsi18n.text.passive import passives
from pnsi18n.text.prose import prose
from pnsi18n.text.wording import idioms, two_faced


@rule(
    id="SR113",
    severity=Severity.ERROR,
    rationale="A space is easily lost: 2 5 mg tablets become 25 mg, and 2 500 mg tablets 2,500 mg.",
    bad=Message(text="Take 2 5 mg tablets in the morning."),
    good=Message(text="Take 2 tablets in the morning. Each tablet has 5 mg."),
)
def numbers_side_by_side(message: Message) -> Iterator[Problem]:
    """Report a number beside a number with only a space between."""
    for found in side_by_side(prose(message.text)):
        yield Problem(
            statement=f"two numbers stand side by side in {found!r}",
            hint='set words between them: "2 tablets of 5 mg", "one and a half"; write 1,000 without a space',
        )


@rule(
    id="SR114",
    severity=Severity.WARNING,
    rationale='Translators have read "hold the medicine" as "keep taking"; and once is eleven in Spanish.',
    bad=Message(text="Hold your blood thinner for 3 days."),
    good=Message(text="Do not take your blood thinner for 3 days."),
)
def two_faced_word(message: Message) -> Iterator[Problem]:
    """Report words with two meanings, of which translations are known to take the wrong one."""
    for found, advice in two_faced(prose(message.text)):
        yield Problem(statement=f"{found!r} can be understood in more than one way", hint=advice)


@rule(
    id="SR115",
    severity=Severity.NOTE,
    rationale="An idiom is understood by those who grew up with it, and is often translated word for word.",
    bad=Message(text="Tell us if the medicine wears off."),
    good=Message(text="Tell us if the medicine stops working."),
)
def idiom(message: Message) -> Iterator[Problem]:
    """Report phrases that do not mean what their words say."""
    for found, plainer in idioms(prose(message.text)):
        yield Problem(statement=f"{found!r} is an idiom", hint=f"say it in plain words: {plainer}")


@rule(
    id="SR116",
    severity=Severity.NOTE,
    rationale="A passive does not say who must act; some languages have to, and the translator guesses.",
    bad=Message(text="The tablets must be taken with food."),
    good=Message(text="Take the tablets with food."),
)
def passive_voice(message: Message) -> Iterator[Problem]:
    """Mention passives: what is given, taken, checked or stopped, and nobody is said to do it."""
    for found in passives(prose(message.text)):
        yield Problem(statement=f"{found!r} is passive", hint='say who does it: "take …", "the nurse gives you …"')


MESSAGE_RULES = (numbers_side_by_side, two_faced_word, idiom, passive_voice)

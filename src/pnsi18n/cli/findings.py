"""Show findings to people: by file and by message on a terminal, a finding at a time elsewhere."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import typer

from pnsi18n.cli.arguments import count
from pnsi18n.model.finding import Excerpt, Finding, Location, Severity
from pnsi18n.text.excerpts import Look, Stretch, english_of, in_lines, in_one_line, isolated, spot_of, spotted

_LABEL = len("translation") + 2
_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MARKS = {Look.REMOVED: "[-{}-]", Look.ADDED: "{{+{}+}}"}
_STYLES = {
    Look.SPOT: {"underline": True, "bold": True},
    Look.REMOVED: {"fg": "red"},
    Look.ADDED: {"fg": "green"},
    Look.REMARK: {"dim": True},
}


class Colour(StrEnum):
    """Whether to write colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def is_wanted(colour: Colour) -> bool:
    """Whether standard output gets colours: a terminal does, unless NO_COLOR is set (no-color.org)."""
    if colour is not Colour.AUTO:
        return colour is Colour.ALWAYS
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@dataclass(frozen=True, slots=True)
class _Group:
    """The findings about one message, or about one place."""

    location: Location
    msgctxt: str
    excerpt: Excerpt | None
    findings: tuple[Finding, ...]

    @property
    def source(self) -> Location | None:
        """Where the English stands, if that is another place."""
        source = self.findings[0].source_location
        return None if source == self.location else source

    @property
    def spots(self) -> list[str]:
        """The pieces to look at."""
        return [one.spot for one in self.findings]


def _groups(findings: Iterable[Finding]) -> Iterator[_Group]:
    """Yield the groups of *findings*, which are sorted by place; plural forms have texts of their own."""
    for (location, msgctxt), group in groupby(findings, key=lambda one: (one.location, one.msgctxt)):
        found = list(group)
        texts: list[Excerpt | None] = [*dict.fromkeys(one.excerpt for one in found if one.excerpt)] or [None]
        for text in texts:
            own = [one for one in found if one.excerpt == text or (one.excerpt is None and text is texts[0])]
            yield _Group(location, msgctxt, text, tuple(own))


def show(findings: Sequence[Finding], *, colour: bool) -> None:
    """Write *findings* to standard output."""
    lines = _coloured(findings) if colour else _plain(findings)
    for line in lines:
        typer.echo(line, color=colour)


def _plain(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the lines for a file, a pipe or an editor: each finding begins ``path:line: severity: …``."""
    for group in _groups(findings):
        for number, one in enumerate(group.findings):
            yield f"{visible_place(one.location)}: {one.severity}: {_said(one)}"
            if not number:
                yield from _plain_texts(group)
            if spot := spot_of(one):
                yield f"  look at: {spot}"
            yield f"  hint: {in_one_line(one.hint)}"


def visible_place(location: Location) -> str:
    """Return *location* as it is shown."""
    return in_one_line(str(location))


def _said(finding: Finding) -> str:
    return f"{finding.rule_id} {finding.rule_name}: {in_one_line(finding.statement)}"


def _plain_texts(group: _Group) -> Iterator[str]:
    """Yield the English with its place, and the translation."""
    place = [visible_place(group.source)] if group.source else []
    place += [f"({in_one_line(group.msgctxt)})"] if group.msgctxt and (place or group.excerpt) else []
    if place or group.excerpt:
        yield " ".join(["  English:", *place])
    if group.excerpt is None:
        return
    yield from _indented(english_of(group.excerpt, group.spots))
    if group.excerpt.translation:
        yield "  translation:"
        yield from _indented(spotted(group.excerpt.translation, group.spots))


def _indented(stretches: Iterable[Stretch]) -> Iterator[str]:
    for line in in_lines(stretches):  # the bar keeps a text from being taken for a command of a CI server
        yield "  | " + "".join(_marked(stretch) for stretch in line)


def _marked(stretch: Stretch) -> str:
    return _MARKS[stretch.look].format(stretch.text) if stretch.look in _MARKS else stretch.text


def _coloured(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the lines for a terminal: a heading a file, the texts once a message, then what is said of them."""
    for path, in_file in groupby(findings, key=lambda one: one.location.path):
        found = list(in_file)
        yield typer.style(in_one_line(path), bold=True) + typer.style(f"  {_counted(found)}", dim=True)
        for group in _groups(found):
            yield ""
            yield from _head(group)
            yield from _texts(group)
            for one in group.findings:
                yield from _finding(one)
        yield ""


def _counted(findings: Iterable[Finding]) -> str:
    severities = Counter(one.severity for one in findings)
    return ", ".join(count(severities[one], one.value) for one in Severity if severities[one])


def _head(group: _Group) -> Iterator[str]:
    """Yield the line that names the message, and where both texts stand."""
    places = [visible_place(group.location) if group.location.line else ""]
    places += [f"English: {visible_place(group.source)}"] if group.source else []
    name = typer.style(in_one_line(group.msgctxt, 100), bold=True) if group.msgctxt else ""
    line = "  ".join(part for part in (name, *(typer.style(place, dim=True) for place in places if place)) if part)
    if line:
        yield f"  {line}"


def _texts(group: _Group) -> Iterator[str]:
    if group.excerpt is None:
        return
    yield from _labelled("English", english_of(group.excerpt, group.spots))
    if group.excerpt.translation:
        yield from _labelled("translation", spotted(group.excerpt.translation, group.spots))


def _labelled(label: str, stretches: Iterable[Stretch]) -> Iterator[str]:
    for number, line in enumerate(in_lines(stretches)):
        yield f"    {typer.style(('' if number else label).ljust(_LABEL), dim=True)}{_styled(line)}"


def _finding(finding: Finding) -> Iterator[str]:
    label = finding.severity.value.ljust(_LABEL)
    rule = typer.style(f"{finding.rule_id} {finding.rule_name}", bold=True)
    yield f"    {typer.style(label, fg=_SEVERITIES[finding.severity], bold=True)}{rule}: {_safe(finding.statement)}"
    yield f"    {typer.style('hint'.ljust(_LABEL), dim=True)}{_safe(finding.hint)}"


def _safe(text: str) -> str:
    return _styled([Stretch(Look.PLAIN, in_one_line(text))], ours=True)


def _styled(line: Sequence[Stretch], *, ours: bool = False) -> str:
    """Return *line*, a text or a sentence of *ours*, in its colours, with what reads the other way isolated."""
    marked = [Stretch(stretch.look, _marked(stretch)) for stretch in line]
    return "".join(_in_style(stretch.look, stretch.text) for stretch in isolated(marked, ours=ours))


def _in_style(look: Look, text: str) -> str:
    return typer.style(text, **_STYLES[look]) if text and look in _STYLES else text  # type: ignore[arg-type]

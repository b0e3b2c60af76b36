"""What ``pnsi18n signoff`` asks, does and says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pnsi18n.adapters.configuration import known_language
from pnsi18n.cli.arguments import clock_day, count, one_of, project_of
from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.errors import LedgerError
from pnsi18n.model.finding import Location
from pnsi18n.model.project import Project
from pnsi18n.model.signoff import Role, SignOff
from pnsi18n.text.characters import visibly
from pnsi18n.text.worddiff import Change, word_diff
from pnsi18n.workflows.reviews import Ledgers
from pnsi18n.workflows.signoff import Item, Proposal, Signer, carry_over, outdated, propose, restate, sign

Name = Annotated[str, typer.Option("--name", help="Who signs, by full name.")]
Credential = Annotated[str, typer.Option("--credential", help="What qualifies the person, such as MD.")]
RoleOption = Annotated[Role, typer.Option("--role", parser=one_of(Role), metavar="|".join(Role), help="In which role.")]
Handouts = Annotated[list[str] | None, typer.Option("--handout", metavar="ID", help="Only this handout.")]
Messages = Annotated[list[str] | None, typer.Option("--message", metavar="ID", help="Only this message.")]
Key = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="Sign with this SSH key, such as ~/.ssh/id_ed25519."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask; for scripts.")]


def source(  # noqa: PLR0913, PLR0917 -- one argument an option
    context: typer.Context,
    name: Name,
    role: RoleOption = Role.CLINICIAN,
    credential: Credential = "",
    handout: Handouts = None,
    message: Messages = None,
    key: Key = None,
    yes: Yes = False,  # noqa: FBT002
) -> ExitCode:
    """Sign the English: shows what is new or changed since the role last signed, and asks."""
    ledgers = Ledgers(project_of(context), clock_day())
    signer = _signer(name, role, credential, handout, message, key)
    return _sign(ledgers, signer, yes=yes)


def translation(  # noqa: PLR0913, PLR0917 -- as above
    context: typer.Context,
    locale: Annotated[str, typer.Argument(metavar="LOCALE", help="The language, by folder name.")],
    name: Name,
    role: RoleOption,
    credential: Credential = "",
    handout: Handouts = None,
    message: Messages = None,
    key: Key = None,
    yes: Yes = False,  # noqa: FBT002
) -> ExitCode:
    """Sign the translations of a language: each with the English that it was compared with."""
    project = project_of(context)
    language = known_language(project, locale)
    if locale not in project.languages:
        raise LedgerError(
            f"{locale} is not translated by people",
            at=Location("signoff"),
            hint="sign the English with: pnsi18n signoff source",
        )
    signer = replace(_signer(name, role, credential, handout, message, key), language=language)
    return _sign(Ledgers(project, clock_day()), signer, yes=yes)


def carry(  # noqa: PLR0913, PLR0917 -- as above
    context: typer.Context,
    message: Annotated[list[str], typer.Option("--message", metavar="ID", help="The message with the typo.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the meaning is the same.")],
    name: Name,
    credential: Credential = "",
    handout: Handouts = None,
    key: Key = None,
    yes: Yes = False,  # noqa: FBT002
) -> ExitCode:
    """Carry the approvals of an English message over a corrected typo; a clinician answers for it.

    Not for a changed number, placeholder, link, emphasis or turning word such as "not": those are
    signed anew.
    """
    if not reason.strip():
        raise LedgerError("a reason is needed", at=Location("signoff"), hint='add --reason "…"')
    ledgers = Ledgers(project_of(context), clock_day())
    signer = _signer(name, Role.CLINICIAN, credential, handout, message, key)
    entries = carry_over(ledgers, signer, " ".join(reason.split()))
    for entry in entries:
        for identifier, text in entry.texts.items():
            typer.echo(f"{identifier}\n  English: {_diff(text.replaces, text.english)}")
    if not _agreed(f"Do these say the same as before, {_who(signer)}?", yes=yes):
        return ExitCode.FINDINGS
    _tell(sign(ledgers, signer, entries))
    typer.echo('run "pnsi18n update": signed translations of the old wording are taken over', err=True)
    return ExitCode.CLEAN


def migrate(context: typer.Context) -> ExitCode:
    """Restate sign-offs of an older version in the digests of this one; the old entries stay.

    The text that was signed stands in the ledger, so that no person has to sign again.
    """
    ledgers = Ledgers(project_of(context), clock_day())
    entries = [one for locale in ("", *ledgers.project.languages) for one in outdated(ledgers, locale)]
    _tell(restate(ledgers, entries))
    if not entries:
        typer.echo("nothing to do: every sign-off is in the form of this version", err=True)
    return ExitCode.CLEAN


def show(
    context: typer.Context,
    target: Annotated[
        str | None, typer.Argument(metavar="source|LOCALE", show_default=False, help="One ledger; otherwise all.")
    ] = None,
) -> ExitCode:
    """Show the ledger: who signed how much of what, and when."""
    return show_ledgers(project_of(context), target)


def show_ledgers(project: Project, target: str | None) -> ExitCode:
    """Show one ledger, or all."""
    ledgers = Ledgers(project, clock_day())
    if target and target != "source":
        known_language(project, target)
    locales = ["" if target in {"source", "en"} else target] if target else ["", *project.languages]
    signoffs = [one for locale in locales for one in ledgers.of(locale)]
    for one in signoffs:
        typer.echo(_line(one))
    if not signoffs:
        typer.echo("nobody has signed anything yet", err=True)
    return ExitCode.CLEAN


def _line(one: SignOff) -> str:
    what = f"{one.locale or 'English'} of {one.domain}, {count(len(one.texts), 'message')}"
    credential = f", {one.credential}" if one.credential else ""
    reason = f"; carried over: {one.reason}" if one.reason else ""
    key = " (SSH signature checked)" if one.has_signature and not one.fault else ""
    fault = f"; does not count: {one.fault}" if one.fault else ""
    return f"{one.day.isoformat()}  {one.role:<10}  {one.name}{credential}: {what}{reason}{key}{fault}"


def _signer(
    name: str,
    role: Role,
    credential: str,
    handouts: Sequence[str] | None,
    messages: Sequence[str] | None,
    key: Path | None,
) -> Signer:
    return Signer(
        name=name,
        role=role,
        credential=credential,
        handouts=handouts or (),
        messages=messages or (),
        key=_path(key) if key else None,
    )


def _path(key: Path) -> Path:
    try:
        return key.expanduser()
    except RuntimeError as error:
        raise LedgerError("there is no such home folder", at=Location(str(key)), hint="write the whole path") from error


def _who(signer: Signer) -> str:
    return f"{signer.role} {signer.name}" + (f", {signer.credential}" if signer.credential else "")


def _sign(ledgers: Ledgers, signer: Signer, *, yes: bool) -> ExitCode:
    proposal = propose(ledgers, signer)
    for items in proposal.items.values():
        for item in items:
            typer.echo("\n".join(_shown(item)))
    _say_unready(proposal, signer)
    if not proposal.items:
        rest = "all the rest" if proposal.unready else "all of it"
        typer.echo(f"nothing to sign: a {signer.role} has signed {rest} as it stands", err=True)
        return ExitCode.CLEAN
    total = count(sum(len(items) for items in proposal.items.values()), "message")
    if not _agreed(f"Have you read all of this, and do you sign {total} as {_who(signer)}?", yes=yes):
        return ExitCode.FINDINGS
    _tell(sign(ledgers, signer, proposal.entries(ledgers, signer)))
    return ExitCode.CLEAN


def _say_unready(proposal: Proposal, signer: Signer) -> None:
    if proposal.unready and not signer.messages:
        keys = [one.key for one in proposal.unready]
        typer.echo(
            f"not ready to be signed: {count(len(keys), 'message')} without a usable translation ({', '.join(keys[:5])}"
            f"{', …' if len(keys) > 5 else ''}); see pnsi18n validate {signer.locale}",  # noqa: PLR2004
            err=True,
        )


def _shown(item: Item) -> Iterator[str]:
    """Yield the lines that show one message: what it was, what it is."""
    message, before = item.review.message, item.before
    risk = "" if message.risk.value == "ordinary" else f"  {message.risk.upper()}"
    new = "" if before else "  new"
    yield f"{item.review.domain}  {item.review.key[:60]}{risk}{new}  {item.review.location}"
    yield f"  English: {_diff(before.english if before else None, item.text.english)}"
    if item.text.translation is not None:
        yield f"  translation: {_diff(before.translation if before else None, item.text.translation)}"
    if item.text.back_translation:
        yield f"  put back into English: {item.text.back_translation}"
    for one in item.silences:
        yield f"  silenced: {one.rule}, by {visibly(one.name)}: {visibly(one.reason)}"


_COLOURS = {Change.KEPT: None, Change.REMOVED: "red", Change.ADDED: "green"}
_MARKS = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def _diff(old: str | None, new: str) -> str:
    """Return *new*, with what changed since *old* marked as git's word-diff marks it."""
    new = visibly(new)
    pieces = word_diff(new if old is None else visibly(old), new)
    marked = ((_MARKS[piece.change].format(piece.text), _COLOURS[piece.change]) for piece in pieces)
    return "".join(typer.style(text, fg=colour) if colour else text for text, colour in marked).replace("\n", "\n    ")


def _agreed(question: str, *, yes: bool) -> bool:
    """Ask; a terminal must be there to be asked."""
    if not (yes or sys.stdin.isatty()):
        raise LedgerError("there is nobody to ask", at=Location("signoff"), hint="add --yes; nothing was written")
    agreed = yes or typer.confirm(question, err=True)
    if not agreed:
        typer.echo("not signed; nothing was written", err=True)
    return agreed


def _tell(paths: Sequence[str]) -> None:
    for path in paths:
        typer.echo(f"{path}: signed")

"""Sign what was read: ``pnsi18n signoff``."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pnsi18n.cli import signing
from pnsi18n.cli.fence import fenced
from pnsi18n.cli.plain import add

_LOCALE = "LOCALE"


class LocaleGroup(TyperGroup):
    """A group of commands in which whatever is no command's name is a locale."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 -- Typer's own types are private
        """Find the command; ``signoff es`` is ``signoff LOCALE es``."""
        known = args and (args[0] in self.commands or args[0].startswith("-"))
        return super().resolve_command(ctx, args if known else [_LOCALE, *args])


signoff = typer.Typer(
    name="signoff", cls=LocaleGroup, rich_markup_mode=None, no_args_is_help=True, pretty_exceptions_enable=False
)
add(signoff, "source", signing.source, "Sign the English.")
add(signoff, _LOCALE, signing.translation, "Sign the translations of a language.")
add(signoff, "carry", signing.carry, "Carry approvals over a corrected typo of the English.")
add(signoff, "show", signing.show, "Show who signed what, and when.")
add(signoff, "migrate", signing.migrate, "Restate sign-offs of an older version.")


@signoff.callback(invoke_without_command=True)
def signoff_options(
    context: typer.Context,
    show: Annotated[bool, typer.Option("--show", help="Show the whole ledger and stop.")] = False,  # noqa: FBT002
) -> None:
    """Sign what you have read, for exactly as long as it stays as it is.

    "pnsi18n signoff source" signs the English, "pnsi18n signoff es" the Spanish. A sign-off is one new
    file below source/NAME/signoff/ or locale/LOCALE/signoff/; commit it.
    """
    if show and context.invoked_subcommand:
        raise typer.BadParameter("--show shows everything; for one ledger write: pnsi18n signoff show LOCALE")
    if show:
        fenced(lambda: signing.show(context))()

"""Commands as this program has them: plain help, and loaded when they are asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from pnsi18n.cli.exit_codes import ExitCode
from pnsi18n.cli.fence import fenced


class PlainCommand(TyperCommand):
    """A command whose help does not speak of Python's types."""

    def format_help(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 -- whatever Typer gives
        """Write the help; ``LOCALE`` stands there without Typer's ``<list[str]>``."""
        for parameter in self.params:
            if isinstance(parameter, TyperArgument):
                vars(parameter)["display_type_rich"] = lambda ctx: None  # noqa: ARG005 -- Typer calls it so
        super().format_help(*arguments, **options)


def add(app: typer.Typer, name: str, command: Callable[..., ExitCode], story: str) -> None:
    """Add *command* to *app*, behind the fence that turns errors into lines."""
    app.command(name, short_help=story, cls=PlainCommand)(fenced(command))


def late(stories: dict[str, str]) -> type[TyperGroup]:
    """Return a group of the commands that *stories* names, each with its line of help.

    The command ``build`` is what is called so in ``pnsi18n.cli.build_command``. No module is loaded before
    its command runs: "--help" and "validate" need not wait for what prints.
    """

    class Late(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 -- Typer's own types are private
            return list(stories)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 -- as above
            return _load(cmd_name, stories[cmd_name]) if cmd_name in stories else None

        def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 -- as above
            with formatter.section("Commands"):
                formatter.write_dl(list(stories.items()))

    return Late


def _load(name: str, story: str) -> Any:  # noqa: ANN401 -- as above
    found = getattr(importlib.import_module(f"pnsi18n.cli.{name}_command"), name)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    add(app, name, found, story)
    return typer.main.get_command(app)

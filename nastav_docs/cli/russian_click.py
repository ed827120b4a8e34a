"""Click's own words in Russian: help pages and messages of wrong usage."""

from __future__ import annotations

import re
import sys
from typing import Any

import click


class _RussianHelp(click.Command):
    """Headings and the help option of a command in Russian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write «Использование: …»."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Использование: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the usage line has after the name of the command: `["[ПАРАМЕТРЫ]", "ПАПКА …"]`."""
        words = {"[OPTIONS]": "[ПАРАМЕТРЫ]", "COMMAND [ARGS]...": "КОМАНДА …"}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, explained in Russian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Показать эту справку и выйти."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under «Параметры»."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Параметры"):
                formatter.write_dl(records)


class RussianCommand(_RussianHelp):
    """A command whose help page and errors are in Russian."""


class RussianGroup(_RussianHelp, click.Group):
    """A group of commands whose help page and errors are in Russian."""

    command_class = RussianCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under «Команды»."""
        rows = [(name, self.commands[name].get_short_help_str(90)) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Команды"):
                formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The commands in the order in which they are written."""
        return list(self.commands)


def run(cli: click.Group, args: list[str] | None = None) -> None:
    """Run a command line; wrong usage is told in Russian and exits with 2."""
    try:
        status: Any = cli.main(args=args, prog_name="nastav-docs", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(0)
    except click.UsageError as error:
        click.echo(f"{russian(error)}\n{_where_help_is(error)}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Прервано.", err=True)
        sys.exit(130)
    except (OSError, UnicodeEncodeError) as error:  # the latter: of a name that the system's encoding lacks
        from nastav_docs.cli.terminal import refused, show_all  # noqa: PLC0415  needed only here

        show_all((refused(error),))
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _where_help_is(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx is not None else "nastav-docs"
    return f"Справка: {path} --help"


def russian(error: click.UsageError) -> str:
    """The Russian sentence for an error of usage, by click's class of it."""
    if isinstance(error, click.NoSuchOption):
        near = f" Может быть, «{error.possibilities[0]}»?" if error.possibilities else ""
        return f"Нет параметра «{error.option_name}».{near}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else ""
        return f"Не указано: {name}."
    if isinstance(error, click.BadParameter):
        name, allowed = _shown_name(error.param), _allowed(getattr(error.param, "type", None))
        if not allowed and re.search("[А-Яа-я]", error.message):  # said by a command of ours, in Russian
            return f"{name}: {error.message}"
        return f"Значение для «{name}» не подходит.{allowed}"
    if isinstance(error, click.BadOptionUsage):
        return f"После «{error.option_name}» нужно значение."
    if error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return _no_command(error.ctx.command, error.format_message())
    return f"Лишнее в команде: {_quoted(error.format_message())}."


def _shown_name(param: click.Parameter | None) -> str:
    """What the help calls a parameter: `--on`, or «ПАПКА» of an argument."""
    if isinstance(param, click.Argument):
        return str(param.metavar)
    return "" if param is None else max(param.opts, key=len)


def _allowed(kind: object) -> str:
    """Which values a parameter takes, as a further sentence."""
    if isinstance(kind, click.Choice):
        return f" Можно: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.IntRange):
        return f" Нужно целое число от {kind.min}{'' if kind.max is None else f' до {kind.max}'}."
    return ""


def _quoted(message: str) -> str:
    """The part of click's message that stands in quotes, in «…»."""
    return ", ".join(f"«{word}»" for pair in re.findall(r"'([^']*)'|\((.*?)\)", message) for word in pair if word)


def _no_command(group: click.Group, message: str) -> str:
    import difflib  # noqa: PLC0415 - `--help` need not wait for it

    given = re.search(r"'([^']*)'", message)
    near = difflib.get_close_matches(given[1] if given else "", list(group.commands), n=1)
    known = ", ".join(group.commands)
    return f"Нет такой команды. {f'Может быть, «{near[0]}»? ' if near else ''}Команды: {known}."

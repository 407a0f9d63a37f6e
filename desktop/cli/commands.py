"""The registry of commands, and running one of them. A new command is a module beside and an entry here."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import __version__
from desktop.cli import ask, ledger, models, prepare, read, self_test
from desktop.cli.exit_codes import ANSWERED, HELD_BACK, IMAGE, STOPPED, exit_code, fail, flush_stdout, silence_stdout
from desktop.cli.many import options as many_options
from desktop.cli.options import settings_from
from desktop.cli.policy import policy_command
from desktop.composition import config_files
from desktop.core.errors import AskanceError, ImageRejectedError, OcrError, SendBlockedError
from desktop.deferred import deferred
from desktop.messages.language import catalogue
from desktop.messages.language.catalogue import N_, _

if TYPE_CHECKING:
    from desktop.cli.many import command as many_command
else:
    many_command = deferred("desktop.cli.many.command")  # most commands need none of it


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its line in `--help`, its options, and a function that runs it and returns the exit code."""

    name: str
    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS = (
    Command(
        "ask",
        N_("ask about pictures; the answer goes to standard output"),
        ask.add_options,
        ask.run,
    ),
    Command(
        "many",
        N_("ask one question about many pictures; the answers become a table"),
        many_options.add_options,
        lambda chosen: many_command.run(chosen, settings_from(chosen)),
    ),
    Command("read", N_("the text of pictures, read on this computer; sends nothing"), read.add_options, read.run),
    Command("prepare", N_("what would be sent for each picture; sends nothing"), prepare.add_options, prepare.run),
    Command("models", N_("the models, their prices and last days"), models.add_options, models.run),
    Command(
        "policy",
        N_("what your organisation has decided; sends nothing"),
        policy_command.add_options,
        policy_command.run,
    ),
    Command(
        "ledger",
        N_("the requests that have left this computer, and their sums; sends nothing"),
        ledger.add_options,
        ledger.run,
    ),
    Command("self-test", N_("check this installation; works offline"), self_test.add_options, self_test.run),
)


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an answer is not lost to a terminal that lacks its characters
    catalogue.use(config_files.language_setting())
    try:
        return _run(arguments)
    finally:
        flush_stdout()


def _run(arguments: Sequence[str]) -> int:
    """Returns the exit code of a command. Raises SystemExit for wrong usage and for help."""
    try:
        chosen = command_parser().parse_args(arguments)
        code: int = chosen.run(chosen)
    except (ImageRejectedError, OcrError) as error:
        return fail(error.problem, IMAGE)
    except SendBlockedError as error:
        return fail(error.problem, HELD_BACK)
    except AskanceError as error:
        return fail(error.problem, exit_code(error.problem))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        silence_stdout()
        return ANSWERED
    return code


def command_parser() -> argparse.ArgumentParser:
    """Returns the parser of every command but those that need a window."""
    parser = argparse.ArgumentParser(
        prog="askance",
        description=_("Paste a screenshot, ask about it, read the answer as it comes."),
        epilog=_("Without a command, the window opens with the pictures that are named."),
    )
    parser.add_argument("--version", action="version", version=f"askance {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=_(command.help))
        command.add_options(subparser)
        subparser.set_defaults(run=command.run)
    return parser

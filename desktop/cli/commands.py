"""The commands without a window: ask, read, prepare, models, self-test. None of them imports Qt."""

import argparse
import asyncio
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop import __version__
from desktop.cli import ask as ask_command
from desktop.cli import prepare, self_test
from desktop.cli import read as read_command
from desktop.cli.exit_codes import ANSWERED, HELD_BACK, IMAGE, STOPPED, exit_code, fail, silence_stdout
from desktop.cli.prepare import add_choices, usage
from desktop.composition import config_files, factories
from desktop.core.errors import AskanceError, ImageRejectedError, OcrError, Problem, ProblemKind, SendBlockedError
from desktop.core.model_catalog import TABLE_DATE, Price, known_models, model_named
from desktop.core.settings.settings import Settings, endpoint_of
from desktop.core.stored_form import StoredForm
from desktop.messages.problems import message_for

_SETS = {
    "endpoint": ("endpoint", "answers"),
    "model": ("model",),
    "detail": ("detail",),
    "here": ("answers",),
    "no_history": ("keep_history",),
}
"""Options, and the settings in whose place they stand."""
_PRICE = StoredForm(Price, {"input_usd": "input_usd", "cached_usd": "cached_usd", "output_usd": "output_usd"})


def main(arguments: Sequence[str]) -> int:
    """Run one command; the answer is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an answer is not lost to a terminal that lacks its letters
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except (ImageRejectedError, OcrError) as refused:
        return fail(refused.problem, IMAGE)
    except SendBlockedError as held:
        return fail(held.problem, HELD_BACK)
    except AskanceError as error:
        return fail(error.problem, exit_code(error.problem))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        silence_stdout()
        return ANSWERED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="askance",
        description="Paste a screenshot, ask about it, read the answer as it comes.",
        epilog="Without a command the window opens, with the pictures that are named.",
    )
    parser.add_argument("--version", action="version", version=f"askance {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="ask about pictures; the answer goes to standard output")
    ask_command.add_options(ask)
    ask.set_defaults(run=lambda chosen: ask_command.run(chosen, _settings(chosen)))

    read = commands.add_parser("read", help="the text of pictures, read on this computer; sends nothing")
    read_command.add_options(read)
    read.set_defaults(run=read_command.run)

    prepared = commands.add_parser("prepare", help="what would be sent for each picture; sends nothing")
    prepare.add_options(prepared)
    add_choices(prepared)
    prepared.set_defaults(run=lambda chosen: prepare.run(chosen, _settings(chosen)))

    models = commands.add_parser("models", help="the models, their prices and last days")
    models.add_argument("--endpoint", help="ask this server instead of the one in the settings")
    models.add_argument("--json", action="store_true")
    models.set_defaults(run=_models)

    check = commands.add_parser("self-test", help="check this installation; works offline")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=lambda chosen: self_test.run(chosen.json))
    return parser


def _settings(chosen: argparse.Namespace) -> Settings:
    settings = factories.settings(lambda problem: print(f"askance: {message_for(problem).text}", file=sys.stderr))
    _refuse_locked(chosen)
    if getattr(chosen, "endpoint", None):
        endpoint = endpoint_of(chosen.endpoint)
        if endpoint is None:
            usage(f"--endpoint: {message_for(Problem(ProblemKind.BAD_ENDPOINT, chosen.endpoint)).text}")
        settings = replace(settings, endpoint=endpoint, answers="endpoint")
    if getattr(chosen, "here", False):
        settings = replace(settings, answers="computer")
    model = getattr(chosen, "model", None) or settings.model
    return replace(settings, model=model, detail=getattr(chosen, "detail", None) or settings.detail)


def _refuse_locked(chosen: argparse.Namespace) -> None:
    """An administrator's policy holds for options as it does for the settings."""
    locked = config_files.load_policy().locked
    for option, names in _SETS.items():
        if getattr(chosen, option, None) and locked.intersection(names):
            usage(f"--{option.replace('_', '-')}: your administrator has set this.")


def _models(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    rows: dict[str, dict[str, Any]] = {model.name: {"name": model.name, "listed": False} for model in known_models()}
    try:
        key = factories.key_store().key_for(settings.host)
        for listed in asyncio.run(_listed(settings.endpoint, key.text if key else None)):
            rows.setdefault(listed.name, {"name": listed.name})
            rows[listed.name] |= {"listed": True, "last_day": listed.last_day}
        heard = f"Listed by {settings.host}, or known by Askance"
    except AskanceError as error:
        fail(error.problem, ANSWERED)
        heard = "Known by Askance"
    for name, row in rows.items():
        model = model_named(name)
        row["last_day"] = row.get("last_day") or (model.last_day.isoformat() if model.last_day else "")
        row["price"] = _PRICE.to_plain(model.price) if model.price else None
    if chosen.json:
        print(json.dumps(list(rows.values())))
        return ANSWERED
    print(f"{heard}; prices of {TABLE_DATE.isoformat()} in USD per million tokens in / out")
    for name, row in rows.items():
        price = model_named(name).price
        cost = f"{price.input_usd:g} / {price.output_usd:g}" if price else "–"
        print(
            f"{'*' if row.get('listed') else ' '} {name:32} {cost:16} {row['last_day'] and 'until ' + row['last_day']}"
        )
    return ANSWERED


async def _listed(endpoint: str, key: str | None) -> Sequence[Any]:
    provider = factories.provider()
    try:
        return await provider.models(endpoint, key)
    finally:
        await provider.close()

"""The commands without a window: ask, read, prepare, models, self-test. None of them imports Qt."""

import argparse
import asyncio
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop import __version__, kept, parts, prepare_command, read_command, self_test
from desktop.core.conversation import Conversation
from desktop.core.errors import AskanceError, HeldBack, Kind, NotRead, PictureRefused, Trouble
from desktop.core.forecast import cost_of
from desktop.core.models import TABLE_DATE, known_models, model_named
from desktop.core.prepare import Prepared
from desktop.core.request import Request, build
from desktop.core.settings import HERE, Settings, endpoint_of, in_force
from desktop.core.text import harmless, sound
from desktop.core.turn import Stage, Turn
from desktop.flows.answering import Show, answer
from desktop.prepare_command import add_choices, usage
from desktop.ui.said import said, without_question

ANSWERED, PICTURE, REFUSED, UNREACHED, INCOMPLETE, HELD_BACK, STOPPED = 0, 3, 4, 5, 6, 7, 130

_UNREACHED = {
    Kind.UNKNOWN_HOST,
    Kind.NOT_REACHED,
    Kind.TLS,
    Kind.CERTIFICATES,
    Kind.PROXY,
    Kind.CONNECT_TIMEOUT,
}
_INCOMPLETE = {
    Kind.NO_FIRST_WORD,
    Kind.CUT_OFF,
    Kind.SILENCE,
    Kind.OUT_OF_TIME,
    Kind.LENGTH,
    Kind.FILTERED,
    Kind.STREAM_ERROR,
    Kind.OVERLONG,
    Kind.GARBLED,
    Kind.NOTHING_SAID,
    Kind.OURS,
}
_SETS = {"endpoint": ("endpoint", "answers"), "model": ("model",), "detail": ("detail",), "here": ("answers",)}
"""Options, and the settings in whose place they stand."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; the answer is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an answer is not lost to a terminal that lacks its letters
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except (PictureRefused, NotRead) as refused:
        return _complain(refused.trouble, PICTURE)
    except HeldBack as held:
        return _complain(held.trouble, HELD_BACK)
    except AskanceError as error:
        return _complain(error.trouble, exit_code(error.trouble))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        _nobody_reads()
        return ANSWERED
    return code


def _nobody_reads() -> None:
    """Whoever read us is gone; what is still printed goes nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def exit_code(trouble: Trouble) -> int:
    """Which of the promised exit codes a trouble with the endpoint means."""
    if trouble.kind in _UNREACHED:
        return UNREACHED
    return INCOMPLETE if trouble.kind in _INCOMPLETE else REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="askance",
        description="Paste a screenshot, ask about it, read the answer as it comes.",
        epilog="Without a command the window opens, with the pictures that are named.",
    )
    parser.add_argument("--version", action="version", version=f"askance {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="ask about pictures; the answer goes to standard output")
    ask.add_argument("pictures", nargs="*", metavar="PICTURE", help="a file, or - for standard input")
    ask.add_argument("question", metavar="QUESTION")
    add_choices(ask)
    ask.add_argument("--endpoint", help="a server that speaks the OpenAI chat completions API")
    ask.add_argument("--here", action="store_true", help="answer with text that is read on this computer; send nothing")
    ask.add_argument("--json", action="store_true", help="one JSON object at the end instead of text")
    ask.add_argument("--no-history", action="store_true", help="keep nothing of this on the disk")
    ask.set_defaults(run=_ask)

    read = commands.add_parser("read", help="the text of pictures, read on this computer; sends nothing")
    read_command.add_options(read)
    read.set_defaults(run=read_command.run)

    prepared = commands.add_parser("prepare", help="what would be sent for each picture; sends nothing")
    prepare_command.add_options(prepared)
    add_choices(prepared)
    prepared.set_defaults(run=lambda chosen: prepare_command.run(chosen, _settings(chosen)))

    models = commands.add_parser("models", help="the models, their prices and last days")
    models.add_argument("--endpoint", help="ask this server instead of the one in the settings")
    models.add_argument("--json", action="store_true")
    models.set_defaults(run=_models)

    check = commands.add_parser("self-test", help="check this installation; works offline")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=lambda chosen: self_test.run(chosen.json))
    return parser


def _settings(chosen: argparse.Namespace) -> Settings:
    settings = parts.settings()
    _refuse_locked(chosen)
    if getattr(chosen, "endpoint", None):
        endpoint = endpoint_of(chosen.endpoint)
        if endpoint is None:
            usage(f"--endpoint: {said(Trouble(Kind.BAD_ENDPOINT, chosen.endpoint)).text}")
        settings = replace(settings, endpoint=endpoint, answers="endpoint")
    if getattr(chosen, "here", False):
        settings = replace(settings, answers="computer")
    model = getattr(chosen, "model", None) or settings.model
    return replace(settings, model=model, detail=getattr(chosen, "detail", None) or settings.detail)


def _refuse_locked(chosen: argparse.Namespace) -> None:
    """An administrator's policy holds for options as it does for the settings."""
    locked = kept.held_policy().locked
    for option, names in _SETS.items():
        if getattr(chosen, option, None) and locked.intersection(names):
            usage(f"--{option}: your administrator has set this.")


def _complain(trouble: Trouble, code: int, kept: bool = False) -> int:
    words = said(trouble).text if kept else without_question(said(trouble).text)
    if trouble.kind is Kind.NO_KEY:
        words += " Set OPENAI_API_KEY, or keep a key in the window's settings."
    print(f"askance: {words}", file=sys.stderr)
    return code


def _ask(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    key = parts.vault().key_for(settings.host) if settings.answers != "computer" else None
    settings = in_force(settings, key is not None)
    question = sound(os.fsencode(chosen.question).decode("utf-8", "replace"))
    if not chosen.pictures and Path(question).is_file():
        usage(f"what is the question about {question}? It comes last.")
    pictures = tuple(prepared for _, prepared in prepare_command.prepared(chosen.pictures, settings))
    conversation = Conversation.new()
    turn = Turn.new(conversation.id, question, settings.model, settings.host, time.time())
    turn = turn.waiting(tuple(each.sent() for each in pictures))
    request = build(settings, conversation, question, pictures, {})
    latest = [turn]

    def show(changed: Turn) -> None:
        if not chosen.json:
            _print_on(latest[0], changed)
        latest[0] = changed

    try:
        if settings.private_text == "insist" and request.pictures and not settings.is_here:
            asyncio.run(_looked_through(request))
        ended = asyncio.run(_answered(request, key.text if key else None, turn, show))
    except KeyboardInterrupt:
        ended = latest[0].stopped()
    if settings.keep_history and not chosen.no_history:
        _keep(ended, pictures)
    return _report(ended, chosen.json, kept=settings.keep_history and not chosen.no_history)


async def _looked_through(request: Request) -> None:
    """Raises HeldBack unless nothing private is legible in what would be sent."""
    reader = parts.reader()
    try:
        await parts.guard(reader).check((), request.pictures)
    finally:
        reader.close()


async def _answered(request: Request, key: str | None, turn: Turn, show: Show) -> Turn:
    """Ask whom the request names, and hear the answer to its end."""
    if request.endpoint == HERE:
        reader = parts.reader()
        try:
            return await answer(parts.this_computer(reader), request, None, turn, show)
        finally:
            reader.close()
    provider = parts.provider()
    try:
        return await answer(provider, request, key, turn, show)
    finally:
        await provider.close()


def _print_on(before: Turn, now: Turn) -> None:
    """Print what is new in the answer; waiting is told on standard error."""
    if now.retry_s and now.trouble and not before.retry_s:
        print(f"askance: {said(now.trouble).text} Trying again in {now.retry_s:.0f} s.", file=sys.stderr)
    new = now.answer[len(before.answer) :]
    if new:
        try:
            sys.stdout.write(harmless(new))
            sys.stdout.flush()
        except BrokenPipeError:
            _nobody_reads()


def _report(ended: Turn, as_json: bool, kept: bool) -> int:
    if as_json:
        facts = {
            "answer": ended.answer,
            "stage": ended.stage,
            "model": ended.model,
            "host": ended.host,
            "pictures": [asdict(picture) for picture in ended.pictures],
            "usage": asdict(ended.usage) if ended.usage else None,
            "cost_usd": cost_of(ended, model_named(ended.model)),
            "first_word_s": ended.first_word_s,
            "trouble": asdict(ended.trouble) if ended.trouble else None,
        }
        print(json.dumps(facts))
    elif ended.answer and not ended.answer.endswith("\n"):
        print()
    if ended.stage is Stage.STOPPED:
        return STOPPED
    return _complain(ended.trouble, exit_code(ended.trouble), kept) if ended.trouble else ANSWERED


def _keep(turn: Turn, pictures: tuple[Prepared, ...]) -> None:
    """Put the turn into the history, or, while a window has it open, where the window will find it."""
    try:
        parts.keep_from_outside(turn, pictures)
    except AskanceError as error:
        print(f"askance: {said(error.trouble).text}", file=sys.stderr)


def _models(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    rows: dict[str, dict[str, Any]] = {model.name: {"name": model.name, "listed": False} for model in known_models()}
    try:
        key = parts.vault().key_for(settings.host)
        for listed in asyncio.run(_listed(settings.endpoint, key.text if key else None)):
            rows.setdefault(listed.name, {"name": listed.name})
            rows[listed.name] |= {"listed": True, "last_day": listed.last_day}
        heard = f"Listed by {settings.host}, or known by Askance"
    except AskanceError as error:
        _complain(error.trouble, ANSWERED)
        heard = "Known by Askance"
    for name, row in rows.items():
        model = model_named(name)
        row["last_day"] = row.get("last_day") or (model.last_day.isoformat() if model.last_day else "")
        row["price"] = asdict(model.price) if model.price else None
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
    provider = parts.provider()
    try:
        return await provider.models(endpoint, key)
    finally:
        await provider.close()

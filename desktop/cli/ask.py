"""`askance ask`: a question about pictures, its answer on standard output as it comes. Does not import Qt."""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from desktop.cli.exit_codes import ANSWERED, STOPPED, exit_code, fail, silence_stdout, usage
from desktop.cli.image_preparation import prepared
from desktop.cli.options import add_choices
from desktop.composition import factories
from desktop.core.asking.request import Request, build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.serialization import problem_to_plain, sent_to_plain, usage_to_plain
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_named
from desktop.core.settings.settings import Settings, in_force
from desktop.core.untrusted_text import drop_unencodable, strip_control_characters
from desktop.messages.problems import message_for
from desktop.services.asking.answer_stream import Show, answer


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("pictures", nargs="*", metavar="PICTURE", help="a file, or - for standard input")
    parser.add_argument("question", metavar="QUESTION")
    add_choices(parser)
    parser.add_argument("--endpoint", help="a server that speaks the OpenAI chat completions API")
    parser.add_argument(
        "--here", action="store_true", help="answer with text that is read on this computer; send nothing"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object at the end instead of text")
    parser.add_argument("--no-history", action="store_true", help="keep nothing of this on the disk")


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Ask, print, keep. Raises AskanceError."""
    key = factories.key_store().key_for(settings.host) if settings.answers != "computer" else None
    settings = in_force(settings, key is not None)
    question = drop_unencodable(os.fsencode(chosen.question).decode("utf-8", "replace"))
    if not chosen.pictures and Path(question).is_file():
        usage(f"what is the question about {question}? It comes last.")
    made = tuple(prepared(chosen.pictures, settings))
    images = tuple(encoded for _, encoded in made)
    conversation = Conversation.new()
    turn = Turn.new(conversation.id, question, settings.model, settings.host, time.time())
    turn = turn.as_waiting(tuple(each.to_sent_image() for each in images))
    request = build_request(settings, conversation, question, images, {})
    latest = [turn]

    def show(changed: Turn) -> None:
        if not chosen.json:
            _print_on(latest[0], changed)
        latest[0] = changed

    try:
        if settings.private_text == "insist" and request.images and not settings.is_local:
            asyncio.run(_looked_through([image for image, _ in made], request))
        ended = asyncio.run(_answered(request, key.text if key else None, turn, show))
    except KeyboardInterrupt:
        ended = latest[0].stopped()
    if settings.keep_history and not chosen.no_history:
        _keep(ended, images)
    return _report(ended, chosen.json, kept=settings.keep_history and not chosen.no_history)


async def _looked_through(images: Iterable[AnnotatedImage], request: Request) -> None:
    """Raises HeldBack unless nothing private is legible in the pictures, nor in what would be sent of them."""
    reader, decoder = factories.reader(), factories.decoder()
    try:
        await factories.guard(reader, decoder).check(images, request.images)
    finally:
        reader.close()
        decoder.close()


async def _answered(request: Request, key: str | None, turn: Turn, show: Show) -> Turn:
    """Ask whom the request names, and hear the answer to its end."""
    reader = factories.reader()
    provider = factories.provider_at(request.endpoint, reader)
    try:
        return await answer(provider, request, key, turn, show)
    finally:
        await provider.close()
        reader.close()


def _print_on(before: Turn, now: Turn) -> None:
    """Print what is new in the answer; waiting is told on standard error."""
    if now.retry_s and now.problem and not before.retry_s:
        print(f"askance: {message_for(now.problem).text} Trying again in {now.retry_s:.0f} s.", file=sys.stderr)
    new = now.answer[len(before.answer) :]
    if new:
        try:
            sys.stdout.write(strip_control_characters(new))
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()


def _report(ended: Turn, as_json: bool, kept: bool) -> int:
    if as_json:
        facts = {
            "answer": ended.answer,
            "stage": ended.stage,
            "model": ended.model,
            "host": ended.host,
            "pictures": [sent_to_plain(image) for image in ended.images],
            "usage": usage_to_plain(ended.usage),
            "cost_usd": cost_of(ended, model_named(ended.model)),
            "first_word_s": ended.first_token_s,
            "trouble": problem_to_plain(ended.problem),
        }
        print(json.dumps(facts))
    elif ended.answer and not ended.answer.endswith("\n"):
        print()
    if ended.stage is Stage.STOPPED:
        return STOPPED
    return fail(ended.problem, exit_code(ended.problem), kept) if ended.problem else ANSWERED


def _keep(turn: Turn, images: tuple[EncodedImage, ...]) -> None:
    """Put the turn into the history, or, while a window has it open, where the window will find it."""
    try:
        factories.keep_from_outside(turn, images)
    except AskanceError as error:
        print(f"askance: {message_for(error.problem).text}", file=sys.stderr)

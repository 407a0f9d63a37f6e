"""`askance ask`: a question about images and texts, its answer on standard output as it comes. Does not import Qt."""

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

from desktop.adapters.providers.refused_parameters import use_listener
from desktop.cli.asking.ask_services import CliAskServices
from desktop.cli.asking.named_files import sorted_out
from desktop.cli.asking.named_prompt import add_prompt, prompt_of
from desktop.cli.asking.terminal_user import TerminalUser
from desktop.cli.asking.typed_draft import TypedDraft
from desktop.cli.exit_codes import ANSWERED, HELD_BACK, STOPPED, exit_code, fail, silence_stdout, usage
from desktop.cli.image_preparation import prepared
from desktop.cli.options import add_choices, settings_from
from desktop.cli.prepare import add_edits, edits_of, warn_of_illegible
from desktop.composition import config_files, factories
from desktop.core.conversation.attached_text import MOST_LETTERS, join_question
from desktop.core.conversation.serialization import problem_to_plain, sent_to_plain, source_to_plain, usage_to_plain
from desktop.core.conversation.turn import NOTHING_SENT, Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.errors import AskanceError, ImageRejectedError, Problem, ProblemKind, SendBlockedError
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_at
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.settings import in_force
from desktop.core.untrusted_text import drop_unencodable, strip_control_characters
from desktop.core.workspace.draft import Draft
from desktop.messages.formatting import duration
from desktop.messages.language.catalogue import N_, _
from desktop.messages.model_words import refused_words
from desktop.messages.problems import message_for
from desktop.services.asking.ask_question import ask_question

_IMAGES_ELSEWHERE = N_("The answer came with pictures, which the window shows.")
BLOCKED = (
    *NOTHING_SENT,
    ProblemKind.POLICY_UNREADABLE,
    ProblemKind.HOST_NOT_ALLOWED,
    ProblemKind.SPENDING_NOT_ENTERED,
    ProblemKind.LEDGER_NOT_WRITTEN,
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument(
        "pictures", nargs="*", metavar="FILE", help=_("a picture, PDF or text file, or - for standard input")
    )
    parser.add_argument("question", metavar="QUESTION", nargs="?", help=_("comes last; none with --prompt"))
    add_prompt(parser)
    add_choices(parser)
    add_edits(parser)
    parser.add_argument("--page-text", action="store_true", help=_("the text of a PDF's page beside its picture"))
    parser.add_argument("--endpoint", help=_("a service compatible with the OpenAI API"))
    parser.add_argument(
        "--here", action="store_true", help=_("answer from the text in the pictures on this computer; send nothing")
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object at the end instead of text"))
    parser.add_argument("--no-history", action="store_true", help=_("save nothing of this"))
    parser.add_argument(
        "--anyway",
        action="store_true",
        help=_("ask even if private text is visible or this goes over your limit"),
    )


def run(chosen: argparse.Namespace) -> int:
    """Asks, prints the answer and keeps the turn. Returns the exit code. Raises AskanceError."""
    saved = prompt_of(chosen)
    settings = settings_from(chosen, saved)
    keys = factories.key_store()
    key = keys.key_for(settings.origin, settings.endpoint_found) if settings.answers != "computer" else None
    settings = in_force(settings, key is not None)
    prompt = saved.words if saved is not None else _question_of(chosen)
    if saved is None and not chosen.pictures and Path(prompt).is_file():
        usage(_("what is the question about {prompt}? It comes last.").format(prompt=prompt))
    files = sorted_out(chosen.pictures)
    pictures = tuple(prepared(files.images, settings, edits_of(chosen), files.piped))
    if Draft(images=tuple(image.annotated for image in pictures), texts=files.texts).letters > MOST_LETTERS:
        name = pictures[0].annotated.source.name
        raise ImageRejectedError(Problem(ProblemKind.NO_ROOM_FOR_TEXT, name, seconds=MOST_LETTERS))
    for number, image in enumerate(pictures, 1):
        warn_of_illegible(image, settings, number if len(pictures) > 1 else 0)
    draft = TypedDraft(settings, join_question(prompt, files.texts), pictures)

    def show(before: Turn, now: Turn) -> None:
        if not chosen.json:
            _print_on(before, now)

    use_listener(lambda endpoint, *names: _tell_refused(host_of(endpoint), *names))
    services = CliAskServices(draft, key.text if key else None, config_files.load_policy().locked, show)
    try:
        turn = asyncio.run(_asked(services, TerminalUser(chosen.anyway, services.mend)))
    except KeyboardInterrupt:
        latest = services.latest_turn(services.collect())
        turn = latest if latest.stage.ended else latest.stopped()
    if turn is None:
        return HELD_BACK
    if turn.problem is not None and turn.problem.kind in BLOCKED:
        raise SendBlockedError(turn.problem)  # nothing left this computer, and nothing is kept
    keeps_history = settings.keep_history and not chosen.no_history
    if keeps_history:
        _keep(turn, (*draft.encoded, *services.answer_images))
    legibility = [image.legibility.name.lower() for image in draft.pictures]
    return _report(turn, chosen.json, kept=keeps_history, legibility=legibility)


def _question_of(chosen: argparse.Namespace) -> str:
    """Takes the question off the end of what was named, where the parser leaves it. Ends the program without one."""
    if not chosen.pictures:
        usage(_("what is the question? It comes last."))
    return drop_unencodable(os.fsencode(chosen.pictures.pop()).decode("utf-8", "replace"))


def _tell_refused(host: str, model: str, name: str) -> None:
    print(f"askance: {refused_words(host, model, name)}", file=sys.stderr)


async def _asked(services: CliAskServices, user: TerminalUser) -> Turn | None:
    """Asks the question, and closes what was opened for it. Returns its turn, or None if it was not sent."""
    try:
        return await ask_question(services.collect(), services.collect, services, user, lambda _: None)
    finally:
        await services.close()


def _print_on(before: Turn, now: Turn) -> None:
    """Prints what is new in the answer; waits go to standard error."""
    if now.retry_s and now.problem and not before.retry_s:
        print(
            "askance:",
            message_for(now.problem).text,
            _("Trying again in {wait}.").format(wait=duration(round(now.retry_s))),
            file=sys.stderr,
        )
    new = now.answer[len(before.answer) :]
    if new:
        try:
            sys.stdout.write(strip_control_characters(new))
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()


def _report(ended: Turn, as_json: bool, kept: bool, legibility: list[str]) -> int:
    """Prints the end of the answer, or all of it as JSON. Returns the exit code."""
    problem = ended.problem
    if problem is None and not ended.answer and ended.has_answer:
        problem = Problem(ProblemKind.IMAGE_IN_ANSWER, ended.host)
    if as_json:
        facts = {
            "answer": ended.answer,
            "stage": ended.stage,
            "model": ended.model,
            "host": ended.host,
            "pictures": [sent_to_plain(image) for image in ended.images],
            "legibility": legibility,
            "usage": usage_to_plain(ended.usage),
            "cost_usd": cost_of(ended, model_at(ended.model, ended.host)),
            "first_word_s": ended.first_token_s,
            "trouble": problem_to_plain(problem),
        }
        if ended.thinking:
            facts["thinking"] = ended.thinking
        if ended.sources:
            facts["sources"] = [source_to_plain(source) for source in ended.sources]
        if ended.answer_images:
            facts["answer_pictures"] = [sent_to_plain(image) for image in ended.answer_images]
        print(json.dumps(facts))
    elif ended.has_answer:
        _print_end(ended)
    if ended.stage is Stage.STOPPED:
        return STOPPED
    if problem is None:
        if ended.answer_images:
            print(f"askance: {_(_IMAGES_ELSEWHERE)}", file=sys.stderr)
        return ANSWERED
    return fail(problem, exit_code(problem), kept, has_answer=bool(ended.answer))


def _print_end(ended: Turn) -> None:
    """Ends the last line of the answer, and prints its sources."""
    if ended.answer and not ended.answer.endswith("\n"):
        print()
    for number, source in enumerate(ended.sources, 1):
        print(strip_control_characters(f"[{number}] {source.title} {source.url}".replace("  ", " ")))


def _keep(turn: Turn, images: tuple[EncodedImage, ...]) -> None:
    """Puts the turn into the history, or, while a window has it open, where the window will find it."""
    try:
        factories.keep_from_outside(turn, images)
    except AskanceError as error:
        print(f"askance: {message_for(error.problem).text}", file=sys.stderr)

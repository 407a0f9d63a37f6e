"""The options of `askance many`, and the plan of a run that they make."""

import argparse
import os
import sys
from pathlib import Path

from desktop.cli.exit_codes import usage
from desktop.cli.options import add_choices
from desktop.core.ids import is_id
from desktop.core.many.export.registry import TABLE_FORMATS, table_format_of
from desktop.core.many.field import Field, field_of, repeated_name
from desktop.core.many.run import RunEdits, RunPlan
from desktop.core.settings.settings import Settings
from desktop.core.settings.values.rate import rate_of
from desktop.core.untrusted_text import drop_unencodable
from desktop.messages.language.catalogue import _
from desktop.services.many.live_run import LiveRun
from desktop.services.many.runs import PictureRuns

REPEATABLE = ("failed", "refused", "unconfirmed")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument(
        "pictures", nargs="*", metavar="PICTURE", help=_("a file or a folder; without any, names on standard input")
    )
    parser.add_argument("--ask", metavar="QUESTION", default="", help=_("the question about each picture"))
    parser.add_argument(
        "--field",
        type=_field,
        action="append",
        default=[],
        metavar="NAME:TYPE:HINT",
        help=_("a column; its type is text, number, date, yes/no, list or choices like EUR|USD; may be repeated"),
    )
    add_choices(parser)
    parser.add_argument("--endpoint", help=_("a service compatible with the OpenAI API"))
    parser.add_argument("--budget", type=_dollars, default=None, metavar="USD", help=_("never spend more on this run"))
    parser.add_argument(
        "--rate", type=_rate, default=None, metavar="REQUESTS/TOKENS", help=_("what the service allows a minute")
    )
    parser.add_argument(
        "--batch", action="store_true", help=_("hand the pictures over as a batch: cheaper, answered within a day")
    )
    parser.add_argument("--cancel-batch", action="store_true", help=_("with --resume: end the batch, keep its answers"))
    parser.add_argument("--cover", action="append", default=[], metavar="KIND", help=_("cover this kind on all"))
    parser.add_argument("--anyway", action="store_true", help=_("ask even where private text is visible"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=_("write the table here: .csv, .xlsx, .json or .md"))
    parser.add_argument("--run-file", type=Path, metavar="FILE", help=_("save the run in this new file"))
    parser.add_argument("--resume", metavar="RUN", help=_("go on with a run, by its id or its file"))
    parser.add_argument("--again", choices=REPEATABLE, action="append", default=[], help=_("ask these rows once more"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell count, tokens, price and time; send nothing"))
    parser.add_argument(
        "--export-requests", type=Path, metavar="FILE", help=_("write requests for vllm run-batch; ask nothing")
    )
    parser.add_argument(
        "--import-results", type=Path, action="append", default=[], metavar="FILE", help=_("import such results")
    )
    parser.add_argument("--no-history", action="store_true", help=_("save nothing of this"))


def check_options(chosen: argparse.Namespace) -> None:
    """Ends the program where the options contradict one another."""
    if chosen.out is not None and table_format_of(chosen.out.suffix) is None:
        known = ", ".join(entry.suffix for entry in TABLE_FORMATS)
        usage(_("--out: “{name}” ends in none of {known}.").format(name=chosen.out.name, known=known))
    if name := repeated_name(chosen.field):
        usage(_("--field: there are two columns “{name}”.").format(name=name))
    if chosen.resume and (chosen.ask or chosen.field):
        usage(_("--resume goes on with the question and the columns of its run; leave them out."))
    if chosen.resume and chosen.run_file:
        usage(_("--run-file is for a new run; --resume goes on with one that is in a file."))
    if chosen.cancel_batch and not chosen.resume:
        usage(_("--cancel-batch belongs to a run; name it with --resume."))
    if chosen.import_results and not chosen.resume:
        usage(_("--import-results belongs to a run; name it with --resume."))
    if not chosen.resume and not chosen.ask.strip() and not chosen.field:
        usage(_("what is to be asked? Add --ask or --field."))


def files_of(chosen: argparse.Namespace) -> tuple[Path, ...]:
    """Returns the named files and folders, or those that standard input names. Ends the program without any."""
    names = [name for name in chosen.pictures if name != "-"]
    if (not chosen.pictures or "-" in chosen.pictures) and not sys.stdin.isatty():
        names += _names_in(sys.stdin.buffer.read())
    if not names:
        usage(_("about which pictures? Name files or a folder, or pipe their names in."))
    return tuple(Path(name) for name in names)


async def opened_run(runs: PictureRuns, name: str) -> LiveRun:
    """Returns the run that `--resume` names: by its id, or by the file that it is in. Raises StorageError."""
    return await (runs.open(name) if is_id(name) else runs.open_file(Path(name)))


def plan_of(chosen: argparse.Namespace, settings: Settings) -> RunPlan:
    """Returns the plan of a new run."""
    ask = drop_unencodable(os.fsencode(chosen.ask).decode("utf-8", "replace")).strip()
    return RunPlan(
        name=ask.splitlines()[0][:80] if ask else ", ".join(field.name for field in chosen.field)[:80],
        ask=ask,
        endpoint=settings.endpoint,
        model=settings.model,
        detail=settings.detail,
        fields=tuple(chosen.field),
        instructions=settings.instructions,
        parameters=settings.parameters,
        edits=RunEdits(covered_kinds=frozenset(chosen.cover)),
        budget_usd=chosen.budget or 0.0,
        rate=chosen.rate or (0, 0),
        as_batch=chosen.batch,
    )


def _names_in(piped: bytes) -> list[str]:
    """Returns the names in what was piped: one a line, or separated by NUL, in which a name may have several lines."""
    separator = b"\0" if b"\0" in piped else b"\n"
    return [os.fsdecode(name.removesuffix(b"\r")) for name in piped.split(separator) if name.strip()]


def _field(text: str) -> Field:
    field = field_of(text)
    if field is None:
        words = _("“{text}” is no column; write it like total:number or currency:EUR|USD")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return field


def _dollars(text: str) -> float:
    try:
        usd = float(text.removeprefix("$"))
    except ValueError:
        usd = 0.0
    if not 0 < usd < 1e9:
        raise argparse.ArgumentTypeError(_("“{text}” is no amount of US dollars").format(text=text))
    return usd


def _rate(text: str) -> tuple[int, int]:
    rate = rate_of(text)
    if rate is None:
        words = _("“{text}” is no rate; write requests and tokens a minute, like 300/15000 (0 where none is known)")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return rate

"""`python -m benchmarks [NAME …] [--json]`: figures beside their targets. All but faults and private without a name."""

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence

from benchmarks.measured import Measured
from benchmarks.measurements import conversation, desk, faults, history, private, reader, start, working_day
from benchmarks.measurements.at_hand import quick_ask
from benchmarks.measurements.formats import decoding
from benchmarks.measurements.many import runs, table
from benchmarks.measurements.streams import growth, listening, stream
from benchmarks.measurements.waits import wire
from benchmarks.smallest import smallest
from tests.x11.screen import Screen, screen

BENCHMARKS: dict[str, Callable[[Screen], Iterator[Measured]]] = {
    "start": start.run,
    "memory": start.run_memory,
    "day": working_day.run,
    "wire": wire.run,
    "stream": stream.run,
    "listening": listening.run,
    "growth": growth.run,
    "desk": desk.run,
    "conversation": conversation.run,
    "history": history.run,
    "reader": reader.run,
    "quick": quick_ask.run,
    "table": table.run,
    "formats": decoding.run,
    "many": runs.run,
}

APART: dict[str, Callable[[Screen], Iterator[Measured]]] = {"faults": faults.run, "private": private.run}
"""Those that run only when they are named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what is named. Prints figures beside their targets; with --json, standard output is that document alone."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, *APART, []], metavar="NAME")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--quick", action="store_true", help="all as small as it gets, to see that they run; the figures say nothing"
    )
    parser.add_argument("--screens", type=int, help="private: of so many screens")
    chosen = parser.parse_args(arguments)
    results: list[Measured] = []
    if chosen.screens:
        private.SCREENS = chosen.screens
    with screen("1440x900x24") as at, smallest() if chosen.quick else contextlib.nullcontext():
        for name in chosen.names or list(BENCHMARKS):
            for measured in (BENCHMARKS | APART)[name](at):
                results.append(measured)
                print(measured.line(), file=sys.stderr if chosen.json else sys.stdout, flush=True)
    if chosen.json:
        print(json.dumps([measured.plain() for measured in results], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m benchmarks [NAME …] [--json]`: figures beside their targets. All but faults without a name."""

import argparse
import json
import sys
from collections.abc import Sequence

from benchmarks.measured import Measured
from benchmarks.measurements import conversation, desk, faults, history, reader, start, stream, working_day
from tests.x11.screen import screen

BENCHMARKS = {
    "start": start.run,
    "memory": start.run_memory,
    "day": working_day.run,
    "stream": stream.run,
    "desk": desk.run,
    "conversation": conversation.run,
    "history": history.run,
    "reader": reader.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what is named. Prints figures beside their targets; with --json, standard output is that document alone."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, "faults", []], metavar="NAME")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    results: list[Measured] = []
    with screen("1440x900x24") as at:
        for name in chosen.names or list(BENCHMARKS):
            run = faults.run if name == "faults" else BENCHMARKS[name]
            for measured in run(at):
                results.append(measured)
                print(measured.line(), file=sys.stderr if chosen.json else sys.stdout, flush=True)
    if chosen.json:
        print(json.dumps([measured.plain() for measured in results], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())

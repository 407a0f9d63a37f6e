"""The way in: a worker, a command, or the window. Only the branch that is taken is imported (deferred.py)."""

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters import shared_libraries
    from desktop.adapters.decoding import decoder_child
    from desktop.adapters.ocr import ocr_reader_child
    from desktop.app import startup
    from desktop.app.fonts import qt_check
    from desktop.cli import commands
    from desktop.messages import missing_libraries
else:
    shared_libraries = deferred("desktop.adapters.shared_libraries")
    decoder_child = deferred("desktop.adapters.decoding.decoder_child")
    ocr_reader_child = deferred("desktop.adapters.ocr.ocr_reader_child")
    startup = deferred("desktop.app.startup")
    missing_libraries = deferred("desktop.messages.missing_libraries")
    commands = deferred("desktop.cli.commands")
    qt_check = deferred("desktop.app.fonts.qt_check")

LACKING = 1
"""The exit code where the system lacks a library of the window."""


def main() -> int:
    """Runs what the command line asks for; the answer is the exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first == "--decoder-child":  # a frozen program starts itself as its own worker
        return decoder_child.main()
    if first == "--reader-child":
        return ocr_reader_child.main()
    if first == "--qt-check":
        return _with_libraries(lambda: qt_check.main())  # `qt_check.main` imports it, so within
    if first in ("ask", "ledger", "many", "read", "prepare", "models", "policy", "self-test") or first.startswith("-"):
        return commands.main(arguments)
    gc.disable()  # a start makes no garbage, and looking for it takes a tenth of the time; app/startup.py enables it
    code = _with_libraries(lambda: startup.main(arguments))
    if code == LACKING:
        return code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # a thread that is in Qt while the interpreter takes itself apart would abort the process


def _with_libraries(run: Callable[[], int]) -> int:
    """Runs what needs Qt. Where the system lacks one of its libraries, says so instead and returns LACKING."""
    lacking = shared_libraries.missing(os.environ)
    if not lacking:
        try:
            return run()
        except ImportError as error:  # of a library that Qt's parts have come to need
            lacking = tuple(filter(None, [shared_libraries.lacking_by(str(error))]))
            if not lacking:
                raise
    sys.stderr.write(f"{missing_libraries.first_sentence(lacking, shared_libraries.families())}\n")
    return LACKING


if __name__ == "__main__":
    sys.exit(main())

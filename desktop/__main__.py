"""The way in: a worker, a command, or the window. Only the branch that is taken is imported (deferred.py)."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.decoding import decoder_child
    from desktop.adapters.ocr import ocr_reader_child
    from desktop.app import startup
    from desktop.app.fonts import qt_check
    from desktop.cli import commands
    from desktop.messages import missing_libraries
else:
    decoder_child = deferred("desktop.adapters.decoding.decoder_child")
    ocr_reader_child = deferred("desktop.adapters.ocr.ocr_reader_child")
    startup = deferred("desktop.app.startup")
    missing_libraries = deferred("desktop.messages.missing_libraries")
    commands = deferred("desktop.cli.commands")
    qt_check = deferred("desktop.app.fonts.qt_check")


def main() -> int:
    """Runs what the command line asks for; the answer is the exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first == "--decoder-child":  # a frozen program starts itself as its own worker
        return decoder_child.main()
    if first == "--reader-child":
        return ocr_reader_child.main()
    if first == "--qt-check":
        return qt_check.main()
    if first in ("ask", "ledger", "many", "read", "prepare", "models", "policy", "self-test") or first.startswith("-"):
        return commands.main(arguments)
    gc.disable()  # a start makes no garbage, and looking for it takes a tenth of the time; app/startup.py enables it
    try:
        code = startup.main(arguments)
    except ImportError as error:
        sentence = missing_libraries.sentence(error)
        if not sentence:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # a thread that is in Qt while the interpreter takes itself apart would abort the process


if __name__ == "__main__":
    sys.exit(main())

"""The way in: a worker, a command, or the window. What is heavy is imported by the branch that needs it."""

import gc
import sys


def main() -> int:
    """Run what the command line asks for; the answer is the exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first == "--decoder-child":  # a frozen program starts itself as its own worker
        from desktop.adapters.decoding.decoder_child import main as decode

        return decode()
    if first == "--reader-child":
        from desktop.adapters.ocr.ocr_reader_child import main as read

        return read()
    if first == "--qt-check":
        from desktop.cli.qt_check import main as check

        return check()
    if first in ("ask", "read", "prepare", "models", "self-test") or first.startswith("-"):
        from desktop.cli.commands import main as command

        return command(arguments)
    gc.disable()  # a start makes no garbage, and looking for it takes a tenth of the time; app/startup.py enables it
    from desktop.app.startup import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())

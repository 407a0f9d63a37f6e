"""Shows how far a step of the first set-up is, with Python's own library: nothing else is installed yet."""

import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

KNOWN_FROM = 0.05  # of a step, from which the time left can be told; chosen
EACH_S, EACH_LINE_S = 0.5, 10.0  # seconds between two looks: on a terminal, and where each look is a line more; chosen
DOWNLOADING = 0.5  # the share of downloads in the time of the packages; chosen
KEPT_LINES = 60  # of what a step printed, shown if it fails; chosen
CANCELLED = 130  # the exit code that shells give for Ctrl+C

_SIZE = re.compile(r"Downloading (\S+) \(([\d.]+)(KiB|MiB|GiB)\)")
_DONE = re.compile(r"Downloaded (\S+)")
_MIB = {"KiB": 1 / 1024, "MiB": 1.0, "GiB": 1024.0}
_APT = re.compile(r"(dl|pm)status:[^:]*:([\d.]+):")
ShareOf = Callable[[str], float | None]


class PackageShare:
    """Reads from uv's lines which share of the packages is there, and counts what is compiled below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources = 0  # files to compile, once all are there
        self._sizes: dict[str, float] = {}
        self._here: set[str] = set()

    def __call__(self, line: str) -> float | None:
        """Returns the share that is done after this line; None if the line does not tell."""
        if found := _SIZE.search(line):
            self._sizes[found[1]] = float(found[2]) * _MIB[found[3]]
        elif found := _DONE.search(line):
            self._here.add(found[1])
            whole = sum(self._sizes.values())
            return DOWNLOADING * sum(self._sizes.get(name, 0.0) for name in self._here) / whole if whole else None
        elif line.startswith("Prepared "):
            return DOWNLOADING
        elif line.startswith("Installed "):
            self._sources = sum(1 for _ in self._folder.rglob("*.py"))
        return None

    def look(self) -> float:
        """Returns the share that is done as far as the files tell."""
        if not self._sources:
            return 0.0
        compiled = sum(1 for _ in self._folder.rglob("*.pyc"))
        return DOWNLOADING + (1 - DOWNLOADING) * min(1.0, compiled / self._sources)


def system_share(line: str) -> float | None:
    """Returns the share of the system's packages that is done after a line of apt's status; None for another line."""
    found = _APT.match(line)
    if found is None:
        return None
    share = float(found[2]) / 100
    return 0.4 * share if found[1] == "dl" else 0.4 + 0.6 * share


def unknown_share(line: str) -> float | None:
    """Returns None: of some steps nobody knows how far they are."""
    return None


class Step:
    """One step of the set-up, run as a child process."""

    def __init__(
        self,
        words: str,
        share_of: ShareOf = unknown_share,
        out: IO[str] | None = None,
        look: Callable[[], float] = float,
    ) -> None:
        """`words` say what is done: “Installing packages”. `out` is the standard output by default. `look` returns the
        share that is done where lines do not tell, 0.0 if it is not known.
        """
        self._look = look
        self._words = words
        self._share_of = share_of
        self._out = out if out is not None else sys.stdout
        self._share = 0.0
        self._last: deque[str] = deque(maxlen=KEPT_LINES)
        self._shown = 0  # letters in the line of the terminal

    def run(self, command: list[str], **how: Any) -> int:
        """Runs a command and shows how far it is. Returns its exit code; shows what it printed if that is not 0.

        Ends it and raises KeyboardInterrupt on Ctrl+C.
        """
        began = time.monotonic()
        self._show(began)
        child = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **how
        )
        reading = threading.Thread(target=self._read, args=(child.stdout,), daemon=True)
        reading.start()
        each_s = EACH_S if self._out.isatty() else EACH_LINE_S
        try:
            while True:
                try:
                    code = child.wait(each_s)
                    break
                except subprocess.TimeoutExpired:
                    self._show(began)
        except KeyboardInterrupt:
            child.terminate()
            child.wait()
            self._clear()
            raise
        reading.join()
        self._clear()
        if code:
            self._out.write("".join(self._last))
        return code

    def _read(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                self._last.append(line)
                self._share = max(self._share, self._share_of(line.strip()) or 0.0)

    def _show(self, began: float) -> None:
        self._share = max(self._share, self._look())
        line = line_for(self._words, self._share, time.monotonic() - began)
        if self._out.isatty():
            self._out.write(f"\r{line:<{self._shown}}")
            self._shown = len(line)
        else:
            self._out.write(line + "\n")
        self._out.flush()

    def _clear(self) -> None:
        if self._shown:
            self._out.write(f"\r{'':<{self._shown}}\r")
            self._out.flush()


def line_for(words: str, share: float, passed_s: float) -> str:
    """Returns what is being done with its progress and, once it can be told, the time left."""
    if share >= KNOWN_FROM:
        left = max(1, round(passed_s * (1 - share) / share))
        return f"{words}… {share:.0%}, about {left} s left. Ctrl+C cancels."
    return f"{words}…{f' {passed_s:.0f} s.' if passed_s >= 1 else ''} Ctrl+C cancels."

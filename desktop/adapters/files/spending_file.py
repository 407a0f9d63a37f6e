"""An account of what questions cost, for the limits: it counts those of commands and of windows that keep no history.

Each line of a month's file is a day and an amount in US dollars, appended at once, so that several programs can write.
A question is entered with what it is expected to cost before it is sent, and corrected when its cost is known: what is
still on its way counts, and so does what a killed program has sent. A correction stands under the day that it corrects,
and no day counts less than nothing, so that what an earlier day did not cost is no budget of a later one. Clocks jump:
what was entered a day ahead counts once the clock is back, and the files of a few months stay.
"""

import contextlib
import math
import os
import time
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, private_folder
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.usage.spending_limits import Spending

DAY = timedelta(days=1)
_ADDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
MONTHS_KEPT = 2  # beside the one of now; chosen
MOST_BYTES = 10_000_000  # that are read of a month: about 300,000 questions; chosen


class SpendingFile:
    """The files of the account in `folder`, one for each month; all but the last ones are removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, usd: float, day: date | None = None) -> None:
        """Enters an amount under a day, by default today; a negative one corrects that day. Raises StorageError."""
        day = day or date.fromtimestamp(time.time())
        file = self._file(day)
        try:
            file = private_folder(self._folder) / file.name
            is_new = not file.exists()
            handle = os.open(file, _ADDING, PRIVATE)
            with open(handle, "ab", buffering=0) as opened:
                opened.write(f"{day:%Y-%m-%d} {usd:.9f}\n".encode())
        except OSError as failed:
            raise StorageError(Problem(ProblemKind.SPENDING_NOT_ENTERED, file.name, failed.strerror or "")) from None
        if is_new:
            self._remove_others(file)

    def spent(self) -> Spending:
        """Returns what was entered today and this month; infinite sums if a file is there and cannot be read."""
        now = datetime.fromtimestamp(time.time())
        days = {f"{when:%Y-%m-%d}" for when in (now, now + DAY)}
        try:
            entries = self._entries(now)
            if self._file(now + DAY) != self._file(now):
                entries += [entry for entry in self._entries(now + DAY) if entry[0] in days]
        except OSError:
            return Spending(math.inf, math.inf)
        sums = defaultdict[str, float](float)
        for day, usd in entries:
            sums[day] += usd
        spent = {day: max(0.0, usd) for day, usd in sums.items()}
        return Spending(sum(usd for day, usd in spent.items() if day in days), sum(spent.values()))

    def _entries(self, when: datetime) -> list[tuple[str, float]]:
        """Returns the days and amounts of a month. Raises OSError."""
        try:
            with self._file(when).open("rb") as opened:
                lines = opened.read(MOST_BYTES).decode("ascii", "replace").splitlines()
        except FileNotFoundError:
            return []
        return [(day, _amount(usd)) for day, _, usd in (line.partition(" ") for line in lines)]

    def _file(self, day: date) -> Path:
        return self._folder / f"spending-{day:%Y-%m}.txt"

    def _remove_others(self, file: Path) -> None:
        others = sorted(other for other in self._folder.glob("spending-*.txt") if other.name != file.name)
        for other in others[:-MONTHS_KEPT]:
            with contextlib.suppress(OSError):
                other.unlink()


def _amount(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        return 0.0
    return amount if math.isfinite(amount) else 0.0

"""Long work on files: how far it is, how long it still takes, and a way to cancel it."""

import asyncio
import time
from collections.abc import Callable

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.files.progress_words import nothing_changed, progress_words
from desktop.messages.notices import offer_labels
from desktop.services.ports.work_progress import WorkProgress
from desktop.services.tasks import Tasks

MOMENT_S = 1.0  # from which progress is shown; chosen
EACH_S = 0.5  # seconds between two looks at the progress; chosen
KNOWN_FROM = 0.05  # of the work, from which the time left can be told; chosen


class LongWork:
    """Shows the progress of what takes longer than a moment in a notice with Cancel."""

    def __init__(
        self,
        tasks: Tasks,
        notices: ErrorNotices,
        clock: Callable[[], float] = time.monotonic,
        moment_s: float = MOMENT_S,
    ) -> None:
        self._tasks = tasks
        self._notices = notices
        self._clock = clock
        self._moment_s = moment_s
        self._count = 0

    def watch(self, words: str, progress: WorkProgress, cancelled: Callable[[], str] = nothing_changed) -> None:
        """Shows the progress of a piece of work until it is over. `words` say what is being done: “Exporting…”, and
        `cancelled` returns what is said where it was cancelled.
        """
        self._count += 1
        self._tasks.start("progress", self._watch(words, progress, f"work {self._count}", cancelled))

    async def _watch(self, words: str, progress: WorkProgress, about: str, cancelled: Callable[[], str]) -> None:
        began, wait_s = self._clock(), self._moment_s
        while not await _is_over(progress, wait_s):
            text = words_for(words, progress.share, self._clock() - began)
            self._notices.show_progress(text, (offer_labels.cancel(), progress.cancel), about)
            wait_s = EACH_S
        self._notices.withdraw(about)
        if progress.was_cancelled:
            self._notices.say(cancelled(), about_all=True)


async def _is_over(progress: WorkProgress, within_s: float) -> bool:
    try:
        await asyncio.wait_for(progress.over.wait(), within_s)
    except TimeoutError:
        return False
    return True


def words_for(words: str, share: float, passed_s: float) -> str:
    """Returns what is being done with its progress and, once it can be told, the time left."""
    if share < KNOWN_FROM:
        return words
    left = max(1.0, passed_s * (1 - share) / share)
    return progress_words(words, share, left)

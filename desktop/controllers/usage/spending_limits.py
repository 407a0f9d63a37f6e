"""What the user does not want to pay without being asked."""

from collections.abc import Callable

from desktop.composition.container import Container
from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.formatting import money
from desktop.ui.notice_bar import QUESTION


class SpendingLimitPrompt:
    """Asks before a question passes the limit of a day or a month."""

    def __init__(self, container: Container, problems: ErrorNotices) -> None:
        self._container = container
        self._problems = problems

    def ask_before_exceeding(self, cost_usd: float | None, resume: Callable[[], None]) -> bool:
        """Whether the user has to be asked first, and asks; `go_on` asks the question all the same."""
        settings = self._container.settings_service.effective
        limit = None if settings.is_local else self._container.usage_tracker.limit_passed(settings, cost_usd)
        if limit is None:
            return False
        self._container.window.notice.say(
            f"This question would pass your limit of {money(limit.limit_usd)} for {limit.which}: "
            f"{money(limit.spent_usd) if limit.spent_usd else 'nothing'} is spent, and it costs about "
            f"{money(cost_usd or 0)} before its answer. Nothing was sent.",
            ("Ask anyway", resume),
            ("Open settings", self._problems.open_settings),
            passing=False,
            about=QUESTION,
        )
        return True

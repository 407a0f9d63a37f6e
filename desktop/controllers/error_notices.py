"""How troubles are told in the notice bar, with the next step."""

from collections.abc import Callable

from desktop.core.errors import Problem
from desktop.messages.problems import message_for, summarize_problems
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.ui.notice_bar import NoticeBar


class ErrorNotices:
    """`open_settings` is set by whoever can."""

    def __init__(self, notice: NoticeBar) -> None:
        self._notice = notice
        self.open_settings: Callable[[], None] = lambda: None

    def tell(self, problem: Problem) -> None:
        """Say what happened."""
        told = message_for(problem)
        keeps = problem.kind.value.startswith("store_")
        if SuggestedAction.SETTINGS in told.offers:
            self._notice.say(told.text, (offer_label(SuggestedAction.SETTINGS), self.open_settings), passing=False)
        else:
            self._notice.say(told.text, passing=not keeps)

    def tell_several(self, problems: tuple[Problem, ...]) -> None:
        """Say the first of several, and how many more there are."""
        self._notice.say(summarize_problems(problems))

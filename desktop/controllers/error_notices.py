"""Notices in the notice bar: plain sentences, and problems with the step that helps."""

from collections.abc import Callable

from desktop.core.errors import Problem
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for, summarize_problems
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.ui.notice_bar import NoticeBar, Offered

TAKEN_AWAY = "taken_away"
"""The subject of notices that offer to bring back what New, Open or deleting took away."""
LASTING = ("store_", "policy_", "prompts_")
"""The beginnings of the stored names of problems whose notice stays until the user closes it."""


class ErrorNotices:
    """Shows notices and problems in the notice bar. `open_settings` is offered where settings can solve a problem."""

    def __init__(self, notice: NoticeBar, open_settings: Callable[[], None]) -> None:
        self._notice = notice
        self.open_settings = open_settings
        self._is_about_all = False

    def say(self, text: str, *offers: Offered, passing: bool = True, about: str = "", about_all: bool = False) -> None:
        """Shows `text` with a button for each offer; a passing notice goes by itself after a while, and one with a
        subject (`about`) when that is withdrawn.

        A notice leaves with the conversation that is open now, unless it is `about_all` of them.
        """
        self._is_about_all = about_all
        self._notice.say(text, *offers, passing=passing, about=about)

    def show_progress(self, text: str, cancel: Offered, about: str) -> None:
        """Shows how far something is, in the place of what was shown of it before, or where no other notice is."""
        if self._notice.show_progress(text, cancel, about):
            self._is_about_all = True

    def withdraw(self, about: str) -> None:
        """Closes the notice whose subject this is."""
        self._notice.withdraw(about)

    def leave_conversation(self) -> None:
        """Closes a notice about the conversation that was open."""
        if not self._is_about_all:
            self._notice.hide()
        self._notice.forget_beneath()

    def replace(self, text: str, new_text: str, *offers: Offered) -> None:
        """Shows `new_text` in the place of `text`, if that is still shown. It stays until the user closes it."""
        if not self._notice.isHidden() and self._notice.words == strip_control_characters(text):
            self.say(new_text, *offers, passing=False)

    def tell(self, problem: Problem) -> None:
        """Shows a problem. One of the storage or of the policy stays until the user closes it."""
        message = message_for(problem)
        keeps = problem.kind.value.startswith(LASTING)
        if SuggestedAction.SETTINGS in message.offers:
            self.say(message.text, (offer_label(SuggestedAction.SETTINGS), self.open_settings), passing=False)
        else:
            self.say(message.text, passing=not keeps, about_all=keeps)

    def tell_all(self, problems: tuple[Problem, ...]) -> None:
        """Shows problems that have nothing to do with each other in one notice, each in full."""
        if len(problems) > 1:
            self.say(sentences(*(message_for(problem).text for problem in problems)), passing=False)
        elif problems:
            self.tell(problems[0])

    def tell_several(self, problems: tuple[Problem, ...], *offers: Offered, about: str = "") -> None:
        """Shows the first of several problems, and how many more there are; offers and `about` as in `say`."""
        self.say(summarize_problems(problems), *offers, about=about, passing=not offers)

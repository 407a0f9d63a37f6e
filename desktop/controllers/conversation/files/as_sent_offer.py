"""The offer to export or print images as they were sent, without what was covered since: it is asked about before."""

from collections.abc import Callable
from functools import partial

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages import covers
from desktop.ui.notice_bar import Offered


class AsSentOffer:
    """Reports an export whose images carry later covers, and asks before they are taken off."""

    def __init__(self, is_allowed: Callable[[], bool], notices: ErrorNotices) -> None:
        """`is_allowed` returns True if the settings and the policy allow images without their later covers."""
        self._is_allowed = is_allowed
        self._notices = notices

    def say_written(self, name: str, export_as_sent: Callable[[], None]) -> None:
        """Reports that the file of that name is written; `export_as_sent` writes it anew without the covers."""
        self._say(covers.written_covered(name), covers.would_be_bare(name), (covers.export_as_sent(), export_as_sent))

    def say_printed(self, print_as_sent: Callable[[], None]) -> None:
        """Reports that the pages were printed with covers; `print_as_sent` prints them without."""
        self._say(covers.printed_covered(), covers.print_would_be_bare(), (covers.print_as_sent(), print_as_sent))

    def _say(self, words: str, question: str, offered: Offered) -> None:
        offers = ((offered[0], partial(self._ask, question, offered)),) if self._is_allowed() else ()
        self._notices.say(words, *offers)

    def _ask(self, question: str, offered: Offered) -> None:
        self._notices.say(question, (offered[0], partial(self._do, offered[1])), passing=False)

    def _do(self, act: Callable[[], None]) -> None:
        if self._is_allowed():
            act()

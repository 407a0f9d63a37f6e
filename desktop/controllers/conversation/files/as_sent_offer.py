"""The offer to export images as they were sent, without what was covered since: it is asked about before."""

from collections.abc import Callable
from functools import partial

from desktop.controllers.error_notices import ErrorNotices
from desktop.messages.covers import EXPORT_AS_SENT, would_be_bare, written_covered
from desktop.messages.language.catalogue import _


class AsSentOffer:
    """Reports an export whose images carry later covers, and asks before they are taken off."""

    def __init__(self, is_allowed: Callable[[], bool], notices: ErrorNotices) -> None:
        """`is_allowed` returns True if the settings and the policy allow images without their later covers."""
        self._is_allowed = is_allowed
        self._notices = notices

    def say_written(self, name: str, export_as_sent: Callable[[], None]) -> None:
        """Report that the file of that name is written; `export_as_sent` writes it anew without the covers."""
        offers = ((_(EXPORT_AS_SENT), partial(self._ask, name, export_as_sent)),) if self._is_allowed() else ()
        self._notices.say(written_covered(name), *offers)

    def _ask(self, name: str, export_as_sent: Callable[[], None]) -> None:
        self._notices.say(
            would_be_bare(name), (_(EXPORT_AS_SENT), partial(self._export, export_as_sent)), passing=False
        )

    def _export(self, export_as_sent: Callable[[], None]) -> None:
        if self._is_allowed():
            export_as_sent()

"""Shows in the settings what was set aside beside the history, and removes it when the user says so."""

from typing import TYPE_CHECKING, Protocol

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.kept_aside import KeptAside
from desktop.core.errors import StorageError
from desktop.services.tasks import Tasks

if TYPE_CHECKING:
    from desktop.ui.settings.kept_aside_list import KeptAsideList


class SetAside(Protocol):
    """What was set aside, as far as the settings need it. Both methods block and raise StorageError."""

    def listing(self) -> tuple[KeptAside, ...]: ...
    def remove(self, name: str) -> None: ...


class KeptAsideController:
    """Connects the list with the disk; the list is made with the settings window."""

    def __init__(self, set_aside: SetAside, tasks: Tasks, notices: ErrorNotices) -> None:
        self._set_aside = set_aside
        self._tasks = tasks
        self._notices = notices

    def attach(self, view: "KeptAsideList") -> None:
        """Connects a list; it is filled whenever it is opened."""
        view.opened.connect(lambda: self._tasks.start("list set aside", self._list(view)))
        view.remove_requested.connect(lambda name: self._tasks.start("remove set aside", self._remove(view, name)))

    async def _list(self, view: "KeptAsideList") -> None:
        try:
            view.show_entries(await self._tasks.run_blocking(self._set_aside.listing))
        except StorageError as failed:
            self._notices.tell(failed.problem)

    async def _remove(self, view: "KeptAsideList", name: str) -> None:
        try:
            await self._tasks.run_blocking(self._set_aside.remove, name)
        except StorageError as failed:
            self._notices.tell(failed.problem)
        await self._list(view)

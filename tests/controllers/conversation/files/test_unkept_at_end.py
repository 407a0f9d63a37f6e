"""Closing is never blocked: whatever fails while it is found out what would go, the user is asked."""

from collections.abc import Callable, Coroutine, Iterable
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.controllers.conversation.files.unkept_at_end import UnkeptAtEndController
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.turn import Turn
from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from desktop.ui.main_window import MainWindow
from tests.services.program import Program
from tests.services.qt_loop import on_the_loop, until
from tests.ui.windows import light_theme

FULL = StorageError(Problem(ProblemKind.STORE_FULL))
pytestmark = pytest.mark.logs("not kept: store_full")


class FullStore(MemoryStore):
    """A store on a full disk; `look` runs when it is asked for what is in memory alone."""

    is_full = True
    in_memory = Unkept()
    look: Callable[[], object] = staticmethod(lambda: None)

    def save_turns(self, turns: Iterable[Turn]) -> None:
        self._write()
        super().save_turns(turns)

    def save_draft(self, conversation_id: str, draft: Draft) -> None:
        self._write()
        super().save_draft(conversation_id, draft)

    def unkept(self) -> Unkept:
        self.look()
        return self.in_memory

    def _write(self) -> None:
        if self.is_full:
            raise FULL


class Desk:
    """A window that is to close, over a store that writes nothing."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.store = window, FullStore()
        self.program = Program(store=self.store)
        self.saved: list[Draft] = []
        self.ends: list[str] = []
        self.controller = UnkeptAtEndController(
            self.program.history,
            self.program.workspace,
            self.program.storage,
            window,
            self.program.tasks,
            ErrorNotices(window.notice, lambda: None),
            self.saved.append,
        )
        self.controller.connect()

    async def trouble(self) -> None:
        """Types something that cannot be kept, and waits until that is known."""
        failures: list[Problem] = []
        self.program.storage.write_failed.connect(failures.append)
        self.program.workspace.set_prompt("typed")
        self.program.history.save_draft()
        await until(lambda: failures)

    def close(self) -> None:
        """Asks for the end, as *Close* and *Quit* do."""
        self.window.wants_to_close = True
        self.controller.end(lambda: self.ends.append("end"))

    async def asked(self, words: str) -> None:
        """Closes, and waits until the user is asked with these words."""
        self.window.notice.hide()
        self.close()
        await until(lambda: words in self.window.notice.words)
        assert not self.ends
        assert not self.window.wants_to_close

    @property
    def labels(self) -> list[str]:
        """The labels of what the notice offers."""
        return [button.text() for button in self.window.notice.offers]

    def press(self, label: str) -> None:
        """Presses a button of the notice."""
        next(button for button in self.window.notice.offers if button.text() == label).click()


def tell(qtbot: QtBot, story: Callable[[Desk], Coroutine[Any, Any, None]]) -> None:
    """Plays a story with a desk."""

    async def play() -> None:
        window = MainWindow(light_theme())
        window.build_panes()
        qtbot.addWidget(window)
        desk = Desk(window)
        try:
            await story(desk)
        finally:
            desk.store.look = lambda: None
            await desk.program.close()

    on_the_loop(play())


def fail() -> None:
    raise RuntimeError("odd")


def gone() -> None:
    raise FULL


@pytest.mark.logs("not known what is unkept: RuntimeError")
def test_an_odd_error_of_the_store_does_not_keep_the_program_from_ending(qtbot: QtBot) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        desk.store.look = fail
        for _ in range(2):
            await desk.asked("What you asked or typed since then goes when Askance closes.")
        desk.press("Close anyway")
        assert desk.ends

    tell(qtbot, story)


def test_the_draft_can_be_saved_where_the_store_cannot_be_asked(qtbot: QtBot) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        desk.store.look = gone
        await desk.asked("What you asked or typed since then goes when Askance closes.")
        assert desk.labels == ["Save the draft…", "Close anyway"]
        desk.press("Save the draft…")
        assert [draft.prompt for draft in desk.saved] == ["typed"]
        desk.program.storage.save_turn(Turn.new("other", "q", "m", "h", 0.0))
        await desk.asked("What you asked or typed since then goes when Askance closes.")
        assert desk.labels == ["Export all…", "Save the draft…", "Close anyway"]

    tell(qtbot, story)


def test_only_a_draft_that_goes_is_offered_to_be_saved(qtbot: QtBot) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        desk.program.history.start_new()
        await desk.asked("1 draft that wasn't sent goes when Askance closes.")
        assert desk.labels == ["Close anyway"]
        desk.program.workspace.set_prompt("another")
        await desk.asked("2 drafts that weren't sent go when Askance closes.")
        assert desk.labels == ["Save the draft…", "Close anyway"]
        desk.program.history.start_new()  # the notice still stands
        desk.press("Save the draft…")
        assert [draft.prompt for draft in desk.saved] == ["another"]

    tell(qtbot, story)


def test_a_draft_that_is_kept_is_not_offered_for_another_that_goes(qtbot: QtBot) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        desk.program.history.start_new()
        desk.store.is_full, desk.store.in_memory = False, Unkept(drafts=frozenset({"another"}))
        desk.program.workspace.set_prompt("kept")
        await desk.asked("1 draft that wasn't sent goes when Askance closes.")
        assert desk.labels == ["Close anyway"]

    tell(qtbot, story)


def test_what_was_typed_since_the_notice_is_saved_with_it(qtbot: QtBot) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        await desk.asked("1 draft that wasn't sent goes when Askance closes.")
        desk.program.workspace.set_prompt("typed and more")
        desk.press("Save the draft…")
        assert [draft.prompt for draft in desk.saved] == ["typed and more"]

    tell(qtbot, story)


@pytest.mark.logs("the draft is not saved: RuntimeError")
def test_a_draft_that_cannot_even_be_handed_over_does_not_either(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        monkeypatch.setattr(desk.program.storage, "save_draft", lambda *_: fail())
        for _ in range(2):
            await desk.asked("when Askance closes.")
        desk.press("Close anyway")
        assert desk.ends

    tell(qtbot, story)


def test_closing_again_while_it_is_found_out_does_not_begin_anew(qtbot: QtBot) -> None:
    async def story(desk: Desk) -> None:
        await desk.trouble()
        asked, go_on = Event(), Event()
        looks: list[str] = []

        def look() -> None:
            looks.append("look")
            asked.set()
            go_on.wait(60)

        desk.store.look = look
        desk.close()
        await until(asked.is_set)
        desk.close()
        go_on.set()
        await until(lambda: "1 draft that wasn't sent goes" in desk.window.notice.words)
        assert len(looks) == 1
        await desk.asked("1 draft that wasn't sent goes")
        assert len(looks) == 2

    tell(qtbot, story)

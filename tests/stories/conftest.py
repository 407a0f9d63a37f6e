"""Stories run the whole program in this process: its own `run`, its real loop, a real server, a real disk."""

import asyncio
import json
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.adapters.system.meeting_point import meeting_point
from desktop.app import lifecycle, startup
from desktop.app.application import App
from desktop.composition import config_files
from desktop.core.errors import Problem
from desktop.launch_request import LaunchRequest
from desktop.ui.main_window import MainWindow
from tests.kept_look import kept_children, kept_look
from tests.services.qt_loop import on_the_loop, until
from tests.stories.processes import KEY

Story = Callable[[MainWindow], Coroutine[Any, Any, None]]
Tell = Callable[..., None]


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key for api.openai.com and for servers on this computer, in the environment."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder that every desktop session has for its sockets; its path is short, as theirs are."""
    with tempfile.TemporaryDirectory(prefix="askance-run-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture
def tell(qapp: QApplication, home: Path, runtime_folder: None) -> Iterator[Tell]:
    """Starts the program, plays a story with its window, and leaves as a user does."""

    def run(story: Story, endpoint: str = "", *images: str, **settings: Any) -> None:
        file = paths.folders().settings_file
        if endpoint or settings:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({**({"endpoint": endpoint} if endpoint else {}), **settings}))

        async def play() -> None:
            assert isinstance(qapp, App)
            problems: list[Problem] = []
            settings_read = config_files.load_settings(problems.append)
            window = startup.new_window(qapp, str(settings_read.get("theme", "system")))
            early = startup.show_window(qapp, window)
            startup.build_panes(window)
            point = meeting_point(paths.folders().data, paths.folders().state)
            assert point is not None
            assert point.take()
            state = lifecycle.StartupState(window, early, settings_read, tuple(problems), LaunchRequest(images), point)
            running = asyncio.ensure_future(lifecycle.run(qapp, state))
            await until(lambda: early.is_over or running.done())
            assert early.is_over, running.exception()
            try:
                await story(window)
            finally:
                window.close()
                async with asyncio.timeout(240):
                    await running
                point.release()

        with kept_look(qapp), kept_children(qapp):  # another start is another process
            on_the_loop(play())

    yield run
    QGuiApplication.clipboard().clear()  # what a test put there must not outlive the interpreter

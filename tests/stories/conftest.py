"""Stories run the whole program in this process: its own `run`, its real loop, a real server, a real disk."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.app import lifecycle, startup
from desktop.composition import config_files
from desktop.core.errors import Trouble
from desktop.launch_request import Launch, name_for
from desktop.ui.main_window import Window
from tests.services.qt_loop import on_the_loop

Story = Callable[[Window], Coroutine[Any, Any, None]]
Tell = Callable[..., None]


@pytest.fixture
def tell(qapp: QApplication, home: Path) -> Iterator[Tell]:
    """Start the program, play a story with its window, leave as a user does."""

    def run(story: Story, endpoint: str = "", *pictures: str, **settings: Any) -> None:
        file = paths.folders().settings_file
        if endpoint or settings:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({**({"endpoint": endpoint} if endpoint else {}), **settings}))

        async def play() -> None:
            assert isinstance(qapp, startup.App)
            troubles: list[Trouble] = []
            held = config_files.held_settings(troubles.append)
            window = startup.shown_window(qapp, str(held.get("theme", "system")))
            name = name_for(paths.folders().data)
            begun = lifecycle.Begun(window, held, tuple(troubles), Launch(pictures), name)
            running = asyncio.ensure_future(lifecycle.run(qapp, begun))
            await asyncio.sleep(0)
            try:
                await story(window)
            finally:
                window.close()
                async with asyncio.timeout(5):
                    await running

        on_the_loop(play())

    yield run
    QGuiApplication.clipboard().clear()  # what a test put there must not outlive the interpreter

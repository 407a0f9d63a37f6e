"""Stories run the whole program in this process: its own `run`, its real loop, a real server, a real disk."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import app, kept, paths, program
from desktop.core.errors import Trouble
from desktop.launch import Launch, name_for
from desktop.ui.window import Window
from tests.flows.looped import on_the_loop

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
            assert isinstance(qapp, app.App)
            troubles: list[Trouble] = []
            held = kept.held_settings(troubles.append)
            window = app.shown_window(qapp, str(held.get("theme", "system")))
            name = name_for(paths.folders().data)
            begun = program.Begun(window, held, tuple(troubles), Launch(pictures), name)
            running = asyncio.ensure_future(program.run(qapp, begun))
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

"""Stories run the whole program in this process: its own `run`, its real loop, a real server, a real disk."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop import app, paths
from desktop.adapters.instance import Instance, name_for
from desktop.launch import Launch
from desktop.ui.window import Window
from tests.flows.looped import on_the_loop, until

Story = Callable[[Window], Coroutine[Any, Any, None]]
Tell = Callable[..., None]


@pytest.fixture
def tell(qapp: QApplication, home: Path) -> Tell:
    """Start the program, play a story with its window, leave as a user does."""

    def run(story: Story, endpoint: str = "", *pictures: str, **settings: Any) -> None:
        file = paths.folders().settings_file
        if endpoint or settings:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({**({"endpoint": endpoint} if endpoint else {}), **settings}))

        async def play() -> None:
            assert isinstance(qapp, app.App)
            instance = Instance(name_for(paths.folders().data))
            running = asyncio.ensure_future(app.run(qapp, Launch(pictures), instance))
            await until(lambda: running.done() or _window() is not None)
            if running.done():
                running.result()
            window = _window()
            assert window is not None
            try:
                await story(window)
            finally:
                window.close()
                async with asyncio.timeout(5):
                    await running

        on_the_loop(play())

    return run


def _window() -> Window | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Window) and each.isVisible()]
    return found[0] if found else None

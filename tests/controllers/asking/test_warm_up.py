"""What is prepared as soon as a question is begun."""

import asyncio

import pytest
from PySide6.QtCore import QObject

from desktop.controllers.asking.warm_up import WarmUpController
from desktop.services.tasks import Tasks
from desktop.services.usage_tracker import UsageTracker
from desktop.services.workspace import Workspace
from tests.controllers.fakes import FakeSettings
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Usage(UsageTracker):
    """Counts how often the sums are wanted."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1


def test_everything_is_prepared_once_when_typing_begins() -> None:
    async def story() -> None:
        tasks, workspace, usage = Tasks(), Workspace(), Usage()
        settings, warmed = FakeSettings(endpoint="http://127.0.0.1:8/v1", answers="endpoint"), list[str]()
        renewed = list[str]()

        async def warm(endpoint: str) -> None:
            warmed.append(endpoint)

        def renew() -> None:
            renewed.append("now")

        controller = WarmUpController(workspace, settings, usage, warm, tasks.slot("warm"), renew)
        controller.connect()
        assert settings.calls == [] and usage.refreshed == 0
        for prompt in ("w", "wh", "who"):
            workspace.set_prompt(prompt)
        await until(lambda: warmed)
        await asyncio.sleep(0)
        assert warmed == ["http://127.0.0.1:8/v1"]
        assert settings.calls == [("look_for_key",)] and usage.refreshed == 1
        assert len(renewed) == 3
        workspace.set_prompt("")
        assert len(renewed) == 3
        await tasks.close()

    on_the_loop(story())

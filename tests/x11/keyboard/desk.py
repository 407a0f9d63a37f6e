"""The real program at a keyboard: a server that answers, a browser that only notes, and what is seen from outside."""

import base64
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from tests.helpers.images import encoded
from tests.loopback import Endpoint, saying
from tests.stories.processes import rows_on_disk
from tests.x11.keyboard.hands import Hands
from tests.x11.screen import Screen, left_by
from tests.x11.steps import ASKANCE, on_disk, settled

LINK, CODE = "https://a.example/manual", "print(1)"
ANSWERS = (f"See [the manual]({LINK}).\n\n```python\n{CODE}\n```\n\nOne", "Two", "Three", "Four", "Five", "Six")
BLUE = (200, 220, 240)


@dataclass
class Desk:
    """The program, and who works at it without a mouse."""

    hands: Hands
    endpoint: Endpoint
    home: Path
    opened: Path

    def wait_for_answer(self, number: int) -> None:
        """Waits until so many questions are answered and kept."""
        done = "SELECT count(*) FROM turns WHERE stage = 'done'"
        self.hands.at.wait(lambda: rows_on_disk(self.home, done) == [(number,)])

    def paste(self, image: Image.Image) -> None:
        """Pastes a picture from another program's clipboard, by Ctrl+V."""
        count = on_disk(self.home)
        owner = self.hands.at.copy(encoded(image), "image/png")
        self.hands.press("ctrl+V")
        self.hands.at.wait(lambda: on_disk(self.home) > count)
        owner.kill()
        owner.wait()

    def image_sent(self) -> Image.Image:
        """The picture in the last question that the server has heard."""
        content: list[dict[str, Any]] = self.endpoint.posts[-1].json["messages"][-1]["content"]
        url = next(part["image_url"]["url"] for part in content if part["type"] == "image_url")
        return Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).convert("RGB")


@contextmanager
def desk(at: Screen, home: Path, layout: str, *arguments: str) -> Iterator[Desk]:
    """The program on a board of that layout, its window in front."""
    tools = home / "tools"
    tools.mkdir(parents=True)
    browser = tools / "xdg-open"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {tools}/opened\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    hands = Hands(at, layout)
    with Endpoint(script=[saying(answer) for answer in ANSWERS]) as endpoint:
        settled(home, endpoint)
        hands.take()
        environment = {"OPENAI_API_KEY": "sk-x", "PATH": path, "XDG_CURRENT_DESKTOP": ""}
        with left_by(lambda: hands.press("ctrl+Q"), at, [*ASKANCE, *arguments], home, environment):
            at.window("Askance")
            yield Desk(hands, endpoint, home, tools / "opened")

"""What arrived at the endpoint, and the window that shows it before it is sent."""

import base64
import hashlib
import io
import json

from PIL import Image
from PySide6.QtTest import QTest

from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, Heard
from tests.services.qt_loop import until
from tests.stories.window_steps import busy, buttons


def received(heard: Heard) -> list[str]:
    """The SHA-256 of every image in a question that arrived, in order."""
    found = []
    for message in heard.json["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else ():
            if part["type"] == "image_url":
                data = base64.b64decode(part["image_url"]["url"].partition(",")[2])
                found.append(hashlib.sha256(data).hexdigest())
    return found


def last_words(heard: Heard) -> str:
    """The text of the last message."""
    content = heard.json["messages"][-1]["content"]
    return content if isinstance(content, str) else content[0]["text"]


def image_count(heard: Heard) -> int:
    """The number of images in all messages."""
    return json.dumps(heard.json).count('"image_url": {')


def system(heard: Heard) -> str:
    """The system message; empty without one."""
    first = heard.json["messages"][0]
    return str(first["content"]) if first["role"] == "system" else ""


def images(heard: Heard) -> list[Image.Image]:
    """The images of all messages, decoded."""
    parts = [part for message in heard.json["messages"] for part in message["content"] if isinstance(part, dict)]
    urls = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    return [Image.open(io.BytesIO(base64.b64decode(url.split(",")[1]))).convert("RGB") for url in urls]


async def what_is_sent(window: MainWindow) -> RequestPreviewDialog:
    """Opens the window that shows what would be sent."""
    window.actions_["sent"].trigger()
    await until(lambda: window.findChildren(RequestPreviewDialog))
    await until(lambda: window.findChildren(RequestPreviewDialog)[-1].isVisible())
    return window.findChildren(RequestPreviewDialog)[-1]


async def shown_and_sent(window: MainWindow, endpoint: Endpoint, question: str = "what?") -> list[str]:
    """Looks at what would be sent, sends it, and asserts that what was shown has arrived. Returns its SHA-256 sums."""
    await until(lambda: "preparing" not in window.composer.line.words)
    QTest.keyClicks(window.composer.field, question)
    preview = await what_is_sent(window)
    shown, count = list(preview.shown), len(endpoint.posts)
    buttons(preview, "Ask")[0].click()
    await until(lambda: len(endpoint.posts) == count + 1)
    await until(lambda: not busy(window))
    assert received(endpoint.posts[-1]) == shown
    assert shown
    return shown

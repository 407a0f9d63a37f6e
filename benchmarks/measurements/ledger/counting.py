"""Servers on loopback that count each request with its model and the hashes of its pictures."""

import base64
import hashlib
import os
import threading
from typing import Any

from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.pictures import say_number
from tests.loopback import Connection, Endpoint, Heard, saying

Counted = tuple[str, tuple[str, ...]]
SLOW_S = 0.05  # that an answer takes, so that a kill meets it on its way


def counted(body: dict[str, Any]) -> Counted:
    """Returns the model of a request and the hashes of its pictures."""
    parts = [
        part for message in body["messages"] if isinstance(message["content"], list) for part in message["content"]
    ]
    urls = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    return body["model"], tuple(hashlib.sha256(base64.b64decode(url.partition(",")[2])).hexdigest() for url in urls)


class CountingServers:
    """One server that answers at once, and one that takes batches. `answered` counts answers, and looks at a batch."""

    def __init__(self) -> None:
        self._asked_for: list[Counted] = []
        self.answered = 0
        self._is_slow = threading.Event()
        self._asked = Endpoint(answer=self._answer)
        self._batches = BatchEndpoint(reply=say_number, refuses=self._called)

    def __enter__(self) -> "CountingServers":
        self._asked.__enter__()
        self._batches.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._batches.__exit__(*error)
        self._asked.__exit__(*error)

    def url_of(self, road: str) -> str:
        """Returns the address of the server for a road."""
        return self._batches.url if road == "batch" else self._asked.url

    @property
    def heard(self) -> list[Counted]:
        """The requests so far: those that were asked at once, and those in files."""
        return [*self._asked_for, *(counted(line["body"]) for line in list(self._batches.uploaded))]

    @staticmethod
    def environment() -> dict[str, str]:
        """Returns the environment of commands, without keys and addresses of whoever measures."""
        return {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "ASKANCE_"))}

    def hurry(self) -> None:
        """Answers without a wait from now on."""
        self._is_slow.set()

    def _answer(self, to: Connection, heard: Heard) -> None:
        if heard.method != "POST":
            to.reply(404, {})
            return
        self._asked_for.append(counted(heard.json))
        self._is_slow.wait(SLOW_S)
        saying(say_number(heard.json, 0))(to, heard)
        self.answered += 1

    def _called(self, method: str, path: str) -> int:
        self.answered += method == "GET" and path.startswith("/v1/batches/")
        return 0

"""A session with assistive technologies: buses of its own, the program, and a client that sees what they would."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Answer, Endpoint, listing, saying
from tests.x11.screen import Screen
from tests.x11.session_bus import SILENT, running, session_bus
from tests.x11.steps import ASKANCE

WALKER = Path(__file__).with_name("walker.py")
LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
ITEMS = ("list item", "table cell", "tree item")
SYSTEM_PYTHON = "/usr/bin/python3"
ANSWER = """## What stands there

The invoice asks for **42 euros** until Friday. See [the terms](https://example.com/terms) and `total`.

1. first point of the list
2. second point of the list

```python
def total(rows):
    return sum(row.price for row in rows)  # a comment
```

| article | price |
|---|---|
| apples | 3.50 |
| pears | 4.20 |

The formula is $$E = mc^2$$ and ends here.

The last words are: end of answer.
"""


@cache
def missing() -> str:
    """Returns which of the system's packages for assistive technologies are not there; empty if all are."""
    lacks = [] if any(path.exists() for path in LAUNCHERS) else ["at-spi2-core"]
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    has_python = Path(SYSTEM_PYTHON).exists()
    if not has_python or subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True).returncode:
        lacks += ["python3-gi", "gir1.2-atspi-2.0"]
    return ", ".join(lacks)


@dataclass(frozen=True)
class Node:
    """An object as assistive technologies meet it."""

    path: tuple[int, ...]
    role: str
    name: str
    description: str
    states: frozenset[str]
    actions: tuple[str, ...]
    text: str | None
    place: tuple[int, int, int, int]

    @property
    def is_showing(self) -> bool:
        """True if it says that it is seen."""
        return "showing" in self.states

    @property
    def words(self) -> str:
        """All that it says."""
        return "\n".join((self.name, self.description, self.text or ""))


@dataclass
class Reader:
    """The client, and the display that the program is at."""

    at: Screen
    process: "subprocess.Popen[str]"

    def order(self, what: str, **details: object) -> Any:
        """Returns the client's answer to an order."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def tree(self, path: tuple[int, ...] = ()) -> list[Node]:
        """Returns all objects of the program, or an object with those in it, each before what is in it."""
        return self._nodes(self.order("tree", path=path))

    def focused(self, top: Node) -> list[Node]:
        """Returns what has the focus in a window, beside the window itself.

        Qt says of the current item of every list that it has the focus, also while another widget has it.
        """
        nodes = [node for node in self._nodes(self.order("focus in", path=top.path)) if len(node.path) > 1]
        holders = {node.path for node in nodes}
        return [node for node in nodes if node.role not in ITEMS or node.path[:-1] in holders]

    def tops(self) -> list[Node]:
        """Returns the windows."""
        return self._nodes(self.order("tops"))

    @staticmethod
    def _nodes(found: list[dict[str, Any]] | dict[str, str]) -> list[Node]:
        """Returns what the client has found; nothing while the program is too busy to answer it."""
        if isinstance(found, dict):
            return []
        return [
            Node(
                tuple(one["path"]),
                one["role"],
                one["name"],
                one["description"],
                frozenset(one["states"]),
                tuple(one["actions"]),
                one["text"],
                tuple(one["place"]),
            )
            for one in found
        ]

    def find(self, role: str, name: str) -> Node | None:
        """Returns the first object that is seen, with that role (any if empty) and a name that has these words."""
        return next(iter(self._nodes(self.order("find", role=role, name=name))), None)

    def wait_for(self, role: str, name: str) -> Node:
        """Waits until there is such an object. Returns it."""
        found: list[Node] = []

        def look() -> bool:
            node = self.find(role, name)
            found[:] = [node] if node is not None else []
            return bool(found)

        self.at.wait(look)
        return found[0]

    def press(self, role: str, name: str) -> None:
        """Presses an object by its first action."""
        assert self.order("press", path=self.wait_for(role, name).path) is True, name

    def inside(self, outer: Node) -> list[Node]:
        """Returns the objects in another one."""
        return self.tree(outer.path)[1:]


@contextlib.contextmanager
def buses() -> Iterator[dict[str, str]]:
    """Yields the environment of a session bus and an accessibility bus of its own."""
    folder = tempfile.mkdtemp(prefix="askance-reader-")  # the name of a socket may not be long
    environment = {"XDG_RUNTIME_DIR": folder, "NO_AT_BRIDGE": "0"}
    try:
        with session_bus({**os.environ, **environment}) as address:
            yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _program(at: Screen, home: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> Iterator[None]:
    """Runs the program, which must leave as it is asked to; Qt's own bridge to AT-SPI may complain of slow readers."""
    process = subprocess.Popen(
        [*ASKANCE, *arguments],
        env={**at.environment, "ASKANCE_HOME": str(home), **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        at.window("Askance")
        yield
        at.window("Askance")
        at.key("ctrl+q")
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0
        assert [line for line in errors.splitlines() if line.strip() and "QSpiApplication" not in line] == []
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


@contextlib.contextmanager
def reading(
    at: Screen,
    home: Path,
    *answers: Answer,
    beside: tuple[str, ...] = (),
    arguments: tuple[str, ...] = (),
    is_first_start: bool = False,
    private_text: str = "off",
) -> Iterator[tuple[Reader, Endpoint]]:
    """Yields a client and the server that answers, with the program in front and its window known to the client.

    `beside` is a command that runs in the same session, such as a screen reader. Skips the test where the system has no
    AT-SPI. Without a first start, there are settings that name the server.
    """
    if lacks := missing():
        pytest.skip(f"the system lacks {lacks}")
    launcher = next(str(path) for path in LAUNCHERS if path.exists())
    with contextlib.ExitStack() as stack:
        session = stack.enter_context(buses())
        environment = {**at.environment, **session}
        stack.enter_context(running([launcher, "--launch-immediately"], environment, **SILENT))
        endpoint = stack.enter_context(Endpoint())
        script = list(answers or (saying(*ANSWER.splitlines(keepends=True)),))
        endpoint.answer = lambda to, heard: (
            listing({"id": "gpt-4o"})(to, heard) if heard.method == "GET" else script.pop(0)(to, heard)
        )
        (home / "config").mkdir(parents=True, exist_ok=True)
        settings = {"endpoint": endpoint.url, "answers": "endpoint", "theme": "light", "private_text": private_text}
        if not is_first_start:
            (home / "config" / "settings.json").write_text(json.dumps(settings))
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        client = stack.enter_context(running([SYSTEM_PYTHON, str(WALKER)], environment, **pipes))
        if beside:
            stack.enter_context(running(list(beside), environment, **SILENT))
        awake = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8", **session}
        if not is_first_start:
            awake["OPENAI_API_KEY"] = "sk-x"
        quiet = {"QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false"}
        stack.enter_context(_program(at, home, arguments, {**awake, **quiet}))
        reader = Reader(at, client)
        reader.wait_for("frame", "Askance")
        yield reader, endpoint

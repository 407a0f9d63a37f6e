"""What a start, a child process and a command may import, before anything of it is needed: in real processes.

Whoever adds a name here makes every start slower, or a child larger. See docs/decisions/0008-deferred-imports.md.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.decoding import decoder
from desktop.adapters.ocr import ocr_reader

ROOT = Path(__file__).parents[2]
TELL = "import atexit, json, sys; atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr)); "
OF_PYTHON = {"sitecustomize", "usercustomize"}  # what a virtual environment brings
OF_PYSIDE = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"}
OF_PILLOW = {"PIL", "defusedxml", "olefile"}
OF_HTTPX2 = {"httpx2", "httpcore2", "anyio", "sniffio", "idna", "certifi", "h11", "typing_extensions", "backports"}
OF_OPENAI = {"openai", "pydantic", "pydantic_core", "annotated_types", "typing_inspection", "distro", "jiter"}
OF_KEYRING = {
    *("keyring", "jaraco", "more_itertools", "importlib_metadata", "zipp", "backports", "secretstorage", "jeepney"),
    *("cryptography", "lazy_importer", "gi", "dbus"),
}

BEFORE_PAINT = """
import json, sys
from PySide6.QtCore import QEvent, QObject
from desktop.app import startup
from desktop.app.application import App

class FirstPaint(QObject):
    modules = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.modules is None:
            self.modules = sorted(sys.modules)
        return False

app, watching = App(["askance"]), FirstPaint()
app.installEventFilter(watching)
window = startup.new_window(app, "light")
startup.show_window(app, window)
startup.build_panes(window)
print(json.dumps(watching.modules), file=sys.stderr)
"""


def imported(code: str, arguments: Sequence[str] = (), options: Sequence[str] = (), given: bytes = b"") -> list[str]:
    """The names of all modules that a Python process has imported when it tells them as its last line of errors."""
    done = subprocess.run(
        [sys.executable, *options, "-c", code, *arguments],
        input=given,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        timeout=120,
    )
    modules: list[str] = json.loads(done.stderr.splitlines()[-1])
    return modules


def libraries(modules: list[str]) -> set[str]:
    """Top-level names of what is neither Python's own nor the program's."""
    tops = {name.partition(".")[0] for name in modules if not name.startswith("_")}
    return tops - sys.stdlib_module_names - OF_PYTHON - {"__main__", "__mp_main__", "desktop", "org"}


def packages(modules: list[str]) -> set[str]:
    """The program's packages of which a module was imported, as `layer` or `layer.subject`."""
    own = {name.removeprefix("desktop.") for name in modules if name.startswith("desktop.")}
    return {".".join(name.split(".")[:2]) for name in own if (ROOT / "desktop" / name.replace(".", "/")).is_dir()}


def test_before_the_first_paint() -> None:
    modules = imported(BEFORE_PAINT)
    assert libraries(modules) <= OF_PYSIDE
    assert {name for name in modules if name.startswith("PySide6.Qt")} == {
        "PySide6.QtCore",
        "PySide6.QtGui",
        "PySide6.QtWidgets",
    }
    assert packages(modules) <= {
        *("adapters", "adapters.files", "adapters.policy", "adapters.system", "app", "app.fonts"),
        "composition",
        *("messages", "messages.language"),
        *("core", "core.asking", "core.faults", "core.geometry", "core.image", "core.settings"),
        *("ui", "ui.composer", "ui.drop", "ui.look", "ui.panes", "ui.screen_reader"),
    }
    assert not {"asyncio", "apsw", "sqlite3", "ssl", "hashlib", "http", "email", "multiprocessing"} & set(modules)


def test_the_decoders_child() -> None:
    *options, _, boot = decoder.worker_command()[1:]
    modules = imported(TELL + boot, options=options)
    assert libraries(modules) <= OF_PILLOW
    assert packages(modules) <= {
        *("adapters", "adapters.cage", "adapters.decoding"),
        *("core", "core.faults", "core.geometry", "core.image"),
    }
    assert not {"asyncio", "apsw", "sqlite3", "ssl", "hashlib"} & set(modules)


def test_the_readers_child_until_there_is_an_image() -> None:
    *options, _, boot = ocr_reader.worker_command()[1:]
    modules = imported(TELL + boot, options=options)
    assert libraries(modules) == set()
    assert packages(modules) <= {"adapters", "adapters.cage", "adapters.ocr"}


CLI = TELL + "from desktop.__main__ import main; sys.exit(main())"
COMMANDS: dict[str, set[str]] = {
    "--version": OF_PILLOW | OF_HTTPX2,
    "prepare IMAGE": OF_PILLOW | OF_HTTPX2,
    "read IMAGE": OF_PILLOW | OF_HTTPX2,
    "ask --no-history IMAGE total": OF_PILLOW | OF_HTTPX2 | OF_KEYRING,
    "models": OF_PILLOW | OF_HTTPX2 | OF_KEYRING | OF_OPENAI | {"socksio", "truststore"},  # of httpcore2
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command(command: str, tmp_path: Path) -> None:
    image = tmp_path / "blank.png"
    Image.new("RGB", (64, 64), "white").save(image)
    modules = imported(CLI, command.replace("IMAGE", str(image)).split())
    assert libraries(modules) <= COMMANDS[command]
    assert {name.partition(".")[0] for name in packages(modules)} <= {
        *("adapters", "cli", "composition", "core", "messages", "services")
    }

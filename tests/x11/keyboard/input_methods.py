"""Real input methods at a display of their own: IBus and Fcitx 5, each with Anthy, which writes Japanese."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.x11.screen import Screen
from tests.x11.session_bus import SILENT, running, session_bus

IBUS = ("ibus", "ibus-daemon")
IBUS_ANTHY = Path("/usr/share/ibus/component/anthy.xml")
FCITX = ("fcitx5", "fcitx5-remote")
FCITX_ANTHY = Path("/usr/share/fcitx5/inputmethod/anthy.conf")
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=anthy

[Groups/0/Items/0]
Name=anthy
Layout=

[GroupOrder]
0=Default
"""

HIRAGANA = """[org/freedesktop/ibus/engine/anthy/common]
input-mode=0
"""


def missing(commands: tuple[str, ...], engine: Path) -> str:
    """Returns which parts of an input method the system lacks; empty if none."""
    lacks = [name for name in ("dbus-daemon", *commands) if shutil.which(name) is None]
    return ", ".join(lacks if engine.exists() else [*lacks, "the engine Anthy"])


@contextlib.contextmanager
def session(at: Screen) -> Iterator[dict[str, str]]:
    """Yields the environment of a session bus, of folders of its own, and of the system's own programs."""
    folder = Path(tempfile.mkdtemp(prefix="askance-im-"))  # the name of a socket may not be long
    names = {"XDG_RUNTIME_DIR": "run", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data"}
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    environment |= {name: str(folder / part) for name, part in names.items()}
    for part in names.values():
        (folder / part).mkdir(mode=0o700)
    try:
        with session_bus({**at.environment, **environment}) as address:
            yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _told(environment: dict[str, str], *command: str) -> str:
    """Returns what a command prints; empty while what it speaks to is not there."""
    return subprocess.run(command, env=environment, capture_output=True, timeout=240, text=True).stdout.strip()


def _is_anthy(environment: dict[str, str]) -> bool:
    """Chooses the engine by a command that fails where it finds no keyboard map. Returns True once it is chosen."""
    _told(environment, "ibus", "engine", "anthy")
    return _told(environment, "ibus", "engine") == "anthy"


@contextlib.contextmanager
def ibus(at: Screen) -> Iterator[dict[str, str]]:
    """Yields what a program needs to be written in by IBus, whose engine is Anthy. Skips the test without it."""
    if lacks := missing(IBUS, IBUS_ANTHY):
        pytest.skip(f"the system lacks {lacks}")
    with session(at) as own:
        environment = {**at.environment, **own, "GSETTINGS_BACKEND": "keyfile"}
        settings = Path(own["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
        settings.parent.mkdir(parents=True)
        settings.write_text(HIRAGANA)
        with running(["ibus-daemon", "--panel", "disable", "--emoji-extension", "disable"], environment, **SILENT):
            at.wait(lambda: _is_anthy(environment))
            yield {**own, "QT_IM_MODULE": "ibus"}


@contextlib.contextmanager
def fcitx(at: Screen) -> Iterator[dict[str, str]]:
    """Yields what a program needs to be written in by Fcitx 5 through its front end for IBus. Skips without it."""
    if lacks := missing(FCITX, FCITX_ANTHY):
        pytest.skip(f"the system lacks {lacks}")
    with session(at) as own:
        environment = {**at.environment, **own}
        profile = Path(own["XDG_CONFIG_HOME"]) / "fcitx5" / "profile"
        profile.parent.mkdir()
        profile.write_text(PROFILE)
        with running(["fcitx5", "--disable", "wayland,kimpanel,notifications,clipboard"], environment, **SILENT):
            at.wait(lambda: _told(environment, "fcitx5-remote") != "")
            at.wait(lambda: list((Path(own["XDG_CONFIG_HOME"]) / "ibus" / "bus").glob("*")))
            yield {**own, "QT_IM_MODULE": "ibus"}

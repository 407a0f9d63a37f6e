"""Where things are: what the program brings (resources) and what it keeps (folders).

`ASKANCE_HOME` moves everything that is kept into one folder. Resources are found alike from a checkout, a wheel and
a frozen program.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import platformdirs
else:
    platformdirs = deferred("platformdirs")

HOME_VARIABLE = "ASKANCE_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """`config`: settings and, by the user's choice, keys. `data`: history and pictures. `state`: windows, log."""

    config: Path
    data: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def quick_questions_file(self) -> Path:
        return self.config / "questions.json"

    @property
    def patterns_file(self) -> Path:
        return self.config / "patterns.json"

    @property
    def keys_file(self) -> Path:
        return self.config / "keys.json"

    @property
    def window_file(self) -> Path:
        return self.state / "window.json"

    @property
    def calibration_file(self) -> Path:
        return self.state / "learnt.json"

    @property
    def log_file(self) -> Path:
        return self.state / "askance.log"


def folders() -> Folders:
    """The folders of this user. None of them is made here."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().absolute()
        return Folders(root / "config", root / "data", root / "state")
    named = platformdirs.PlatformDirs("askance", appauthor=False, roaming=False)
    return Folders(named.user_config_path, named.user_data_path, named.user_state_path)


def policy_file() -> Path:
    """Where an administrator sets things for everyone; no variable of a user's leads elsewhere."""
    if sys.platform == "win32":
        return Path(r"C:\ProgramData\Askance\policy.json")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Askance/policy.json")
    return Path("/etc/askance/policy.json")


def resource(name: str) -> Path:
    """A file that comes with the program."""
    return _resources() / name


def _resources() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[1] / "resources"

"""The paths of the program's resources and of the user's files.

The variable `ASKANCE_HOME` moves all of the user's files into one folder. Resources are found alike from a checkout, a
wheel and a frozen program.
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
PARTS = "_internal"
"""The folder in a package in which the program's parts are, on Linux with the program itself."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of the user's files.

    `config` has settings and, by the user's choice, keys; `data` has history and images; `state` has window layout and
    log.
    """

    config: Path
    data: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def prompts_file(self) -> Path:
        return self.config / "questions.json"

    @property
    def patterns_file(self) -> Path:
        return self.config / "patterns.json"

    @property
    def keys_file(self) -> Path:
        return self.config / "keys.json"

    @property
    def key_programs_file(self) -> Path:
        return self.config / "programs.json"

    @property
    def window_file(self) -> Path:
        return self.state / "window.json"

    @property
    def calibration_file(self) -> Path:
        return self.state / "learnt.json"

    @property
    def offered_models_file(self) -> Path:
        return self.state / "offered.json"

    @property
    def unseen_file(self) -> Path:
        return self.state / "unseen.json"

    @property
    def model_table_file(self) -> Path:
        return self.data / "models.json"

    @property
    def runs(self) -> Path:
        """The folder of the runs over many pictures."""
        return self.data / "runs"

    @property
    def spending_folder(self) -> Path:
        """The folder of the account that counts towards spending limits."""
        return self.state

    @property
    def ledger(self) -> Path:
        """The folder of the ledger of requests."""
        return self.state / "ledger"

    @property
    def log_file(self) -> Path:
        return self.state / "askance.log"


def folders() -> Folders:
    """Returns the folders of this user. They need not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().absolute()
        return Folders(root / "config", root / "data", root / "state")
    named = platformdirs.PlatformDirs("askance", appauthor=False, roaming=False)
    return Folders(named.user_config_path, named.user_data_path, named.user_state_path)


def policy_file() -> Path:
    """Returns the path of the administrator's policy, which no variable of a user can change.

    On Linux, the folder `policies` beside it holds more files. On Windows the registry has its place.
    """
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Askance/policy.json")
    return Path("/etc/askance/policy.json")


def policy_model_table_file() -> Path:
    """Returns the path of the table of models that an administrator has given to everyone.

    On Windows it lies beside the program: under Program Files only administrators can write, but in ProgramData anybody
    may make a folder.
    """
    if sys.platform == "win32":
        return Path(sys.executable).with_name("models.json")
    return policy_file().with_name("models.json")


def resource(name: str) -> Path:
    """Returns the path of a file that comes with the program."""
    return _resources() / name


def _resources() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[1] / "resources"

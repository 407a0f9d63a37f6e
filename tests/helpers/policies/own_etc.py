"""A folder in the place of /etc for a namespace of a test: this machine's, with a policy in it."""

import os
import shutil
from pathlib import Path
from typing import Any

from tests.helpers.policies.places import place


def etc_with(folder: Path, **settings: Any) -> Path:
    """Copies what can be read of /etc to `folder`, with a managed policy of these settings. Returns `folder`."""
    shutil.copytree(
        "/etc",
        folder,
        symlinks=True,
        ignore=lambda inside, names: [name for name in names if not _is_readable(Path(inside) / name)],
    )
    place(policy_in(folder), **settings)
    return folder


def policy_in(folder: Path) -> Path:
    """Returns the file of the policy below such a folder."""
    return folder / "askance" / "policies" / "managed" / "10.json"


def _is_readable(path: Path) -> bool:
    """Returns True for what can be copied into a folder of a test."""
    may_enter = os.R_OK | os.X_OK if path.is_dir() else os.R_OK
    return path.is_symlink() or ((path.is_dir() or path.is_file()) and os.access(path, may_enter))

"""A place for a policy of a test, in the hands of whoever runs it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.adapters.policy import sources
from desktop.adapters.policy.guard import PolicyGuard


def policy_at(monkeypatch: pytest.MonkeyPatch, file: Path) -> Path:
    """Lets the program look for its policy at `file`, and beside it in `policies`. Returns `file`."""
    guard = PolicyGuard(frozenset({os.geteuid()}), frozenset({os.getegid()}), file.parent)
    monkeypatch.setattr(paths, "policy_file", lambda: file)
    monkeypatch.setattr(sources, "policy_guard", lambda: guard)
    return file


def place(file: Path, **settings: Any) -> None:
    """Writes a policy with these settings."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"settings": settings}))

"""A home as version 0.1.0 left it, and its history opened by the present code."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.paths import folders
from tests.stored.files import OLD


@pytest.fixture
def old_home(home: Path) -> Path:
    """The home that the program uses in this test: a copy of the one that 0.1.0 wrote."""
    shutil.copytree(OLD / "home", home)
    return home


@pytest.fixture
def store(old_home: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(folders().data)
    yield opened
    opened.close()

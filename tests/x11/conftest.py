"""A screen of its own for each test."""

from collections.abc import Iterator

import pytest

from tests.x11.screen import Screen, screen


@pytest.fixture
def at() -> Iterator[Screen]:
    with screen() as display:
        yield display

"""Lines of screens and of typed text, as a table: those with something private, and harmless ones like them."""

import json
from pathlib import Path

import pytest

from desktop.core.privacy.typed.typed_text import find_private_in_text

LINES = json.loads((Path(__file__).parents[3] / "data" / "privacy" / "lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", LINES["private"])
def test_something_private_is_found(line: str) -> None:
    assert find_private_in_text(line)


@pytest.mark.parametrize("line", LINES["harmless"])
def test_nothing_is_found_where_nothing_is_private(line: str) -> None:
    assert find_private_in_text(line) == ()

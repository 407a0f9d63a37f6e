"""Names of exported files."""

import pytest

from desktop.core.conversation.export.bundle import file_name


def test_names_of_files_are_plain() -> None:
    assert file_name("../../etc/passwd: why?") == "etc passwd why"
    assert file_name("…") == "conversation"
    assert len(file_name("x" * 300)) <= 60


@pytest.mark.parametrize("title", ["CON", "nul", "Com1", "LPT9", "com¹", "aux.", "CONOUT$"])
def test_names_of_devices_are_no_file_names(title: str) -> None:
    name = file_name(title)
    assert name.endswith(" conversation")
    assert name.lower().startswith(title.lower().strip(".$"))


@pytest.mark.parametrize("title", ["console", "nullable", "com10", "a con"])
def test_names_that_only_look_like_devices_stay(title: str) -> None:
    assert file_name(title) == title

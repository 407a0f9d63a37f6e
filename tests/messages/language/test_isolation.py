"""Names inside of sentences of another script."""

import pytest

from desktop.messages.asking.preview_words import file_words
from desktop.messages.language import catalogue
from desktop.messages.language.isolation import END, FIRST_STRONG, isolated


def test_a_name_from_right_to_left_is_kept_apart() -> None:
    assert isolated("gpt-4o") == "gpt-4o"
    assert isolated("שלום (1).png") == f"{FIRST_STRONG}שלום (1).png{END}"


def test_a_latin_name_is_kept_apart_where_the_window_runs_from_right_to_left(request: pytest.FixtureRequest) -> None:
    request.addfinalizer(lambda: catalogue.use("en"))
    assert catalogue.use("ar") == "ar"
    assert isolated("gpt-4o") == f"{FIRST_STRONG}gpt-4o{END}"


def test_the_parts_of_what_is_said_of_a_file_are_kept_apart_from_each_other(request: pytest.FixtureRequest) -> None:
    assert file_words((1100, 720), "image/png", 48_000) == "1100 × 720, PNG, 48 KB"
    request.addfinalizer(lambda: catalogue.use("en"))
    assert catalogue.use("ar") == "ar"
    parts = file_words((1100, 720), "image/png", 48_000).split(", ")
    assert len(parts) == 3 and all(part[0] == FIRST_STRONG and part[-1] == END for part in parts)

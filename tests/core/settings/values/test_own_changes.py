"""What two programs change in one file, one after the other, is all kept."""

from typing import Any

import pytest

from desktop.core.settings.values.own_changes import with_own_changes


@pytest.mark.parametrize(
    ("now", "before", "after", "kept"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, {"a": 3}, {"a": 3, "b": 2}),
        ({"a": 2}, {"a": 1}, {"a": 1, "b": 1}, {"a": 2, "b": 1}),
        ({"a": 1, "b": 1}, {"a": 1}, {}, {"b": 1}),
        ({}, {"a": 1}, {"a": 1, "b": 1}, {"b": 1}),
        ({"a": 2}, {"a": 1}, {"a": 3}, {"a": 3}),
        ({"a": [1]}, {}, {"a": [2]}, {"a": [2]}),
    ],
)
def test_each_value_by_itself(now: Any, before: Any, after: Any, kept: Any) -> None:
    assert with_own_changes(now, before, after) == kept


def named(*names: str, **words: str) -> dict[str, list[dict[str, str]]]:
    return {"questions": [{"name": name, "words": words.get(name, "?")} for name in names]}


@pytest.mark.parametrize(
    ("now", "before", "after", "kept"),
    [
        (named("A", "B"), named("A"), named("A", "C"), named("A", "C", "B")),
        (named("A", "B"), {}, named("A", "C"), named("A", "C", "B")),
        (named("B"), named("A", "B"), named("A", "B", "C"), named("B", "C")),
        (named("A", "B"), named("A", "B"), named("B"), named("B")),
        (named("A", "B", B="new"), named("A", "B"), named("B", "A"), named("B", "A", B="new")),
        (named("A", A="theirs"), named("A"), named("A", A="own"), named("A", A="own")),
        (named("A", "A", "B"), named("A", "A"), named("A", "A", "A"), named("A", "A", "A", "B")),
    ],
)
def test_each_object_of_a_list_by_itself(now: Any, before: Any, after: Any, kept: Any) -> None:
    assert with_own_changes(now, before, after) == kept


def test_an_object_of_another_program_stays_where_the_last_own_one_goes() -> None:
    assert with_own_changes(named("X", "Y"), named("X"), {}) == named("Y")
    assert with_own_changes(named("X"), named("X"), {}) == {}


def test_values_that_belong_together_are_taken_together() -> None:
    together, before = frozenset({"endpoint", "found", "model"}), {"endpoint": "l1", "found": True, "theme": "dark"}
    now = {"endpoint": "https://y", "model": "y", "theme": "light"}
    after = {"endpoint": "l2", "found": True, "theme": "dark"}
    assert with_own_changes(now, before, after, together) == {"endpoint": "l2", "found": True, "theme": "light"}
    assert with_own_changes(now, before, before | {"size": 1}, together) == now | {"size": 1}

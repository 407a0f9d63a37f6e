"""The table of models as JSON: what is read of it, and every mistake by its place."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from desktop.core.models.image_cap import ImageCap
from desktop.core.models.image_rules import PatchRule, TileRule, UnknownRule
from desktop.core.models.model import Model, Price
from desktop.core.models.table_form import table_from_plain

GOOD: dict[str, Any] = {
    "format": 1,
    "date": "2027-02-03",
    "recommended": ["new"],
    "rules": {
        "tiles": {"kind": "tiles", "base": 10, "tile": 20, "certain": ["low"]},
        "patches": {"kind": "patches", "multiplier": 1.5, "budget": 100, "original": 900, "patch": 28},
    },
    "models": [
        {"name": "old", "rule": "tiles", "price": {"input": 1, "output": 2}, "last_day": "2027-03-04", "sees": True},
        {"name": "new", "rule": "patches", "hosts": ["Gateway.example"], "recommended": ["other"]},
        {"name": "own", "cap": {"side": 1344, "megapixels": 2}},
    ],
    "no_answer": ["*embed*"],
}


def changed(*path: Any, value: Any) -> dict[str, Any]:
    """Returns the good table with one value replaced."""
    plain = deepcopy(GOOD)
    place: Any = plain
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return plain


def test_a_good_table_is_read_whole() -> None:
    table, mistakes = table_from_plain(GOOD)
    assert (mistakes, table is not None) == ((), True)
    assert table is not None
    assert table.day == date(2027, 2, 3)
    assert table.models == (
        Model("old", TileRule(10, 20, frozenset({"low"})), Price(1, 1, 2), date(2027, 3, 4), sees=True),
        Model(
            "new",
            PatchRule(1.5, 10_000_000, 100, 900, frozenset(), 28),
            recommended=("other",),
            hosts=("gateway.example",),
        ),
        Model("own", UnknownRule(ImageCap(1344, 2_000_000))),
    )
    assert not table.can_answer("maker/Text-Embedding-3")
    assert table.can_answer("new")


def test_gateways_and_snapshots_are_found_under_the_name_of_the_model() -> None:
    table, _ = table_from_plain(GOOD)
    assert table is not None
    for name in ("old", "maker/old", "old-2026-01-02", "maker/old:free", "Old", "old@20260102", "old-20260102"):
        found = table.find(name)
        assert found is not None and found.name == "old", name
    assert table.find("older") is None


@pytest.mark.parametrize(
    ("plain", "mistake"),
    [
        ([], "the file: must be an object"),
        ({}, "the file: “date” is missing"),
        (changed("format", value=2), "format: must be 1"),
        (changed("date", value="today"), "date: must be a day like 2026-11-28"),
        (changed("prices", value={}), "the file: “prices” is not known"),
        (changed("models", 0, "prize", value=1), "models[0]: “prize” is not known"),
        (changed("models", 0, "name", value=" "), "models[0].name: must be a text"),
        (changed("models", 0, "rule", value="cubes"), "models[0] (old).rule: is not among the rules"),
        (changed("models", 0, "price", "input", value="2"), "models[0] (old).price.input: must be a number from 0"),
        (changed("models", 0, "price", value={"input": 1}), "models[0] (old).price: “output” is missing"),
        (changed("models", 0, "price", "input", value=float("nan")), "models[0] (old).price.input: must be a number"),
        (changed("models", 0, "last_day", value="14.1.2027"), "models[0] (old).last_day: must be a day"),
        (changed("models", 0, "sees", value="yes"), "models[0] (old).sees: must be true or false"),
        (changed("models", 1, "hosts", value="h"), "models[1] (new).hosts: must be a list"),
        (changed("models", 1, "recommended", value=[3]), "models[1] (new).recommended: must be a list of texts"),
        (changed("models", 1, "name", value="old"), "models: “old” is listed more than once"),
        (changed("models", 2, "cap", value={"side": 1}), "models[2] (own).cap: “megapixels” is missing"),
        (changed("models", 2, "cap", value={"side": 1, "megapixels": 1}), "models[2] (own).cap: must have a side"),
        (changed("models", 0, "cap", value={"side": 900, "megapixels": 1}), "models[0] (old).cap: is only for models"),
        (changed("rules", "tiles", "kind", value="cubes"), "rules.tiles: “kind” must be one of patches, tiles"),
        (changed("rules", "tiles", "base", value=-1), "rules.tiles.base: must be a whole number"),
        (changed("rules", "tiles", "certain", value=["x"]), "rules.tiles.certain: must be of auto, low, high"),
        (changed("rules", "patches", "patch", value=0), "rules.patches.patch: must be a whole number from 1"),
        (changed("rules", value=[]), "rules: must be an object"),
        (changed("no_answer", value="*"), "no_answer: must be a list"),
    ],
)
def test_a_mistake_is_named_by_its_place_and_the_table_is_not_used(plain: Any, mistake: str) -> None:
    table, mistakes = table_from_plain(plain)
    assert table is None
    assert any(words.startswith(mistake) for words in mistakes), mistakes


def test_every_mistake_is_named() -> None:
    plain = changed("date", value=3)
    plain["models"][0]["price"]["input"] = -1
    plain["models"][1]["sees"] = 1
    assert len(table_from_plain(plain)[1]) == 3

"""The table of models as JSON: what a file must look like, and every mistake in one, by its place.

A file with a mistake is not used at all: half a table would leave prices out in silence. docs/models.md has the form.
"""

from collections.abc import Callable, Set
from datetime import date
from typing import Any, TypeVar

from desktop.core.model_terms import DETAILS, Detail
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.image_rules import ImageRule, PatchRule, TileRule, UnknownRule
from desktop.core.models.model import Model, Price
from desktop.core.models.model_table import ModelTable

FORMAT = 1
LARGEST_NUMBER = 10_000_000  # of any figure in a table; chosen
_Value = TypeVar("_Value")
_FILE_KEYS = {"format", "date", "recommended", "rules", "models", "no_answer"}
_MODEL_KEYS = {"name", "rule", "price", "last_day", "recommended", "hosts", "sees", "cap"}


def table_from_plain(plain: Any) -> tuple[ModelTable | None, tuple[str, ...]]:
    """Returns the table of a parsed file and no mistakes, or None and all mistakes, each with its place."""
    form = _Form()
    fields = form.fields_of(plain, "the file", _FILE_KEYS, {"format", "date"})
    if fields and fields.get("format") != FORMAT:
        form.mistake("format", f"must be {FORMAT}")
    day = form.day(fields.get("date"), "date")
    rules = {name: form.rule(rule, f"rules.{name}") for name, rule in form.named(fields.get("rules", {}), "rules")}
    models = tuple(
        form.model(model, at, rules) for at, model in enumerate(form.items_of(fields.get("models"), "models"))
    )
    recommended, no_answer = (form.texts_of(fields.get(key, []), key) for key in ("recommended", "no_answer"))
    names = [model.name for model in models if model is not None]
    for name in sorted({name for name in names if names.count(name) > 1}):
        form.mistake("models", f"“{name}” is listed more than once")
    if form.mistakes or day is None:
        return None, tuple(form.mistakes)
    return ModelTable(day, tuple(model for model in models if model is not None), recommended, no_answer), ()


class _Form:
    """Reads values and collects the mistakes in them."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def mistake(self, place: str, words: str) -> None:
        self.mistakes.append(f"{place}: {words}")

    def fields_of(self, value: Any, place: str, keys: Set[str], needed: Set[str] = frozenset()) -> dict[str, Any]:
        """Returns a JSON object with no other keys than `keys`; an empty one after a mistake."""
        if not isinstance(value, dict):
            self.mistake(place, "must be an object")
            return {}
        for key in sorted(value.keys() - keys):
            self.mistake(place, f"“{key}” is not known")
        for key in sorted(needed - value.keys()):
            self.mistake(place, f"“{key}” is missing")
        return value

    def named(self, value: Any, place: str) -> list[tuple[str, Any]]:
        """Returns the entries of a JSON object with any keys."""
        if isinstance(value, dict):
            return list(value.items())
        self.mistake(place, "must be an object")
        return []

    def items_of(self, value: Any, place: str) -> list[Any]:
        if isinstance(value, list):
            return value
        self.mistake(place, "must be a list")
        return []

    def texts_of(self, value: Any, place: str) -> tuple[str, ...]:
        texts = self.items_of(value, place)
        if not all(isinstance(text, str) and text for text in texts):
            self.mistake(place, "must be a list of texts")
            return ()
        return tuple(texts)

    def number(self, value: Any, place: str, least: float = 0.0) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= LARGEST_NUMBER:
            self.mistake(place, f"must be a number from {least:g} to {LARGEST_NUMBER:g}")
            return least
        return float(value)

    def whole(self, value: Any, place: str, least: int = 0) -> int:
        if type(value) is not int or not least <= value <= LARGEST_NUMBER:
            self.mistake(place, f"must be a whole number from {least} to {LARGEST_NUMBER}")
            return least
        return value

    def day(self, value: Any, place: str) -> date | None:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.mistake(place, "must be a day like 2026-11-28")
            return None

    def rule(self, value: Any, place: str) -> ImageRule | None:
        kind = value.get("kind") if isinstance(value, dict) else None
        reader = _RULES.get(kind) if isinstance(kind, str) else None
        if reader is None:
            self.mistake(place, f"“kind” must be one of {', '.join(sorted(_RULES))}")
            return None
        return reader(self, value, place)

    def certain(self, value: Any, place: str) -> frozenset[Detail]:
        details = self.texts_of(value, place)
        if set(details) - set(DETAILS):
            self.mistake(place, f"must be of {', '.join(DETAILS)}")
        return frozenset(detail for detail in DETAILS if detail in details)

    def cap(self, value: Any, place: str) -> ImageCap | None:
        fields = self.fields_of(value, place, {"side", "megapixels"}, {"side", "megapixels"})
        try:
            return ImageCap(int(fields["side"]), round(float(fields["megapixels"]) * 1e6)) if fields else None
        except (KeyError, TypeError, ValueError, OverflowError):
            self.mistake(place, "must have a side in pixels and megapixels that an image can have")
            return None

    def price(self, value: Any, place: str) -> Price:
        fields = self.fields_of(value, place, {"input", "cached", "output"}, {"input", "output"})
        paid, written = (self.number(fields.get(name, 0), f"{place}.{name}") for name in ("input", "output"))
        return Price(paid, self.number(fields.get("cached", paid), f"{place}.cached"), written)

    def model(self, value: Any, at: int, rules: dict[str, ImageRule | None]) -> Model | None:
        """Returns a model; None after a mistake in its name. `rules` are those of the file, by their names."""
        fields = self.fields_of(value, f"models[{at}]", _MODEL_KEYS, {"name"})
        name = fields.get("name")
        if not isinstance(name, str) or not name.strip():
            self.mistake(f"models[{at}].name", "must be a text")
            return None
        place = f"models[{at}] ({name})"
        rule = fields.get("rule")
        if rule is not None and (not isinstance(rule, str) or rule not in rules):
            self.mistake(f"{place}.rule", "is not among the rules")
        own = rules.get(rule) if isinstance(rule, str) else None
        cap = self._of(fields, "cap", place, self.cap)
        if own is not None and cap is not None:
            self.mistake(f"{place}.cap", "is only for models without a rule")
        sees = fields.get("sees")
        if sees is not None and not isinstance(sees, bool):
            self.mistake(f"{place}.sees", "must be true or false")
        return Model(
            name,
            own or (UnknownRule(cap) if cap is not None else UnknownRule()),
            self._of(fields, "price", place, self.price),
            self._of(fields, "last_day", place, self.day),
            self.texts_of(fields.get("recommended", []), f"{place}.recommended"),
            tuple(host.lower() for host in self.texts_of(fields.get("hosts", []), f"{place}.hosts")),
            sees,
        )

    def _of(self, fields: dict[str, Any], key: str, place: str, read: Callable[[Any, str], _Value]) -> _Value | None:
        return read(fields[key], f"{place}.{key}") if key in fields else None


def _tiles(form: _Form, value: dict[str, Any], place: str) -> TileRule:
    fields = form.fields_of(value, place, {"kind", "base", "tile", "certain"}, {"base", "tile"})
    return TileRule(
        form.whole(fields.get("base", 0), f"{place}.base"),
        form.whole(fields.get("tile", 0), f"{place}.tile"),
        form.certain(fields.get("certain", []), f"{place}.certain"),
    )


def _patches(form: _Form, value: dict[str, Any], place: str) -> PatchRule:
    keys = {"kind", "multiplier", "side", "budget", "original", "certain", "patch"}
    fields = form.fields_of(value, place, keys, {"multiplier", "budget"})
    return PatchRule(
        form.number(fields.get("multiplier", 1), f"{place}.multiplier"),
        form.whole(fields.get("side", LARGEST_NUMBER), f"{place}.side", 1),
        form.whole(fields.get("budget", 1), f"{place}.budget", 1),
        form.whole(fields["original"], f"{place}.original", 1) if "original" in fields else None,
        form.certain(fields.get("certain", []), f"{place}.certain"),
        form.whole(fields.get("patch", 32), f"{place}.patch", 1),
    )


_RULES: dict[str, Callable[[_Form, dict[str, Any], str], ImageRule]] = {"tiles": _tiles, "patches": _patches}

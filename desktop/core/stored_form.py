"""The keys under which a value's fields are stored. They are a file format: a field may be renamed, its key never."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StoredForm(Generic[_T]):
    """The JSON form of the dataclass `kind`. `fields` maps the stored keys, in the order of a file, to field names."""

    kind: type[_T]
    fields: Mapping[str, str]

    def to_plain(self, value: _T) -> dict[str, Any]:
        """Returns the JSON object, with the values of the fields as they are."""
        return {key: getattr(value, name) for key, name in self.fields.items()}

    def from_plain(self, stored: Mapping[str, Any]) -> _T:
        """Returns the value of a JSON object. Raises TypeError for an unknown key, or if a required one is missing."""
        unknown = sorted(stored.keys() - self.fields.keys())
        if unknown:
            raise TypeError(f"{self.kind.__name__} has no {', '.join(map(repr, unknown))}")
        return self.kind(**{self.fields[key]: value for key, value in stored.items()})

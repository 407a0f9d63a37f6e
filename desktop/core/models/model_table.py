"""The table of models, as a value: it comes from a file (core/models/table_form.py) and has a date."""

import re
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from desktop.core.models.model import Model

_SNAPSHOT = re.compile(r"[-@](\d{4}-\d{2}-\d{2}|20\d{6})$")


@dataclass(frozen=True, slots=True)
class ModelTable:
    """The models in their order.

    `recommended` may take the place of any model that names no others, the best first. `no_answer` are patterns (with *
    and ?) of the names of models that answer no question.
    """

    day: date
    models: tuple[Model, ...] = ()
    recommended: tuple[str, ...] = ()
    no_answer: tuple[str, ...] = ()
    _by_name: dict[str, Model] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {model.name: model for model in self.models})

    def find(self, name: str) -> Model | None:
        """Returns the entry for a model's name, or None.

        Gateways put a maker before the name and a variant behind it (“openai/gpt-4o:free”), makers a date behind it.
        """
        for spelling in _spellings(name):
            if (model := self._by_name.get(spelling)) is not None:
                return model
        return None

    def can_answer(self, name: str) -> bool:
        """Returns False if the name is that of a model for something else: embeddings, speech, drawing."""
        plain = name.strip().lower().rpartition("/")[2]
        return not any(fnmatchcase(plain, pattern) for pattern in self.no_answer)


def _spellings(name: str) -> tuple[str, ...]:
    """Returns the names under which the table may list a model, the most exact first."""
    whole = name.strip()
    plain = whole.lower().rpartition("/")[2].partition(":")[0]
    return whole, plain, _SNAPSHOT.sub("", plain)

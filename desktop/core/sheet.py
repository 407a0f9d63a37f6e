"""A sheet: a picture on the desk. Two sheets may show the same picture, so a sheet has an identity of its own."""

from dataclasses import dataclass

from desktop.core.picture import Picture
from desktop.core.text import new_id


@dataclass(frozen=True, slots=True)
class Sheet:
    """`picture` on the desk, under `id`."""

    id: str
    picture: Picture

    @classmethod
    def of(cls, picture: Picture) -> "Sheet":
        """A new sheet that shows `picture`."""
        return cls(new_id(), picture)

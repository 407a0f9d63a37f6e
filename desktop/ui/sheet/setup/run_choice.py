"""What the page on which a run is put together says of it."""

from dataclasses import dataclass

from desktop.core.many.field import Field


@dataclass(frozen=True, slots=True)
class RunChoice:
    """What the page says of a run. `rate` is requests and tokens a minute; 0 is unknown, and no budget."""

    name: str = ""
    ask: str = ""
    fields: tuple[Field, ...] = ()
    covered_kinds: frozenset[str] = frozenset()
    budget_usd: float = 0.0
    rate: tuple[int, int] = (0, 0)
    as_batch: bool = False

"""An entry of the table of error words."""

from dataclasses import dataclass

from desktop.core.errors import ProblemKind


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """An entry: these codes, and these words, of this source mean this kind.

    With `is_refusal` the words mean it only of a request that is refused: a server that fails may say them, too.
    """

    kind: ProblemKind
    source: str
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    is_refusal: bool = False

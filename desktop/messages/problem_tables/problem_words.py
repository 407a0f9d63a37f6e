"""The words of a kind of problem."""

from dataclasses import dataclass
from enum import Enum, auto

from desktop.messages.suggested_actions import SuggestedAction


class Kept(Enum):
    """The part of the user's work of which a message says that it is kept."""

    NOTHING = auto()
    QUESTION = auto()
    ANSWER = auto()


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """The sentence of a problem in English (marked for the catalogue), and its next steps, the most likely first.

    In it, {name} is the file, host or model; {detail} the words of the other side, {detail_words} the same in brackets,
    {status_words} the status in brackets; {seconds} and {bound} are limits. `with_detail`, `with_wait` (with {wait})
    and `plural` (of {count}) take its place where there is such a fact.
    """

    sentence: str
    offers: tuple[SuggestedAction, ...] = ()
    kept: Kept = Kept.NOTHING
    with_detail: str = ""
    with_wait: str = ""
    plural: str = ""


def words(
    sentence: str,
    *offers: SuggestedAction,
    kept: Kept = Kept.NOTHING,
    with_detail: str = "",
    with_wait: str = "",
) -> ProblemWords:
    """Returns the words of a problem; each text is marked with `N_`."""
    return ProblemWords(sentence, offers, kept, with_detail, with_wait)


def counted_words(forms: tuple[str, str]) -> ProblemWords:
    """Returns the words of a problem with a number of things, from the two forms that `plural_forms` has marked."""
    return ProblemWords(forms[0], plural=forms[1])

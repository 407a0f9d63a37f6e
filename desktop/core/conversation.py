"""A conversation: turns in order, and a title that is its first question unless the user gave another."""

from dataclasses import dataclass, replace

from desktop.core.sheet import Fate, Sheet
from desktop.core.text import harmless, new_id
from desktop.core.turn import SentPicture, Turn

TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation as the list shows it. `updated_at` is Unix seconds; `thumbnail` is a picture's id or empty."""

    id: str
    title: str
    updated_at: float
    pictures: int = 0
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns in the order in which they were asked. `given_title` is the user's own, or empty."""

    id: str
    turns: tuple[Turn, ...] = ()
    given_title: str = ""

    @classmethod
    def new(cls) -> "Conversation":
        """An empty one, with a new id."""
        return cls(new_id())

    @property
    def title(self) -> str:
        return self.given_title or (title_of(self.turns[0].prompt) if self.turns else "")

    @property
    def pictures(self) -> tuple[SentPicture, ...]:
        """Every picture that went out, each once, in order of its first appearance."""
        seen = {picture.id: picture for turn in self.turns for picture in turn.pictures}
        return tuple(seen.values())

    @property
    def shown(self) -> tuple[SentPicture, ...]:
        """The pictures that the model has seen and answered to, whatever becomes of them later: of each sheet the
        state that went last. What was covered since then is not shown again by an older one.
        """
        seen: dict[str, SentPicture] = {}
        for picture in (picture for turn in self.turns if turn.answer for picture in turn.pictures):
            seen.pop(picture.sheet, None)
            seen[picture.sheet] = picture
        return tuple({picture.id: picture for picture in seen.values()}.values())

    @property
    def carried(self) -> tuple[SentPicture, ...]:
        """The pictures that the next question carries again, small or whole."""
        return tuple(picture for picture in self.shown if picture.fate is not Fate.OUT)

    def has_shown(self, sheet: Sheet) -> bool:
        """Whether the model has seen the sheet as it is now, so that it need not go along once more."""
        known = {name for picture in self.shown for name in (picture.look, picture.id)}
        return sheet.look in known or (not sheet.edited and sheet.picture.id in known)

    def with_fate(self, picture_id: str, fate: Fate) -> "Conversation":
        """The same, with another fate for a picture wherever it was sent."""
        return replace(self, turns=tuple(turn.with_fates({picture_id: fate}) for turn in self.turns))

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number that was sent on a picture."""
        return tuple({place.number: 0 for turn in self.turns for each in turn.pictures for place in each.numbers})

    def with_turn(self, turn: Turn) -> "Conversation":
        """`turn` in its place: where a turn of the same id is, or at the end."""
        for at, mine in enumerate(self.turns):
            if mine.id == turn.id:
                return replace(self, turns=(*self.turns[:at], turn, *self.turns[at + 1 :]))
        return replace(self, turns=(*self.turns, turn))

    def titled(self, title: str) -> "Conversation":
        """The same conversation under the user's own title; an empty one brings the first question back."""
        return replace(self, given_title=title_of(title))

    def summary(self) -> Summary:
        """How the list shows it."""
        pictures = self.pictures
        updated = self.turns[-1].asked_at if self.turns else 0.0
        return Summary(self.id, self.title, updated, len(pictures), pictures[0].id if pictures else "")


def title_of(prompt: str) -> str:
    """One short line out of a question."""
    line = " ".join(harmless(prompt).split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"

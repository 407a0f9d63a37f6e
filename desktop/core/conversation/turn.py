"""A turn: one question and its answer, at one moment. The services hand out whole turns, never what changed in them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.errors import Trouble
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.number_badges import Place
from desktop.core.model_catalog import Detail
from desktop.core.settings.settings import HERE
from desktop.core.untrusted_text import new_id


class Stage(StrEnum):
    """Where a turn is. The last three are ends."""

    PREPARING = "preparing"
    WAITING = "waiting"
    ANSWERING = "answering"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        return self in (Stage.DONE, Stage.STOPPED, Stage.FAILED)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the endpoint counted them: in, out, and how many of those in came from its cache."""

    read: int
    written: int
    cached: int = 0


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture that went out with a turn. `id` is the SHA-256 of its bytes, which are kept as a file of that name.

    `look` names the state of the sheet that it showed (`Sheet.look`); `numbers` say where its marks are; `fate` is
    what becomes of it in later questions.
    """

    id: str
    mime: str
    width: int
    height: int
    bytes: int
    detail: Detail = "auto"
    look: str = ""
    numbers: tuple[Place, ...] = ()
    fate: Fate = Fate.AGAIN

    @property
    def size(self) -> Size:
        return self.width, self.height

    @property
    def sheet(self) -> str:
        """The sheet that it showed a state of; its own id where that is not known."""
        return self.look.partition(".")[0] or self.id

    def shows(self, sheet: Sheet) -> bool:
        """Whether a sheet is the one that it showed, or shows it: brought back, perhaps, under an id of its own."""
        return sheet.id == self.sheet or sheet.picture.id == self.id

    def is_still(self, sheet: Sheet) -> bool:
        """Whether a sheet shows just what it showed."""
        return sheet.look == self.look or (sheet.picture.id == self.id and not sheet.edited)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer.

    Times are Unix seconds; `first_word_s` is from Enter to the first text; `retry_s` above 0 says that the next try
    comes that many seconds from now. `expected` are the tokens that were forecast to be read, 0 when none were.
    `parent` is the id of the turn that it follows, empty for a first one: turns with the same parent are versions of
    one another, and each may be followed by others.
    """

    id: str
    conversation_id: str
    asked_at: float
    prompt: str
    model: str
    host: str
    pictures: tuple[SentPicture, ...] = ()
    stage: Stage = Stage.PREPARING
    answer: str = ""
    usage: Usage | None = None
    trouble: Trouble | None = None
    first_word_s: float | None = None
    retry_s: float = 0.0
    expected: int = 0
    parent: str = ""
    pinned: bool = False

    @classmethod
    def new(cls, conversation_id: str, prompt: str, model: str, host: str, now: float, parent: str = "") -> "Turn":
        """A question just asked."""
        return cls(new_id(), conversation_id, now, prompt, model, host, parent=parent)

    def waiting(self, pictures: tuple[SentPicture, ...], expected: int = 0) -> "Turn":
        """Its pictures are ready and the request goes out."""
        return replace(self, stage=Stage.WAITING, pictures=pictures, expected=expected)

    def retrying(self, seconds: float, trouble: Trouble) -> "Turn":
        """Refused for now; asked again by itself in `seconds`."""
        return replace(self, retry_s=seconds, trouble=trouble)

    def hearing(self, answer: str, first_word_s: float | None) -> "Turn":
        """More of the answer is there; `answer` is all of it so far."""
        return replace(self, stage=Stage.ANSWERING, answer=answer, first_word_s=first_word_s, retry_s=0.0, trouble=None)

    @property
    def read_here(self) -> bool:
        """Whether this computer answered it (or is to), and nothing of it was sent."""
        return self.host == HERE

    @property
    def fates(self) -> dict[str, Fate]:
        """What becomes of each of its pictures, by their ids."""
        return {picture.id: picture.fate for picture in self.pictures}

    def as_chosen_in(self, other: "Turn") -> "Turn":
        """The same turn with what the user has chosen meanwhile in `other`, an older state of it."""
        return replace(self.with_fates(other.fates), pinned=other.pinned, parent=other.parent)

    def with_fates(self, fates: dict[str, Fate]) -> "Turn":
        """The same turn, with other fates for the pictures that are named."""
        changed = (replace(picture, fate=fates.get(picture.id, picture.fate)) for picture in self.pictures)
        return replace(self, pictures=tuple(changed))

    def done(self, usage: Usage | None) -> "Turn":
        """The answer came to its end."""
        return replace(self, stage=Stage.DONE, usage=usage, trouble=None, retry_s=0.0)

    def stopped(self, trouble: Trouble | None = None) -> "Turn":
        """The user stopped it, or the program ended under it (`trouble` LEFT). What was heard stays."""
        return replace(self, stage=Stage.STOPPED, trouble=trouble, retry_s=0.0)

    def failed(self, trouble: Trouble, usage: Usage | None = None) -> "Turn":
        """It went wrong. What was heard stays."""
        return replace(self, stage=Stage.FAILED, trouble=trouble, usage=usage, retry_s=0.0)

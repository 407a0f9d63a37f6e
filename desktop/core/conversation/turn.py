"""A turn: one question and its answer, at one moment. The services hand out whole turns, never what changed in them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.errors import Problem
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import HERE


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

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0


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
    images: tuple[SentImage, ...] = ()
    stage: Stage = Stage.PREPARING
    answer: str = ""
    usage: Usage | None = None
    problem: Problem | None = None
    first_token_s: float | None = None
    retry_s: float = 0.0
    estimated_tokens: int = 0
    parent: str = ""
    pinned: bool = False

    @classmethod
    def new(cls, conversation_id: str, prompt: str, model: str, host: str, now: float, parent: str = "") -> "Turn":
        """A question just asked."""
        return cls(new_id(), conversation_id, now, prompt, model, host, parent=parent)

    def as_waiting(self, images: tuple[SentImage, ...], expected: int = 0) -> "Turn":
        """Its pictures are ready and the request goes out."""
        return replace(self, stage=Stage.WAITING, images=images, estimated_tokens=expected)

    def as_retrying(self, seconds: float, problem: Problem) -> "Turn":
        """Refused for now; asked again by itself in `seconds`."""
        return replace(self, retry_s=seconds, problem=problem)

    def as_streaming(self, answer: str, first_word_s: float | None) -> "Turn":
        """More of the answer is there; `answer` is all of it so far."""
        return replace(
            self, stage=Stage.ANSWERING, answer=answer, first_token_s=first_word_s, retry_s=0.0, problem=None
        )

    @property
    def answered_locally(self) -> bool:
        """Whether this computer answered it (or is to), and nothing of it was sent."""
        return self.host == HERE

    @property
    def resend_policies(self) -> dict[str, ResendPolicy]:
        """What becomes of each of its pictures, by their ids."""
        return {image.id: image.resend_policy for image in self.images}

    def with_user_choices_from(self, other: "Turn") -> "Turn":
        """The same turn with what the user has chosen meanwhile in `other`, an older state of it."""
        return replace(self.with_resend_policies(other.resend_policies), pinned=other.pinned, parent=other.parent)

    def with_resend_policies(self, resend_policies: dict[str, ResendPolicy]) -> "Turn":
        """The same turn, with other fates for the pictures that are named."""
        changed = (
            replace(image, resend_policy=resend_policies.get(image.id, image.resend_policy)) for image in self.images
        )
        return replace(self, images=tuple(changed))

    def done(self, usage: Usage | None) -> "Turn":
        """The answer came to its end."""
        return replace(self, stage=Stage.DONE, usage=usage, problem=None, retry_s=0.0)

    def stopped(self, problem: Problem | None = None) -> "Turn":
        """The user stopped it, or the program ended under it (`trouble` LEFT). What was heard stays."""
        return replace(self, stage=Stage.STOPPED, problem=problem, retry_s=0.0)

    def failed(self, problem: Problem, usage: Usage | None = None) -> "Turn":
        """It went wrong. What was heard stays."""
        return replace(self, stage=Stage.FAILED, problem=problem, usage=usage, retry_s=0.0)

"""A turn: one question and its answer, at one moment. Services hand out whole turns, never differences."""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.errors import Problem, ProblemKind
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import HERE

NOTHING_SENT = (ProblemKind.PRIVATE_TEXT_VISIBLE, ProblemKind.PRIVATE_TEXT_TYPED, ProblemKind.PRIVACY_SCAN_FAILED)
"""Problems before which nothing has left this computer."""

LATEST_TIME = 253_370_764_800.0
"""The beginning of the year 9999 in Unix seconds; calendars know few years more."""


def known_time(seconds: float) -> float:
    """Returns a time in Unix seconds as it is; 0 for one that is in no calendar, as in a file of a stranger's."""
    return seconds if 0 <= seconds <= LATEST_TIME else 0.0


class Stage(StrEnum):
    """The progress of a turn. The last three are final. The values are stored."""

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
    """Tokens as the endpoint counted them; `cached_tokens` is the part of the input that came from its cache."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer.

    `asked_at` is in Unix seconds; `first_token_s` are the seconds from Enter to the first text; `retry_s` above 0 means
    that the next try comes in so many seconds. `estimated_tokens` is the estimate of input tokens, 0 if there was none.
    `parent` is the id of the preceding turn, empty for a first one: turns with the same parent are versions of one
    another, and each may be followed by others. `thinking` is what the model thought before it answered, in
    `thinking_s` seconds; it is shown and kept, but never sent. `sources` are the pages that the answer refers to, and
    `answer_images` those that came with it; they are kept, but never sent.
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
    thinking: str = ""
    thinking_s: float = 0.0
    sources: tuple[AnswerSource, ...] = ()
    answer_images: tuple[SentImage, ...] = ()

    @classmethod
    def new(cls, conversation_id: str, prompt: str, model: str, host: str, now: float, parent: str = "") -> "Turn":
        """Returns a question that was just asked."""
        return cls(new_id(), conversation_id, now, prompt, model, host, parent=parent)

    def as_waiting(self, images: tuple[SentImage, ...], expected: int = 0) -> "Turn":
        """Returns the turn with its images encoded, while the request is on its way."""
        return replace(self, stage=Stage.WAITING, images=images, estimated_tokens=expected)

    def as_retrying(self, seconds: float, problem: Problem) -> "Turn":
        """Returns the turn as refused for now; it is retried automatically in `seconds`."""
        return replace(self, retry_s=seconds, problem=problem)

    def as_streaming(
        self,
        answer: str,
        first_word_s: float | None,
        thinking: str = "",
        thinking_s: float = 0.0,
        sources: tuple[AnswerSource, ...] = (),
        answer_images: tuple[SentImage, ...] = (),
    ) -> "Turn":
        """Returns the turn with more of its answer and thinking; both are all of it so far."""
        return replace(
            self,
            stage=Stage.ANSWERING,
            answer=answer,
            first_token_s=first_word_s,
            retry_s=0.0,
            problem=None,
            thinking=thinking,
            thinking_s=thinking_s,
            sources=sources,
            answer_images=answer_images,
        )

    @property
    def stored_images(self) -> tuple[SentImage, ...]:
        """All images whose bytes are stored for this turn: those of the question, then those of the answer."""
        return (*self.images, *self.answer_images)

    @property
    def has_answer(self) -> bool:
        """True if anything of the answer can be shown, be it text, images or links to images."""
        return bool(self.answer or self.answer_images) or any(source.is_image for source in self.sources)

    @property
    def answered_locally(self) -> bool:
        """True if this computer answered it (or will), so that nothing was sent."""
        return self.host == HERE

    @property
    def resend_policies(self) -> dict[str, ResendPolicy]:
        """The resend policy of each image, by image id."""
        return {image.id: image.resend_policy for image in self.images}

    def with_user_choices_from(self, other: "Turn") -> "Turn":
        """Returns the turn with the choices that the user has made meanwhile in `other`, an older state of it."""
        known = {image.id: image for image in other.images}
        images = (
            replace(image, origin=known[image.id].origin, covers=known[image.id].covers) if image.id in known else image
            for image in self.with_resend_policies(other.resend_policies).images
        )
        return replace(self, images=tuple(images), pinned=other.pinned, parent=other.parent)

    @property
    def without_covers(self) -> "Turn":
        """The turn with its images as they were sent, whatever has been covered since."""
        return replace(self, images=tuple(replace(image, covers=()) for image in self.images))

    @property
    def covers_since(self) -> int:
        """The number of areas that were covered after its images had been sent; 0 if they never left."""
        unsent = self.problem is not None and not self.answer and self.problem.kind in NOTHING_SENT
        return 0 if self.answered_locally or unsent else sum(len(image.covers) for image in self.images)

    def with_resend_policies(self, resend_policies: dict[str, ResendPolicy]) -> "Turn":
        """Returns the turn with other resend policies for the images named by id."""
        changed = (
            replace(image, resend_policy=resend_policies.get(image.id, image.resend_policy)) for image in self.images
        )
        return replace(self, images=tuple(changed))

    def done(self, usage: Usage | None) -> "Turn":
        """Returns the turn with a complete answer."""
        return replace(self, stage=Stage.DONE, usage=usage, problem=None, retry_s=0.0)

    def stopped(self, problem: Problem | None = None) -> "Turn":
        """Returns the turn as stopped by the user or by the program's end (APP_CLOSED). The answer so far stays."""
        return replace(self, stage=Stage.STOPPED, problem=problem, retry_s=0.0)

    def failed(self, problem: Problem, usage: Usage | None = None) -> "Turn":
        """Returns the turn as failed. The answer so far stays."""
        return replace(self, stage=Stage.FAILED, problem=problem, usage=usage, retry_s=0.0)

"""A conversation: turns in order, and a title that is its first question unless the user gave another.

Asking again or editing a question begins a new branch: `turns` is the branch that is shown, `other_branches` are the
turns of all others. The order of turns is in the turns themselves (`Turn.parent`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from desktop.core.conversation.attached_text import words_of
from desktop.core.conversation.branches import end_of, path_to, with_known_parents
from desktop.core.conversation.turn import Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.covers.later_covers import with_todays_covers
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_at
from desktop.core.settings.connections.connection_list import NO_CHOICE, ConversationChoice
from desktop.core.untrusted_text import strip_control_characters

TITLE_LENGTH = 80  # characters


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation as the list shows it. `updated_at` is in Unix seconds; `thumbnail` is an image id or empty.

    `excerpt` is the text around a search match and `turn` the id of its turn; `cost_usd` is the cost of the answers as
    far as prices are known. With `is_draft` nothing of it has been asked yet; then `thumbnail` is the content key of
    the first image.
    """

    id: str
    title: str
    updated_at: float
    images: int = 0
    thumbnail: str = ""
    pinned: bool = False
    excerpt: str = ""
    turn: str = ""
    cost_usd: float = 0.0
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of the shown branch, in the order in which they were asked, and those of the others.

    `given_title` is the user's own title, or empty; `choice` is the connection and the model that it is asked of.
    """

    id: str
    turns: tuple[Turn, ...] = ()
    given_title: str = ""
    other_branches: tuple[Turn, ...] = ()
    pinned: bool = False
    choice: ConversationChoice = NO_CHOICE

    @classmethod
    def new(cls) -> "Conversation":
        """Returns an empty conversation with a new id."""
        return cls(new_id())

    @classmethod
    def of(
        cls, conversation_id: str, turns: Iterable[Turn], given_title: str = "", last: str = "", pinned: bool = False
    ) -> "Conversation":
        """Returns the conversation of these turns, showing the branch that ends in the turn `last`, or the newest."""
        all_turns = with_known_parents(tuple(turns))
        end = next((turn for turn in all_turns if turn.id == last), all_turns[-1] if all_turns else None)
        path = path_to(end, all_turns)
        shown = {turn.id for turn in path}
        others = tuple(turn for turn in all_turns if turn.id not in shown)
        return cls(conversation_id, path, given_title, others, pinned)

    def showing(self, turns: Iterable[Turn], last: str) -> "Conversation":
        """Returns the conversation with these turns in the place of its own, showing the branch that ends in `last`."""
        other = self.of(self.id, turns, last=last)
        return replace(self, turns=other.turns, other_branches=other.other_branches)

    @property
    def all_turns(self) -> tuple[Turn, ...]:
        """The turns of all branches, in the order in which they were asked."""
        return tuple(sorted((*self.turns, *self.other_branches), key=lambda turn: turn.asked_at))

    @property
    def last_turn_id(self) -> str:
        """The id of the turn at the end of the shown branch; empty if there is none."""
        return self.turns[-1].id if self.turns else ""

    @property
    def title(self) -> str:
        if self.given_title or not self.turns:
            return self.given_title
        first = min((self.turns[0], *self.other_branches), key=lambda turn: turn.asked_at)
        return title_of(first.prompt)

    @property
    def images(self) -> tuple[SentImage, ...]:
        """All images sent in the shown branch, without duplicates, in order of first appearance."""
        seen = {image.id: image for turn in self.turns for image in turn.images}
        return tuple(seen.values())

    @property
    def seen_images(self) -> tuple[SentImage, ...]:
        """The images that the model has seen and answered to, in the last state of each annotated image.

        Only the last state counts, so that an older one never shows again what was redacted since.
        """
        seen: dict[str, SentImage] = {}
        for image in (sent for turn in self.turns if turn.answer for sent in turn.images):
            seen.pop(image.annotated_image_id, None)
            seen[image.annotated_image_id] = image
        return tuple({image.id: image for image in seen.values()}.values())

    @property
    def resent_images(self) -> tuple[SentImage, ...]:
        """The images that the next question resends, small or in full."""
        return tuple(image for image in self.seen_images if image.resend_policy is not ResendPolicy.OMIT)

    def model_has_seen(self, image: AnnotatedImage) -> bool:
        """Returns True if the model has seen the image as it is now, so that it need not be sent again."""
        known = {name for sent in self.seen_images for name in (sent.content_key, sent.id)}
        return image.content_key in known or (not image.is_edited and image.source.id in known)

    @property
    def without_local_turns(self) -> "Conversation":
        """The conversation without the turns answered locally, of which no endpoint has heard."""
        return replace(self, turns=tuple(turn for turn in self.turns if not turn.answered_locally))

    def has_received(self, host: str, sent: SentImage) -> bool:
        """Returns True if a host has answered to an image and the text beside it, on any branch."""
        turns = (turn for turn in (*self.turns, *self.other_branches) if turn.answer and turn.host == host)
        return any(image.holds(sent) for turn in turns for image in turn.images)

    def prompts_seen_by(self, host: str) -> frozenset[str]:
        """Returns all questions that a host has answered, on any branch."""
        return frozenset(turn.prompt for turn in self.all_turns if turn.answer and turn.host == host)

    def with_resend_policy(self, image_id: str, resend_policy: ResendPolicy) -> "Conversation":
        """Returns the conversation with another resend policy for an image, wherever it was sent."""
        return self._with_each_turn(lambda turn: turn.with_resend_policies({image_id: resend_policy}))

    @property
    def without_covers(self) -> "Conversation":
        """The conversation with its images as they were sent, whatever has been covered since."""
        return self._with_each_turn(lambda turn: turn.without_covers)

    def with_todays_covers(self, workspace: tuple[AnnotatedImage, ...]) -> "Conversation":
        """Returns the conversation whose images carry the covers of those in the workspace."""
        images = [image for turn in self.all_turns for image in turn.images]
        covered = iter(with_todays_covers(images, workspace))
        turns = {turn.id: tuple(next(covered) for _ in turn.images) for turn in self.all_turns}
        return self._with_each_turn(
            lambda turn: turn if turns[turn.id] == turn.images else replace(turn, images=turns[turn.id])
        )

    def _with_each_turn(self, change: Callable[[Turn], Turn]) -> "Conversation":
        branches = (tuple(map(change, branch)) for branch in (self.turns, self.other_branches))
        turns, others = branches
        return replace(self, turns=turns, other_branches=others)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all badges on sent images, without duplicates."""
        return tuple({badge.number: 0 for turn in self.turns for image in turn.images for badge in image.badges})

    def with_turn(self, turn: Turn) -> "Conversation":
        """Returns the conversation with `turn` in the place of the turn with its id, or behind its parent.

        If the parent is followed by another turn already, a new branch begins and is shown.
        """
        for at, known in enumerate(self.turns):
            if known.id == turn.id:
                return replace(self, turns=(*self.turns[:at], turn, *self.turns[at + 1 :]))
        if any(known.id == turn.id for known in self.other_branches):
            others = tuple(turn if known.id == turn.id else known for known in self.other_branches)
            return replace(self, other_branches=others)
        if turn.parent == self.last_turn_id:
            return replace(self, turns=(*self.turns, turn))
        return self.showing((*self.all_turns, turn), turn.id)

    def without(self, turn_id: str) -> "Conversation":
        """Returns the conversation without a turn; the turns that followed it follow its parent."""
        removed = next(turn for turn in self.all_turns if turn.id == turn_id)
        remaining = tuple(
            replace(turn, parent=removed.parent) if turn.parent == turn_id else turn
            for turn in self.all_turns
            if turn.id != turn_id
        )
        versions = [turn for turn in remaining if turn.parent == removed.parent]
        last = self.last_turn_id if self.last_turn_id != turn_id else versions[-1].id if versions else removed.parent
        return self.showing(remaining, end_of(last, remaining))

    def before(self, turn_id: str) -> "Conversation":
        """Returns the conversation as it was when a turn was asked, without other branches."""
        at = next(at for at, turn in enumerate(self.turns) if turn.id == turn_id)
        return replace(self, turns=self.turns[:at], other_branches=())

    def siblings(self, turn: Turn) -> tuple[Turn, ...]:
        """Returns all versions of a turn, including itself, in the order in which they were asked."""
        if not self.other_branches:
            return (turn,)
        return tuple(version for version in self.all_turns if version.parent == turn.parent)

    @property
    def version_positions(self) -> dict[str, tuple[int, int]]:
        """The position among its versions (from 1) and their number, by id of each turn that has several."""
        if not self.other_branches:
            return {}
        versions: dict[str, list[str]] = {}
        for turn in self.all_turns:
            versions.setdefault(turn.parent, []).append(turn.id)
        return {
            turn_id: (at, len(ids)) for ids in versions.values() if len(ids) > 1 for at, turn_id in enumerate(ids, 1)
        }

    def switched_version(self, turn_id: str, by: int) -> "Conversation":
        """Returns the conversation showing another version of a turn, `by` steps on, and what followed it."""
        turn = next(turn for turn in self.turns if turn.id == turn_id)
        versions = self.siblings(turn)
        at = next(at for at, version in enumerate(versions) if version.id == turn_id)
        chosen = versions[(at + by) % len(versions)]
        return self.showing(self.all_turns, end_of(chosen.id, self.all_turns))

    def at_turn(self, turn_id: str) -> "Conversation":
        """Returns the conversation showing the branch that contains a turn."""
        is_hidden = any(turn.id == turn_id for turn in self.other_branches)
        return self.showing(self.all_turns, end_of(turn_id, self.all_turns)) if is_hidden else self

    def titled(self, title: str) -> "Conversation":
        """Returns the conversation with the user's own title; an empty one brings the first question back."""
        return replace(self, given_title=title_of(title))

    def summary(self) -> Summary:
        """Returns the conversation's row of the list."""
        all_turns = self.all_turns
        images = [image for turn in all_turns for image in turn.images]
        count = len({image.annotated_image_id for image in images})
        updated = all_turns[-1].asked_at if all_turns else 0.0
        thumbnail = images[0].id if images else ""
        cost = sum(cost_of(turn, model_at(turn.model, turn.host)) or 0.0 for turn in all_turns)
        return Summary(self.id, self.title, updated, count, thumbnail, self.pinned, cost_usd=cost)


def title_of(prompt: str) -> str:
    """Returns a question as one line of at most TITLE_LENGTH characters."""
    line = " ".join(strip_control_characters(words_of(prompt)).split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"

"""A conversation: turns in order, and a title that is its first question unless the user gave another.

A question that is asked again or otherwise begins a branch beside the one that was: `turns` is the branch that is
looked at, `aside` are the turns of all others. Which turn follows which is in the turns themselves (`Turn.parent`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.core.conversation.turn import Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_at
from desktop.core.untrusted_text import strip_control_characters

TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation as the list shows it. `updated_at` is Unix seconds; `thumbnail` is a picture's id or empty.

    `excerpt` is where a search found something in it, and `turn` in which turn; `cost_usd` is what its answers have
    cost, as far as prices are known.
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


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns that are looked at, in the order in which they were asked, and those that are not.

    `given_title` is the user's own, or empty.
    """

    id: str
    turns: tuple[Turn, ...] = ()
    given_title: str = ""
    other_branches: tuple[Turn, ...] = ()
    pinned: bool = False

    @classmethod
    def new(cls) -> "Conversation":
        """An empty one, with a new id."""
        return cls(new_id())

    @classmethod
    def of(
        cls, conversation_id: str, turns: Iterable[Turn], given_title: str = "", last: str = "", pinned: bool = False
    ) -> "Conversation":
        """All turns of a conversation, of which the branch that ends in the turn `last` is looked at, or the newest."""
        every = _following(tuple(turns))
        end = next((turn for turn in every if turn.id == last), every[-1] if every else None)
        path = _path_to(end, every)
        shown = {turn.id for turn in path}
        aside = tuple(turn for turn in every if turn.id not in shown)
        return cls(conversation_id, path, given_title, aside, pinned)

    @property
    def all_turns(self) -> tuple[Turn, ...]:
        """The turns of all branches, in the order in which they were asked."""
        return tuple(sorted((*self.turns, *self.other_branches), key=lambda turn: turn.asked_at))

    @property
    def last_turn_id(self) -> str:
        """The id of the turn that the branch ends in."""
        return self.turns[-1].id if self.turns else ""

    @property
    def title(self) -> str:
        if self.given_title or not self.turns:
            return self.given_title
        first = min((self.turns[0], *self.other_branches), key=lambda turn: turn.asked_at)
        return title_of(first.prompt)

    @property
    def images(self) -> tuple[SentImage, ...]:
        """Every picture that went out, each once, in order of its first appearance."""
        seen = {image.id: image for turn in self.turns for image in turn.images}
        return tuple(seen.values())

    @property
    def seen_images(self) -> tuple[SentImage, ...]:
        """The pictures that the model has seen and answered to, whatever becomes of them later: of each sheet the
        state that went last. What was covered since then is not shown again by an older one.
        """
        seen: dict[str, SentImage] = {}
        for image in (picture for turn in self.turns if turn.answer for picture in turn.images):
            seen.pop(image.annotated_image_id, None)
            seen[image.annotated_image_id] = image
        return tuple({picture.id: picture for picture in seen.values()}.values())

    @property
    def resent_images(self) -> tuple[SentImage, ...]:
        """The pictures that the next question carries again, small or whole."""
        return tuple(image for image in self.seen_images if image.resend_policy is not ResendPolicy.OMIT)

    def model_has_seen(self, image: AnnotatedImage) -> bool:
        """Whether the model has seen the sheet as it is now, so that it need not go along once more."""
        known = {name for picture in self.seen_images for name in (picture.content_key, picture.id)}
        return image.content_key in known or (not image.is_edited and image.source.id in known)

    @property
    def without_local_turns(self) -> "Conversation":
        """What an endpoint has heard of it: not what this computer alone was asked and has read."""
        return replace(self, turns=tuple(turn for turn in self.turns if not turn.answered_locally))

    def image_ids_seen_by(self, host: str) -> frozenset[str]:
        """The ids of the pictures that have been at a host: it has answered to them, on whichever branch."""
        return frozenset(
            each.id for turn in self.all_turns if turn.answer and turn.host == host for each in turn.images
        )

    def with_resend_policy(self, image_id: str, resend_policy: ResendPolicy) -> "Conversation":
        """The same, with another fate for a picture wherever it was sent."""
        turns, aside = (
            tuple(turn.with_resend_policies({image_id: resend_policy}) for turn in each)
            for each in (self.turns, self.other_branches)
        )
        return replace(self, turns=turns, other_branches=aside)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number that was sent on a picture."""
        return tuple({place.number: 0 for turn in self.turns for each in turn.images for place in each.badges})

    def with_turn(self, turn: Turn) -> "Conversation":
        """`turn` in its place: where a turn of the same id is, or behind its parent, where a branch begins then."""
        for at, mine in enumerate(self.turns):
            if mine.id == turn.id:
                return replace(self, turns=(*self.turns[:at], turn, *self.turns[at + 1 :]))
        if any(mine.id == turn.id for mine in self.other_branches):
            return replace(
                self, other_branches=tuple(turn if mine.id == turn.id else mine for mine in self.other_branches)
            )
        if turn.parent == self.last_turn_id:
            return replace(self, turns=(*self.turns, turn))
        return self.of(self.id, (*self.all_turns, turn), self.given_title, turn.id, self.pinned)

    def without(self, turn_id: str) -> "Conversation":
        """Without a turn; what followed it follows the one before."""
        gone = next(turn for turn in self.all_turns if turn.id == turn_id)
        kept = tuple(
            replace(turn, parent=gone.parent) if turn.parent == turn_id else turn
            for turn in self.all_turns
            if turn.id != turn_id
        )
        versions = [turn for turn in kept if turn.parent == gone.parent]
        last = self.last_turn_id if self.last_turn_id != turn_id else versions[-1].id if versions else gone.parent
        return self.of(self.id, kept, self.given_title, _end_of(last, kept), self.pinned)

    def before(self, turn_id: str) -> "Conversation":
        """What had been said when that turn was asked."""
        at = next(at for at, turn in enumerate(self.turns) if turn.id == turn_id)
        return replace(self, turns=self.turns[:at], other_branches=())

    def siblings(self, turn: Turn) -> tuple[Turn, ...]:
        """The turns that are versions of one another, itself among them, in the order in which they were asked."""
        if not self.other_branches:
            return (turn,)
        return tuple(each for each in self.all_turns if each.parent == turn.parent)

    @property
    def version_positions(self) -> dict[str, tuple[int, int]]:
        """Of each turn that has other versions: which of them it is, counted from 1, and how many there are."""
        if not self.other_branches:
            return {}
        versions: dict[str, list[str]] = {}
        for turn in self.all_turns:
            versions.setdefault(turn.parent, []).append(turn.id)
        return {each: (at, len(ids)) for ids in versions.values() if len(ids) > 1 for at, each in enumerate(ids, 1)}

    def switched_version(self, turn_id: str, by: int) -> "Conversation":
        """The branch of another version of a turn, to its end."""
        turn = next(turn for turn in self.turns if turn.id == turn_id)
        versions = self.siblings(turn)
        at = next(at for at, each in enumerate(versions) if each.id == turn_id)
        chosen = versions[(at + by) % len(versions)]
        return self.of(self.id, self.all_turns, self.given_title, _end_of(chosen.id, self.all_turns), self.pinned)

    def at_turn(self, turn_id: str) -> "Conversation":
        """With the branch looked at that a turn is in."""
        if any(turn.id == turn_id for turn in self.turns) or not any(
            turn.id == turn_id for turn in self.other_branches
        ):
            return self
        return self.of(self.id, self.all_turns, self.given_title, _end_of(turn_id, self.all_turns), self.pinned)

    def titled(self, title: str) -> "Conversation":
        """The same conversation under the user's own title; an empty one brings the first question back."""
        return replace(self, given_title=title_of(title))

    def summary(self) -> Summary:
        """How the list shows it."""
        every = self.all_turns
        images = tuple({image.id: image for turn in every for image in turn.images}.values())
        updated = every[-1].asked_at if every else 0.0
        thumbnail = images[0].id if images else ""
        cost = sum(cost_of(turn, model_at(turn.model, turn.host)) or 0.0 for turn in every)
        return Summary(self.id, self.title, updated, len(images), thumbnail, self.pinned, cost_usd=cost)


def _following(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The same turns; one whose parent is gone follows the one that was asked before it."""
    ids = {turn.id for turn in turns}
    if all(not turn.parent or turn.parent in ids for turn in turns):
        return turns
    ordered = sorted(turns, key=lambda turn: turn.asked_at)
    earlier = {turn.id: before.id for before, turn in pairwise(ordered)}
    return tuple(
        turn if not turn.parent or turn.parent in ids else replace(turn, parent=earlier.get(turn.id, ""))
        for turn in turns
    )


def _path_to(end: Turn | None, turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """The turns from the first to `end`, each behind the one that it follows."""
    by_id = {turn.id: turn for turn in turns}
    path: dict[str, Turn] = {}
    while end is not None and end.id not in path:
        path[end.id] = end
        end = by_id.get(end.parent)
    return tuple(reversed(path.values()))


def _end_of(turn_id: str, turns: tuple[Turn, ...]) -> str:
    """The end of the branch that goes on from a turn, always by the newest version."""
    seen: set[str] = set()
    while turn_id not in seen:
        seen.add(turn_id)
        turn_id = next((turn.id for turn in reversed(turns) if turn.parent == turn_id), turn_id)
    return turn_id


def title_of(prompt: str) -> str:
    """One short line out of a question."""
    line = " ".join(strip_control_characters(prompt).split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"

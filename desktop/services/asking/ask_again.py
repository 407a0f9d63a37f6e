"""What a turn that is asked once more is made of: a question like any other, and the pictures that go as they went."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import SentPicture, Turn
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.settings.settings import Settings
from desktop.services.asking.request_builder import Question


@dataclass(frozen=True, slots=True)
class Anew:
    """`question` stands after what had been said before `old`; `sent` go as they went with it, at half their size with
    `halve`.
    """

    old: Turn
    question: Question
    sent: tuple[SentPicture, ...] = ()
    halve: bool = False


def anew(
    old: Turn, conversation: Conversation, settings: Settings, desk: tuple[Sheet, ...], fate: Fate = Fate.AGAIN
) -> Anew:
    """`old`, a turn of the conversation, asked once more. `fate` is what becomes of its pictures after an endpoint
    refused them: half their size (SMALL), or left out.

    When it was stopped before its pictures were ready, those on the desk go. A picture that whoever answers has not
    seen yet goes as it lies on the desk now, if it has changed there: what was covered meanwhile is covered.
    """
    before = conversation.before(old.id)
    if fate is Fate.OUT:
        return Anew(old, Question(settings, before, old.prompt))
    if not old.pictures and not old.expected and not old.answer:  # stopped before anything was packed
        return Anew(old, Question(settings, before, old.prompt, desk))
    carried = Question(settings, before, old.prompt).carried
    changed = changed_since((*carried, *old.pictures), conversation, settings.host, desk)
    sent = tuple(picture for picture in old.pictures if not any(picture.shows(sheet) for sheet in changed))
    return Anew(old, Question(settings, before, old.prompt, changed), sent, halve=fate is Fate.SMALL)


def changed_since(
    pictures: Iterable[SentPicture], conversation: Conversation, host: str, desk: tuple[Sheet, ...]
) -> tuple[Sheet, ...]:
    """The sheets on the desk that stand for pictures which a host has not seen, and have changed since those went."""
    seen = conversation.seen_by(host)
    waiting = [picture for picture in pictures if picture.id not in seen]
    return tuple(
        sheet
        for sheet in desk
        if any(picture.shows(sheet) for picture in waiting)
        and not any(picture.is_still(sheet) for picture in waiting if picture.shows(sheet))
    )

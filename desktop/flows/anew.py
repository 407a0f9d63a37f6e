"""What a turn that is asked once more is made of: a question like any other, and the pictures that go as they went."""

from dataclasses import dataclass

from desktop.core.conversation import Conversation
from desktop.core.settings import Settings
from desktop.core.sheet import Fate, Sheet
from desktop.core.turn import SentPicture, Turn
from desktop.flows.packing import Question


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
    seen = conversation.seen_by(settings.host)
    changed = {
        sent.id: sheet for sent in old.pictures if sent.id not in seen for sheet in desk if _changed(sent, sheet)
    }
    sent = tuple(picture for picture in old.pictures if picture.id not in changed)
    question = Question(settings, before, old.prompt, tuple(changed.values()))
    return Anew(old, question, sent, halve=fate is Fate.SMALL)


def lies_as(sent: SentPicture, sheet: Sheet) -> bool:
    """Whether a sheet is the one that a picture showed, or shows that picture."""
    return sheet.id == sent.sheet or sheet.picture.id == sent.id


def unchanged(sent: SentPicture, sheet: Sheet) -> bool:
    """Whether a sheet still shows just what went."""
    return sheet.look == sent.look or (sheet.picture.id == sent.id and not sheet.edited)


def _changed(sent: SentPicture, sheet: Sheet) -> bool:
    return lies_as(sent, sheet) and not unchanged(sent, sheet)

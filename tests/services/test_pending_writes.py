"""What waits to be written, and what of it goes when something is deleted meanwhile."""

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.unkept import Unkept
from desktop.core.workspace.draft import Draft
from desktop.services.pending_writes import PendingWrites
from tests.adapters.storage.samples import image, turn

SHARED, OWN = image(41), image(42)


def waiting() -> PendingWrites:
    """Two conversations with a question each, which show one image together; the first shows another, too."""
    pending = PendingWrites()
    assert pending.add_turn(turn("c", "one", 1, SHARED, OWN), (SHARED, OWN))
    assert pending.add_turn(turn("d", "two", 2, SHARED), (SHARED,))
    assert pending.add_draft("c", Draft("more"))
    return pending


def test_the_images_of_a_deleted_question_are_not_written() -> None:
    pending = waiting()
    pending.delete(("c",))
    writes = pending.take()
    assert [kept.conversation_id for kept in writes.turns.values()] == ["d"]
    assert list(writes.images) == [SHARED.id]
    assert not writes.drafts


def test_what_was_deleted_while_it_could_not_be_written_does_not_come_back() -> None:
    pending = waiting()
    writes = pending.take()
    pending.delete(("c",))
    pending.put_back(writes)
    again = pending.take()
    assert [kept.conversation_id for kept in again.turns.values()] == ["d"]
    assert list(again.images) == [SHARED.id]
    assert not again.drafts


def test_newer_states_win() -> None:
    pending = waiting()
    writes = pending.take()
    newer = next(iter(writes.turns.values()))
    assert pending.add_turn(newer.done(None), ())
    pending.put_back(writes)
    again = pending.take()
    assert again.turns[newer.id] == newer.done(None)
    assert set(again.images) == {SHARED.id, OWN.id}


def test_a_conversation_is_as_it_will_be_once_everything_is_written() -> None:
    pending, stored = waiting(), Conversation("c").with_turn(turn("c", "before", 0))
    assert [asked.prompt for asked in pending.added_to(stored).all_turns] == ["before", "one"]
    assert pending.added_to(Conversation("e")) == Conversation("e")


def test_what_waits_is_told_by_conversations_and_an_empty_draft_is_none() -> None:
    pending = waiting()
    assert pending.add_draft("d", Draft())
    assert pending.unkept == Unkept(frozenset("cd"), frozenset("c"))
    pending.delete(("c", "d"))
    assert not pending.unkept


def test_what_is_being_written_is_told_until_that_is_done() -> None:
    pending = waiting()
    writes = pending.take()
    assert not pending.unkept
    assert pending.unwritten == Unkept(frozenset("cd"), frozenset("c"))
    pending.delete(("c",))
    assert pending.unwritten == Unkept(frozenset("d"))
    pending.put_back(writes)
    assert pending.unkept == pending.unwritten == Unkept(frozenset("d"))
    assert pending.take()
    pending.note_written()
    assert not pending.unwritten

"""Conversations and a draft that a history cannot keep, and the check that all of it is there afterwards."""

from dataclasses import replace

from desktop.composition import factories
from desktop.core.conversation.attached_text import AttachedText
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from tests.adapters.storage.damage.histories import content_of, shown
from tests.adapters.storage.samples import image, save, sheet, turn

SENT = image(44)
TYPED = Draft("typed", (sheet("first.png"), sheet("second.png")), 1, (AttachedText("a.log", "line 1\nline 2"),))


def opened(problems: list[ProblemKind] | None = None) -> Store:
    """Opens the history of the test's home as the window does."""

    def hear(problem: Problem) -> None:
        if problems is not None:
            problems.append(problem.kind)

    return factories.open_store(keep_history=True)(hear)


def fill_with_all(store: Store) -> None:
    """Asks, answers, names, pins, chooses, branches and types."""
    first = turn("d", "first", 1e9, SENT)
    second, other = (replace(turn("d", name, at), parent=first.id) for name, at in (("second", 2e9), ("other", 2.1e9)))
    store.save_images([SENT])
    save(store, first, second, other)
    store.set_current_branch("d", second.id)
    store.rename("d", "a title")
    store.pin("d", True)
    store.set_choice("d", ConversationChoice(connection="c", model="gpt-9"))
    store.save_draft("d", Draft("asked next"))
    save(store, turn("gone", "deleted", 1e9))
    store.delete(["gone"])
    store.save_draft("e", TYPED)


def check_all(store: Store) -> None:
    """Checks that a store has three conversations of before and everything that `fill_with_all` has put into one."""
    assert shown(store).keys() == {*content_of(range(3)), "d", "e"}
    conversation = store.conversation("d")
    assert [asked.prompt for asked in conversation.turns] == ["first", "second"]
    assert [asked.prompt for asked in conversation.other_branches] == ["other"]
    assert (conversation.given_title, conversation.pinned) == ("a title", True)
    assert (conversation.choice.connection, conversation.choice.model) == ("c", "gpt-9")
    assert store.image_bytes(SENT.id) == SENT.data
    assert store.draft("d") == Draft("asked next")
    assert store.last_draft() == ("e", TYPED)
    assert [one.source.data for one in TYPED.images] == [one.source.data for one in store.draft("e").images]  # type: ignore[union-attr]

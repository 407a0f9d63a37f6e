"""Branches: which turns are shown, which are beside them, and going from one to another."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn


def turn(name: str, at: float, parent: str = "") -> Turn:
    return replace(Turn.new("c", f"{name}?", "m", "h", at, parent), id=name, answer=f"{name}!")


def asked() -> Conversation:
    """a → b → c, then b asked again as b2, which d follows."""
    conversation = Conversation("c")
    for added in (turn("a", 1), turn("b", 2, "a"), turn("c", 3, "b"), turn("b2", 4, "a"), turn("d", 5, "b2")):
        conversation = conversation.with_turn(added)
    return conversation


def names(turns: tuple[Turn, ...]) -> list[str]:
    return [turn.id for turn in turns]


def test_a_question_asked_again_begins_a_branch_and_the_old_one_is_kept() -> None:
    conversation = asked()
    assert names(conversation.turns) == ["a", "b2", "d"]
    assert names(conversation.other_branches) == ["b", "c"]
    assert conversation.version_positions == {"b": (1, 2), "b2": (2, 2)}


def test_one_walks_to_the_end_of_another_version() -> None:
    conversation = asked().switched_version("b2", -1)
    assert names(conversation.turns) == ["a", "b", "c"]
    assert names(conversation.switched_version("b", -1).turns) == ["a", "b2", "d"]
    assert names(conversation.at_turn("d").turns) == ["a", "b2", "d"]
    assert conversation.at_turn("nowhere") is conversation


def test_the_first_question_has_versions_too_and_the_title_stays() -> None:
    conversation = asked().with_turn(turn("a2", 6))
    assert names(conversation.turns) == ["a2"]
    assert conversation.version_positions["a2"] == (2, 2)
    assert conversation.title == "a?"


def test_what_followed_a_deleted_turn_follows_the_one_before() -> None:
    conversation = asked().switched_version("b2", 1).without("b")
    assert names(conversation.turns) == ["a", "c"]
    assert conversation.turns[1].parent == "a"
    assert names(conversation.siblings(conversation.turns[1])) == ["c", "b2"]
    assert names(asked().without("d").turns) == ["a", "b2"]
    assert names(asked().without("b2").turns) == ["a", "d"]
    alone = Conversation("c").with_turn(turn("a", 1)).without("a")
    assert alone.turns == ()
    assert alone.other_branches == ()


def test_a_turn_whose_parent_is_gone_follows_the_one_asked_before_it() -> None:
    conversation = Conversation.of("c", (turn("a", 1), turn("b", 2, "gone"), turn("c", 3, "b")))
    assert names(conversation.turns) == ["a", "b", "c"]
    assert names(Conversation.of("c", (turn("a", 1, "gone"),)).turns) == ["a"]


def test_a_state_of_a_turn_that_is_not_looked_at_stays_there() -> None:
    conversation = asked().with_turn(replace(turn("c", 3, "b"), answer="more"))
    assert names(conversation.turns) == ["a", "b2", "d"]
    assert next(turn for turn in conversation.other_branches if turn.id == "c").answer == "more"


def test_what_was_said_before_a_turn() -> None:
    assert names(asked().before("d").turns) == ["a", "b2"]
    assert asked().before("a").turns == ()


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12))
def test_no_turn_is_ever_lost_or_doubled(steps: list[tuple[int, bool]]) -> None:
    conversation = Conversation("c")
    for number, (at, deletes) in enumerate(steps):
        every = conversation.all_turns
        if deletes and every:
            conversation = conversation.without(every[at % len(every)].id)
            assert len(conversation.all_turns) == len(every) - 1
        else:
            parent = every[at % len(every)].id if every and at else ""
            conversation = conversation.with_turn(turn(f"t{number}", float(number), parent))
            assert conversation.last_turn_id == f"t{number}"
        ids = names(conversation.all_turns)
        assert len(set(ids)) == len(ids)
        shown = ["", *names(conversation.turns)]
        assert [turn.parent for turn in conversation.turns] == shown[:-1]
        assert Conversation.of("c", conversation.all_turns, last=conversation.last_turn_id).turns == conversation.turns

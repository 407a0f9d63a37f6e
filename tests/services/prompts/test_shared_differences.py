"""What an import would change: new things, values that differ, and nothing else."""

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.settings.connections.connection import Connection
from desktop.services.prompts.shared_differences import shared_changes, with_changes
from desktop.services.prompts.shared_file import SharedThings

MINE = SavedPrompt("Mine", "What?", connection="c1", connection_name="Work")
WORK = Connection.new("https://models.example/v1", "Work", "gpt-4o")


def test_what_is_the_same_here_and_there_is_left_out() -> None:
    there = SharedThings((SavedPrompt("mine", "What?", connection_name="Work"),), (WORK,))
    assert shared_changes(SharedThings((MINE,), (WORK,)), there) == ()


def test_a_new_prompt_and_a_new_connection() -> None:
    connection, prompt = shared_changes(SharedThings(), SharedThings((MINE,), (WORK,)))
    assert connection.is_new and prompt.is_new
    assert connection.values[0] == ("endpoint", "", "https://models.example/v1")
    assert prompt.values == (("words", "", "What?"), ("connection_name", "", "Work"))


def test_a_prompt_of_the_same_name_changes_and_keeps_its_connection() -> None:
    theirs = SavedPrompt("MINE", "Where?", connection_name="Work", model="llava")
    (change,) = shared_changes(SharedThings((MINE,)), SharedThings((theirs,)))
    assert not change.is_new
    assert change.values == (("words", "What?", "Where?"), ("model", "", "llava"))
    assert with_changes((MINE,), (change,)) == (SavedPrompt("Mine", "Where?", "", "c1", "Work", "llava"),)


def test_the_address_of_a_connection_is_never_changed() -> None:
    evil = Connection.new("https://evil.example/v1", "Work", "gpt-4o")
    (change,) = shared_changes(SharedThings((), (WORK,)), SharedThings((), (evil,)))
    assert change.is_new and change.thing == evil


def test_other_values_of_a_connection_change_in_it() -> None:
    theirs = WORK.changed({"model": "gpt-4o-mini", "prices": "gpt-4o-mini: 1, 2"})
    (change,) = shared_changes(SharedThings((), (WORK,)), SharedThings((), (theirs,)))
    assert isinstance(change.thing, Connection)
    assert (change.thing.id, change.thing.values.model) == (WORK.id, "gpt-4o-mini")
    assert change.values == (("model", "gpt-4o", "gpt-4o-mini"), ("prices", "", "gpt-4o-mini: 1, 2"))


def test_of_two_prompts_of_one_name_only_the_first_is_changed() -> None:
    twice = (SavedPrompt("Mine", "one"), SavedPrompt("Mine", "two"))
    (change,) = shared_changes(SharedThings(twice[:1]), SharedThings((SavedPrompt("Mine", "new"),)))
    assert [prompt.words for prompt in with_changes(twice, (change,))] == ["new", "two"]

"""What is remembered of a key store, for how long, and what ends it."""

from collections.abc import Callable

import pytest

from desktop.core.errors import StorageError
from desktop.services.settings.remembered_keys import LASTS_S, RememberedKeys
from tests.services.settings.counting_keys import Clock, CountingKeys, Key

HOST = "https://api.example"


def test_what_was_found_is_remembered_for_its_time_and_only_for_its_origin() -> None:
    clock, store = Clock(), CountingKeys(Key("k"))
    keys = RememberedKeys(store, clock)
    assert keys.remembered_key(HOST) is None and keys.remembered_headers(HOST) is None
    assert keys.key_for(HOST) == Key("k") and keys.headers_for(HOST) == (("X-Team", "a"),)
    assert keys.remembered_key(HOST) == (Key("k"),) and keys.remembered_headers(HOST) == (("X-Team", "a"),)
    assert keys.remembered_key(HOST, found=True) is None
    assert keys.remembered_key("https://other.example") is None
    assert not keys.is_key_old(HOST) and not keys.are_headers_old(HOST)
    clock.time = LASTS_S / 2
    assert keys.is_key_old(HOST) and keys.are_headers_old(HOST)
    assert keys.remembered_key(HOST) == (Key("k"),)
    clock.time = LASTS_S
    assert keys.remembered_key(HOST) is None and keys.remembered_headers(HOST) is None
    assert store.asked == 2


def test_that_there_is_no_key_is_remembered_too() -> None:
    keys = RememberedKeys(CountingKeys(None), Clock())
    assert keys.key_for(HOST) is None
    assert keys.remembered_key(HOST) == (None,)


@pytest.mark.parametrize("source", ["helper", "own_program"])
def test_what_a_program_printed_is_neither_remembered_nor_renewed(source: str) -> None:
    clock = Clock()
    keys = RememberedKeys(CountingKeys(Key("k", source)), clock)
    keys.key_for(HOST)
    clock.time = LASTS_S * 2
    assert keys.remembered_key(HOST) is None
    assert not keys.is_key_old(HOST)


@pytest.mark.parametrize(
    "change",
    [
        lambda keys: keys.save(HOST, "other"),
        lambda keys: keys.delete(HOST),
        lambda keys: keys.save_headers(HOST, ()),
        lambda keys: keys.forget(),
    ],
    ids=["saved", "deleted", "headers", "forgotten"],
)
def test_every_change_ends_what_is_remembered(change: Callable[[RememberedKeys], object]) -> None:
    keys = RememberedKeys(CountingKeys(Key("k")), Clock())
    keys.key_for(HOST)
    keys.headers_for(HOST)
    change(keys)
    assert keys.remembered_key(HOST) is None and keys.remembered_headers(HOST) is None


def test_a_change_that_was_refused_ends_it_too() -> None:
    keys = RememberedKeys(CountingKeys(Key("k")), Clock())
    keys.key_for(HOST)
    with pytest.raises(StorageError):
        keys.save(HOST, "")
    assert keys.remembered_key(HOST) is None


def test_a_change_while_a_key_is_looked_up_ends_that_too() -> None:
    store = CountingKeys(Key("old"))
    keys = RememberedKeys(store, Clock())
    store.meanwhile = lambda: keys.delete(HOST)
    assert keys.key_for(HOST) == Key("old")
    assert keys.remembered_key(HOST) is None

"""Whatever a connection itself writes is not taken for somebody else's writing."""

import random
from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.signs import connect_watched
from desktop.adapters.storage.database import NAME, log_of
from desktop.adapters.storage.place.foreign_writes import ForeignWrites


@pytest.fixture
def connection(tmp_path: Path) -> SqliteConnection:
    connection = connect_watched(tmp_path)
    connection.execute("CREATE TABLE own (x)")
    return connection


@pytest.mark.parametrize("seed", range(4))
def test_no_write_of_ones_own_is_foreign(tmp_path: Path, connection: SqliteConnection, seed: int) -> None:
    chance, writes = random.Random(seed), ForeignWrites(tmp_path / NAME, connection)
    begun_anew = {log_of(tmp_path / NAME).read_bytes()[12:16]}
    for _ in range(400):
        act = chance.random()
        with connection.transaction() as do:
            for _ in range(chance.randrange(1, 4)):
                do("INSERT INTO own VALUES (randomblob(?))", (chance.randrange(60_000),))
            if act < 0.1:
                do("DELETE FROM own WHERE rowid % 3 = 0")
        if act > 0.97:
            connection.write_log_back()
        if chance.random() < 0.7:
            assert not writes.are_there()
        begun_anew.add(connection.head_on_disk(16, of_log=True)[12:])
    assert not writes.are_there()
    assert len(begun_anew) > 3
    connection.close()


def fail_after_writing(connection: SqliteConnection) -> None:
    with connection.transaction() as do:
        for _ in range(100):
            do("INSERT INTO own VALUES (randomblob(60000))")
        raise ZeroDivisionError


def test_a_write_that_is_taken_back_is_not_foreign_for_good(tmp_path: Path, connection: SqliteConnection) -> None:
    writes = ForeignWrites(tmp_path / NAME, connection)
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(connection)
    if writes.are_there():  # it may have gone to the log before it was taken back
        writes.accept()
    assert not writes.are_there()
    assert not writes.brought_another_history()
    connection.close()


def test_without_a_log_nothing_is_suspected(tmp_path: Path) -> None:
    with SqliteConnection(tmp_path / NAME) as without_log:
        without_log.execute("CREATE TABLE own (x)")
        writes = ForeignWrites(tmp_path / NAME, without_log)
        for number in range(5):
            without_log.execute("INSERT INTO own VALUES (?)", (number,))
            assert not writes.are_there()

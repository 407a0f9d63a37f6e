from pathlib import Path

import pytest

from desktop.adapters.files.unseen_answers import MOST_KEPT, UnseenAnswers


def test_ids_come_back_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "state" / "unseen.json"
    assert UnseenAnswers(file).read() == frozenset()
    UnseenAnswers(file).keep({"b", "a"})
    assert UnseenAnswers(file).read() == {"a", "b"}
    UnseenAnswers(file).keep(())
    assert UnseenAnswers(file).read() == frozenset()


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "unseen.json"
    UnseenAnswers(file).keep(map(str, range(MOST_KEPT * 2)))
    assert len(UnseenAnswers(file).read()) == MOST_KEPT


@pytest.mark.parametrize("text", ["", "[]", "{", '{"conversations": 3}', '{"conversations": [3, null, {}]}'])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, text: str) -> None:
    file = tmp_path / "unseen.json"
    file.write_text(text)
    assert UnseenAnswers(file).read() == frozenset()


def test_a_file_that_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "unseen.json").mkdir()
    UnseenAnswers(tmp_path / "unseen.json").keep({"a"})
    assert UnseenAnswers(tmp_path / "unseen.json").read() == frozenset()

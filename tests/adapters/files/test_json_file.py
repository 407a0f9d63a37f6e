"""Small files are written whole; a broken one is set aside."""

from pathlib import Path

import pytest

from desktop.adapters.files.json_file import read_json, write_json
from desktop.core.errors import ProblemKind, StorageError


def test_small_files_are_whole_or_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    assert read_json(path) == {}
    write_json(path, {"a": 1})
    assert read_json(path) == {"a": 1}
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]
    path.with_name("folder").mkdir()
    with pytest.raises(StorageError) as unread:
        read_json(path.with_name("folder"))
    assert unread.value.problem.kind is ProblemKind.SETTINGS_UNREADABLE
    assert path.with_name("folder").is_dir()
    for rubbish in (b"{", b"[1]", b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(rubbish)
        with pytest.raises(StorageError) as failed:
            read_json(path)
        assert failed.value.problem.kind is ProblemKind.SETTINGS_DAMAGED
        assert not path.exists()
        assert (path.parent / "settings.damaged.json").read_bytes() == rubbish

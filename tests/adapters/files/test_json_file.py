"""Small files are written whole; a broken one is set aside."""

import os
import stat
from pathlib import Path

import pytest

from desktop.adapters.files.json_file import PROMPTS, MergedFile, read_json, write_json
from desktop.core.errors import Problem, ProblemKind, StorageError


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


def test_a_file_that_several_windows_write_has_its_own_problems(tmp_path: Path) -> None:
    path = tmp_path / "questions.json"
    file = MergedFile(path, problems=PROMPTS)
    assert file.read() == {}
    path.write_bytes(b"[1]")
    with pytest.raises(StorageError) as broken:
        file.read()
    assert broken.value.problem == Problem(ProblemKind.PROMPTS_DAMAGED, "questions.damaged.json")
    path.mkdir()
    for use in (file.read, lambda: file.write({"questions": []})):
        with pytest.raises(StorageError) as unread:
            use()
        assert unread.value.problem == Problem(ProblemKind.PROMPTS_UNREADABLE, "questions.json")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_others_could_read_is_tightened_when_it_is_read(tmp_path: Path) -> None:
    elsewhere, path = tmp_path / "elsewhere.json", tmp_path / "config" / "settings.json"
    path.parent.mkdir()
    for file in (path, elsewhere):
        file.write_text('{"a": 1}')
        file.chmod(0o644)
    path.parent.chmod(0o755)
    assert read_json(path) == {"a": 1}
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path.parent, path)] == [0o700, 0o600]
    path.unlink()
    path.symlink_to(elsewhere)
    assert read_json(path) == {"a": 1}
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644  # the user's own place

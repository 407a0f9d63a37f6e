"""A file of a policy is read, or is not there, or counts as unreadable: there is nothing between."""

import os
import sys
from pathlib import Path

import pytest

from desktop.adapters.policy.file_reader import MOST_BYTES, file_source, folder_sources
from desktop.adapters.policy.guard import PolicyGuard
from desktop.core.settings.policy.source import Level, PolicySource

TEXT = '{"settings": {"instructions": "Grüße"}}'
no_root = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
as_root = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root may give files away")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def guard(top: Path) -> PolicyGuard:
    return PolicyGuard(frozenset({os.geteuid()}), frozenset({os.getegid()}), top)


def read(path: Path, top: Path | None = None) -> PolicySource | None:
    return file_source(path, Level.MANAGED, guard(top or path.parent).fault)


def reason(path: Path, top: Path | None = None) -> str:
    found = read(path, top)
    assert found is not None
    assert (found.place, found.text) == (str(path), "")
    return found.unreadable


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_encoding_of_json_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "policy.json"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path) == PolicySource(str(path), Level.MANAGED, TEXT)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read(tmp_path / "policy.json") is None
    assert read(tmp_path / "askance" / "policy.json", tmp_path) is None
    assert folder_sources(tmp_path / "managed", Level.MANAGED, guard(tmp_path).fault) == ()


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text(TEXT, "utf-8")
    (tmp_path / "policy.json").symlink_to("real.json")
    found = read(tmp_path / "policy.json")
    assert found is not None
    assert found.text == TEXT


def test_another_encoding_and_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_bytes(TEXT.encode("latin-1"))
    assert reason(path) == "it is not in UTF-8"
    path.write_text(TEXT + " " * MOST_BYTES)
    assert reason(path) == "it is larger than 1 MB"


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert reason(tmp_path / "folder") == reason(tmp_path / "pipe") == "it is no ordinary file"
    (tmp_path / "file").write_text("{}")
    assert reason(tmp_path / "file" / "policy.json", tmp_path)  # a file where its folder should be


def test_links_that_lead_nowhere_or_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "policy.json").symlink_to("gone.json")
    (tmp_path / "askance").symlink_to("gone")
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "policy.json", tmp_path / "askance" / "policy.json", tmp_path / "loop"):
        assert reason(path, tmp_path)


@no_root
def test_a_file_or_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "askance"
    folder.mkdir()
    path = folder / "policy.json"
    path.write_text("{}")
    path.chmod(0)
    assert reason(path)
    path.chmod(0o600)
    folder.chmod(0)
    assert reason(path)
    folder.chmod(0o700)


@pytest.mark.parametrize("mode", [0o666, 0o646, 0o602])
def test_a_file_that_others_may_change(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "policy.json"
    path.write_text(TEXT)
    path.chmod(mode)
    assert "others than root may change" in reason(path)


def test_a_folder_above_that_others_may_change_though_the_sticky_bit_is_set(tmp_path: Path) -> None:
    path = tmp_path / "askance" / "policies" / "policy.json"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    path.parent.parent.chmod(0o1777)
    assert "others than root may change" in reason(path, tmp_path)
    found = folder_sources(path.parent, Level.MANAGED, guard(tmp_path).fault)
    assert "others than root may change" in found[0].unreadable


def test_a_link_by_way_of_a_folder_that_others_may_change(tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    (tmp_path / "real.json").write_text(TEXT)
    (loose / "step").symlink_to(tmp_path / "real.json")
    (tmp_path / "policy.json").symlink_to("loose/step")
    assert read(tmp_path / "policy.json") is not None
    loose.chmod(0o777)
    assert "loose" in reason(tmp_path / "policy.json")


@as_root
def test_a_file_a_folder_or_a_link_of_another_user(tmp_path: Path) -> None:
    path = tmp_path / "askance" / "policy.json"
    path.parent.mkdir()
    path.write_text(TEXT)
    os.chown(path, 65534, 0)
    assert "does not belong to root" in reason(path, tmp_path)
    os.chown(path, 0, 0)
    os.chown(path.parent, 65534, 0)
    assert "does not belong to root" in reason(path, tmp_path)
    os.chown(path.parent, 0, 0)
    (tmp_path / "link.json").symlink_to(path)
    os.chown(tmp_path / "link.json", 65534, 0, follow_symlinks=False)
    assert "does not belong to root" in reason(tmp_path / "link.json")


def test_the_files_of_a_folder_come_in_order_of_their_names(tmp_path: Path) -> None:
    for name in ("20-team.json", "10-house.json", ".hidden.json", "notes.txt", "30-LAST.JSON"):
        (tmp_path / name).write_text(f'{{"a": "{name}"}}')
    (tmp_path / "25-folder.json").mkdir()
    found = folder_sources(tmp_path, Level.RECOMMENDED, guard(tmp_path).fault)
    assert [Path(source.place).name for source in found] == [
        *("10-house.json", "20-team.json", "25-folder.json", "30-LAST.JSON")
    ]
    assert [bool(source.unreadable) for source in found] == [False, False, True, False]
    assert {source.level for source in found} == {Level.RECOMMENDED}


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "managed").write_text("{}")
    assert folder_sources(tmp_path / "managed", Level.MANAGED, guard(tmp_path).fault)[0].unreadable

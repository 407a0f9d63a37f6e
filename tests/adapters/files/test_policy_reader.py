"""The policy file is read, or is not there, or counts as unreadable: there is nothing between."""

import os
import sys
from pathlib import Path

import pytest

from desktop.adapters.files.policy_reader import MOST_BYTES, read_policy
from desktop.core.errors import ProblemKind, StorageError

TEXT = '{"settings": {"instructions": "Grüße"}}'
no_root = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_encoding_of_json_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "policy.json").write_bytes(TEXT.encode(encoding))
    assert read_policy(tmp_path / "policy.json") == TEXT


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read_policy(tmp_path / "policy.json") is None
    assert read_policy(tmp_path / "askance" / "policy.json") is None


@posix
def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text(TEXT, "utf-8")
    (tmp_path / "policy.json").symlink_to("real.json")
    assert read_policy(tmp_path / "policy.json") == TEXT


def reason(path: Path) -> str:
    with pytest.raises(StorageError) as failed:
        read_policy(path)
    assert failed.value.problem.kind is ProblemKind.POLICY_UNREADABLE
    assert failed.value.problem.name == str(path)
    return failed.value.problem.detail


def test_another_encoding_and_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_bytes(TEXT.encode("latin-1"))
    assert reason(path) == "it is not in UTF-8"
    path.write_text(TEXT + " " * MOST_BYTES)
    assert reason(path) == "it is larger than 1 MB"


@posix
def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert reason(tmp_path / "folder") == reason(tmp_path / "pipe") == "it is no ordinary file"
    (tmp_path / "file").write_text("{}")
    assert reason(tmp_path / "file" / "policy.json")  # a file where its folder should be
    assert reason(Path("/dev/zero")) == "it is no ordinary file"


@posix
def test_links_that_lead_nowhere_or_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "policy.json").symlink_to("gone.json")
    (tmp_path / "askance").symlink_to("gone")
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "policy.json", tmp_path / "askance" / "policy.json", tmp_path / "loop"):
        assert reason(path)


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

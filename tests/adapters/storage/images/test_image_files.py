"""Image files are checked when they are read."""

from pathlib import Path

import pytest

from desktop.adapters.storage.images.image_files import ImageFiles
from tests.adapters.storage.samples import image


def test_a_picture_that_was_changed_on_disk_is_not_shown(tmp_path: Path) -> None:
    files, sent = ImageFiles(tmp_path), image()
    files.put(sent.id, sent.data)
    assert files.get(sent.id) == sent.data
    next(tmp_path.rglob(sent.id)).write_bytes(b"other")
    assert files.get(sent.id) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", ""])
def test_what_is_no_id_names_no_file(tmp_path: Path, name: str) -> None:
    files = ImageFiles(tmp_path)
    assert files.get(name) is None
    files.remove(name)
    with pytest.raises(ValueError):
        files.put(name, b"")
    with pytest.raises(ValueError):
        files.path_of(name)


@pytest.mark.parametrize("damaged", [b"", b"other", None], ids=["empty", "shorter", "as long"])
def test_a_damaged_file_is_replaced_when_the_picture_is_kept_again(damaged: bytes | None, tmp_path: Path) -> None:
    sent = image()
    ImageFiles(tmp_path).put(sent.id, sent.data)
    path = next(tmp_path.rglob(sent.id))
    path.write_bytes(bytes(len(sent.data)) if damaged is None else damaged)
    files = ImageFiles(tmp_path)  # after a restart
    files.put(sent.id, sent.data)
    assert files.get(sent.id) == sent.data


def test_a_file_that_is_seen_to_be_damaged_is_replaced(tmp_path: Path) -> None:
    files, sent = ImageFiles(tmp_path), image()
    files.put(sent.id, sent.data)
    next(tmp_path.rglob(sent.id)).write_bytes(bytes(len(sent.data)))
    assert files.get(sent.id) is None
    files.put(sent.id, sent.data)
    assert files.get(sent.id) == sent.data


def test_a_right_file_is_not_written_again(tmp_path: Path) -> None:
    files, sent = ImageFiles(tmp_path), image()
    files.put(sent.id, sent.data)
    written = next(tmp_path.rglob(sent.id)).stat()
    for other in (files, ImageFiles(tmp_path)):
        other.put(sent.id, sent.data)
    now = next(tmp_path.rglob(sent.id)).stat()
    assert (now.st_ino, now.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)

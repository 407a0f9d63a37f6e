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
    with pytest.raises(ValueError):
        files.get("../../etc/passwd")

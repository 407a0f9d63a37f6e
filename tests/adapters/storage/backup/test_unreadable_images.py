"""The images of a backup go through the program's own decoder: what it refuses is left out, whatever the hash says."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from desktop import paths
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.composition import factories
from desktop.core.ids import sha256_hex
from desktop.services.ports.work_progress import no_step
from tests.adapters.storage.samples import image, turn
from tests.helpers.images import png


def archive() -> bytes:
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as inside:
        inside.writestr("a.txt", "text")
    return packed.getvalue()


def huge_png() -> bytes:
    """A sound file whose header says of a small image that it has ten billion pixels."""
    small = png()
    header = b"IHDR" + (100_000).to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


REFUSED = {
    "without pixels": png()[:33],
    "with damaged pixels": png()[:45] + bytes(40) + png()[85:],
    "with too many pixels": huge_png(),
    "an archive": archive(),
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a program": b"\x7fELF" + bytes(60),
    "nothing": b"",
}


def backed_up(folder: Path, *others: bytes) -> Path:
    """A backup of a history with a sound image, and with others of which their hash is the name."""
    sent = image()
    store = SqliteStore(folder)
    store.save_images([sent])
    store.save_turns([turn("c", "what is it?", 1, sent)])
    for data in others:
        ImageFiles(folder / "pictures").put(sha256_hex(data), data)
    store.back_up_to(folder / "all.askance-backup", {"settings": {}})(no_step)
    store.close()
    return folder / "all.askance-backup"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("kind", REFUSED)
def test_an_image_that_the_decoder_refuses_is_left_out_and_counted(tmp_path: Path, kind: str) -> None:
    data = REFUSED[kind]
    backup_file = backed_up(tmp_path / "old", data)
    with zipfile.ZipFile(backup_file) as entries:
        assert entries.read(f"pictures/{sha256_hex(data)[:2]}/{sha256_hex(data)}") == data
    folder = paths.folders().data
    folder.mkdir(parents=True, exist_ok=True)
    restored = factories.backup_reader(backup_file)(no_step)()
    assert restored.left_out == 1
    images = [path for path in (folder / "pictures").rglob("*") if path.is_file()]
    assert [path.name for path in images] == [image().id]
    assert images[0].read_bytes() == image().data


@pytest.mark.usefixtures("home")
def test_after_one_that_is_refused_the_others_come_back(tmp_path: Path) -> None:
    backup_file = backed_up(tmp_path / "old", *REFUSED.values(), image(50).data)
    folder = paths.folders().data
    folder.mkdir(parents=True, exist_ok=True)
    assert factories.backup_reader(backup_file)(no_step)().left_out == len(REFUSED)
    names = {path.name for path in (folder / "pictures").rglob("*") if path.is_file()}
    assert names == {image().id, image(50).id}

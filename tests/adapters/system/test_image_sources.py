"""From a door to bytes: files of every kind, data addresses, HTML."""

import os
from pathlib import Path

import pytest

from desktop.adapters.system.image_sources import (
    images_in_folder,
    is_web_address,
    read_file,
)
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.image.source_image import sniff_mime_type
from tests.helpers.images import png


def refusal(path: Path) -> ProblemKind:
    with pytest.raises(ImageRejectedError) as refused:
        read_file(path)
    return refused.value.problem.kind


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "link").symlink_to(tmp_path / "a.png")
    assert read_file(tmp_path / "a.png") == read_file(tmp_path / "link") == png()


def test_what_is_not_a_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path) is ProblemKind.DIRECTORY
    assert refusal(tmp_path / "nowhere") is ProblemKind.MISSING
    assert refusal(tmp_path / "dangling") is ProblemKind.MISSING
    assert refusal(tmp_path / "loop") is ProblemKind.UNREADABLE
    assert refusal(tmp_path / "pipe") is ProblemKind.NOT_A_FILE
    assert refusal(Path("/dev/zero")) is ProblemKind.NOT_A_FILE
    assert refusal(Path("/dev/null")) is ProblemKind.NOT_A_FILE
    assert refusal(Path("a\0b")) is ProblemKind.UNREADABLE
    assert refusal(tmp_path / ("x" * 300)) is ProblemKind.UNREADABLE


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    assert refusal(tmp_path / "sparse") is ProblemKind.TOO_MANY_BYTES


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://a.example/x.png", True),
        ("http://localhost:80/x", True),
        ("see https://a.example", False),
        ("ftp://a.example/x", False),
        ("https://", False),
        ("https://[broken/x", False),
        ("https://x:0/", False),
    ],
)
def test_web_addresses(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one


def test_sniffing_never_believes_a_name() -> None:
    assert sniff_mime_type(png()) == "image/png"
    assert sniff_mime_type(b"MZ\x90\0") is None
    assert sniff_mime_type(b"\0\0\0\x1cftypavif\0\0\0\0") == "image/avif"
    assert sniff_mime_type(b"\0\0\0\x1cftypisom\0\0\0\0mp42") is None
    assert sniff_mime_type(b"RIFF\0\0\0\0WAVE") is None


def test_a_folder_is_the_pictures_in_it_as_people_sort_them(tmp_path: Path) -> None:
    for name in ("shot 10.png", "shot 9.png", "Shot 1.png"):
        (tmp_path / name).write_bytes(png())
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.png").write_bytes(png())
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "deep.png").write_bytes(png())
    found, left_out = images_in_folder(tmp_path)
    assert [path.name for path in found] == ["Shot 1.png", "shot 9.png", "shot 10.png"]
    assert left_out == 1
    assert images_in_folder(tmp_path / "notes.txt") == ((tmp_path / "notes.txt",), 0)
    with pytest.raises(ImageRejectedError) as refused:
        images_in_folder(_emptied(tmp_path))
    assert refused.value.problem.kind is ProblemKind.EMPTY_FOLDER


def _emptied(folder: Path) -> Path:
    empty = folder / "empty"
    empty.mkdir()
    return empty


def test_a_path_that_the_system_will_not_hear_of_is_refused() -> None:
    with pytest.raises(ImageRejectedError) as refused:
        images_in_folder(Path("x" * 5000))
    assert refused.value.problem.kind is ProblemKind.UNREADABLE

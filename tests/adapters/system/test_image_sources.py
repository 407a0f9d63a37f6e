"""From a door to bytes: files of every kind, data addresses, HTML."""

import base64
import os
from pathlib import Path

import pytest

from desktop.adapters.system.image_sources import data_address, is_web_address, pictures_at, pictures_in, read_file
from desktop.core.errors import Kind, PictureRefused
from desktop.core.image.source_image import sniffed
from tests.images import png


def refusal(path: Path) -> Kind:
    with pytest.raises(PictureRefused) as refused:
        read_file(path)
    return refused.value.trouble.kind


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "link").symlink_to(tmp_path / "a.png")
    assert read_file(tmp_path / "a.png") == read_file(tmp_path / "link") == png()


def test_what_is_not_a_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path) is Kind.DIRECTORY
    assert refusal(tmp_path / "nowhere") is Kind.MISSING
    assert refusal(tmp_path / "dangling") is Kind.MISSING
    assert refusal(tmp_path / "loop") is Kind.UNREADABLE
    assert refusal(tmp_path / "pipe") is Kind.NOT_A_FILE
    assert refusal(Path("/dev/zero")) is Kind.NOT_A_FILE
    assert refusal(Path("/dev/null")) is Kind.NOT_A_FILE
    assert refusal(Path("a\0b")) is Kind.UNREADABLE
    assert refusal(tmp_path / ("x" * 300)) is Kind.UNREADABLE


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    assert refusal(tmp_path / "sparse") is Kind.TOO_MANY_BYTES


def test_data_addresses() -> None:
    packed = base64.b64encode(png()).decode()
    assert data_address(f"data:image/png;base64,{packed}") == png()
    assert data_address(f"data:image/png;base64,{packed.rstrip('=')}") == png()
    assert data_address("data:text/plain,a%20b") == b"a b"
    for bad in ("data:image/png;base64,!!!", "data:image/png", "http://x/y"):
        with pytest.raises(PictureRefused):
            data_address(bad)


def test_html_names_pictures_and_nothing_else() -> None:
    html = """<meta><IMG SRC="https://a.example/1.png"><img src='data:image/png;base64,AAAA'>
        <img src=file:///etc/passwd><img src="javascript:x"><img src="//host/share"><img>
        <a href="https://b.example/2.png"></a><img src="https://a.example/1.png">"""
    assert pictures_in(html) == ("https://a.example/1.png", "data:image/png;base64,AAAA")
    assert pictures_in("<img src='http://x/1'" * 1000 + "<<<<>>>") == ("http://x/1",)
    assert pictures_in("".join(f"<img src='http://x/{at}'>" for at in range(100)))[19:] == ("http://x/19",)


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
    assert sniffed(png()) == "image/png"
    assert sniffed(b"MZ\x90\0") is None
    assert sniffed(b"\0\0\0\x1cftypavif\0\0\0\0") == "image/avif"
    assert sniffed(b"\0\0\0\x1cftypisom\0\0\0\0mp42") is None
    assert sniffed(b"RIFF\0\0\0\0WAVE") is None


def test_a_folder_is_the_pictures_in_it_as_people_sort_them(tmp_path: Path) -> None:
    for name in ("shot 10.png", "shot 9.png", "Shot 1.png"):
        (tmp_path / name).write_bytes(png())
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.png").write_bytes(png())
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "deep.png").write_bytes(png())
    found, left_out = pictures_at(tmp_path)
    assert [path.name for path in found] == ["Shot 1.png", "shot 9.png", "shot 10.png"]
    assert left_out == 1
    assert pictures_at(tmp_path / "notes.txt") == ((tmp_path / "notes.txt",), 0)
    with pytest.raises(PictureRefused) as refused:
        pictures_at(_emptied(tmp_path))
    assert refused.value.trouble.kind is Kind.EMPTY_FOLDER


def _emptied(folder: Path) -> Path:
    empty = folder / "empty"
    empty.mkdir()
    return empty


def test_a_path_that_the_system_will_not_hear_of_is_refused() -> None:
    with pytest.raises(PictureRefused) as refused:
        pictures_at(Path("x" * 5000))
    assert refused.value.trouble.kind is Kind.UNREADABLE

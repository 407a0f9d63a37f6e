"""Files that other programs name."""

import os
import socket
from pathlib import Path

import pytest

from desktop.adapters.system.offers.file_uris import listed_uris, local_path, path_in_text
from tests.helpers.images import png


def test_lists_are_read_without_comments_and_actions() -> None:
    assert listed_uris(b"# a comment\r\nfile:///a.png\r\nfile:///b.png\r\n") == ("file:///a.png", "file:///b.png")
    assert listed_uris(b"copy\nfile:///a.png") == ("file:///a.png",)
    assert listed_uris(b"x-special/nautilus-clipboard\ncut\nfile:///a.png\0") == ("file:///a.png",)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///tmp/a.png", "/tmp/a.png"),
        ("file:/tmp/a.png", "/tmp/a.png"),
        ("FILE://localhost/tmp/a%20b.png", "/tmp/a b.png"),
        (f"file://{socket.gethostname()}/tmp/a.png", "/tmp/a.png"),
        ("file:///tmp/%C3%A9.png", "/tmp/é.png"),
        ("file:///tmp/%E9.png", "/tmp/é.png"),
        ("file://elsewhere.example/tmp/a.png", None),
        ("file:////server/share/a.png", None),
        ("file:///tmp/a%00.png", None),
        ("https://a.example/x.png", None),
        ("file://[", None),
    ],
)
def test_only_files_of_this_computer_are_paths(uri: str, path: str | None) -> None:
    assert local_path(uri) == (None if path is None else Path(path))


def test_a_name_that_is_not_utf_8_is_found_as_it_is(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xe9.png"
    try:
        with open(odd, "wb") as file:
            file.write(png())
    except OSError:
        pytest.skip("the file system allows UTF-8 alone")
    found = local_path(f"file://{tmp_path}/%E9.png")
    assert found is not None and os.fsencode(found) == odd


def test_a_text_is_a_path_only_if_a_picture_is_there(tmp_path: Path) -> None:
    path = tmp_path / "shot one.png"
    path.write_bytes(png())
    for text in (str(path), f" {path}\n", f'"{path}"', path.as_uri()):
        assert path_in_text(text) == path
    for text in (
        str(tmp_path / "none.png"),
        str(tmp_path),
        "shot.png",
        "/etc/passwd",
        f"see {path}",
        "",
        f"{path}\n{path}",
    ):
        assert path_in_text(text) is None

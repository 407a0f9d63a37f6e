"""Real files: encodings, binary data under a text's name, logs that are too long, devices and pipes."""

import codecs
import os
import tracemalloc
from pathlib import Path

import pytest

from desktop.adapters.files.text_file import read_text, text_in
from desktop.core.conversation.attached_text import LINES_OF_PART, MOST_LETTERS, TextPart
from desktop.core.errors import ImageRejectedError, ProblemKind
from tests.helpers.images import png

ROOM = MOST_LETTERS


def refusal(path: Path, room: int = ROOM) -> ProblemKind:
    with pytest.raises(ImageRejectedError) as refused:
        read_text(path, path.name, room)
    return refused.value.problem.kind


@pytest.mark.parametrize(
    "data",
    [
        "Größe: 3 €\nzwei".encode(),
        codecs.BOM_UTF8 + "Größe: 3 €\r\nzwei\n".encode(),
        codecs.BOM_UTF16_LE + "Größe: 3 €\nzwei".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Größe: 3 €\nzwei".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "Größe: 3 €\nzwei".encode("utf-32-le"),
        "Größe: 3 €\nzwei".encode("cp1252"),
    ],
    ids=["UTF-8", "with mark", "UTF-16-LE", "UTF-16-BE", "UTF-32", "Latin"],
)
def test_encodings_are_found_out(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(data)
    text = read_text(path, path.name, ROOM)
    assert text is not None
    assert text.text == "Größe: 3 €\nzwei"


def test_the_first_letter_of_a_whole_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(b"\x80 100 price\nabc")
    text = read_text(path, path.name, ROOM)
    assert text is not None and text.text.startswith("€ 100 price")


def test_source_code_and_web_pages_are_text(tmp_path: Path) -> None:
    for name, data in {
        "a.py": "import os\n",
        "p.html": "<!DOCTYPE html><p>",
        "d.csv": "a;b\n1;2\n",
        "M": "all:\n",
    }.items():
        (tmp_path / name).write_text(data)
        text = read_text(tmp_path / name, name, ROOM)
        assert text is not None
        assert text.name == name


def test_binary_data_under_the_name_of_a_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"MZ is not the sign" + bytes(100))
    (tmp_path / "b.log").write_bytes(b"plain at first\n" * 200 + b"\x00\x01\x02" * 10)
    assert refusal(tmp_path / "b.log") is ProblemKind.NOT_TEXT
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 9)
    assert refusal(tmp_path / "c.txt") is ProblemKind.NOT_TEXT


def test_images_and_other_formats_are_left_to_those_who_read_them(tmp_path: Path) -> None:
    contents = {
        "a.txt": png(),
        "b.pdf": b"%PDF-1.4\n",
        "c.docx": b"PK\3\4rest",
        "d.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "e.png": b"words under the name of an image",
        "f.bin": bytes(range(256)),
        "g.zip": b"PK\3\4rest",
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
        assert read_text(tmp_path / name, name, ROOM) is None, name


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.log")
    assert read_text(tmp_path / "pipe.log", "pipe.log", ROOM) is None
    assert read_text(Path("/dev/zero"), "zero", ROOM) is None
    assert read_text(tmp_path, "folder", ROOM) is None
    assert read_text(tmp_path / "gone.log", "gone.log", ROOM) is None


def test_an_empty_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n\n")
    assert refusal(tmp_path / "blank.txt") is ProblemKind.EMPTY


def test_a_log_of_50_mb_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.log"
    line = "2026-11-29 10:00:00 INFO something happened in the pool {:>8}\n"
    block = "".join(line.format(number) for number in range(10_000)).encode()
    with path.open("wb") as file:
        for _ in range(80):
            file.write(block)
        file.write("the Ende: ü\n".encode())
    assert path.stat().st_size > 50_000_000
    tracemalloc.start()
    assert refusal(path) is ProblemKind.TEXT_TOO_LONG
    last = read_text(path, "big.log, last lines", ROOM, TextPart.LAST)
    first = read_text(path, "big.log, first lines", ROOM, TextPart.FIRST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert last is not None
    assert first is not None
    assert last.text.splitlines()[-1] == "the Ende: ü"
    assert len(last.text.splitlines()) == len(first.text.splitlines()) == LINES_OF_PART
    assert all(text.text.startswith("2026-11-29") for text in (last, first))
    assert peak < 20_000_000


def test_the_last_lines_of_a_log_in_utf_16_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "w.log"
    path.write_bytes(codecs.BOM_UTF16_LE + ("zeile ü\r\n" * 200_000 + "ende").encode("utf-16-le"))
    text = read_text(path, "w.log", 1001, TextPart.LAST)
    assert text is not None
    assert set(text.text.splitlines()) == {"zeile ü", "ende"}
    assert len(text.text) <= 1001


def test_text_on_a_pipe_is_told_from_an_image() -> None:
    text = text_in(b"a,b\n1,2\n", "standard input", ROOM)
    assert text is not None
    assert (text.name, text.text) == ("standard input", "a,b\n1,2")
    assert text_in(png(), "standard input", ROOM) is None
    assert text_in(b"", "standard input", ROOM) is None

"""Reads text files: of what encoding they are, whether they are text at all, and no more of them than may go along.

A path may be anything: a device, a pipe that never answers, a log of many gigabytes. It is opened without blocking,
and never read whole if it is too long.
"""

import codecs
import os
import re
import stat
from pathlib import Path

from desktop.core.conversation.attached_text import AttachedText, TextPart, cut_to_lines
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.files.refused_formats import WEB_PAGE, refused_format
from desktop.core.image.source_image import HEAD_BYTES, looks_like_svg, sniff_mime_type
from desktop.core.image_formats import BY_SUFFIX

BYTES_PER_LETTER = 4  # at most, in any of the encodings
_MARKS = (  # the longer ones first: one begins like another
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDTHS = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
TEXT_SUFFIXES = (
    *(
        ".txt",
        ".log",
        ".csv",
        ".tsv",
        ".json",
        ".jsonl",
        ".md",
        ".xml",
        ".html",
        ".yaml",
        ".yml",
        ".toml",
        ".ini",
        ".conf",
    ),
    *(".diff", ".patch", ".sql", ".sh", ".py", ".js", ".ts", ".java", ".c", ".h", ".cpp", ".cs", ".go", ".rs", ".rb"),
)
"""The usual endings of the names of text files. Other files are read as text, too, if they are."""


def read_text(path: Path, name: str, room: int, part: TextPart = TextPart.WHOLE) -> AttachedText | None:
    """Returns the text of a file, at most `room` letters; None if it is something else, perhaps an image.

    Raises ImageRejectedError for a text that is too long, or empty, and for a file that is text only by its name. May
    block, so not for the GUI thread.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None  # whoever reads it as an image says what is wrong
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            return None
        head = os.read(handle, HEAD_BYTES)
        if not _may_be_text(head, name):
            return None
        if part is TextPart.WHOLE and about.st_size > room * BYTES_PER_LETTER:
            raise _too_long(name, room)
        data, is_cut = _bytes(handle, about.st_size, room, part, _encoding_in(head)[0])
    except OSError:
        raise ImageRejectedError(Problem(ProblemKind.UNREADABLE, name)) from None
    finally:
        os.close(handle)
    return text_in(data, name, room, part, _encoding_in(head)[0], is_cut)


def text_in(
    data: bytes, name: str, room: int, part: TextPart = TextPart.WHOLE, encoding: str = "", is_cut: bool = False
) -> AttachedText | None:
    """Returns the text in the bytes of a file; None if they are something else.

    `encoding` is that of its byte order mark, if that may have been left out; with `is_cut` the first line is not
    whole. Raises ImageRejectedError like `read_text`.
    """
    if not encoding and not _may_be_text(data[:HEAD_BYTES], name):
        return None
    found, mark = _encoding_in(data)
    encoding = encoding or found
    if encoding not in _WIDTHS and _BINARY.search(data):
        raise _not_text(name)
    text = _decoded(data.removeprefix(mark), encoding, is_cut)
    if is_cut:
        text = text.partition("\n")[2] or text
    if part is not TextPart.WHOLE:
        text = cut_to_lines(text, part, room)
    attached = AttachedText.of(name, text)
    if not attached.text.strip():
        raise ImageRejectedError(Problem(ProblemKind.EMPTY, name))
    if len(attached.text) > room:
        raise _too_long(name, room)
    return attached


def _may_be_text(head: bytes, name: str) -> bool:
    """Returns True if a file that begins like this is to be read as text. Raises ImageRejectedError."""
    suffix = name.lower().rpartition(".")[2]
    if suffix in BY_SUFFIX:
        return False  # a text by the name of an image is no text that anybody meant
    if _encoding_in(head)[0]:
        return True
    refused = refused_format(head)
    if (refused and refused != WEB_PAGE) or sniff_mime_type(head) is not None or looks_like_svg(head):
        return False
    if _BINARY.search(head):
        if name.lower().endswith(TEXT_SUFFIXES):
            raise _not_text(name)
        return False
    return bool(head)


def _encoding_in(data: bytes) -> tuple[str, bytes]:
    """Returns the encoding that a byte order mark names, and the mark; empty without one."""
    return next(((encoding, mark) for mark, encoding in _MARKS if data.startswith(mark)), ("", b""))


def _bytes(handle: int, size: int, room: int, part: TextPart, encoding: str) -> tuple[bytes, bool]:
    """Returns as many bytes of the file as may be needed, and True if they do not begin at its beginning."""
    most, start = (room + 1) * BYTES_PER_LETTER, 0
    if part is TextPart.LAST:
        start = max(0, size - most)
        start -= start % _WIDTHS.get(encoding, 1)
    os.lseek(handle, start, os.SEEK_SET)
    parts = []
    while most > 0 and (data := os.read(handle, min(most, 1 << 20))):
        parts.append(data)
        most -= len(data)
    return b"".join(parts), start > 0


def _decoded(data: bytes, encoding: str, is_cut: bool) -> str:
    """Returns the text: of the encoding by its mark, else UTF-8, else Windows' Latin letters.

    A letter that is cut at the end does not count, nor one at the beginning if that `is_cut`.
    """
    if encoding and encoding != "utf-8":
        return data.decode(encoding, "replace")
    start = next((at for at in range(min(4, len(data))) if data[at] & 0xC0 != 0x80), 0) if is_cut else 0
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data[start:])
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace") if encoding else _latin(data)


def _latin(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _not_text(name: str) -> ImageRejectedError:
    return ImageRejectedError(Problem(ProblemKind.NOT_TEXT, name))


def _too_long(name: str, room: int) -> ImageRejectedError:
    return ImageRejectedError(Problem(ProblemKind.TEXT_TOO_LONG, name, seconds=room))

"""Files that people take for pictures and that are not read, each with the words that name it.

They are known by their first bytes, so that a refusal says what the file is. Formats that contain programs or name
other files are here for good; the others may become entries of `image_formats`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefusedFormat:
    """A kind of file. `words` follow “This is …”; `matches` looks at the first `HEAD_BYTES` of it.

    `messages/problem_tables/file_kinds.py` puts the words into the catalogue.
    """

    words: str
    matches: Callable[[bytes], bool]


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _brand(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _is_page(head: bytes) -> bool:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return text.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


_OFFICE_NAMES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".pages", ".numbers", ".key", ".epub")
WEB_PAGE, OFFICE_DOCUMENT, ARCHIVE = "a web page", "an office document", "an archive"
REFUSED_FORMATS = (
    RefusedFormat("a JPEG XL picture", _begins(b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n")),
    RefusedFormat("a large Photoshop document (PSB)", _begins(b"8BPS\0\2")),
    RefusedFormat("a GIMP picture (XCF)", _begins(b"gimp xcf")),
    RefusedFormat("an OpenEXR picture", _begins(b"\x76\x2f\x31\x01")),
    RefusedFormat("a Radiance HDR picture", _begins(b"#?RADIANCE", b"#?RGBE")),
    RefusedFormat("a camera raw file", _begins(b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"IIU\0", b"FOVb", b"\0MRM")),
    RefusedFormat("a camera raw file", lambda head: head[8:10] == b"CR" and head.startswith(b"II*\0")),
    RefusedFormat("a camera raw file", _brand(b"crx ")),
    RefusedFormat("a PostScript drawing (EPS)", _begins(b"%!PS", b"\xc5\xd0\xd3\xc6")),
    RefusedFormat("a Windows metafile (WMF)", _begins(b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0\0\x03")),
    RefusedFormat("a Windows metafile (EMF)", lambda head: head.startswith(b"\1\0\0\0") and head[40:44] == b" EMF"),
    RefusedFormat("a FITS picture", _begins(b"SIMPLE  =")),
    RefusedFormat("a DICOM picture", lambda head: head[128:132] == b"DICM"),
    RefusedFormat("a DjVu document", _begins(b"AT&TFORM")),
    RefusedFormat(
        "a PCX picture", lambda head: head[:1] == b"\x0a" and head[1:2] in b"\0\2\3\4\5" and head[2:3] == b"\1"
    ),
    RefusedFormat("a macOS icon (ICNS)", _begins(b"icns")),
    RefusedFormat("an SGI picture", _begins(b"\x01\xda\0\1", b"\x01\xda\1\1")),
    RefusedFormat("an X11 picture (XPM)", _begins(b"/* XPM */")),
    RefusedFormat("a PAM picture", _begins(b"P7\n")),
    RefusedFormat("a colour PFM picture", _begins(b"PF\n")),
    RefusedFormat("a JPEG XR picture", _begins(b"II\xbc\1", b"II\xbc\0")),
    RefusedFormat("a BPG picture", _begins(b"BPG\xfb")),
    RefusedFormat("a FLIF picture", _begins(b"FLIF")),
    RefusedFormat("a KTX texture", _begins(b"\xabKTX ")),
    RefusedFormat("an animated cursor", lambda head: head.startswith(b"RIFF") and head[8:12] == b"ACON"),
    RefusedFormat("a video", lambda head: head.startswith(b"RIFF") and head[8:12] == b"AVI "),
    RefusedFormat("a video", _brand(b"isom", b"iso2", b"mp4", b"avc1", b"qt  ", b"M4V", b"3gp", b"dash")),
    RefusedFormat("a video", _begins(b"\x1a\x45\xdf\xa3", b"\0\0\1\xba", b"\0\0\1\xb3", b"FLV\1")),
    RefusedFormat("an audio file", _begins(b"ID3", b"fLaC", b"OggS", b"\xff\xfb", b"\xff\xf3")),
    RefusedFormat("an audio file", lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE"),
    RefusedFormat(OFFICE_DOCUMENT, lambda head: head.startswith(b"PK\3\4") and b"[Content_Types]" in head),
    RefusedFormat(OFFICE_DOCUMENT, _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")),
    RefusedFormat(OFFICE_DOCUMENT, lambda head: head[30:60].startswith(b"mimetypeapplication/vnd.oasis")),
    RefusedFormat(
        ARCHIVE,
        _begins(b"PK\3\4", b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
    ),
    RefusedFormat("a program", _begins(b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")),
    RefusedFormat(WEB_PAGE, _is_page),
)


def refused_format(head: bytes, name: str = "") -> str:
    """Returns the words for a file of a known kind that is not read, or an empty text.

    Office documents are archives, too; those that do not begin with a sign of it are known by their `name`.
    """
    words = next((refused.words for refused in REFUSED_FORMATS if refused.matches(head)), "")
    return OFFICE_DOCUMENT if words == ARCHIVE and name.lower().endswith(_OFFICE_NAMES) else words

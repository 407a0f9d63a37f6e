"""A stranger's text made harmless: what could hide, reorder or command is taken out (`harmless`: for what is copied,
kept or printed) or made visible (`seen`: for what is shown).

That is: bidirectional controls, tag characters, characters without width (but the joiner inside emoji and the scripts
that need it), ESC and the other control characters but tab and line feed.
"""

import re

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u200b\u2060-\u2064\ufeff\u00ad\u034f\u180e\u115f\u1160\u3164\uffa0"  # no width, or nothing to see
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional controls, old and new
    "\u2028\u2029\ufff9-\ufffb"  # line and paragraph separators, interlinear marks
    "\U000e0000-\U000e0fff]"  # tag characters
    "|(?<=[!-~])[\u200c\u200d](?=[!-~])"  # joiners where no script needs them
)
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-Z\\-_])")
_KEY = re.compile(r"\b(sk-|pk-|rk-|gsk_|xai-|hf_|AIza|Bearer )[A-Za-z0-9_\-*.]{3,}")


def strip_control_characters(text: str) -> str:
    """`text` with nothing in it that acts or hides. CR and CRLF become LF."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _ANSI.sub("", text))


def make_controls_visible(text: str) -> str:
    """`text` as it may be shown: what hides or acts is seen as what it is, ESC as “␛”, an override as “‹U+202E›”."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub(lambda found: _image_of(found.group()), text.replace("\r\n", "\n").replace("\r", "\n"))


def _image_of(control: str) -> str:
    code = ord(control)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def drop_unencodable(text: str) -> str:
    """`text` without what no file, window or request can hold: lone surrogates and NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def redact_secret(text: str, secret: str | None) -> str:
    """`text` without the secret, or what begins like it."""
    return re.sub(re.escape(secret[:6]) + r"\S*", "…", text) if secret and len(secret) >= 6 else text


def untrusted_line(text: object, limit: int = 300) -> str:
    """What a server or a file said, fit for one line of ours: harmless, without anything like a key, shortened."""
    line = " ".join(strip_control_characters(str(text)).split())
    line = _KEY.sub(r"\1…", line)
    return line if len(line) <= limit else line[: limit - 1] + "…"

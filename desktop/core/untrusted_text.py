"""Makes untrusted text harmless.

Characters that hide, reorder or command are removed (from what is copied, stored or printed) or made visible (in what
is shown): bidirectional controls, tag characters, characters without width (but the joiner inside emoji and the scripts
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
    """Returns `text` without control and invisible characters. CR and CRLF become LF."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _ANSI.sub("", text))


def make_controls_visible(text: str) -> str:
    """Returns `text` with its control and invisible characters spelled out: ESC as “␛”, an override as “‹U+202E›”."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub(lambda match: _visible_form(match.group()), text.replace("\r\n", "\n").replace("\r", "\n"))


def _visible_form(control: str) -> str:
    code = ord(control)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def drop_unencodable(text: str) -> str:
    """Returns `text` without NUL and with “?” for lone surrogates: no file or request could contain them."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def untrusted_line(text: object, limit: int = 300) -> str:
    """Returns a foreign message as one harmless line of at most `limit` letters, without anything like a key."""
    line = " ".join(strip_control_characters(str(text)).split())
    line = _KEY.sub(r"\1…", line)
    return line if len(line) <= limit else line[: limit - 1] + "…"

"""Links: the addresses that may be one, their real targets, and what is suspicious about them."""

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop.deferred import deferred

if TYPE_CHECKING:
    import idna
else:
    idna = deferred("idna")  # its tables are large, and most hosts are ASCII

SCHEMES = ("http", "https", "mailto")
LONGEST = 4000  # characters; chosen
OTHER_HOST_NAMED = "the text says "  # begins the warning about a text that names another host than its link
_HOST_IN_WORDS = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})(?![\w@-])", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\<>]")
# Letters of other scripts that look like Latin ones. A name made only of these poses as Latin.
_LIKE_LATIN = set("асеорхуіјѕԁһӏѵԝԛгкмнтвпьᴀοανικρτυχϲϳεηωоօսոհցւքАВЕКМНОРСТХУЅІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧՕՍ")
# Scripts in which nearly every capital looks Latin, and in which hardly any host is written today.
_RARE = {"CHEROKEE", "LISU", "COPTIC", "DESERET", "OSAGE", "GOTHIC", "TIFINAGH", "VAI", "BAMUM"}
# Scripts that one language writes together (Japanese, Korean, Chinese): Unicode's UTS 39, section 5.1, without Latin.
_WRITTEN_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
_SCRIPT_BY_WORD = {
    "IDEOGRAPHIC": "CJK",
    "KATAKANA-HIRAGANA": "KATAKANA",
    "ARABIC-INDIC": "ARABIC",
    "EXTENDED": "ARABIC",
}
_FILES = {"py", "sh", "rs", "md", "pl", "ps", "cc", "so", "zip", "mov", "txt", "js", "ts", "go", "java", "json", "html"}


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The target of a link: its host (as ASCII) or mail address; `warning` says what is suspicious, or is empty."""

    host: str
    warning: str = ""


def target_of(address: str, words: str = "") -> LinkTarget | None:
    """Returns the target of an address; None if it must not be a link. `words` is the visible text of the link."""
    if len(address) > LONGEST or _FORBIDDEN.search(address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        return None
    if scheme == "mailto":
        to = parts.path.partition("?")[0]
        return LinkTarget(to, _warning(to.rpartition("@")[2], words)) if "@" in to and to.isascii() else None
    ascii_host = _ascii(host)
    return LinkTarget(ascii_host, _warning(host, words, named=bool(parts.username))) if ascii_host else None


def _ascii(host: str) -> str:
    """Returns the host in the form that browsers and Qt look up (UTS 46, not transitional); empty if it has none.

    Python's own codec follows an older standard, by which ß and a final ς lead to other domains.
    """
    if not host or len(host) > 255:
        return ""
    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return ""


def _warning(host: str, words: str, named: bool = False) -> str:
    if is_homograph(host):
        return "look-alike letters"
    if named:
        return "a name before the host"
    other = host_mentioned_in(words)
    return f"{OTHER_HOST_NAMED}{other}" if other and not _same(other, _ascii(host)) else ""


def host_mentioned_in(words: str) -> str:
    """Returns the host named in a text; empty if there is none. File names are not hosts."""
    match = _HOST_IN_WORDS.search(words)
    if match is None or match[1].rpartition(".")[2].lower() in _FILES:
        return ""
    return match[1].lower()


def _same(named: str, host: str) -> bool:
    """Returns True if the host is the named one or below it: docs.example.com for example.com."""
    named, host = _ascii(named).removeprefix("www."), host.lower().removeprefix("www.")
    return bool(named) and (host == named or host.endswith("." + named))


def is_homograph(host: str) -> bool:
    """Returns True if a host has letters that are easily taken for others.

    These are several scripts in one label, letters of another script that look Latin, and rare forms of Latin.
    """
    labels = [_shown(label) for label in host.rstrip(".").split(".")]
    if any(_label_looks_alike(label) for label in labels):
        return True
    in_own_script = not labels[-1].isascii() and not _poses_as_latin(labels[-1])  # as in москва.рф
    own = _scripts(labels[-1]) if in_own_script else set()
    return any(_poses_as_latin(label) and not _scripts(label) <= own for label in labels)


def _shown(label: str) -> str:
    if label.lower().startswith("xn--"):
        try:
            return label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return label
    return label


def _label_looks_alike(label: str) -> bool:
    if label.isascii():
        return False
    letters = [letter for letter in label if letter.isalpha()]
    scripts = _scripts(label)
    odd = any(ord(letter) > 0x17F and unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    wide = unicodedata.normalize("NFKC", label) != label
    mixed = len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER)
    return odd or wide or mixed or bool(scripts & _RARE)


def _poses_as_latin(label: str) -> bool:
    """Returns True if every letter of a label, which is not ASCII, looks like a Latin one."""
    if label.isascii():
        return False
    return all(letter in _LIKE_LATIN or letter.lower() in _LIKE_LATIN for letter in label if not letter.isascii())


def _scripts(label: str) -> set[str]:
    return {_script(letter) for letter in label if letter.isalpha() or (letter.isdecimal() and not letter.isascii())}


def _script(letter: str) -> str:
    """Returns the script of a letter or a digit, by the first word of its name in Unicode."""
    word = unicodedata.name(letter, "?").split()[0]
    return _SCRIPT_BY_WORD.get(word, word)

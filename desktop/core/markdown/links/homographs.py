"""Names of hosts with letters that are easily taken for others."""

import unicodedata

from desktop.core.markdown.links.alphabets import is_rare_latin
from desktop.core.markdown.links.famous_names import poses_as_famous

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
# Domains of countries where hosts are written in a script that looks Latin in part.
_HOME = {
    **dict.fromkeys(("bg", "by", "kg", "kz", "me", "mk", "mn", "rs", "ru", "su", "tj", "ua", "uz"), "CYRILLIC"),
    **dict.fromkeys(("cy", "gr"), "GREEK"),
    "am": "ARMENIAN",
}


def is_homograph(host: str) -> bool:
    """Returns True if a host has letters that are easily taken for others.

    These are several scripts in one label, letters of another script that look Latin, rare forms of Latin, and names
    that are famous without their marks. What is written in the letters of one language is none of them.
    """
    labels = [_shown(label) for label in host.rstrip(".").split(".")]
    if any(_label_looks_alike(label) for label in labels):
        return True
    in_own_script = not labels[-1].isascii() and not _poses_as_latin(labels[-1])  # as in москва.рф
    own = _scripts(labels[-1]) if in_own_script else {_HOME.get(labels[-1].lower(), "")}
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
    label = unicodedata.normalize("NFC", label)  # as a host is looked up
    scripts = _scripts(label)
    odd = is_rare_latin(label.lower()) or poses_as_famous(label.lower())
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

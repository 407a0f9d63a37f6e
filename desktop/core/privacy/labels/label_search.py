"""Finds labels in a text: one expression of all words, put together as a tree of letters so that it is fast."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from desktop.core.privacy.labels.folding import fold
from desktop.core.privacy.labels.kinds import KINDS, LabelKind, folded_words, kind_by_word
from desktop.core.privacy.labels.secret_names import is_secret_name

LONGEST_LABEL = 60  # characters of a line that is only a label; chosen, like the next
MISREAD_FROM = 8  # letters of a label from which on one may have been misread
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts without spaces, and Korean's
_QUALIFIERS = (
    "number|no|nr|num|nummer|numero|numer|n°|nº|#|id|code|номер|号码|号|番号|번호|wi-fi|wifi|wlan|du wi-fi|du wifi"
    "|del wi-fi|del wifi|do wi-fi|do wifi|della rete|de la red|da rede"
)
_ENDS_BEFORE_VALUE = re.compile(r"(?:\b(?:is|are|ist|lautet|sind|est|es|é|è|jest|är|er)\s*[:：]?|[:：])\s*$")
_ANNOUNCED = ("password", "one-time code")
_FILLERS = """
your|the|my|our|his|her|new|old|current|enter|confirm|repeat|retype|user|admin|administrator|root|db|database|wifi|
wi fi|guest|login|master|full|temporary|initial|
patient|customer|client|employee|applicant|holder|home|work|office|bank|us|uk|eu|secret|personal|ihr|ihre|dein|deine|
neues|altes|aktuelles|benutzer|votre|ton|ta|nouveau|
ancien|le|la|les|el|su|tu|nueva|nuevo|actual|sua|seu|nova|o|a|il|tua|tuo|nuova|twoje|twoj|nowe|het|uw|je|ваш|новый|ваш|користувача|пользователя|новий|χρηστη|
текущий|please|bitte|veuillez|server|account|konto|
введите|мой|твой|введіть|мій|εισαγετε|το|ο|η|أدخل|ادخل|הזן|הכנס|अपना|आपका|दर्ज करें
"""
_UNSPACED_FILLERS = "请输入|請輸入|请填写|您的|你的|我的|ご登録の|お客様の|新しい|새|내|현재|กรอก|ของคุณ"
"""The same, in scripts without spaces."""
_WITH_ARTICLE = re.compile("[\u0590-\u06ff]")  # scripts whose article is written with its word
_ARTICLE = r"(?<=[הל])(?:(?<=\bה)|(?<=\bال))"


def _tree_expression(words: list[str]) -> str:
    """Returns an expression that matches any of the words; where a word has a space, none to two may stand."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = tree  # type: ignore[assignment]
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}

    def expression(node: dict[str, object]) -> str:
        branches = [
            (" {0,2}" if letter == " " else re.escape(letter)) + expression(child)  # type: ignore[arg-type]
            for letter, child in node.items()
            if letter
        ]
        joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        if not branches:
            return ""
        return f"(?:{joined})?" if "" in node else joined

    return expression(tree)  # type: ignore[arg-type]


@cache
def _label_expression(is_ascii: bool) -> str:
    """Returns the expression of all labels, or of those that a text in ASCII can have, which is searched faster."""
    words = sorted({word for kind in KINDS for word in folded_words(kind.words) if word.isascii() or not is_ascii})
    spaced = [word for word in words if not _UNSPACED.search(word)]
    unspaced = [word for word in words if _UNSPACED.search(word)]
    alone = rf"(?<![^\W\d_]){_tree_expression(spaced)}"
    if is_ascii:
        return rf"(?:{alone}(?![^\W\d_]))"
    behind_article = _tree_expression([word for word in spaced if _WITH_ARTICLE.match(word)])
    return rf"(?:(?:{alone}|{_ARTICLE}{behind_article})(?![^\W\d_])|{_tree_expression(unspaced)})"


def _qualifiers() -> str:
    return "|".join(re.escape(fold(word)) for word in _QUALIFIERS.split("|"))


@cache
def _inside(is_ascii: bool) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{_label_expression(is_ascii)})(?: ?(?:{_qualifiers()})(?![^\W\d_]))?(?: ?#)?")


@cache
def _alone(is_ascii: bool) -> re.Pattern[str]:
    fillers = "|".join(folded_words(_FILLERS))
    return re.compile(
        rf"[\W\d_]{{0,6}}(?:(?:{fillers})'? +|{_UNSPACED_FILLERS}|ה|ال){{0,3}}(?P<label>{_label_expression(is_ascii)})"
        rf"(?: *(?:{_qualifiers()}))?(?: *\([^()]{{0,24}}\))?[\W_]{{0,6}}$"
    )


def _kind(label: str) -> LabelKind | None:
    return kind_by_word().get(label.replace(" ", ""))


@lru_cache(maxsize=256)
def labels_in(text: str) -> tuple[tuple[LabelKind, int, int], ...]:
    """Returns the kind, start and end of each label in a text."""
    return tuple(_labels(text))


def _labels(text: str) -> Iterator[tuple[LabelKind, int, int]]:
    folded = fold(text)
    for match in _inside(folded.isascii()).finditer(folded):
        kind = _kind(match["label"])
        if kind is not None:
            yield kind, match.start(), match.end()


def kind_of_label(text: str) -> LabelKind | None:
    """Returns the kind of value that a line which is only a label announces; None for any other line."""
    if not 1 < len(text) <= LONGEST_LABEL:
        return None
    folded = fold(text)
    match = _alone(folded.isascii()).match(folded)
    if match is not None:
        return _kind(match["label"])
    letters = re.sub(r"\W", "", folded)
    kind = kind_by_word().get(letters) or _kind_misread(letters)  # a blank in the middle of a word, a wrong letter
    if kind is not None and text[0].isalpha():
        return kind
    return kind_by_word()["password"] if is_secret_name(text) else None


def kind_announced(text: str) -> LabelKind | None:
    """Returns the kind of value that a line announces: it is only a label, or a sentence that ends before the value."""
    kind = kind_of_label(text)
    if kind is not None or not _ENDS_BEFORE_VALUE.search(text):
        return kind
    return next((kind for kind, _, _ in labels_in(text) if kind.name in _ANNOUNCED), None)


def _kind_misread(letters: str) -> LabelKind | None:
    """Returns the kind of a long label of which one letter was misread."""
    if not MISREAD_FROM <= len(letters) <= LONGEST_LABEL:
        return None
    without_one = (f"{letters[:at]}?{letters[at + 1 :]}" for at in range(len(letters)))
    return next((kind for form in without_one if (kind := _kinds_without_a_letter().get(form)) is not None), None)


@cache
def _kinds_without_a_letter() -> dict[str, LabelKind]:
    words = ((word, kind) for word, kind in kind_by_word().items() if len(word) >= MISREAD_FROM)
    return {f"{word[:at]}?{word[at + 1 :]}": kind for word, kind in words for at in range(len(word))}

"""Values that stand behind their label in one row: “Born: 14 March 1981”, `<add key="Password" value="…"/>`."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.core.privacy.labels.kinds import KINDS, LabelKind
from desktop.core.privacy.labels.label_search import kind_of_label, labels_in
from desktop.core.privacy.labels.values import is_mixed
from desktop.core.privacy.patterns import in_pieces

_CONNECTOR = re.compile(
    r"""(?x)
    \s* (?:\([^()]{0,24}\))? ["'”’»\]]{0,2} \s* (?: := | => | -> | [:=：＝→⇒|
] ) [ ]* [\["'“‘«]{0,3} [ ]?   # password: "…"
    | ["']? \s* [^<>=:]{0,24} > \s* (?=[^<\s])                                            # <password>…
    | ["'] \s* ,? \s* (?:[\w:.-]+\s*=\s*["'][^"']{0,40}["']\s*){0,2} ["']? (?:value|val|content|
data) ["']? \s* [:=] \s* ["']?   # key="password" value="…"
    | \s+ (?:is|was|are|ist|lautet|sind|est|sont|es|son|é|è|são|jest|to|är|er|on|the|этo) \s+ :? \s*
    | \s+ (?:это|είναι|هو|هي|היא|הוא|है) \s+ :? \s*
    | \s+ [-–—] \s+
    | \s* (?:は|为|為|是|이|은|는|คือ) \s*
    | \s{2,}
    """
)
_BEFORE_COLON = re.compile(r"[^:：]{8,50}(?=[:：])")
SURELY_MIXED = 8  # characters of a value that has letters and digits, from which on it is no name; chosen
_BARE = re.compile(r"[ #.:]{0,3}")


@dataclass(frozen=True, slots=True)
class LabelledValues:
    """A detector of values behind labels. `name` is that of the kinds that it finds."""

    name: str

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields the start and end of each value in a line."""
        return in_pieces(self._in_piece, text)

    def _in_piece(self, piece: str) -> Iterator[tuple[int, int]]:
        labels = labels_in(piece)
        for kind, first, end in labels or _misread_label(piece):
            if kind.name != self.name:
                continue
            connector = _CONNECTOR.match(piece, end)
            if connector is not None and (last := kind.value_at(piece, connector.end())) is not None:
                if kind_of_label(piece[connector.end() : last]) is None:
                    yield connector.end(), last
                continue
            bare = _BARE.match(piece, end)
            start = bare.end() if bare is not None else end
            apart = start > end or not piece[end - 1 : end].isascii() or piece[start : start + 1].isdigit()
            last = kind.value_at(piece, start) if apart else None
            if last is not None and (
                kind.distinct(piece[start:last])
                or (kind.name == "password" and _is_secret_in_other_script(piece[first:end], piece[start:last]))
            ):
                yield start, last


def _is_secret_in_other_script(label: str, value: str) -> bool:
    """Returns True for a Latin value that mixes letters and digits, behind a label in another script."""
    is_other = not any("LATIN" in unicodedata.name(letter, "") for letter in label if letter.isalpha())
    has_small = any(letter.islower() for letter in value)
    return is_other and value.isascii() and has_small and len(value) >= SURELY_MIXED and is_mixed(value)


def _misread_label(piece: str) -> Iterator[tuple[LabelKind, int, int]]:
    """Yields the kind, start and end of a label with a wrong letter, with a colon behind it, that begins a line."""
    first = _BEFORE_COLON.match(piece)
    kind = kind_of_label(first.group()) if first is not None else None
    if first is not None and kind is not None:
        yield kind, 0, first.end()


LABELLED_VALUES = tuple(LabelledValues(name) for name in dict.fromkeys(kind.name for kind in KINDS))

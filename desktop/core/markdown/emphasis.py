"""Asterisks and tildes where no spaces part the words, as in Chinese and Japanese, and after `**Note:**` without one.

CommonMark parts words by spaces: an asterisk between punctuation and a letter can only open there. Beside a letter of a
script without spaces that rule leaves the asterisks standing. So a CJK neighbour counts as a space does (the amendment
that newer parsers apply), and two or more asterisks between closing punctuation and a letter may close as well as open.
"""

import unicodedata
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline, emphasis, state_inline
else:
    emphasis = deferred("markdown_it.rules_inline.emphasis")
    state_inline = deferred("markdown_it.rules_inline.state_inline")

_CJK = (
    (0x1100, 0x11FF),  # Hangul letters
    (0x2E80, 0x303E),  # radicals, strokes and CJK punctuation
    (0x3041, 0x33FF),  # kana, Bopomofo, enclosed and square letters
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),  # Hangul syllables
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF9F),  # full and half width forms
    (0xFFE0, 0xFFE6),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFD),
)
_ENDS = frozenset(".,:;!?%…\"'`+")  # besides closing brackets and closing quotation marks


def asterisks(state: "StateInline", silent: bool) -> bool:
    """Reads a run of asterisks as delimiters; underscores are left to the library's rule."""
    if silent or state.src[state.pos] != "*":
        return emphasis.tokenize(state, silent)
    length = _run(state)
    _push(state, "*", length, length)
    return True


def tildes(state: "StateInline", silent: bool) -> bool:
    """Reads a run of two tildes or more, which strike out; one alone is a sign."""
    if silent or state.src[state.pos] != "~" or (length := _run(state)) < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    _push(state, "~~", length // 2, 0)
    return True


def _run(state: "StateInline") -> int:
    """Returns how often the sign at the position stands there."""
    end, sign = state.pos, state.src[state.pos]
    while end < state.posMax and state.src[end] == sign:
        end += 1
    return end - state.pos


def _push(state: "StateInline", sign: str, count: int, length: int) -> None:
    """Pushes the delimiters of the run at the position, and goes behind it. `length` is what the library pairs by."""
    end = state.pos + _run(state)
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _flanks(before, after, end - state.pos)
    for _ in range(count):
        state.push("text", "", 0).content = sign
        state.delimiters.append(
            state_inline.Delimiter(
                marker=ord(sign[0]), length=length, token=len(state.tokens) - 1, end=-1, open=opens, close=closes
            )
        )
    state.pos = end


def _flanks(before: str, after: str, length: int) -> tuple[bool, bool]:
    """Returns whether a run of asterisks between two characters can open emphasis, and whether it can close it."""
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _is_punctuation(before), _is_punctuation(after)
    parted = is_cjk(before) or is_cjk(after)
    opens = not space_after and (not sign_after or space_before or sign_before or parted)
    closes = not space_before and (not sign_before or space_after or sign_after or parted)
    if length > 1 and not space_before and not space_after:
        opens = opens or unicodedata.category(after) in ("Ps", "Pi")
        closes = closes or before in _ENDS or unicodedata.category(before) in ("Pe", "Pf")
    return opens, closes


def _is_punctuation(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def is_cjk(letter: str) -> bool:
    """Returns True for a character of Chinese, Japanese or Korean, their punctuation included."""
    return any(first <= ord(letter) <= last for first, last in _CJK)

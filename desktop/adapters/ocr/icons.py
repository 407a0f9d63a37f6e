"""Icons that were taken for Chinese letters: single signs on a page that is not written in Chinese or Japanese."""

import re
from typing import Any

_SIGN = r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_ALONE = re.compile(rf"(?<!{_SIGN}){_SIGN}(?!\s?{_SIGN})")
_ANY = re.compile(_SIGN)
WRITTEN = 0.1  # share of a page's letters from which on it is written in such signs; chosen, like the next
SURE = 0.97  # a single sign below this is none
LIKE_ICONS = frozenset("口日田目曰回囗一丨二三十凸凹品亘旦山")  # squares and bars, of which a network is always sure


def without_icons(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns lines, in the form of the reply, without single signs that are probably icons, and without empty ones."""
    letters = sum(len(line["sure"]) for line in lines)
    if sum(len(_ANY.findall(line["text"])) for line in lines) >= WRITTEN * letters:
        return lines
    return [cleared for line in lines if (cleared := _without(line))["sure"]]


def _without(line: dict[str, Any]) -> dict[str, Any]:
    text, at, sure = line["text"], list(line["at"]), list(line["sure"])
    for found in reversed(list(_ALONE.finditer(text))):
        place = len("".join(text[: found.start()].split()))
        if found.group() in LIKE_ICONS or sure[place] < SURE:
            text = text[: found.start()] + " " + text[found.end() :]
            del at[place], sure[place]
    return {**line, "text": " ".join(text.split()) if text != line["text"] else text, "at": at, "sure": sure}

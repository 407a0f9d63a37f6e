"""Questions that are asked often, and several questions in one."""

import re
from dataclasses import dataclass
from typing import Any

MOST = 60
LONGEST_NAME, LONGEST_WORDS = 60, 8000
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class QuickQuestion:
    """A question of the user's small library: its name in the menu, and what is asked."""

    name: str
    words: str


DEFAULT_QUICK_QUESTIONS = (
    QuickQuestion(
        "Explain this error",
        "Explain the error in this picture: what happened, what most likely causes it, and what to try first.",
    ),
    QuickQuestion(
        "Read the text", "Write down all text in this picture as it stands there, as Markdown, and nothing else."
    ),
    QuickQuestion("Table to CSV", "Give the table in this picture as CSV in a code block, with its header row."),
    QuickQuestion(
        "Describe for someone who cannot see it",
        "Describe this picture for someone who cannot see it: first in a sentence, then in detail, with all its text.",
    ),
    QuickQuestion("Translate", "Translate all text in this picture into English. Keep its order and structure."),
)


def questions_to_plain(questions: tuple[QuickQuestion, ...]) -> dict[str, Any]:
    """The library as a file holds it."""
    return {"questions": [{"name": each.name, "words": each.words} for each in questions]}


def questions_from_plain(held: dict[str, Any]) -> tuple[QuickQuestion, ...]:
    """The library out of a file; the usual one where there is none. Entries that make no sense are left out."""
    listed = held.get("questions")
    if not isinstance(listed, list):
        return DEFAULT_QUICK_QUESTIONS
    good = []
    for each in listed[:MOST]:
        name, words = (each.get("name"), each.get("words")) if isinstance(each, dict) else (None, None)
        if isinstance(name, str) and isinstance(words, str) and name.strip() and words.strip():
            good.append(QuickQuestion(name.strip()[:LONGEST_NAME], words.strip()[:LONGEST_WORDS]))
    return tuple(good)


def matching(questions: tuple[QuickQuestion, ...], typed: str) -> tuple[QuickQuestion, ...]:
    """The questions whose names have what was typed after “/”, those that begin with it first."""
    low = typed.casefold().strip()
    found = [each for each in questions if low in each.name.casefold()]
    return tuple(sorted(found, key=lambda each: not each.name.casefold().startswith(low)))


def split_questions(prompt: str) -> tuple[str, ...]:
    """The questions of a prompt that is a list of them, perhaps under a line of its own; none where it is not.

    Half of the items at least must end in a question mark: a list of facts is not a list of questions.
    """
    lines = [line for line in prompt.splitlines() if line.strip()]
    if len(lines) > 2 and not _ITEM.fullmatch(lines[0]) and lines[0].rstrip().endswith(":"):
        lines = lines[1:]
    found = [_ITEM.fullmatch(line) for line in lines]
    items = tuple(each[1].strip() for each in found if each is not None)
    asked = sum(item.endswith(("?", "？", "؟")) for item in items)
    return items if len(items) >= 2 and len(items) == len(lines) and 2 * asked >= len(items) else ()


def numbered_instruction(prompt: str) -> str:
    """What the model is told of a list of questions; nothing where it is none."""
    count = len(split_questions(prompt))
    if not count:
        return ""
    return f"These are {count} questions. Answer each under a heading of its own that repeats the question, in order."

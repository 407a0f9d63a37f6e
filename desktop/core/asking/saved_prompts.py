"""Saved prompts, and prompts that are a list of questions."""

import re
from dataclasses import dataclass
from typing import Any

MOST = 60  # chosen, like the next line
LONGEST_NAME, LONGEST_WORDS = 60, 8000  # letters
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class QuickQuestion:
    """A saved prompt: its name in the menu, and its text."""

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
    """Returns the saved prompts as a file contains them."""
    return {"questions": [{"name": question.name, "words": question.words} for question in questions]}


def questions_from_plain(stored: dict[str, Any]) -> tuple[QuickQuestion, ...]:
    """Returns the saved prompts of a parsed file, the default ones if it has none. Invalid entries are left out."""
    listed = stored.get("questions")
    if not isinstance(listed, list):
        return DEFAULT_QUICK_QUESTIONS
    good = []
    for entry in listed[:MOST]:
        name, words = (entry.get("name"), entry.get("words")) if isinstance(entry, dict) else (None, None)
        if isinstance(name, str) and isinstance(words, str) and name.strip() and words.strip():
            good.append(QuickQuestion(name.strip()[:LONGEST_NAME], words.strip()[:LONGEST_WORDS]))
    return tuple(good)


def matching(questions: tuple[QuickQuestion, ...], typed: str) -> tuple[QuickQuestion, ...]:
    """Returns the saved prompts whose names contain what was typed after “/”, those that begin with it first."""
    typed = typed.casefold().strip()
    found = [question for question in questions if typed in question.name.casefold()]
    return tuple(sorted(found, key=lambda question: not question.name.casefold().startswith(typed)))


def split_questions(prompt: str) -> tuple[str, ...]:
    """Returns the questions of a prompt that is a list of them, perhaps under a heading; otherwise none.

    Half of the items at least must end in a question mark: a list of facts is not a list of questions.
    """
    lines = [line for line in prompt.splitlines() if line.strip()]
    if len(lines) > 2 and not _ITEM.fullmatch(lines[0]) and lines[0].rstrip().endswith(":"):
        lines = lines[1:]
    matches = [_ITEM.fullmatch(line) for line in lines]
    items = tuple(match[1].strip() for match in matches if match is not None)
    questions = sum(item.endswith(("?", "？", "؟")) for item in items)
    return items if len(items) >= 2 and len(items) == len(lines) and 2 * questions >= len(items) else ()


def numbered_instruction(prompt: str) -> str:
    """Returns the instruction for the model if the prompt is a list of questions, or an empty string."""
    count = len(split_questions(prompt))
    if not count:
        return ""
    return f"These are {count} questions. Answer each under a heading of its own that repeats the question, in order."

"""Saved prompts, and prompts that are a list of questions."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.core.model_terms import DETAILS

MOST = 60  # chosen, like the next line
LONGEST_NAME, LONGEST_WORDS = 60, 8000  # letters; the second of a prompt and of instructions
LONGEST_MODEL = 200  # letters of a model or an id; chosen
LANGUAGE = "{language}"
"""Stands in the words of a prompt for a language that the user chooses."""
LISTED = "questions"
"""The name of the list in the file of version 0.1.0, which knew names and words."""
FORMER_DESCRIBE_NAMES = (
    "Describe for a blind person",
    "Für Blinde beschreiben",
    "Décrire pour une personne aveugle",
    "Describir para una persona ciega",
    "Opisz dla osoby niewidomej",
    "وصف لشخص كفيف",
    "目の見えない人に説明",
    "为盲人描述",
)
"""The name that the prompt for a description had in earlier versions, in every language: files of users contain it."""
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class SavedPrompt:
    """A prompt under a name in the menu, with how it is asked: empty fields leave that as it is in the conversation.

    `connection` is the id of a connection here, `connection_name` the name that it had when it was chosen. `words` may
    contain LANGUAGE, in whose place a language is put before the prompt is asked. One that `is_given` is of a policy.
    One that comes with the program may have `former_names`, of earlier versions.
    """

    name: str
    words: str
    instructions: str = ""
    connection: str = ""
    connection_name: str = ""
    model: str = ""
    detail: str = ""
    is_given: bool = False
    former_names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def asks_language(self) -> bool:
        """True if a language belongs into the words."""
        return LANGUAGE in self.words

    @property
    def has_ways(self) -> bool:
        """True if it says how it is asked, too."""
        return bool(self.instructions or self.connection or self.connection_name or self.model or self.detail)

    def in_language(self, language: str) -> "SavedPrompt":
        """Returns the prompt with a language in its words, and in its name in the place of the dots."""
        if not self.asks_language or not language:
            return self
        return replace(self, name=self.name.replace("…", language), words=self.words.replace(LANGUAGE, language))


_FIELDS = {
    "name": "name",
    "words": "words",
    "instructions": "instructions",
    "connection": "connection",
    "connection_name": "connection_name",
    "model": "model",
    "detail": "detail",
}
_LONGEST = {"words": LONGEST_WORDS, "instructions": LONGEST_WORDS, "connection": LONGEST_MODEL, "model": LONGEST_MODEL}


def prompt_to_plain(prompt: SavedPrompt) -> dict[str, Any]:
    """Returns a saved prompt as a file contains it: without what is empty."""
    return {key: getattr(prompt, name) for key, name in _FIELDS.items() if getattr(prompt, name)}


def prompt_of_plain(entry: Any) -> SavedPrompt | None:
    """Returns the saved prompt of a parsed file, or None if it has no name or no words. It has its bounds."""
    if not isinstance(entry, dict):
        return None
    texts = {name: entry[key] for key, name in _FIELDS.items() if isinstance(entry.get(key), str)}
    values = {name: _encodable(text).strip()[: _LONGEST.get(name, LONGEST_NAME)] for name, text in texts.items()}
    if values.get("detail") not in DETAILS:
        values.pop("detail", None)
    name, words = values.pop("name", ""), values.pop("words", "")
    return SavedPrompt(name, words, is_given=False, former_names=(), **values) if name and words else None


def prompts_to_plain(prompts: tuple[SavedPrompt, ...]) -> dict[str, Any]:
    """Returns the saved prompts as their file contains them."""
    return {LISTED: [prompt_to_plain(prompt) for prompt in prompts]}


def prompts_of_plain(stored: dict[str, Any], given: tuple[SavedPrompt, ...]) -> tuple[SavedPrompt, ...]:
    """Returns the saved prompts of a parsed file, those that are given if it has none. Invalid entries are left out.

    What is given and has kept its words, but has a new name since the file was written, gets that name.
    """
    listed = stored.get(LISTED)
    if not isinstance(listed, list):
        return given
    prompts = (prompt_of_plain(entry) for entry in listed[:MOST])
    return tuple(_renamed(prompt, given) for prompt in prompts if prompt is not None)


def _renamed(prompt: SavedPrompt, given: tuple[SavedPrompt, ...]) -> SavedPrompt:
    for now in given:
        if prompt.name in now.former_names and prompt.words == now.words:
            return replace(prompt, name=now.name, former_names=now.former_names)
    return prompt


def with_given(prompts: tuple[SavedPrompt, ...], given: tuple[SavedPrompt, ...]) -> tuple[SavedPrompt, ...]:
    """Returns the prompts with those that are given as they were; others stay, and missing ones come at the end."""
    originals = {prompt.name: prompt for prompt in given}
    names = {prompt.name for prompt in prompts}
    missing = (prompt for prompt in given if prompt.name not in names)
    return (*(originals.get(prompt.name, prompt) for prompt in prompts), *missing)[:MOST]


def prompt_named(prompts: tuple[SavedPrompt, ...], name: str) -> SavedPrompt | None:
    """Returns the prompt with this name, whatever its capitals and its dots at the end; None if there is none.

    Where none has it now, one that had it before counts.
    """

    def plain(text: str) -> str:
        return text.strip().rstrip("….").strip().casefold()

    def has_had(prompt: SavedPrompt) -> bool:
        return plain(name) in map(plain, prompt.former_names)

    return next((prompt for prompt in prompts if plain(prompt.name) == plain(name)), None) or next(
        filter(has_had, prompts), None
    )


def _encodable(text: str) -> str:
    return text.encode("utf-8", "ignore").decode()  # half of a surrogate pair can be neither stored nor sent


def matching(prompts: tuple[SavedPrompt, ...], typed: str) -> tuple[SavedPrompt, ...]:
    """Returns the saved prompts whose names contain what was typed after “/”, those that begin with it first."""
    typed = typed.casefold().strip()
    found = [prompt for prompt in prompts if typed in prompt.name.casefold()]
    return tuple(sorted(found, key=lambda prompt: not prompt.name.casefold().startswith(typed)))


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

"""The content of an export, and the names and texts that several formats share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.core.conversation.branches import path_to
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.number_badges import circled_digit
from desktop.core.image.sent_image import SentImage
from desktop.core.untrusted_text import strip_control_characters

SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}
LONGEST_TEXT = 300  # characters of what can be read on an image; chosen
LONGEST_NAME = 60  # characters of a file name taken from a title; chosen


@dataclass(frozen=True, slots=True)
class ExportBundle:
    """Conversations, and the bytes of their images by image id. Images that are lost are missing from `images`.

    `with_thinking` is True if pages for people show what models thought before they answered, `with_all_branches` if
    they show the branches that were left, too. `texts` are what can be read on images, by image id; `questions` are, by
    turn id, those prompts beside which texts of pages went, with these texts.
    """

    conversations: tuple[Conversation, ...]
    images: Mapping[str, bytes]
    with_thinking: bool = False
    with_all_branches: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)

    @property
    def for_people(self) -> tuple[Conversation, ...]:
        """The conversations as pages show them: with all branches, each is one more from where it leaves the others."""
        shown = (
            branch
            for conversation in self.conversations
            for branch in (branches_of(conversation) if self.with_all_branches else (conversation,))
        )
        whole = (self._with_questions(conversation) for conversation in shown)
        return tuple(conversation if self.with_thinking else _without_thinking(conversation) for conversation in whole)

    def _with_questions(self, conversation: Conversation) -> Conversation:
        if not self.questions:
            return conversation
        turns = (
            replace(turn, prompt=whole, images=tuple(replace(image, origin=None) for image in turn.images))
            if (whole := self.questions.get(turn.id))
            else turn
            for turn in conversation.turns
        )  # without the origins of its images, beside which nobody finds the texts again
        return replace(conversation, turns=tuple(turns))


def _without_thinking(conversation: Conversation) -> Conversation:
    return replace(conversation, turns=tuple(replace(turn, thinking="") for turn in conversation.turns))


def branches_of(conversation: Conversation) -> tuple[Conversation, ...]:
    """Returns the branch that is shown, and then of each other the turns that stand in none before it.

    Their titles count them, and name the question with which they begin.
    """
    turns = conversation.all_turns
    parents, last = {turn.parent for turn in turns}, conversation.last_turn_id
    ends = [turn for turn in turns if turn.id not in parents and turn.id != last]
    if not ends:
        return (conversation,)
    title, count, printed = conversation.title, len(ends) + 1, {turn.id for turn in conversation.turns}
    first = replace(conversation, given_title=f"{title} (version 1 of {count})", other_branches=())
    branches = [first]
    for number, end in enumerate(ends, 2):
        path = path_to(end, turns)
        rest = tuple(turn for turn in path if turn.id not in printed)
        printed |= {turn.id for turn in rest}
        place = f"version {number} of {count}, from question {len(path) - len(rest) + 1}"
        branches.append(replace(conversation, turns=rest, given_title=f"{title} ({place})", other_branches=()))
    return tuple(branches)


def branch_note(conversation: Conversation) -> str:
    """Returns what a page with the branch that is shown leaves out; empty if nothing."""
    if not conversation.other_branches:
        return ""
    count = len(branches_of(conversation))
    return f"This is the version that was open, one of {count}. Export all versions to have the others, too."


def words_of(image: SentImage, number: int, text: str, name: str = "Picture") -> str:
    """Returns the words that stand for an image: its number, its marks and what can be read on it."""
    marks = "".join(f" {circled_digit(badge.number)}" for badge in image.badges)
    words = one_line(text)
    words = words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1] + "…"
    return f"{name} {number}" + (f":{marks}" if marks else "") + (f". Text in it: {words}" if words else "")


def title_of(bundle: ExportBundle) -> str:
    """Returns the title of a page with these conversations, on a single line."""
    conversations = bundle.conversations
    return one_line(conversations[0].title) if len(conversations) == 1 else "Conversations"


def images_of(conversation: Conversation) -> tuple[SentImage, ...]:
    """All images of any turn of any branch, without duplicates."""
    return tuple({image.id: image for turn in conversation.all_turns for image in turn.stored_images}.values())


_RESERVED = re.compile(r"con|prn|aux|nul|conin|conout|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)
"""Windows' names of devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""


def file_name(title: str) -> str:
    """Returns a file name without suffix made from a title: only letters, digits, spaces and hyphens.

    A name that Windows reserves for a device gets a word more, on every system: files are carried from one to another.
    """
    words = re.sub(r"[^\w -]+", " ", strip_control_characters(title)).split()
    name = " ".join(words)[:LONGEST_NAME].strip(" .-") or "conversation"
    return f"{name} conversation" if _RESERVED.fullmatch(name) else name


def image_name(image: SentImage) -> str:
    """Returns the name of an image file that is written beside a Markdown file."""
    return f"{image.id[:16]}{SUFFIXES.get(image.mime, '')}"


def one_line(text: str) -> str:
    """Returns the text on a single line, without control characters."""
    return " ".join(strip_control_characters(text).split())


def time_of(turn: Turn) -> str:
    """The local time at which a question was asked: “2026-11-28 15:04”."""
    return datetime.fromtimestamp(turn.asked_at).strftime("%Y-%m-%d %H:%M")


def thinking_title(turn: Turn) -> str:
    """The heading of a turn's thinking: “Thought for 12 s”."""
    seconds = round(turn.thinking_s)
    return f"Thought for {seconds} s" if seconds else "Thought"


def source_of(turn: Turn) -> str:
    """The model and host that answered, and the tokens they counted."""
    counted = f", {turn.usage.input_tokens} tokens in, {turn.usage.output_tokens} out" if turn.usage else ""
    return f"{turn.model} at {turn.host}{counted}"

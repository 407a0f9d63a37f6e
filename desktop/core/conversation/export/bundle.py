"""The content of an export, and the names that several formats share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.core.conversation.branches import path_to
from desktop.core.conversation.conversation import Conversation
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
    def pages(self) -> tuple["Page", ...]:
        """The conversations as people see them: with all branches, each is one more from where it leaves the others."""
        shown = (
            page
            for conversation in self.conversations
            for page in (pages_of(conversation) if self.with_all_branches else (Page(conversation),))
        )
        whole = (replace(page, conversation=self._with_questions(page.conversation)) for page in shown)
        return tuple(page if self.with_thinking else _without_thinking(page) for page in whole)

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


@dataclass(frozen=True, slots=True)
class Page:
    """A branch of a conversation: version `number` of `count`, with its turns from that question on."""

    conversation: Conversation
    number: int = 1
    count: int = 1
    first_question: int = 1

    @property
    def versions_left_out(self) -> int:
        """The number of versions that the conversation has and that no page shows."""
        return len(pages_of(self.conversation)) - 1 if self.conversation.other_branches else 0


def _without_thinking(page: Page) -> Page:
    turns = tuple(replace(turn, thinking="") for turn in page.conversation.turns)
    return replace(page, conversation=replace(page.conversation, turns=turns))


def pages_of(conversation: Conversation) -> tuple[Page, ...]:
    """Returns the branch that is shown, and then of each other the turns that stand in none before it."""
    turns = conversation.all_turns
    parents, last = {turn.parent for turn in turns}, conversation.last_turn_id
    ends = [turn for turn in turns if turn.id not in parents and turn.id != last]
    if not ends:
        return (Page(conversation),)
    title, count, printed = conversation.title, len(ends) + 1, {turn.id for turn in conversation.turns}
    pages = [Page(replace(conversation, other_branches=()), 1, count)]
    for number, end in enumerate(ends, 2):
        path = path_to(end, turns)
        rest = tuple(turn for turn in path if turn.id not in printed)
        printed |= {turn.id for turn in rest}
        branch = replace(conversation, turns=rest, given_title=title, other_branches=())
        pages.append(Page(branch, number, count, len(path) - len(rest) + 1))
    return tuple(pages)


def title_of(bundle: ExportBundle, several: str) -> str:
    """Returns the title of a page with these conversations, on a single line; `several` is that of more than one."""
    conversations = bundle.conversations
    return one_line(conversations[0].title) if len(conversations) == 1 else several


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

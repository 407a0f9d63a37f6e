"""The words on an exported page beside what people and models wrote; `desktop/messages/pages/` has them translated."""

from typing import TYPE_CHECKING, Protocol

from desktop.core.conversation.turn import Turn
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.safe_html import HtmlWords

if TYPE_CHECKING:
    from desktop.core.conversation.export.bundle import Page


class PageWords(HtmlWords, Protocol):
    """Returns words in the language of whoever exports."""

    @property
    def language(self) -> str:
        """The language as in BCP 47: “de”, “zh-Hans”."""
        ...

    @property
    def is_right_to_left(self) -> bool:
        """True if the language is written from right to left."""
        ...

    @property
    def conversations(self) -> str:
        """The title of a page with several conversations."""
        ...

    def title(self, page: "Page") -> str:
        """Returns the title of a conversation, with the version that its page shows if there are several."""
        ...

    def branch_note(self, page: "Page") -> str:
        """Returns what a page with the branch that is shown leaves out; empty if nothing."""
        ...

    def image(self, image: SentImage, number: int, text: str, is_received: bool = False) -> str:
        """Returns the words that stand for an image: its number, its marks and what can be read on it, `text`.

        `is_received` is True for an image that came with an answer.
        """
        ...

    def cover_note(self, turn: Turn) -> str:
        """Returns that images were covered after they had been sent; empty if nothing was."""
        ...

    def thinking(self, turn: Turn) -> str:
        """Returns the heading of a turn's thinking: “Thought for 12 s”."""
        ...

    def asked_at(self, turn: Turn) -> str:
        """Returns the local time at which a question was asked."""
        ...

    def source(self, turn: Turn) -> str:
        """Returns the model and host that answered, and the tokens that they counted."""
        ...

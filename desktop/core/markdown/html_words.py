"""The words that stand in HTML beside what a model wrote; `desktop/messages/pages/` has them in every language."""

from typing import Protocol

from desktop.core.markdown.link_safety import LinkTarget


class HtmlWords(Protocol):
    """Returns words in the language of whoever copies or exports."""

    def host_of(self, target: LinkTarget) -> str:
        """Returns the host of a link, with what is suspicious about it."""
        ...

    def picture_at(self, name: str, target: LinkTarget | None) -> str:
        """Returns what stands for a picture that is named by its address; `target` is None if it must not be a link."""
        ...

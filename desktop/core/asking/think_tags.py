"""Parts a model's thinking from its answer where both come as text: `<think>…</think>` at the beginning of the answer.

Tags elsewhere are text. So is thinking that is never closed, which only the end of the answer shows.
"""

_TAGS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<reasoning>": "</reasoning>",
    "<seed:think>": "</seed:think>",
    "[THINK]": "[/THINK]",
    "◁think▷": "◁/think▷",
    "<THINK>": "</THINK>",
    "<Think>": "</Think>",
    "<mm:think>": "</mm:think>",
    "<antThinking>": "</antThinking>",
    "<scratchpad>": "</scratchpad>",
    "<|begin_of_thought|>": "<|end_of_thought|>",
    "<|START_THINKING|>": "<|END_THINKING|>",
    "<unused94>": "<unused95>",
    "<|channel|>analysis<|message|>": "<|end|><|start|>assistant<|channel|>final<|message|>",
}


class ThinkTagSplitter:
    """Takes the text of an answer, cut anywhere."""

    def __init__(self) -> None:
        self._begin: str | None = ""  # text that may still become a tag; None once that is decided
        self._opening = ""
        self._closing = ""  # the tag that is looked for; empty outside of thinking
        self._tail = ""  # the end of the thinking, which may be the beginning of the tag
        self._after = False  # just behind the closing tag, where blank lines are dropped

    @property
    def opening(self) -> str:
        """The tag, with the white space before it, that the answer begins with and that is not closed, or nothing."""
        return self._opening if self._closing else ""

    def split(self, text: str) -> tuple[str, str]:
        """Returns what `text` adds to the thinking, and what to the answer."""
        if self._begin is not None:
            return self._decide(text)
        if self._closing:
            return self._within(text)
        if self._after:
            text = text.lstrip()
            self._after = not text
        return "", text

    def rest(self) -> tuple[str, str]:
        """Returns what has been held back, at the end of the answer: thinking and text."""
        thinking, text = self._tail, self._begin or ""
        self._tail, self._begin = "", None
        return thinking, text

    def _decide(self, text: str) -> tuple[str, str]:
        begin = (self._begin or "") + text
        word = begin.lstrip()
        tag = next((tag for tag in _TAGS if word.startswith(tag)), "")
        if tag:
            self._begin = None
            self._opening, self._closing = begin[: len(begin) - len(word)] + tag, _TAGS[tag]
            return self._within(word[len(tag) :])
        if any(tag.startswith(word) for tag in _TAGS) and len(begin) < 200:
            self._begin = begin
            return "", ""
        self._begin = None
        return "", begin

    def _within(self, text: str) -> tuple[str, str]:
        text = self._tail + text
        thinking, tag, answer = text.partition(self._closing)
        if not tag:
            kept = next(
                (size for size in range(len(self._closing) - 1, 0, -1) if text.endswith(self._closing[:size])), 0
            )
            self._tail = text[len(text) - kept :]
            return text[: len(text) - kept], ""
        self._tail, self._closing, self._after = "", "", True
        return thinking, self.split(answer)[1] if answer else ""

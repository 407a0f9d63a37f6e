"""Messages in a stream: pieces of the text, or each time all of the text so far, which some servers send.

Which of both it is shows only with the messages that follow: “1” and then “12” may mean 12 or 112. What can be both
waits until it is clear.
"""

SURE = 16  # characters with which a message repeats the one before, and it is no chance; chosen, like the next
SURE_TIMES = 3  # messages in a row that each begin with all of the one before


class MessageTexts:
    """Takes the text of each message of one choice, and returns what it adds."""

    def __init__(self) -> None:
        self._whole = ""  # of the answer, as far as it was handed on
        self._waiting: list[str] = []  # messages that may repeat those before
        self._repeats = 0  # how many of these speak for it
        self._is_cumulative: bool | None = None

    @property
    def is_waiting(self) -> bool:
        """True while messages wait that may repeat those before."""
        return bool(self._waiting)

    def added(self, text: str, *, is_equal_again: bool = True) -> str:
        """Returns the text that a message adds to the answer; empty while that is not clear.

        `is_equal_again` is False where a message that equals the one before does not speak for a repetition.
        """
        if not self._whole or self._is_cumulative is False:
            return self._handed(text)
        if self._is_cumulative:
            return self._handed(text[len(self._whole) :] if text.startswith(self._whole) else text)
        last = self._waiting[-1] if self._waiting else self._whole
        if not text.startswith(last):
            self._is_cumulative = False
            return self._handed("".join([*self._pieces(), text]))
        self._waiting.append(text)
        self._repeats += is_equal_again or text != last
        is_sure = (self._repeats > 0 and len(last) >= SURE) or self._repeats >= SURE_TIMES
        if is_sure and not _is_number(text):
            return self._decided(is_cumulative=True)
        return ""

    def rest(self) -> str:
        """Returns what still waits, at the end. Digits alone are taken for pieces."""
        if not self._waiting:
            return ""
        return self._decided(is_cumulative=self._repeats > 0 and not _is_number(self._waiting[-1]))

    def _decided(self, is_cumulative: bool) -> str:
        self._is_cumulative = is_cumulative
        pieces = self._pieces()
        return self._handed(pieces[-1][len(self._whole) :] if is_cumulative else "".join(pieces))

    def _pieces(self) -> list[str]:
        pieces, self._waiting = self._waiting, []
        return pieces

    def _handed(self, text: str) -> str:
        self._whole += text
        return text


def _is_number(text: str) -> bool:
    return text.strip().isdigit()

"""A question that goes out by itself once what it waits for is there: a picture on its way, a key, what is private."""

from collections.abc import Callable

from desktop.product import Product

TYPED_ON = "You typed on, so your question has not gone out. Press Enter when it is ready."


class Waiting:
    """One question at most; who types on, or goes elsewhere, no longer means it to go by itself."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._waits: tuple[str, str, Callable[[], None]] | None = None  # conversation, what is typed, how it goes on
        self._looking = False
        for signal in (product.packing.ready, product.room.changed, product.caring.changed):
            signal.connect(self.look)
        product.desk.changed.connect(lambda _: self._typed())
        product.history.leaving.connect(self.drop)

    def wait(self, go_on: Callable[[], None]) -> bool:
        """Call `go_on` when something has come, unless it is dropped before; then it may wait again. Whether it begins
        to, rather than goes on.
        """
        self._waits = (*self._here, go_on)
        return not self._looking

    def drop(self) -> None:
        """It does not wait any more."""
        self._waits = None

    def look(self) -> None:
        """Something has come."""
        if self._waits is not None:
            go_on, self._waits = self._waits[2], None
            self._looking = True
            try:
                go_on()
            finally:
                self._looking = False

    @property
    def _here(self) -> tuple[str, str]:
        return self._product.history.conversation.id, self._product.desk.draft.prompt.strip()

    def _typed(self) -> None:
        """Something is otherwise on the desk."""
        if self._waits is not None and self._waits[:2] != self._here:
            self.drop()
            self._product.window.notice.say(TYPED_ON)

"""A question that goes out by itself once what it waits for is there: a picture on its way, a key, what is private."""

from collections.abc import Callable

from desktop.composition.container import Product

TYPED_ON = "You typed on, so your question has not gone out. Press Enter when it is ready."


class Waiting:
    """One question at most; who types on, or goes elsewhere, no longer means it to go by itself."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._waits: tuple[str, str, bool, Callable[[], None]] | None = None  # where, what, whether typed, how on
        self._looking = False
        for signal in (product.packing.ready, product.room.changed, product.caring.changed):
            signal.connect(self.look)
        product.desk.changed.connect(lambda _: self._desk_changed())
        product.history.leaving.connect(self.drop)

    def wait(self, go_on: Callable[[], None], prompt: str) -> bool:
        """Call `go_on` when something has come, unless it is dropped before; then it may wait again. Whether it begins
        to, rather than goes on. `prompt` is what is asked: whoever changes it in the field does not mean it any more.
        """
        self._waits = self._product.history.conversation.id, prompt, prompt == self._typed_now, go_on
        self._product.window.actions_["stop"].setEnabled(True)
        return not self._looking

    @property
    def active(self) -> bool:
        """Whether a question waits."""
        return self._waits is not None

    def drop(self) -> None:
        """It does not wait any more."""
        self._waits = None

    def look(self) -> None:
        """Something has come. While another question is being answered it waits on."""
        if self._waits is not None and not self._product.ask.busy(self._waits[0]):
            go_on, self._waits = self._waits[3], None
            self._looking = True
            try:
                go_on()
            finally:
                self._looking = False

    @property
    def _typed_now(self) -> str:
        return self._product.desk.draft.prompt.strip()

    def _desk_changed(self) -> None:
        if self._waits is None:
            return
        _, prompt, typed, _ = self._waits
        if typed and prompt != self._typed_now:
            self.drop()
            self._product.window.notice.say(TYPED_ON)
        else:
            self.look()  # what it waited for may lie there no longer

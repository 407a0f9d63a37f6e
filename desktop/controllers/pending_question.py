"""A question that goes out by itself once what it waits for is there: a picture on its way, a key, what is private."""

from collections.abc import Callable

from desktop.composition.container import Container

TYPED_ON = "You typed on, so your question has not gone out. Press Enter when it is ready."


class PendingQuestion:
    """One question at most; who types on, or goes elsewhere, no longer means it to go by itself."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._waits: tuple[str, str, bool, Callable[[], None]] | None = None  # where, what, whether typed, how on
        self._looking = False
        for signal in (container.request_builder.ready, container.ocr_queue.changed, container.privacy_scanner.changed):
            signal.connect(self.try_resume)
        container.workspace.changed.connect(lambda _: self._workspace_changed())
        container.history.leaving.connect(self.cancel)

    def defer(self, resume: Callable[[], None], prompt: str) -> bool:
        """Call `go_on` when something has come, unless it is dropped before; then it may wait again. Whether it begins
        to, rather than goes on. `prompt` is what is asked: whoever changes it in the field does not mean it any more.
        """
        self._waits = self._container.history.conversation.id, prompt, prompt == self._typed_now, resume
        self._container.window.actions_["stop"].setEnabled(True)
        return not self._looking

    @property
    def active(self) -> bool:
        """Whether a question waits."""
        return self._waits is not None

    def cancel(self) -> None:
        """It does not wait any more."""
        self._waits = None

    def try_resume(self) -> None:
        """Something has come. While another question is being answered it waits on."""
        if self._waits is not None and not self._container.question_runner.is_busy(self._waits[0]):
            resume, self._waits = self._waits[3], None
            self._looking = True
            try:
                resume()
            finally:
                self._looking = False

    @property
    def _typed_now(self) -> str:
        return self._container.workspace.draft.prompt.strip()

    def _workspace_changed(self) -> None:
        if self._waits is None:
            return
        _, prompt, typed, _ = self._waits
        if typed and prompt != self._typed_now:
            self.cancel()
            self._container.window.notice.say(TYPED_ON)
        else:
            self.try_resume()  # what it waited for may lie there no longer

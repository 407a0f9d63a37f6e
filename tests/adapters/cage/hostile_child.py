"""The decoder's and the reader's real child with a payload in the place of the library that works on untrusted data.

Arguments: `decoder` or `reader`; `caged`, or `free` (without the cage, to show that the acts are possible); and the
targets as JSON. With each image the payload tries all acts twice: in the thread of the work, and in one that is older
than every protection. In a decoder that is `loading` the second thread starts with the libraries, before the child is
sealed. The outcomes go back inside the ordinary reply, and the image is worked on as usual.
"""

import json
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.adapters.cage.cage_report import CageReport
from desktop.adapters.decoding import codecs, decoder_child, image_loader
from desktop.adapters.ocr import ocr_reader_child
from tests.adapters.cage.acts import Targets, attempt_all

WORKING_THREAD, OLDER_THREAD = "working thread", "older thread"


class NoCage:
    """In the place of the cage."""

    is_sealed = False
    report = CageReport(())

    def __init__(self, *_: object) -> None: ...

    def seal(self, needs_files: bool = False) -> None:
        self.is_sealed = True


class Payload:
    """The acts, in two threads."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._orders = queue.SimpleQueue[None]()
        self._outcomes = queue.SimpleQueue[dict[str, str]]()

    def start_older_thread(self) -> None:
        """Starts the thread that waits for its turn."""
        threading.Thread(target=self._obey, daemon=True).start()

    def run(self) -> str:
        """Returns the outcomes by thread, as JSON."""
        self._orders.put(None)
        older = self._outcomes.get()
        return json.dumps({WORKING_THREAD: attempt_all(self._targets), OLDER_THREAD: older})

    def _obey(self) -> None:
        while True:
            self._orders.get()
            self._outcomes.put(attempt_all(self._targets))


def main() -> int:
    """Serves as the child does. Returns the exit code."""
    kind, cage, targets = sys.argv[1:]
    child: Any = decoder_child if kind == "decoder" else ocr_reader_child
    if cage == "free":
        child.ChildCage = NoCage
    payload = Payload(Targets(**json.loads(targets)))
    if cage != "loading":
        payload.start_older_thread()
    return serve_decoder(payload, cage == "loading") if kind == "decoder" else serve_reader(payload)


def serve_decoder(payload: Payload, starts_late: bool) -> int:
    """Puts the outcomes among the names of metadata."""

    def load_codecs(separate: list[str]) -> None:
        codecs.load_codecs(separate)
        if starts_late:
            payload.start_older_thread()

    def open_image(*arguments: Any) -> image_loader.OpenedImage:
        outcomes = payload.run()
        return replace(image_loader.open_image(*arguments), metadata=(outcomes,))

    child: Any = decoder_child
    child.open_image, child.load_codecs = open_image, load_codecs
    return decoder_child.main()


def serve_reader(payload: Payload) -> int:
    """Puts the outcomes in the place of a bar code."""

    def load_engine() -> Any:
        from desktop.adapters.ocr.rapidocr_engine import RapidOcrEngine

        class HostileEngine(RapidOcrEngine):
            def read(
                self, data: bytes, size: tuple[int, int], scale: float, done: Callable[[float], None]
            ) -> dict[str, Any]:
                outcomes = payload.run()
                place = [[0.0, 0.0]] * 4
                return super().read(data, size, scale, done) | {
                    "barcodes": [{"text": outcomes, "kind": "payload", "box": place}]
                }

        return HostileEngine()

    return ocr_reader_child.serve(load_engine)

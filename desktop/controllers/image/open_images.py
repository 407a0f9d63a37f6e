"""Opening images: by a file dialog, and by the command line of this start or of a later one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.adapters.files.text_file import TEXT_SUFFIXES
from desktop.adapters.system.clipboard import ClipboardContent
from desktop.adapters.system.image_sources import is_web_address
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.image_intake import ImageIntake
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.screenshot import CaptureUse
from desktop.core.image_formats import file_patterns
from desktop.launch_request import LaunchRequest, is_address
from desktop.messages.files.file_filters import open_title, pictures_and_texts_filter
from desktop.messages.workspace.step_names import OPEN
from desktop.services.image.screen_capture import CaptureMode, CaptureWish
from desktop.ui.look.file_dialog import give_room

IMAGE_FILES = file_patterns()
TEXT_FILES = " ".join(f"*{suffix}" for suffix in TEXT_SUFFIXES)
"""Text files as a file dialog lists them; what is in a file decides, and any other may be chosen under “All files”."""


class OpenImagesController:
    """Opens files and addresses that are named, and brings the window to the front."""

    def __init__(
        self,
        open_requested: tuple[SignalInstance, ...],
        window: QWidget,
        come_to_front: Callable[[], None],
        intake: ImageIntake,
        capture: Callable[[CaptureWish], None],
        notices: ErrorNotices,
    ) -> None:
        """`window` is the dialog's parent; `capture` starts a capture of the screen."""
        self._open_requested = open_requested
        self._window = window
        self._come_to_front = come_to_front
        self._intake = intake
        self._capture = capture
        self._notices = notices

    def connect(self) -> None:
        """Connects every button and action that opens files."""
        for requested in self._open_requested:
            requested.connect(lambda *_: self._choose_files())

    def launch(self, launch_request: LaunchRequest) -> None:
        """Imports what a start of the program named and come to the front, or capture the screen first."""
        if launch_request.capture:
            use = CaptureUse(launch_request.use)
            mode, steps_aside = CaptureMode(launch_request.capture), use is CaptureUse.ASK
            self._capture(CaptureWish(mode, launch_request.delay_s, use, steps_aside))
        elif not launch_request.is_hidden:
            self._come_to_front()
        paths = tuple(Path(name) for name in launch_request.images if not is_address(name))
        addresses = tuple(name for name in launch_request.images if is_address(name))
        known = tuple(name for name in addresses if is_web_address(name) or name[:5].lower() == "data:")
        self._intake.take(OPEN, ClipboardContent(paths=paths, addresses=known))
        for address in set(addresses) - set(known):
            self._notices.tell(Problem(ProblemKind.ADDRESS_REFUSED, address[:60], "only web addresses are fetched"))

    def _choose_files(self) -> None:
        name_filter = pictures_and_texts_filter(IMAGE_FILES, TEXT_FILES)
        dialog = give_room(QFileDialog(self._window, open_title(), "", name_filter))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.launch(LaunchRequest(tuple(names))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

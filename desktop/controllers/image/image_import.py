"""A picture comes in: paste, drop, open, command line, address, folder, pages, capture of the screen."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog

from desktop.adapters.system import clipboard
from desktop.adapters.system.clipboard import ClipboardContent
from desktop.adapters.system.image_sources import decode_data_url, is_web_address
from desktop.composition.container import Container
from desktop.composition.lazy_windows import capture_overlay, pages_window
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.screenshot import Screenshot
from desktop.core.image.source_image import PDF
from desktop.core.image_formats import file_patterns
from desktop.core.settings.settings import Settings
from desktop.launch_request import LaunchRequest, is_address
from desktop.services.image.image_importer import ImportItem
from desktop.services.image.screen_capture import CaptureMode

if TYPE_CHECKING:
    from desktop.ui.capture_overlay import CaptureOverlay

IMAGE_FILES = f"Pictures ({file_patterns()});;All files (*)"
LATER_S = 5


class ImageImportController:
    """Every door leads to `arrivals.take`."""

    def __init__(self, container: Container, problems: ErrorNotices) -> None:
        self._container = container
        self._problems = problems
        self._overlays: list[CaptureOverlay] = []
        self._doors()
        self._pages()
        self._capture()

    def _doors(self) -> None:
        window, image_importer = self._container.window, self._container.image_importer
        window.paste_pressed.connect(lambda: self.pasted(clipboard.on_clipboard(text_first=False), in_question=False))
        window.empty.paste_requested.connect(window.paste_pressed)
        window.composer.pasted.connect(
            lambda mime: self.pasted(clipboard.found_in(mime, text_first=True), in_question=True)
        )
        window.dropped.connect(self._dropped)
        window.actions_["open"].triggered.connect(self._choose_files)
        window.empty.open_requested.connect(self._choose_files)
        window.strip.add_requested.connect(self._choose_files)
        image_importer.taken.connect(lambda _: window.focus_question())
        image_importer.refused.connect(self._problems.tell_several)
        image_importer.noted.connect(self._offer_pages)

    def launch(self, launch_request: LaunchRequest) -> None:
        """Take in what a start of the program named, and come to the front, or capture first."""
        if launch_request.capture:
            self._container.screen_capture.start(CaptureMode(launch_request.capture), launch_request.delay_s)
        else:
            self._container.window.come_to_front()
        named = [each for each in launch_request.images if not is_address(each)]
        inside = tuple(each for each in launch_request.images if is_address(each))
        known = tuple(each for each in inside if is_web_address(each) or each[:5].lower() == "data:")
        self._take("Open", ClipboardContent(paths=tuple(map(Path, named)), addresses=known))
        for other in set(inside) - set(known):
            self._problems.tell(Problem(ProblemKind.ADDRESS_REFUSED, other[:60], "only web addresses are fetched"))

    def pasted(self, found: ClipboardContent, in_question: bool) -> None:
        """Take in what was pasted, into the question or elsewhere."""
        composer, notice = self._container.window.composer, self._container.window.notice
        if in_question and found.text and not found.image and not found.paths:
            composer.insert(found.text)
            if found.image_beside:
                notice.say(
                    "The text was pasted. There is a picture beside it.", ("Paste as picture instead", self._swap)
                )
            elif found.addresses:
                self._offer_to_fetch(found.addresses)
            return
        taken = self._take("Paste", found)
        if taken and found.text.strip() and found.image:
            paste_text = partial(self._type, found.text)
            notice.say("The picture was pasted. There is text beside it.", ("Paste the text", paste_text))
        elif not taken and found.text:
            self._type(found.text)
        elif not taken:
            self._problems.tell(Problem(ProblemKind.CLIPBOARD, detail=_formats(found.formats)))

    def _swap(self) -> None:
        """The picture instead of the text that was just pasted."""
        self._container.window.composer.field.undo()
        self._take("Paste", clipboard.on_clipboard(text_first=False))

    def _type(self, text: str) -> None:
        self._container.window.composer.insert(text)
        self._container.window.focus_question()

    def _dropped(self, mime: QMimeData) -> None:
        found = clipboard.found_in(mime)
        if self._take("Drop", found):
            return
        if found.text:
            self._type(found.text)
        else:
            self._problems.tell(Problem(ProblemKind.CLIPBOARD, detail=_formats(found.formats)))

    def _take(self, step: str, found: ClipboardContent) -> bool:
        """Take in what was found; whether there was anything to take."""
        image_importer = tuple(ImportItem(path.name or str(path), path=path) for path in found.paths)
        if found.image is not None:
            image_importer += (
                ImportItem("The picture" if step == "Drop" else "The clipboard's picture", data=found.image),
            )
        inside = tuple(each for each in found.addresses if not is_web_address(each))
        for address in inside:
            try:
                image_importer += (ImportItem("The picture in the address", data=decode_data_url(address)),)
            except ImageRejectedError as refused:
                self._problems.tell(refused.problem)
        self._container.image_importer.add(step, image_importer)
        outside = tuple(each for each in found.addresses if is_web_address(each))
        if outside:
            self._offer_to_fetch(outside)
        return bool(image_importer or inside or outside)

    def _offer_to_fetch(self, addresses: tuple[str, ...]) -> None:
        hosts = ", ".join(dict.fromkeys(Settings(endpoint=address).host for address in addresses))
        what = "a picture" if len(addresses) == 1 else f"{len(addresses)} pictures"
        fetch = tuple(ImportItem(Settings(endpoint=each).host, address=each) for each in addresses)
        self._container.window.notice.say(
            f"This names {what} at {hosts}. Nothing has been fetched.",
            (
                "Fetch it" if len(addresses) == 1 else "Fetch them",
                lambda: self._container.image_importer.add("Fetch", fetch),
            ),
            passing=False,
        )

    def _choose_files(self) -> None:
        dialog = QFileDialog(self._container.window, "Open pictures", "", IMAGE_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.launch(LaunchRequest(tuple(names))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # several pages or frames

    def _pages(self) -> None:
        self._container.window.actions_["pages"].triggered.connect(self.choose_pages)

    def _offer_pages(self, image: AnnotatedImage) -> None:
        picture = image.source
        self._container.window.notice.say(
            f"“{picture.name}” has {picture.page_count} {_page_word(image)}s. Only the first is on the desk.",
            ("Choose…", partial(self.choose_pages, image)),
            passing=False,
        )

    def choose_pages(self, image: AnnotatedImage | bool | None = None) -> None:
        """Let the user choose pages of a sheet's picture; of the one that is looked at when none is named."""
        container = self._container
        image = image if isinstance(image, AnnotatedImage) else container.workspace.draft.image
        if image is None or image.source.page_count < 2:
            container.window.notice.say("This picture has one page.")
            return
        picture, pages = image.source, container.page_previews
        chooser = pages_window(container.window, picture, _page_word(image))
        pages.open(picture)
        chooser.wanted.connect(pages.want)
        pages.made.connect(chooser.show_page)
        chooser.chosen.connect(partial(container.image_importer.choose_pages, image))
        chooser.finished.connect(pages.close)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()
        chooser.ask_for_visible()

    # capture of the screen

    def _capture(self) -> None:
        container, window = self._container, self._container.window
        capturing, actions = container.screen_capture, window.actions_
        actions["capture"].triggered.connect(lambda: capturing.start(CaptureMode.CHOICE))
        actions["capture_screen"].triggered.connect(lambda: capturing.start(CaptureMode.SCREEN))
        actions["capture_later"].triggered.connect(lambda: capturing.start(CaptureMode.CHOICE, LATER_S))
        capturing.aside.connect(self._step_aside)
        capturing.offered.connect(self._offer_screenshots)
        capturing.counted_down.connect(lambda left: window.notice.say(f"Capturing in {left} s."))
        capturing.refused.connect(self._problems.tell)

    def _step_aside(self, aside: bool) -> None:
        window = self._container.window
        for overlay in self._overlays:
            overlay.close()
            overlay.deleteLater()
        self._overlays.clear()
        if aside:
            window.notice.hide()
            window.hide()
        elif window.isHidden():
            window.come_to_front()

    def _offer_screenshots(self, screenshots: tuple[Screenshot, ...]) -> None:
        for screenshot in screenshots:
            overlay = capture_overlay(screenshot)
            overlay.taken.connect(self._screenshot_taken)
            overlay.given_up.connect(self._container.screen_capture.give_up)
            self._overlays.append(overlay)
            overlay.showFullScreen()
        self._overlays[0].activateWindow()
        self._overlays[0].raise_()

    def _screenshot_taken(self, screenshot: Screenshot, rect: Rect) -> None:
        self._container.screen_capture.take(screenshot, rect)


def _page_word(image: AnnotatedImage) -> str:
    return "page" if image.source.mime in (PDF, "image/tiff") else "frame"


def _formats(formats: tuple[str, ...]) -> str:
    return f"it offers {', '.join(formats[:4])}" if formats else "it is empty"

"""A picture comes in: paste, drop, open, command line, address, folder, pages, capture of the screen."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog

from desktop.adapters.system import clipboard
from desktop.adapters.system.clipboard import Found
from desktop.adapters.system.image_sources import data_address, is_web_address
from desktop.composition.container import Product
from desktop.composition.lazy_windows import capture_overlay, pages_window
from desktop.controllers.error_notices import Troubles
from desktop.core.errors import Kind, PictureRefused, Trouble
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.screenshot import Shot
from desktop.core.image.source_image import PDF
from desktop.core.settings.settings import Settings
from desktop.launch_request import Launch, is_address
from desktop.services.image.image_importer import Arrival
from desktop.services.image.screen_capture import What

if TYPE_CHECKING:
    from desktop.ui.capture_overlay import CaptureOverlay

PICTURE_FILES = (
    "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff *.avif *.heic *.heif *.ico *.pdf);;All files (*)"
)
LATER_S = 5


class Pictures:
    """Every door leads to `arrivals.take`."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        self._troubles = troubles
        self._overlays: list[CaptureOverlay] = []
        self._doors()
        self._pages()
        self._capture()

    def _doors(self) -> None:
        window, arrivals = self._product.window, self._product.arrivals
        window.paste_pressed.connect(lambda: self.pasted(clipboard.on_clipboard(text_first=False), in_question=False))
        window.empty.paste_requested.connect(window.paste_pressed)
        window.composer.pasted.connect(
            lambda mime: self.pasted(clipboard.found_in(mime, text_first=True), in_question=True)
        )
        window.dropped.connect(self._dropped)
        window.actions_["open"].triggered.connect(self._choose_files)
        window.empty.open_requested.connect(self._choose_files)
        window.strip.add_requested.connect(self._choose_files)
        arrivals.taken.connect(lambda _: window.focus_question())
        arrivals.refused.connect(self._troubles.tell_several)
        arrivals.noted.connect(self._offer_pages)

    def launch(self, launch: Launch) -> None:
        """Take in what a start of the program named, and come to the front, or capture first."""
        if launch.capture:
            self._product.capturing.start(What(launch.capture), launch.delay_s)
        else:
            self._product.window.come_to_front()
        named = [each for each in launch.pictures if not is_address(each)]
        inside = tuple(each for each in launch.pictures if is_address(each))
        known = tuple(each for each in inside if is_web_address(each) or each[:5].lower() == "data:")
        self._take("Open", Found(paths=tuple(map(Path, named)), addresses=known))
        for other in set(inside) - set(known):
            self._troubles.tell(Trouble(Kind.ADDRESS_REFUSED, other[:60], "only web addresses are fetched"))

    def pasted(self, found: Found, in_question: bool) -> None:
        """Take in what was pasted, into the question or elsewhere."""
        composer, notice = self._product.window.composer, self._product.window.notice
        if in_question and found.text and not found.picture and not found.paths:
            composer.insert(found.text)
            if found.picture_beside:
                notice.say(
                    "The text was pasted. There is a picture beside it.", ("Paste as picture instead", self._swap)
                )
            elif found.addresses:
                self._offer_to_fetch(found.addresses)
            return
        taken = self._take("Paste", found)
        if taken and found.text.strip() and found.picture:
            paste_text = partial(self._type, found.text)
            notice.say("The picture was pasted. There is text beside it.", ("Paste the text", paste_text))
        elif not taken and found.text:
            self._type(found.text)
        elif not taken:
            self._troubles.tell(Trouble(Kind.CLIPBOARD, detail=_formats(found.formats)))

    def _swap(self) -> None:
        """The picture instead of the text that was just pasted."""
        self._product.window.composer.field.undo()
        self._take("Paste", clipboard.on_clipboard(text_first=False))

    def _type(self, text: str) -> None:
        self._product.window.composer.insert(text)
        self._product.window.focus_question()

    def _dropped(self, mime: QMimeData) -> None:
        found = clipboard.found_in(mime)
        if self._take("Drop", found):
            return
        if found.text:
            self._type(found.text)
        else:
            self._troubles.tell(Trouble(Kind.CLIPBOARD, detail=_formats(found.formats)))

    def _take(self, step: str, found: Found) -> bool:
        """Take in what was found; whether there was anything to take."""
        arrivals = tuple(Arrival(path.name or str(path), path=path) for path in found.paths)
        if found.picture is not None:
            arrivals += (Arrival("The picture" if step == "Drop" else "The clipboard's picture", data=found.picture),)
        inside = tuple(each for each in found.addresses if not is_web_address(each))
        for address in inside:
            try:
                arrivals += (Arrival("The picture in the address", data=data_address(address)),)
            except PictureRefused as refused:
                self._troubles.tell(refused.trouble)
        self._product.arrivals.take(step, arrivals)
        outside = tuple(each for each in found.addresses if is_web_address(each))
        if outside:
            self._offer_to_fetch(outside)
        return bool(arrivals or inside or outside)

    def _offer_to_fetch(self, addresses: tuple[str, ...]) -> None:
        hosts = ", ".join(dict.fromkeys(Settings(endpoint=address).host for address in addresses))
        what = "a picture" if len(addresses) == 1 else f"{len(addresses)} pictures"
        fetch = tuple(Arrival(Settings(endpoint=each).host, address=each) for each in addresses)
        self._product.window.notice.say(
            f"This names {what} at {hosts}. Nothing has been fetched.",
            (
                "Fetch it" if len(addresses) == 1 else "Fetch them",
                lambda: self._product.arrivals.take("Fetch", fetch),
            ),
            passing=False,
        )

    def _choose_files(self) -> None:
        dialog = QFileDialog(self._product.window, "Open pictures", "", PICTURE_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.launch(Launch(tuple(names))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # several pages or frames

    def _pages(self) -> None:
        self._product.window.actions_["pages"].triggered.connect(self.choose_pages)

    def _offer_pages(self, sheet: Sheet) -> None:
        picture = sheet.picture
        self._product.window.notice.say(
            f"“{picture.name}” has {picture.pages} {_page_word(sheet)}s. Only the first is on the desk.",
            ("Choose…", partial(self.choose_pages, sheet)),
            passing=False,
        )

    def choose_pages(self, sheet: Sheet | bool | None = None) -> None:
        """Let the user choose pages of a sheet's picture; of the one that is looked at when none is named."""
        product = self._product
        sheet = sheet if isinstance(sheet, Sheet) else product.desk.draft.sheet
        if sheet is None or sheet.picture.pages < 2:
            product.window.notice.say("This picture has one page.")
            return
        picture, pages = sheet.picture, product.pages
        chooser = pages_window(product.window, picture, _page_word(sheet))
        pages.open(picture)
        chooser.wanted.connect(pages.want)
        pages.made.connect(chooser.show_page)
        chooser.chosen.connect(partial(product.arrivals.choose_pages, sheet))
        chooser.finished.connect(pages.close)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()
        chooser.ask_for_visible()

    # capture of the screen

    def _capture(self) -> None:
        product, window = self._product, self._product.window
        capturing, actions = product.capturing, window.actions_
        actions["capture"].triggered.connect(lambda: capturing.start(What.CHOICE))
        actions["capture_screen"].triggered.connect(lambda: capturing.start(What.SCREEN))
        actions["capture_later"].triggered.connect(lambda: capturing.start(What.CHOICE, LATER_S))
        capturing.aside.connect(self._step_aside)
        capturing.offered.connect(self._offer_shots)
        capturing.counted_down.connect(lambda left: window.notice.say(f"Capturing in {left} s."))
        capturing.refused.connect(self._troubles.tell)

    def _step_aside(self, aside: bool) -> None:
        window = self._product.window
        for overlay in self._overlays:
            overlay.close()
            overlay.deleteLater()
        self._overlays.clear()
        if aside:
            window.notice.hide()
            window.hide()
        elif window.isHidden():
            window.come_to_front()

    def _offer_shots(self, shots: tuple[Shot, ...]) -> None:
        for shot in shots:
            overlay = capture_overlay(shot)
            overlay.taken.connect(self._shot_taken)
            overlay.given_up.connect(self._product.capturing.give_up)
            self._overlays.append(overlay)
            overlay.showFullScreen()
        self._overlays[0].activateWindow()
        self._overlays[0].raise_()

    def _shot_taken(self, shot: Shot, area: Area) -> None:
        self._product.capturing.take(shot, area)


def _page_word(sheet: Sheet) -> str:
    return "page" if sheet.picture.mime in (PDF, "image/tiff") else "frame"


def _formats(formats: tuple[str, ...]) -> str:
    return f"it offers {', '.join(formats[:4])}" if formats else "it is empty"

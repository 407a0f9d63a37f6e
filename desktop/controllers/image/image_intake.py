"""The one way in for images: files, bytes and data URLs are imported, web addresses only offered to be fetched."""

from collections.abc import Callable

from desktop.adapters.system.clipboard import ClipboardContent
from desktop.adapters.system.image_sources import is_web_address
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.data_url import decode_data_url
from desktop.core.settings.settings import Settings
from desktop.services.image.image_importer import ImageImporter, ImportItem


class ImageIntake:
    """Hands what was pasted, dropped or opened to the importer, and reports what was refused."""

    def __init__(
        self, image_importer: ImageImporter, notices: ErrorNotices, focus_question: Callable[[], None]
    ) -> None:
        self._image_importer = image_importer
        self._notices = notices
        self._focus_question = focus_question

    def connect(self) -> None:
        """Connect what came of an import."""
        self._image_importer.taken.connect(lambda _: self._focus_question())
        self._image_importer.refused.connect(self._notices.tell_several)

    def take(self, step: str, content: ClipboardContent) -> bool:
        """Import the images of `content`; undo names the step `step`. Return True if there was anything to import."""
        items = tuple(ImportItem(path.name or str(path), path=path) for path in content.paths)
        if content.image is not None:
            name = "The picture" if step == "Drop" else "The clipboard's picture"
            items += (ImportItem(name, data=content.image),)
        data_urls = tuple(address for address in content.addresses if not is_web_address(address))
        for address in data_urls:
            try:
                items += (ImportItem("The picture in the address", data=decode_data_url(address)),)
            except ImageRejectedError as refused:
                self._notices.tell(refused.problem)
        self._image_importer.add(step, items)
        web_addresses = tuple(address for address in content.addresses if is_web_address(address))
        if web_addresses:
            self.offer_to_fetch(web_addresses)
        return bool(items or data_urls or web_addresses)

    def offer_to_fetch(self, addresses: tuple[str, ...]) -> None:
        """Offer to fetch images from web addresses; nothing is fetched before the user agrees."""
        hosts = ", ".join(dict.fromkeys(Settings(endpoint=address).host for address in addresses))
        count = "a picture" if len(addresses) == 1 else f"{len(addresses)} pictures"
        items = tuple(ImportItem(Settings(endpoint=address).host, address=address) for address in addresses)
        self._notices.say(
            f"This names {count} at {hosts}. Nothing has been fetched.",
            (
                "Fetch it" if len(addresses) == 1 else "Fetch them",
                lambda: self._image_importer.add("Fetch", items),
            ),
            passing=False,
        )

    def refuse_nothing_found(self, content: ClipboardContent) -> None:
        """Report that a paste or a drop holds nothing that can be used, and what it offers instead."""
        formats = f"it offers {', '.join(content.formats[:4])}" if content.formats else "it is empty"
        self._notices.tell(Problem(ProblemKind.CLIPBOARD, detail=formats))

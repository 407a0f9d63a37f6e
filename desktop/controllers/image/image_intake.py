"""The one way in for images: files, bytes and data URLs are imported, web addresses only offered to be fetched."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.adapters.system.clipboard import ClipboardContent
from desktop.adapters.system.image_sources import is_web_address
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.data_url import decode_data_url
from desktop.core.errors import ImageFault, ImageRejectedError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.settings.destination import Destination
from desktop.core.settings.endpoint import host_of
from desktop.messages.images import intake_words
from desktop.messages.images.remarks import loss_sentence
from desktop.messages.language.locale_forms import sentences
from desktop.messages.network.fetch_question import fetch_question
from desktop.messages.problems import summarize_problems
from desktop.messages.workspace.step_names import DOWNLOAD, DROP, PASTE
from desktop.services.image.address_lookup import AddressLookup
from desktop.services.image.image_importer import MOST_AT_ONCE, ImageImporter
from desktop.services.image.import_item import ImportItem
from desktop.ui.notice_bar import Offered

REFUSALS = "refusals"
"""The subject of notices about images that were refused, to be withdrawn with the next import."""


class ImageIntake:
    """Hands what was pasted, dropped or opened to the importer, and reports what was refused."""

    def __init__(
        self,
        image_importer: ImageImporter,
        notices: ErrorNotices,
        focus_question: Callable[[], None],
        lookup: AddressLookup,
        ask_each: Callable[[tuple[Path, ...]], None],
    ) -> None:
        """`ask_each` opens the window in which every picture of files and folders is asked about by itself."""
        self._image_importer = image_importer
        self._notices = notices
        self._focus_question = focus_question
        self._lookup = lookup
        self._ask_each = ask_each
        self._beside: tuple[Offered, ...] = ()  # what is offered with the refusals of the last import

    def connect(self) -> None:
        """Connects what came of an import."""
        self._image_importer.taken.connect(lambda _images: self._focus_question())
        self._image_importer.taken.connect(self._tell_losses)
        self._image_importer.refused.connect(self._tell_refused)

    def _tell_refused(self, problems: tuple[Problem, ...]) -> None:
        self._notices.tell_several(problems, *self._beside, about=REFUSALS)

    def _offer_table(self, step: str, paths: tuple[Path, ...]) -> None:
        """Offers to ask about each picture by itself if a folder is dropped, or more files than go into a question."""
        self._beside = ()
        if step == DROP and (len(paths) > MOST_AT_ONCE or any(path.is_dir() for path in paths)):
            self._beside = ((intake_words.table_label(), partial(self._ask_each, paths)),)
            self._notices.say(intake_words.table_question(), *self._beside, passing=False, about=REFUSALS)

    def _tell_losses(self, images: tuple[AnnotatedImage, ...]) -> None:
        """Says what is missing from images of one page; of others the page picker's notice does."""
        words = sentences(*(loss_sentence(image.source) for image in images if image.source.page_count == 1))
        if words:
            self._notices.say(words, passing=False)

    def take(self, step: str, content: ClipboardContent) -> bool:
        """Imports the images of `content`; undo names the step `step`. Returns True if there was anything to import."""
        self._notices.withdraw(REFUSALS)
        self._offer_table(step, content.paths)
        name = intake_words.dropped_name() if step == DROP else intake_words.pasted_name()
        spare = tuple(ImportItem(name, data=data) for data in content.spare)
        items = tuple(ImportItem(path.name or str(path), path=path, fallbacks=spare) for path in content.paths)
        if content.image is not None:
            items += (ImportItem(name, data=content.image, fallbacks=spare),)
        data_urls = tuple(address for address in content.addresses if not is_web_address(address))
        for address in data_urls:
            try:
                items += (ImportItem(intake_words.name_in_link(), data=decode_data_url(address, MAX_BYTES)),)
            except ImageRejectedError as refused:
                self._notices.tell(refused.problem)
        self._image_importer.add(step, items)
        web_addresses = tuple(address for address in content.addresses if is_web_address(address))
        if web_addresses:
            self.offer_to_fetch(web_addresses, content.links)
        return bool(items or data_urls or web_addresses)

    def offer_to_fetch(self, addresses: tuple[str, ...], links: tuple[str, ...] = ()) -> None:
        """Offers to fetch images from web addresses, and adds to the question where they lead once that is known.

        What their `links` lead to can be asked for instead. Nothing is fetched before the user agrees.
        """
        question = fetch_question(addresses)
        beside = ((intake_words.download_linked_label(), partial(self.offer_to_fetch, links)),) if links else ()
        self._notices.say(question, self._fetching(tuple(map(Destination, addresses))), *beside, passing=False)
        self._lookup.start(addresses, partial(self._add_destinations, question, beside))

    def _add_destinations(
        self, question: str, beside: tuple[Offered, ...], destinations: tuple[Destination, ...]
    ) -> None:
        """Adds to the question where its addresses lead. Those that may not be fetched are refused at once."""
        allowed = tuple(found for found in destinations if found.refusal is None)
        refusals = tuple(found.refusal for found in destinations if found.refusal is not None)
        words = summarize_problems(refusals) if refusals else ""
        if allowed:
            whole = sentences(words, fetch_question(tuple(found.address for found in allowed), allowed))
            self._notices.replace(question, whole, self._fetching(allowed), *beside)
        else:
            self._notices.replace(question, words, *beside)

    def _fetching(self, destinations: tuple[Destination, ...]) -> Offered:
        items = tuple(
            ImportItem(host_of(found.address), address=found.address, ip_addresses=found.ip_addresses)
            for found in destinations
        )
        return intake_words.download_label(), lambda: self._image_importer.add(DOWNLOAD, items)

    def refuse_nothing_found(self, content: ClipboardContent, step: str = PASTE) -> None:
        """Reports that a paste or a drop holds nothing that can be used, and what it offers instead."""
        formats = intake_words.formats_words(content.formats)
        code = ImageFault.DROP if step == DROP else ImageFault.NOT_HANDED_OVER if content.was_offered else ""
        self._notices.tell_several((Problem(ProblemKind.CLIPBOARD, detail=formats, code=code),), about=REFUSALS)

"""The texts beside the question: their chips, long pastes, and parts of texts that are too long to go whole."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.image_intake import REFUSALS
from desktop.core.asking.pages.page_texts import text_beside
from desktop.core.conversation.attached_text import (
    LINES_OF_PART,
    LONG_PASTE,
    MOST_LETTERS,
    AttachedText,
    TextPart,
    cut_to_lines,
)
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.text.page_text import PageText
from desktop.messages.problems import message_for, summarize_problems
from desktop.messages.texts import attached_words
from desktop.messages.texts.attached_words import part_name, shown_page_text_name, take_part
from desktop.messages.workspace.step_names import OPEN, REMOVE_TEXT
from desktop.services.conversation.history import History
from desktop.services.image.image_importer import LEAST_ROOM, ImageImporter
from desktop.services.image.import_item import ImportItem
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.composer.composer import Composer
from desktop.ui.composer.text_chips import TextChips
from desktop.ui.notice_bar import Offered

AT_ONCE = 300  # letters of pages, whose text is made without a thread; chosen


class AttachedTextsController:
    """Shows the texts of the draft as chips in the composer, and takes in what is too long to be typed."""

    def __init__(
        self,
        workspace: Workspace,
        history: History,
        image_importer: ImageImporter,
        composer: Composer,
        notices: ErrorNotices,
        tasks: Tasks,
    ) -> None:
        self._workspace = workspace
        self._history = history
        self._image_importer = image_importer
        self._composer = composer
        self._notices = notices
        self._tasks = tasks
        self._reading = tasks.slot("texts of pages")
        self._beside = dict[str, tuple[_State, AttachedText | None]]()  # the latest text of each image, by its id
        self.chips = TextChips()

    def connect(self) -> None:
        """Puts the chips into the composer, and connects what changes them."""
        self._composer.add_above_question(self.chips)
        self.chips.removed.connect(self._remove)
        self.chips.sent_requested.connect(self._composer.sent_requested)
        self._workspace.changed.connect(self._show)
        self._history.opened.connect(self._show)
        self._history.grown.connect(self._show)
        self._image_importer.texts_taken.connect(lambda _texts: self._composer.field.setFocus())
        self._image_importer.too_long.connect(self._offer_parts_of_file)
        self._show()

    def take_long(self, step: str, text: str) -> bool:
        """Takes a long text beside the question; undo names the step `step`. Returns False for one that is not long."""
        if len(text) <= LONG_PASTE:
            return False
        self._notices.withdraw(REFUSALS)
        name, room = attached_words.pasted_name(), MOST_LETTERS - self._workspace.draft.letters
        if len(text) > room:
            kind = ProblemKind.NO_ROOM_FOR_TEXT if room < LEAST_ROOM else ProblemKind.TEXT_TOO_LONG
            self._refuse(Problem(kind, name, seconds=room if room >= LEAST_ROOM else MOST_LETTERS), step, text)
        else:
            self._add(step, AttachedText.of(name, text))
            as_words = attached_words.as_words_label(), partial(self._as_words, text)
            self._notices.say(attached_words.taken_beside(), as_words)
        return True

    def _refuse(self, problem: Problem, step: str, text: str) -> None:
        offers: tuple[Offered, ...] = ()
        if problem.kind is ProblemKind.TEXT_TOO_LONG:
            room = int(problem.seconds)
            offers = self._parts(lambda part: self._add(step, _part_of(problem.name, text, part, room)))
        self._notices.say(message_for(problem).text, *offers, passing=False, about=REFUSALS)

    def _offer_parts_of_file(self, path: Path, others: tuple[Problem, ...]) -> None:
        """Offers to take the first or the last lines of a file that is too long to go whole; it is read again then.

        The notice takes the place of that of `others`, which were refused with it, so it counts them.
        """
        name, room = path.name or str(path), MOST_LETTERS - self._workspace.draft.letters
        problem = Problem(ProblemKind.TEXT_TOO_LONG, name, seconds=max(room, LEAST_ROOM))

        def take(part: TextPart) -> None:
            self._image_importer.add(OPEN, (ImportItem(part_name(name, part), path=path, part=part),))

        words = summarize_problems((problem, *others))
        self._notices.say(words, *self._parts(take), passing=False, about=REFUSALS)

    @staticmethod
    def _parts(take: Callable[[TextPart], None]) -> tuple[Offered, ...]:
        parts = (TextPart.LAST, TextPart.FIRST)
        return tuple((take_part(part, LINES_OF_PART), partial(take, part)) for part in parts)

    def _add(self, step: str, text: AttachedText) -> None:
        self._workspace.change(step, self._workspace.draft.with_texts((text,)))
        self._composer.field.setFocus()

    def _as_words(self, text: str) -> None:
        """Puts the text that was just pasted into the question itself."""
        self._workspace.undo()
        self._composer.insert(text)

    def _remove(self, at: int) -> None:
        draft = self._workspace.draft
        if at < len(draft.texts):
            self._workspace.change(REMOVE_TEXT, draft.without_text(at))
        else:
            image, _text = self._texts_of_pages()[at - len(draft.texts)]
            self._workspace.change(REMOVE_TEXT, draft.with_image(replace(image, page_text=None)))
        if not self.chips.chips:
            self._composer.field.setFocus()

    def _show(self, _changed: object = None) -> None:
        images = {image.id for image in self._images_with_text()}
        self._beside = {image_id: known for image_id, known in self._beside.items() if image_id in images}
        missing = self._missing()
        if sum(_letters(image) for image in missing) <= AT_ONCE:
            self._beside |= {image.id: _read(image) for image in missing}
        elif not self._reading.running:
            self._reading.start(self._read_missing())
        self._show_chips()

    def _show_chips(self) -> None:
        self.chips.show_texts((*self._workspace.draft.texts, *(text for _, text in self._texts_of_pages())))
        for before, chip in pairwise((self._composer.field, *self.chips.chips)):
            QWidget.setTabOrder(before, chip)

    async def _read_missing(self) -> None:
        """Makes the texts of pages in a worker thread: a large one takes seconds."""
        while missing := self._missing():
            self._beside[missing[0].id] = await self._tasks.run_blocking(_read, missing[0])
            self._show_chips()

    def _missing(self) -> list[AnnotatedImage]:
        return [image for image in self._images_with_text() if not self._is_known(image)]

    def _is_known(self, image: AnnotatedImage) -> bool:
        return image.id in self._beside and self._beside[image.id][0] == _state(image)

    def _images_with_text(self) -> list[AnnotatedImage]:
        images = (image for image in self._workspace.draft.images if image.page_text is not None)
        return [image for image in images if not self._is_seen(image)]

    def _texts_of_pages(self) -> list[tuple[AnnotatedImage, AttachedText]]:
        """Returns the images, new to the model, beside which the texts of their pages go, with what is in view.

        One that is being made anew is that of before. Here each has the name of its file, with which it does not go.
        """
        texts = ((image, self._beside.get(image.id, (None, None))[1]) for image in self._images_with_text())
        return [
            (image, replace(text, name=shown_page_text_name(image.source))) for image, text in texts if text is not None
        ]

    def _is_seen(self, image: AnnotatedImage) -> bool:
        return self._history.conversation.without_local_turns.model_has_seen(image)


_State = tuple[PageText | None, Rect | None, tuple[Rect, ...]]


def _state(image: AnnotatedImage) -> _State:
    return image.page_text, image.crop, image.redacted_rects


def _read(image: AnnotatedImage) -> tuple[_State, AttachedText | None]:
    return _state(image), text_beside(image.visible_page_text)


def _letters(image: AnnotatedImage) -> int:
    return len(image.page_text.letters) if image.page_text is not None else 0


def _part_of(name: str, text: str, part: TextPart, room: int) -> AttachedText:
    return AttachedText.of(part_name(name, part), cut_to_lines(text, part, room))

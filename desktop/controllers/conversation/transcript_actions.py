"""Actions on the transcript's text: copy it, open its links, save its code."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.adapters.files.user_file import write_user_file
from desktop.adapters.system import clipboard
from desktop.adapters.system.image_sources import is_web_address
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind
from desktop.core.markdown.plain_text import plain_text
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.markdown.syntax_highlighting import suffix_of
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.house_rules import HouseRules
from desktop.core.untrusted_text import strip_control_characters, untrusted_line
from desktop.messages.conversation import menu_words
from desktop.messages.conversation.answer_words import link_blocked, save_code_title
from desktop.messages.notices import offer_labels
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.ui.actions import Actions
from desktop.ui.look.file_dialog import give_room
from desktop.ui.transcript.transcript import TranscriptView


class TranscriptActions:
    """Connects the transcript to the clipboard, the browser and the disk."""

    def __init__(
        self,
        transcript: TranscriptView,
        actions: Actions,
        window: QWidget,
        open_link: Callable[[str], bool],
        notices: ErrorNotices,
        rules: Callable[[], HouseRules] = HouseRules,
    ) -> None:
        """`window` is the parent of dialogs; `open_link` returns False for an address that it does not open; `rules`
        returns those of the house.
        """
        self._rules = rules
        self._transcript = transcript
        self._actions = actions
        self._window = window
        self._open_link = open_link
        self._notices = notices

    def connect(self) -> None:
        """Connects the transcript and the actions."""
        transcript = self._transcript
        transcript.copied.connect(clipboard.put_text)
        transcript.parts.selection.settled.connect(self._offer)
        transcript.answer_copied.connect(self.copy_answer)
        transcript.link_requested.connect(self._open)
        transcript.save_requested.connect(self._choose_file)
        self._actions["copy_all"].triggered.connect(lambda: clipboard.put_text(transcript.plain_text()))

    def _offer(self, text: str) -> None:
        """Offers what is selected to the middle button, where it may be copied; nobody asked, so nobody is told."""
        if self._rules().allow_copy:
            clipboard.offer_selection(text)

    def fill_menu(self, menu: QMenu, link: str) -> None:
        """Adds what can be done with what is selected, and with `link` if it is not empty."""
        if link:
            menu.addAction(menu_words.open_link(), partial(self._open, link))
            menu.addAction(menu_words.copy_link(), partial(clipboard.put_text, strip_control_characters(link)))
            menu.addSeparator()
        if text := self._transcript.selected_text:
            markdown = self._transcript.selected_markdown
            menu.addAction(offer_labels.copy(), partial(clipboard.put_text, strip_control_characters(text)))
            menu.addAction(menu_words.copy_selected_as_markdown(), partial(clipboard.put_text, markdown))
            menu.addAction(menu_words.copy_selected_formatted(), partial(self.copy_rich, text, markdown))
            menu.addSeparator()

    def copy_answer(self, markdown: str) -> None:
        """Copies a whole answer: formatted, as plain text without Markdown's signs, and as Markdown."""
        self.copy_rich(plain_text(markdown), markdown)

    def copy_rich(self, text: str, markdown: str) -> None:
        """Copies plain text together with its Markdown and HTML made of that, for programs that take one of them."""
        safe_markdown = neutralize_markdown(strip_control_characters(markdown))
        clipboard.put_rich(strip_control_characters(text), html_of(markdown, PAGE_WORDS), safe_markdown)

    def _open(self, address: str) -> None:
        if is_web_address(address) and not self._rules().may_reach(address):
            self._notices.tell(Problem(ProblemKind.HOST_NOT_ALLOWED, untrusted_line(host_of(address), 80)))
        elif not self._open_link(address):
            self._notices.say(link_blocked())

    def _choose_file(self, code: str, language: str) -> None:
        """Asks where to save code; the suggested name is never taken from an answer."""
        if not self._rules().allow_export:
            self._notices.tell(Problem(ProblemKind.NOT_ALLOWED))
            return
        dialog = give_room(QFileDialog(self._window, save_code_title()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"code{suffix_of(language)}")
        dialog.fileSelected.connect(lambda path: self._save(Path(path), code))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, path: Path, code: str) -> None:
        problem = write_user_file(path, (code if code.endswith("\n") else code + "\n").encode("utf-8"))
        if problem is not None:
            self._notices.tell(problem)

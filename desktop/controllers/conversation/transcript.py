"""The page of a conversation: what is made for it, links, copying, saving, finding, the size of its text."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.adapters.atomic_write import write_atomically
from desktop.adapters.system import clipboard, link_opener
from desktop.composition.container import Container
from desktop.composition.lazy_windows import find_bar
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.syntax_highlighting import suffix_of
from desktop.core.untrusted_text import strip_control_characters

if TYPE_CHECKING:
    from desktop.ui.find_bar import FindBar


class TranscriptController:
    """Between the transcript and what it needs of the world."""

    def __init__(self, container: Container, problems: ErrorNotices) -> None:
        self._container = container
        self._problems = problems
        self._bar: FindBar | None = None
        window, transcript = container.window, container.window.transcript
        transcript.formula_wanted.connect(container.formula_cache.request)
        container.formula_cache.made.connect(transcript.show_formula)
        transcript.colors_wanted.connect(container.highlight_cache.request)
        container.highlight_cache.made.connect(transcript.show_colors)
        transcript.copied.connect(clipboard.put_text)
        transcript.link_requested.connect(self._open_link)
        transcript.save_requested.connect(self._save)
        for name, steps in (("larger", 1), ("smaller", -1), ("usual", 0)):
            window.actions_[name].triggered.connect(lambda _=False, steps=steps: transcript.zoom_by(steps))
        window.actions_["copy_all"].triggered.connect(lambda: clipboard.put_text(transcript.plain_text()))
        window.actions_["find"].triggered.connect(lambda: self.find())

    # links

    def _open_link(self, address: str) -> None:
        if not link_opener.open_link(address):
            self._container.window.notice.say("That link was not opened: only web and mail addresses are.")

    # copying and saving

    def fill_menu(self, menu: QMenu, link: str) -> None:
        """What can be done with what is selected, and with a link."""
        transcript = self._container.window.transcript
        if link:
            menu.addAction("Open the link", partial(self._open_link, link))
            menu.addAction("Copy the link", partial(clipboard.put_text, strip_control_characters(link)))
            menu.addSeparator()
        if text := transcript.selected_text:
            markdown = transcript.selected_markdown
            menu.addAction("Copy", partial(clipboard.put_text, strip_control_characters(text)))
            menu.addAction("Copy as Markdown", partial(clipboard.put_text, markdown))
            menu.addAction("Copy with formatting", partial(self.copy_rich, text, markdown))
            menu.addSeparator()

    def copy_rich(self, text: str, markdown: str) -> None:
        """Copy text, with what its Markdown looks like for programs that take that."""
        clipboard.put_rich(strip_control_characters(text), html_of(markdown))

    def _save(self, text: str, language: str) -> None:
        """Save code; its name is ours, never one out of an answer."""
        dialog = QFileDialog(self._container.window, "Save code")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"code{suffix_of(language)}")
        dialog.fileSelected.connect(lambda path: self._write(Path(path), text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: Path, text: str) -> None:
        problem = write_atomically(path, (text if text.endswith("\n") else text + "\n").encode("utf-8"))
        if problem is not None:
            self._problems.tell(problem)

    # finding

    def find(self, words: str | None = None, quietly: bool = False) -> None:
        """Show the bar for finding, with what is selected or these words; `quietly` leaves the keyboard where it is."""
        transcript = self._container.window.transcript
        if self._bar is None:
            bar = self._bar = find_bar(self._container.window)
            bar.sought.connect(transcript.look_for)
            bar.moved.connect(transcript.look_on)
            bar.left.connect(self.leave_finding)
            transcript.found.connect(bar.show_count)
            self._container.window.add_find_bar(bar)
        selected = transcript.selected_text
        self._bar.show()
        wanted = words if words is not None else selected if "\n" not in selected else ""
        self._bar.show_words(wanted, focus=not quietly)

    def leave_finding(self) -> None:
        """Put the bar away; nothing is lit any more."""
        if self._bar is not None and not self._bar.isHidden():
            self._bar.hide()
            self._container.window.transcript.look_for("")
            self._container.window.focus_question()

"""Conversations: list, open, rename, delete."""

from PySide6.QtWidgets import QMessageBox

from desktop.product import Product
from desktop.wiring.troubles import Troubles


class Conversations:
    """Between the history, its panel and the transcript."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        window = product.window
        history, panel = product.history, window.history
        history.changed.connect(lambda rows: panel.show_summaries(rows, history.conversation.id))
        history.opened.connect(window.transcript.show_conversation)
        history.opened.connect(lambda conversation: panel.show_open(conversation.id))
        history.grown.connect(window.transcript.show_conversation)
        panel.new_requested.connect(self._new)
        window.actions_["new"].triggered.connect(self._new)
        panel.open_requested.connect(history.open)
        panel.rename_requested.connect(history.rename)
        panel.delete_requested.connect(self._confirm_delete)
        panel.model.more_wanted.connect(history.read_more)
        panel.model.thumbnail_wanted.connect(product.thumbnails.want)
        window.transcript.thumbnail_wanted.connect(lambda picture: product.thumbnails.want(picture.id))
        product.thumbnails.made.connect(panel.model.show_thumbnail)
        product.thumbnails.made.connect(window.transcript.show_thumbnail)
        product.keeper.troubled.connect(troubles.tell)
        product.keeper.relieved.connect(lambda: window.notice.say("Everything is being saved again."))

    def _new(self) -> None:
        self._product.history.start_new()
        self._product.window.focus_question()

    def _confirm_delete(self, conversation_id: str) -> None:
        box = QMessageBox(self._product.window)
        box.setTextFormat(box.textFormat().PlainText)
        box.setWindowTitle("Delete")
        titles = {row.id: row.title for row in self._product.history.summaries}
        box.setText(f"Delete “{titles.get(conversation_id, '')}” and its pictures? This cannot be undone.")
        cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        delete = box.addButton("Delete", QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(lambda: self._delete(conversation_id))
        box.finished.connect(box.deleteLater)
        box.open()

    def _delete(self, conversation_id: str) -> None:
        self._product.tasks.start("delete", self._delete_when_stopped(conversation_id))

    async def _delete_when_stopped(self, conversation_id: str) -> None:
        await self._product.ask.stopped(conversation_id)
        self._product.history.delete(conversation_id)

"""Qt's own dialogs for files, where the system has none: as large as their text asks for, and nothing in them cut."""

from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeView

from desktop.ui.look.dialog_size import resize_by_text

SIZE = (720, 460)  # for text of the usual height


def give_room(dialog: QFileDialog) -> QFileDialog:
    """Returns the dialog, with room for names, dates and kinds of files; one of the system's own takes no notice."""
    resize_by_text(dialog, *SIZE)
    for table in dialog.findChildren(QTreeView):  # none in a dialog of the system's own
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setStretchLastSection(False)
    return dialog

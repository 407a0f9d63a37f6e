"""What kills have left in the user's places: the halves of exports, folders of backups, and what was dragged."""

from pathlib import Path

from desktop.adapters.files.begun.removing import begin_removing
from desktop.adapters.files.drag_files import is_drag_folder
from desktop.adapters.files.whole_file import is_unfinished
from desktop.adapters.storage.backup.left_behind import has_what_a_backup_makes


def remove_leftovers() -> None:
    """Has all of it removed, in a thread of its own."""
    begin_removing(_is_ours)


def _is_ours(path: Path) -> bool:
    return is_unfinished(path) or is_drag_folder(path) or has_what_a_backup_makes(path)

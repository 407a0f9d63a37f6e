"""Covering: a draft in the form in which it may lie on the disk. What was covered is not in it.

The desk itself keeps the pictures whole for as long as the program runs, so that a cover can be taken away again; on
the disk the covers are burnt in, unless the user asked to keep originals.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from desktop.core.errors import PictureRefused
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.source_image import Picture
from desktop.core.workspace.draft import Draft

MOST_REMEMBERED = 60


class Covering:
    """Used on the keeper's thread; making a covered form may take as long as decoding a picture does."""

    def __init__(self, as_kept: Callable[[Sheet], Sheet], keeps_originals: Callable[[], bool]) -> None:
        self._as_kept = as_kept
        self._keeps_originals = keeps_originals
        self._made: OrderedDict[tuple[str, tuple[Area, ...]], Picture] = OrderedDict()
        self._last: dict[str, Picture] = {}  # by sheet: the form that is on the disk now

    def meanwhile(self, draft: Draft) -> Draft | None:
        """What to keep until the covered forms are made: the marks already, over what is on the disk. None when there
        is nothing to wait for.

        A program that is killed in between begins again with the covers on, and burns them in then.
        """
        if self._keeps_originals() or all(self._is_made(sheet) for sheet in draft.sheets):
            return None
        sheets = (replace(each, picture=self._last.get(each.id, each.picture)) for each in draft.sheets)
        return replace(draft, sheets=tuple(sheets))

    def __call__(self, draft: Draft) -> Draft:
        """The draft with covers burnt in. A picture that no longer decodes is left out rather than kept whole."""
        if self._keeps_originals():
            return draft
        sheets = tuple(kept for sheet in draft.sheets if (kept := self._kept(sheet)) is not None)
        return replace(draft, sheets=sheets, looked_at=max(0, min(draft.looked_at, len(sheets) - 1)))

    def _is_made(self, sheet: Sheet) -> bool:
        return not sheet.covered or (sheet.picture.key, sheet.covered) in self._made

    def _kept(self, sheet: Sheet) -> Sheet | None:
        if not sheet.covered:
            self._last.pop(sheet.id, None)
            return sheet
        place = sheet.picture.key, sheet.covered
        if place not in self._made:
            try:
                self._made[place] = self._as_kept(sheet).picture
            except PictureRefused:
                return None
            if len(self._made) > MOST_REMEMBERED:
                self._made.popitem(last=False)
        self._last[sheet.id] = self._made[place]
        return replace(sheet, picture=self._made[place])

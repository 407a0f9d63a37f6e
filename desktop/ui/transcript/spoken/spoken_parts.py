"""Keeps a part for everything of the transcript that is in view, while a screen reader listens and only then."""

from collections.abc import Callable, Hashable, Iterator
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop.messages.language.locale_forms import counted
from desktop.ui.screen_reader.parts import GraphicPart, PressPart, TablePart, TextBoxPart
from desktop.ui.screen_reader.roles import Role
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.spoken.row_parts import PartKind, PartSpec, turn_parts
from desktop.ui.transcript.spoken.whole_text import WholeText, whole_text
from desktop.ui.transcript.visible_area import SIDE, VisibleArea

Part = TextBoxPart | TablePart | PressPart | GraphicPart
EDGE = 4.0  # pixels: the height of the parts that stand for turns out of view
PAGE = 0.8  # of the height of the view, by which it goes on with the caret


class SpokenParts:
    """Makes the parts, fills them, and leads the focus from one to the next and back to the view.

    `reveal` brings a row of a turn into view, given by two indices.
    """

    def __init__(
        self,
        view: QWidget,
        port: WholeText,
        area: VisibleArea,
        links: Links,
        reveal: Callable[[int, int], None],
        is_listening: Callable[[], bool] = QAccessible.isActive,
    ) -> None:
        self._view = view
        self._port = port
        self._area = area
        self._links = links
        self._reveal = reveal
        self._is_listening = is_listening
        self._shown: dict[Hashable, tuple[PartSpec, Part]] = {}

    def show(self) -> None:
        """Shows the parts that are in view; none while nobody listens."""
        if not self._is_listening():
            if self._shown:
                self._keep(set())
                self._port.show_text("")
            return
        wanted = list(self._wanted())
        is_other = [spec.key for spec in wanted] != list(self._shown)
        before = {key: spec.kind for key, (spec, _part) in self._shown.items()}
        self._keep({spec.key for spec in wanted if before.get(spec.key) is spec.kind})  # a paragraph may become a table
        shown = {}
        for spec in wanted:
            kept = self._shown.get(spec.key)
            part = kept[1] if kept is not None else self._new(spec)
            if kept is None or kept[0] != spec:
                _fill(part, spec)
            if part.isHidden():
                part.show()
            shown[spec.key] = spec, part
        self._shown = shown
        self._port.show_text(whole_text(wanted))
        if is_other:
            self._put_in_order()

    def read(self) -> bool:
        """Gives the focus to the first part, to be read with the caret. Returns False if there is none."""
        part = next((part for spec, part in self._shown.values() if spec.kind is not PartKind.BUTTON), None)
        if part is not None:
            part.setFocus()
        return part is not None

    def _wanted(self) -> Iterator[PartSpec]:
        area, turns = self._area, list(self._area.visible())
        if not turns:
            return
        width, height, wide = area.text_width, float(area.height), float(area.rect.width())
        first, last, below = turns[0][0], turns[-1][0], len(area.items) - 1 - turns[-1][0]
        if first:
            name = counted("Earlier, {count} turn", "Earlier, {count} turns", first)
            go = partial(self._reveal, first - 1, 0)
            top = min(0.0, turns[0][1].top - area.y) - EDGE  # above everything, and so the first
            yield PartSpec("earlier", PartKind.BUTTON, name, QRectF(0, top, wide, EDGE), press=go)
        for number, item in turns:
            origin = QPointF(SIDE, item.top - area.y)
            yield from turn_parts(item, number + 1, origin, width, height, self._links.follow)
        if below:
            name = counted("Later, {count} turn", "Later, {count} turns", below)
            go = partial(self._reveal, last + 1, 0)
            bottom = max(height, turns[-1][1].top + turns[-1][1].height - area.y)
            yield PartSpec("later", PartKind.BUTTON, name, QRectF(0, bottom, wide, EDGE), press=go)

    def _keep(self, keys: set[Hashable]) -> None:
        """Removes all parts but these; the focus of one that goes returns to the view."""
        for key in [key for key in self._shown if key not in keys]:
            part = self._shown.pop(key)[1]
            if part.hasFocus():
                self._view.setFocus()
            part.hide()
            part.deleteLater()

    def _new(self, spec: PartSpec) -> Part:
        part: Part
        if spec.kind is PartKind.IMAGE:
            part = GraphicPart(self._port)
        elif spec.kind in (PartKind.LINK, PartKind.BUTTON):
            role = Role.LINK if spec.kind is PartKind.LINK else Role.BUTTON
            part = PressPart(self._port, role)
            part.pressed.connect(lambda: self._press(spec.key))
        else:
            part = TextBoxPart(self._port) if spec.kind is PartKind.TEXT else TablePart(self._port)
        if not isinstance(part, GraphicPart):
            part.left.connect(lambda by: self._go_from(spec.key, by))
        return part

    def _press(self, key: Hashable) -> None:
        spec = self._shown[key][0]
        if spec.press is not None:
            spec.press()

    def _go_from(self, key: Hashable, by: int) -> None:
        """Leads the focus on from a part: to the one after or before it, which is scrolled to; by 0 to the view."""
        if not by:
            self._view.setFocus()
            return
        if not self._step(key, by):
            self._area.scroll_by(round(by * PAGE * self._area.height))
            self._step(key, by)

    def _step(self, key: Hashable, by: int) -> bool:
        """Gives the focus to the next part that can take it; False if there is none, or the part itself is gone."""
        parts = [(other, part) for other, (_spec, part) in self._shown.items() if not isinstance(part, GraphicPart)]
        keys = [other for other, _part in parts]
        if key not in keys:
            parts[0 if by > 0 else -1][1].setFocus()
            return True
        at = keys.index(key) + by
        if 0 <= at < len(parts):
            parts[at][1].setFocus()
        return 0 <= at < len(parts)

    def _put_in_order(self) -> None:
        """Puts parts and buttons in the order of reading, in which screen readers meet them."""
        widgets = [child for child in self._port.children() if isinstance(child, QWidget) and not child.isHidden()]
        in_order = sorted(widgets, key=lambda widget: (widget.y(), widget.x(), -widget.height()))
        if widgets != in_order:
            for widget in in_order:
                widget.raise_()


def _fill(part: Part, spec: PartSpec) -> None:
    part.setGeometry(spec.place.toAlignedRect())
    if part.accessibleName() != spec.name:
        part.setAccessibleName(spec.name)
    if isinstance(part, TextBoxPart):
        part.show_text(spec.text)
    elif isinstance(part, TablePart):
        part.show_cells(spec.cells)

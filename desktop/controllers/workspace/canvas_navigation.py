"""Places on pictures: lit on the canvas, gone to, and brought back with their picture when it lies there no longer."""

from desktop.composition.container import Product
from desktop.controllers.error_notices import Troubles
from desktop.core.conversation.turn import SentPicture
from desktop.core.errors import KeepingFailed, Kind, Trouble
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.source_image import Picture


class Spots:
    """Areas are in the pixels of a picture as it was sent."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        self._troubles = troubles

    def light(self, sent: SentPicture | None, area: Area | None) -> None:
        """Light a place, if its picture is in view; nothing puts the light out."""
        draft, canvas = self._product.desk.draft, self._product.window.canvas
        if draft.sheet is None:
            return
        here = sent is not None and area is not None and self._at(sent) == draft.looked_at
        canvas.light(self._on_sheet(draft.sheet, sent, area) if here and sent and area else None)

    def go_to(self, sent: SentPicture, area: Area) -> None:
        """Go to a place; the picture comes back to the desk for it if need be."""
        at = self._at(sent)
        if at is None:
            self._product.tasks.replace("bring back", self._bring_back(sent, area))
            return
        desk, canvas = self._product.desk, self._product.window.canvas
        desk.put(desk.draft.looking_at(at))
        sheet = desk.draft.sheet
        assert sheet is not None
        canvas.go_to(self._on_sheet(sheet, sent, area))

    def _at(self, sent: SentPicture) -> int | None:
        sheets = self._product.desk.draft.sheets
        return next((at for at, sheet in enumerate(sheets) if sent.shows(sheet)), None)

    def _on_sheet(self, sheet: Sheet, sent: SentPicture, area: Area) -> Area:
        """The area in the pixels of the sheet's picture: by the sheet as it was when it was sent."""
        if sheet.picture.id == sent.id:
            return area
        frame = (self._product.room.sheet_of(sent.look) or sheet).frame
        return frame.picture_area(area.scaled(frame.size[0] / sent.width, frame.size[1] / sent.height))

    async def _bring_back(self, sent: SentPicture, area: Area) -> None:
        try:
            data = (await self._product.keeper.pictures([sent.id])).get(sent.id)
        except KeepingFailed:
            return  # the keeper has said so
        if data is None:
            self._troubles.tell(Trouble(Kind.PICTURE_GONE, "1"))
            return
        sheet = Sheet.of(Picture(sent.id, data, sent.width, sent.height, sent.mime))
        desk = self._product.desk
        desk.change("Bring back", desk.draft.with_sheets([sheet]))
        self.go_to(sent, area)

"""What the controllers that hand images to other programs work on: a real decoder, an image in the workspace."""

from dataclasses import dataclass, field

from desktop.controllers.image.export.draft_images import DraftImages
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.image.outgoing_images import OutgoingImages
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.actions import Actions
from desktop.ui.canvas.canvas import Canvas
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings
from tests.services.program import Room, image


@dataclass
class Leaving:
    """The parts, made inside a running loop; `workspace` begins empty."""

    bar: Bar
    actions: Actions
    settings: FakeSettings
    room: Room = field(default_factory=Room)
    canvas: Canvas = field(default_factory=Canvas)

    def __post_init__(self) -> None:
        outgoing = OutgoingImages(self.room.tasks, self.room.image_pipeline)
        self.draft_images = DraftImages(self.workspace, self.settings, outgoing)

    @property
    def workspace(self) -> Workspace:
        return self.room.workspace

    @property
    def tasks(self) -> Tasks:
        return self.room.tasks

    def show(self, *images: AnnotatedImage, index: int = 0) -> None:
        """Have these images in the workspace, or one if none is given."""
        self.workspace.set_draft(Draft("", images or (image(),), index))

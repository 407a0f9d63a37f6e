"""Builds the controller of pinned pictures."""

from functools import partial

from desktop.adapters.system import clipboard
from desktop.composition import lazy_windows
from desktop.composition.container import Container
from desktop.controllers.at_hand.pinned_export import PinnedExport
from desktop.controllers.at_hand.pinned_pictures import PinnedPicturesController
from desktop.ui.at_hand.pointer_words import tell_at_pointer


def build_pins(container: Container) -> PinnedPicturesController:
    """Returns the controller, built and not connected."""
    window, service = container.window, container.settings_service
    export = PinnedExport(
        container.outgoing_images, clipboard.put_images, container.tasks, tell_at_pointer, lambda: service.settings
    )
    return PinnedPicturesController(
        container.workspace,
        container.history,
        container.tasks,
        container.image_pipeline.shown,
        partial(lazy_windows.pinned_picture, window),
        export,
        window.actions_["pin_picture"],
    )

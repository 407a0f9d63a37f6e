"""The modules of the program behind the window, imported in steps between which the window answers.

All of them are imported at a start anyway, by `build_panes` and by lifecycle.py. Each step brings along what it needs
itself; together with what came before, none takes much longer than a frame. A name that is missing here costs a longer
step, nothing else.
"""

from collections.abc import Callable

from desktop.deferred import import_alone

PANES = (
    "desktop.core.image.annotated_image",
    "desktop.ui.canvas.pointer",
    "desktop.ui.canvas.canvas",
    "desktop.core.image.flattening",
    "desktop.core.conversation.conversation",
    "desktop.ui.rich_text.block_writer",
    "desktop.ui.history.history_rows",
    "desktop.ui.history.history_panel",
    "desktop.messages.problems",
    "desktop.ui.transcript.turns.selection",
    "desktop.ui.transcript.parts",
)
"""The widgets that the first paint does not need."""

BEHIND = (
    "desktop.adapters.system.single_instance",
    "desktop.adapters.providers.provider_entry",
    "desktop.core.ocr.answers.cell_lookup",
    "desktop.adapters.decoding.decoder",
    "desktop.services.ports.store",
    "desktop.core.asking.request",
    "asyncio",
    "desktop.services.conversation.history",
    "desktop.services.image.image_importer",
    "desktop.services.ocr.ocr_queue",
    "desktop.composition.base_services",
    "desktop.composition.asking_services",
    "desktop.composition.container",
    "desktop.controllers.building.asking_side",
    "desktop.controllers.building.settings_side",
    "desktop.controllers.main_controller",
    "desktop.app.lifecycle",
)
"""Services, adapters and controllers."""


def import_in_steps(names: tuple[str, ...], breathe: Callable[[], None]) -> None:
    """Imports modules one after the other and calls `breathe` after each."""
    for name in names:
        import_alone(name)
        breathe()

"""What the window "Many pictures" needs of the program."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.controllers.error_notices import ErrorNotices
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.settings.settings_service import SettingsService
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.usage_tracker import UsageTracker

if TYPE_CHECKING:
    from desktop.services.many.run_control import Runs


@dataclass(frozen=True, slots=True)
class SheetServices:
    """`models` returns the names of the models that can be asked; `sent_images` the ids of the open conversation's."""

    runs: "Runs"
    tasks: Tasks
    settings_service: SettingsService
    storage: StorageThread
    image_pipeline: ImagePipeline
    ocr_queue: OcrQueue
    usage_tracker: UsageTracker
    notices: ErrorNotices
    models: Callable[[], list[str]]
    sent_images: Callable[[], tuple[str, ...]]

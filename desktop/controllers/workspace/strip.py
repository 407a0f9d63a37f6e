"""The strip of images: choosing, removing, moving, and the menu of each with what its choices cost or save."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.controllers.usage.price_labels import detail_of, model_of, price_of, saving_of
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.model_terms import DETAILS, Detail
from desktop.messages.settings.setting_values import value_in_words
from desktop.messages.workspace import step_names, strip_words
from desktop.services.conversation.history import History
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.strip.image_strip import ImageStrip


class StripController:
    """Connects the strip to the workspace; what is chosen for later questions also goes to the open conversation."""

    def __init__(
        self,
        workspace: Workspace,
        history: History,
        settings_service: SettingsService,
        strip: ImageStrip,
        pin: Callable[[AnnotatedImage], None],
    ) -> None:
        """`pin` shows an image above all windows."""
        self._workspace = workspace
        self._history = history
        self._settings_service = settings_service
        self._strip = strip
        self._pin = pin

    def connect(self) -> None:
        """Connects what the user does with the strip."""
        self._strip.chosen.connect(self._look_at)
        self._strip.removed.connect(self._remove)
        self._strip.moved.connect(self._move)
        self._strip.menu_wanted.connect(self._fill_menu)

    def _look_at(self, index: int) -> None:
        self._workspace.set_draft(self._workspace.draft.looking_at(index))

    def _remove(self, index: int) -> None:
        self._workspace.change(step_names.REMOVE_PICTURE, self._workspace.draft.without(index))

    def _move(self, index: int, to: int) -> None:
        self._workspace.change(step_names.MOVE_PICTURE, self._workspace.draft.moved(index, to))

    def _edit(self, step: str, image: AnnotatedImage) -> None:
        self._workspace.change(step, self._workspace.draft.with_image(image))

    # the menu of an image

    def _fill_menu(self, index: int, menu: QMenu) -> None:
        """Adds what can be done with the image at `index` to its menu."""
        image = self._workspace.draft.images[index]
        menu.addSeparator()
        menu.addAction(strip_words.turn_right_label(), partial(self._turn, image))
        menu.addAction(strip_words.pin_label(), lambda: self._pin(self._current(image)))
        self._add_details(menu.addMenu(strip_words.detail_label()), image)
        self._add_resend_policies(menu.addMenu(strip_words.follow_ups_label()), image)

    def _add_details(self, menu: QMenu, image: AnnotatedImage) -> None:
        settings = self._settings_service.effective
        model, current = model_of(settings), detail_of(image, settings)
        for detail in DETAILS:
            tokens = model.view_of(image.view.size, detail).tokens
            action = menu.addAction(f"{value_in_words('detail', detail)} · {price_of(model, tokens)}")
            action.setCheckable(True)
            action.setChecked(current == detail)
            action.triggered.connect(partial(self._set_detail, image, detail))

    def _add_resend_policies(self, menu: QMenu, image: AnnotatedImage) -> None:
        settings = self._settings_service.effective
        model, detail = model_of(settings), detail_of(image, settings)
        view = model.view_of(image.view.size, detail)
        for resend_policy in ResendPolicy:
            saving = saving_of(resend_policy, (view.width, view.height), detail, model)
            action = menu.addAction(strip_words.resend_policy_words(resend_policy, saving))
            action.setCheckable(True)
            action.setChecked(image.resend_policy is resend_policy)
            action.triggered.connect(partial(self._set_resend_policy, image, resend_policy))

    def _current(self, image: AnnotatedImage) -> AnnotatedImage:
        """Returns the image as it is now: its menu may have been open for long."""
        return next((current for current in self._workspace.draft.images if current.id == image.id), image)

    def _turn(self, image: AnnotatedImage) -> None:
        self._edit(step_names.TURN, self._current(image).rotated(1))

    def _set_detail(self, image: AnnotatedImage, detail: Detail, _checked: bool = False) -> None:
        self._edit(step_names.DETAIL, replace(self._current(image), detail=detail))

    def _set_resend_policy(self, image: AnnotatedImage, resend_policy: ResendPolicy, _checked: bool = False) -> None:
        self._edit(step_names.FOLLOW_UPS, self._current(image).with_resend_policy(resend_policy))
        for sent in self._history.conversation.images:
            if sent.content_key == image.content_key or sent.id == image.source.id:
                self._history.set_resend_policy(sent.id, resend_policy)

"""Makes the notice about what looks private in a question: what was found, where, and what can be done about it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count

from desktop.controllers.privacy.privacy_warnings import PrivacyWarnings
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.conversation.attached_text import with_texts_replaced
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.typed.typed_text import TypedFinding, TypedPart, with_placeholders
from desktop.messages import findings as words
from desktop.messages.asking import gate_words
from desktop.messages.limits import nothing_sent
from desktop.messages.notices import offer_labels
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.messages.workspace import step_names
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.composer.composer import Composer
from desktop.ui.composer.gate import GateNotice, GateOffer

Decide = Callable[[PrivacyDecision], None]
_Place = tuple[str, Callable[[], None]]
"""The name of a finding, and what leads to it."""


class ConcernNotices:
    """Makes notices for the gate of the composer; their buttons cover, replace and show."""

    def __init__(
        self,
        composer: Composer,
        workspace: Workspace,
        settings_service: SettingsService,
        warnings: PrivacyWarnings,
        navigation: CanvasNavigation,
        open_settings: Callable[[], None],
        point_out_text: Callable[[int], None],
    ) -> None:
        """`point_out_text` leads to the chip of a text beside the question."""
        self._composer = composer
        self._workspace = workspace
        self._settings_service = settings_service
        self._warnings = warnings
        self._navigation = navigation
        self._open_settings = open_settings
        self._point_out_text = point_out_text

    def notice(self, concern: PrivacyConcern, decide: Decide) -> GateNotice:
        """Returns the notice; its buttons call `decide`."""
        typed = self.typed_in_field(concern)
        places = self._places(concern, typed)
        show = GateOffer(offer_labels.show(), self._leading_through(places)) if places else None
        main = self._mending(concern, typed, decide)
        if main is None and concern.findings:
            main, show = show, None  # an earlier image comes back first, to be covered then
        elif main is None:
            main = self._without_mending(concern, decide)
        anyway = GateOffer(gate_words.ask_anyway(), partial(decide, PrivacyDecision.SEND))
        return GateNotice(
            self._lines(concern), self._detail(concern), main, show, None if concern.must_redact else anyway
        )

    def typed_in_field(self, concern: PrivacyConcern) -> tuple[TypedFinding, ...]:
        """Returns the findings in the question if that is what stands in the field and on the chips."""
        is_there = concern.question.inputs.prompt == self._workspace.draft.asked
        return concern.typed_in(TypedPart.QUESTION) if is_there else ()

    # words

    def _lines(self, concern: PrivacyConcern) -> tuple[str, ...]:
        number_of = {image.id: number for number, image in enumerate(self._workspace.draft.images, 1)}
        images = [(number_of.get(image.id, 0), findings) for image, findings in concern.findings]
        typed = (line for part, findings in concern.typed for line in words.typed_lines(part, findings))
        unscanned = (gate_words.not_checked(),) if concern.unscanned else ()
        return (*words.image_lines(images), *typed, *unscanned)

    def _detail(self, concern: PrivacyConcern) -> str:
        if not concern.must_redact:
            is_framed = self._warnings.is_framing and bool(_annotated(concern))
            return words.nothing_sent_framed() if is_framed else nothing_sent()
        is_fixed = "private_text" in self._settings_service.policy.locked
        return gate_words.must_be_covered(is_fixed, bool(concern.typed_in(TypedPart.EARLIER_QUESTION)))

    # what the main button does

    def _mending(self, concern: PrivacyConcern, typed: tuple[TypedFinding, ...], decide: Decide) -> GateOffer | None:
        """Returns the button that covers and replaces what was found here; None if nothing of it is here."""
        covers = _annotated(concern)

        def mend() -> None:
            decide(PrivacyDecision.CHANGED)
            if covers:
                self._warnings.cover(covers)
            if typed:
                self._replace(typed)

        if covers and typed:
            return GateOffer(gate_words.cover_replace_and_ask(), mend)
        if covers:
            return GateOffer(gate_words.cover_and_ask(), mend)
        return GateOffer(words.replace_with(typed), mend) if typed else None

    def _replace(self, typed: tuple[TypedFinding, ...]) -> None:
        field, workspace = self._composer.field, self._workspace
        words = with_placeholders(field.toPlainText(), typed)
        if words != field.toPlainText():
            field.replace_text(words)
        pairs = [(finding.text, finding.placeholder) for finding in typed]
        texts = with_texts_replaced(workspace.draft.texts, pairs)
        workspace.change(step_names.REPLACE, replace(workspace.draft, texts=texts))

    def _without_mending(self, concern: PrivacyConcern, decide: Decide) -> GateOffer:
        if concern.unscanned:
            return GateOffer(gate_words.check_again(), partial(decide, PrivacyDecision.SCAN_AGAIN))

        def open_settings() -> None:
            decide(PrivacyDecision.CANCEL)
            self._open_settings()

        if concern.typed_in(TypedPart.INSTRUCTIONS):
            return GateOffer(offer_label(SuggestedAction.SETTINGS), open_settings)
        return GateOffer(offer_labels.cancel(), partial(decide, PrivacyDecision.CANCEL))

    # places

    def _places(self, concern: PrivacyConcern, typed: tuple[TypedFinding, ...]) -> list[_Place]:
        places: list[_Place] = []
        for image, findings in concern.findings:
            for finding in findings:
                if isinstance(image, AnnotatedImage):
                    places.append((finding.name, partial(self._warnings.go_to, image, finding)))
                else:
                    places.append((finding.name, partial(self._navigation.show, image, finding.rect)))
        places += [(finding.name, partial(self._select, finding)) for finding in typed]
        return places

    def _select(self, finding: TypedFinding) -> None:
        start = self._composer.field.toPlainText().find(finding.text)
        if start >= 0:
            self._composer.field.select(start, start + len(finding.text))
            return
        texts = self._workspace.draft.texts
        at = next((at for at, text in enumerate(texts) if finding.text in text.as_sent), None)
        if at is not None:
            self._point_out_text(at)

    def _leading_through(self, places: list[_Place]) -> Callable[[], None]:
        steps = count()

        def lead() -> None:
            at = next(steps) % len(places)
            name, go = places[at]
            self._composer.gate.note(words.place_words(at + 1, len(places), name))
            go()

        return lead


def _annotated(concern: PrivacyConcern) -> list[tuple[AnnotatedImage, tuple[Finding, ...]]]:
    """The findings on images of the workspace."""
    return [(image, findings) for image, findings in concern.findings if isinstance(image, AnnotatedImage)]

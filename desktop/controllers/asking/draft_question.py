"""Collects the question that Enter would ask, from what is in the workspace now."""

from dataclasses import replace

from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.attached_text import join_question, split_question
from desktop.services.asking.ask_again import edited_since_sent
from desktop.services.asking.edited_question import EditedQuestion
from desktop.services.asking.privacy_review import PrivacyReview
from desktop.services.conversation.history import History
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace


class DraftQuestion:
    """Reads the workspace, the settings, the open conversation and the question that is being edited."""

    def __init__(
        self,
        workspace: Workspace,
        settings_service: SettingsService,
        history: History,
        review: PrivacyReview,
        edited: EditedQuestion,
    ) -> None:
        self._workspace = workspace
        self._settings_service = settings_service
        self._history = history
        self._review = review
        self._edited = edited

    def collect(self) -> Question:
        """Returns the question. A turn without an answer that asked the same is replaced."""
        draft, conversation = self._workspace.draft, self._history.conversation
        settings = self._settings_service.effective
        typed = RequestInputs(settings, conversation, draft.asked, draft.images)
        inputs = self._edited.apply_to(typed)
        last = conversation.turns[-1] if conversation.turns and inputs is typed else None
        replaced = last if last is not None and not last.answer and last.prompt == inputs.prompt else None
        if replaced is not None:
            inputs = replace(inputs, conversation=conversation.before(replaced.id))
        return Question(replace(inputs, injection_notice=self._review.injection_notice(inputs)), replaced)

    def collect_shown(self, shown: Question) -> Question | None:
        """Returns a question that was shown, as it is now: without images and texts that have come since; None without
        words.
        """
        question = self.collect()
        shown_ids = {image.id for image in shown.inputs.images}
        images = tuple(image for image in question.inputs.images if image.id in shown_ids)
        words, texts = split_question(question.inputs.prompt)
        prompt = join_question(words, texts[: len(split_question(shown.inputs.prompt)[1])])
        inputs = replace(question.inputs, prompt=prompt, images=images, injection_notice="")
        inputs = replace(inputs, injection_notice=self._review.injection_notice(inputs))
        return replace(question, inputs=inputs) if inputs.prompt else None

    def collect_rest_of_answer(self, prompt: str, uncovered: bool = False) -> Question:
        """Returns the question for the rest of an answer: without the images of the workspace, except edited ones.

        With `uncovered` all images go as they went, whatever has been covered since, where the settings allow that.
        """
        inputs = RequestInputs(self._settings_service.effective, self._history.conversation, prompt)
        if uncovered and inputs.settings.may_send_uncovered:
            inputs = replace(inputs, conversation=inputs.conversation.without_covers)
            return Question(replace(inputs, injection_notice=self._review.injection_notice(inputs)))
        edited = edited_since_sent(
            inputs.carried_images, inputs.conversation, inputs.settings.host, self._workspace.draft.images
        )
        inputs = replace(inputs, images=edited)
        return Question(replace(inputs, injection_notice=self._review.injection_notice(inputs)))

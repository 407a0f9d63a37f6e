"""Asks what is typed, and shows the answer as it comes."""

from functools import partial

from desktop.controllers.asking.asker import Asker
from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.core.asking.question import Question
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.geometry.rect import Rect
from desktop.core.workspace.draft import Draft
from desktop.messages.asking.gate_words import typed_on
from desktop.messages.covers import covered_meanwhile
from desktop.services.asking.ask_question import AskState
from desktop.services.conversation.history import History
from desktop.services.image.image_importer import ImageImporter
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow

Cover = tuple[str, Rect]
"""The id of a sent image, and an area in its pixels."""
TYPING_KEEPS = (AskState.STARTING, AskState.CONFIRMING_PRIVACY, AskState.CONFIRMING_COST)
"""States in which typing on cancels nothing: the question goes as it was at Enter, or is collected anew after the user
was asked."""


class AskController:
    """Connects the composer, the question on its way, and the history."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        history: History,
        image_importer: ImageImporter,
        asker: Asker,
        draft_question: DraftQuestion,
        editing: EditQuestionController,
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._history = history
        self._image_importer = image_importer
        self._asker = asker
        self._draft_question = draft_question
        self._editing = editing
        self._asked = ""  # the prompt that was collected last
        self._covers_when_asked = "", frozenset[Cover]()  # with the id of the turn that is being answered

    def connect(self) -> None:
        """Connects what the user does, and what becomes of a question."""
        composer = self._window.composer
        composer.typed.connect(self._workspace.set_prompt)
        composer.ask_requested.connect(self.ask)
        composer.stop_requested.connect(self._stop)
        composer.last_question_wanted.connect(self._last_question)
        self._window.actions_["stop"].triggered.connect(self._stop)
        self._workspace.changed.connect(self._draft_changed)
        self._image_importer.settled.connect(self._images_settled)
        self._history.leaving.connect(self._asker.give_up)
        self._asker.runner.turn_changed.connect(self._turn_changed)
        self._history.grown.connect(self._stop_if_covered)

    def ask(self) -> None:
        """Asks what is in the workspace, once all that is on its way to it is there."""
        question = self._draft_question.collect()
        if question.inputs.prompt and not self._asker.runner.is_busy(question.conversation_id):
            self._asker.give_up()
            self._noted(question)
            waits = self._image_importer.is_busy
            self._asker.ask(question, self._collect_again, self._kept, waits_for_images=waits)

    def ask_as_shown(self, question: Question) -> None:
        """Asks a question just as it was shown, without the images that have come since."""
        if question.inputs.prompt and not self._asker.runner.is_busy(question.conversation_id):
            self._noted(question)
            collect = partial(self._draft_question.collect_shown, question)
            self._asker.ask(question, lambda: self._noted(collect()), self._kept)

    def _collect_again(self) -> Question | None:
        return self._noted(self._draft_question.collect())

    def _noted(self, question: Question | None) -> Question | None:
        """Returns the question if it has words; what it was collected with leaves the draft once it is kept."""
        if question is None or not question.inputs.prompt:
            return None
        self._asked = question.inputs.prompt
        return question

    def _kept(self) -> None:
        self._workspace.set_draft(self._workspace.draft.after_asking(self._asked))
        self._editing.cancel()

    def _draft_changed(self, _draft: Draft) -> None:
        """Gives up a question that waits if its text has been changed: the user no longer means it as it was."""
        state, prompt = self._asker.runner.state, self._asker.typed
        if state is not None and state not in TYPING_KEEPS and prompt and prompt != self._workspace.draft.asked:
            self._asker.give_up()
            self._window.notice.say(typed_on())

    def _images_settled(self, all_taken: bool) -> None:
        if not all_taken:
            self._asker.give_up()  # the user must see first which image is missing

    def _stop(self) -> None:
        self._asker.give_up()
        self._asker.runner.stop(self._history.conversation.id)

    def _last_question(self) -> None:
        turns = self._history.conversation.turns
        if turns:
            self._workspace.set_question(turns[-1].prompt)

    def _stop_if_covered(self, conversation: Conversation) -> None:
        """Stops a question that waits to be tried again if something in it has been covered since it was asked."""
        turn = conversation.turns[-1] if conversation.turns else None
        turn_id, before = self._covers_when_asked
        if turn is None or turn.stage.ended or (turn.id == turn_id and not turn.retry_s):
            return
        covers = frozenset((image.id, cover) for image in conversation.images for cover in image.covers)
        if turn.id != turn_id:
            self._covers_when_asked = turn.id, covers
        elif covers - before:
            self._asker.runner.stop(conversation.id)
            self._window.notice.say(covered_meanwhile(), passing=False)

    def _turn_changed(self, turn: Turn) -> None:
        self._history.update_turn(turn)
        is_open = turn.conversation_id == self._history.conversation.id
        is_lost = turn.stage in (Stage.FAILED, Stage.STOPPED) and not turn.answer
        if is_open and is_lost and not self._workspace.draft.question:
            self._workspace.set_question(turn.prompt)  # a question without an answer is not used up

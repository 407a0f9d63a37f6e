"""The waits of a question that is asked alone: its images are there, and no other answer is in its way."""


class AskedAlone:
    """The part of `AskServices` for a command and for a row of a run, in which nothing is waited for."""

    async def images_settled(self) -> None:
        """The images are there."""

    def answerer_known(self) -> bool:
        return True

    async def find_answerer(self) -> None:
        """It is known."""

    def is_answering(self, conversation_id: str) -> bool:
        return False

    async def answer_ended(self, conversation_id: str) -> None:
        """No other answer is in progress."""

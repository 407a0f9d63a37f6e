"""The sentences above the table of a run: how to begin, what stopped it, and what is left."""

from desktop.messages.formatting import money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, number, sentences


def left_to_ask(count: int) -> str:
    """Returns how many pictures an earlier run has not asked about."""
    return counted("{count} picture is left to ask.", "{count} pictures are left to ask.", count)


def sent_without_answer(count: int) -> str:
    """Returns that pictures were perhaps paid for, and are not sent again by themselves."""
    return counted(
        "{count} picture was sent without an answer being kept. It may have been paid for, so it isn't sent again"
        " until you choose “Ask again” on it.",
        "{count} pictures were sent without an answer being kept. They may have been paid for, so they aren't sent"
        " again until you choose “Ask again” on them.",
        count,
    )


def asked_from_copy(count: int) -> str:
    """Returns that pictures were asked from another copy of the run's file; nothing of none."""
    words = counted(
        "{count} picture was asked from another copy of this file, where its answer may be.",
        "{count} pictures were asked from another copy of this file, where the answers may be.",
        count,
    )
    return words if count else ""


def use_that_copy() -> str:
    """Returns what to do about them in the window."""
    return _("Open that copy, or choose “Ask again” here, which may be paid for twice.")


def resume_that_copy() -> str:
    """Returns what to do about them on the command line."""
    return _("Resume that copy, or add --again unconfirmed, which may be paid for twice.")


def listed_words(rows: int, lost: str, doubles: int) -> str:
    """Returns how many pictures there are, with a sentence (`lost`) about those that are not, and how many are twice
    there.
    """
    listed = counted("{count} picture is listed.", "{count} pictures are listed.", rows)
    same = counted(
        "{count} is the same as another one and is asked about once.",
        "{count} are the same as others and are asked about once.",
        doubles,
    )
    return sentences(listed, lost, same if doubles else "")


def try_first(count: int) -> str:
    """Returns why to begin with a few."""
    return _("Ask about the first {count} to see what all of them will cost.").format(count=number(count))


def none_answered() -> str:
    """Returns that the first few came to nothing."""
    return _("None of the first pictures was answered. Their rows say why.")


def may_pay_twice() -> str:
    """Returns the question before a picture is sent again that was perhaps paid for."""
    return _("This picture was sent, but no answer was kept. You may pay for it twice if you ask again.")


def raise_budget_label(budget_usd: float) -> str:
    """Returns the offer to go on with a larger budget."""
    return _("Raise the budget to {amount}").format(amount=money(budget_usd))


def ask_first_label(count: int) -> str:
    """Returns the offer to ask about the first few."""
    return _("Ask the first {count}").format(count=number(count))


def run_all_label(count: int | None = None) -> str:
    """Returns the offer to ask about all that are left."""
    return _("Run all") if count is None else _("Run all {count}").format(count=number(count))


def resume_label() -> str:
    """Returns the offer to go on."""
    return _("Resume")


def change_label() -> str:
    """Returns the offer to change the question and the columns."""
    return _("Change")


def try_again_label() -> str:
    """Returns the offer to ask about the first few once more."""
    return _("Try again")


def cancel_batch_label() -> str:
    """Returns the offer to end what a service works on."""
    return _("Cancel the batch")


def cover_on_all_label() -> str:
    """Returns the decision to cover a kind of finding on every picture."""
    return _("Cover on all")


def send_on_all_label() -> str:
    """Returns the decision to send it on every picture."""
    return _("Send on all")


def show_them_label() -> str:
    """Returns the offer to show the rows that wait."""
    return _("Show them")


def decide_later_label() -> str:
    """Returns the offer to let them wait."""
    return _("Decide later")

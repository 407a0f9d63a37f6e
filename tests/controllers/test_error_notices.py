from desktop.core.errors import Problem, ProblemKind
from tests.controllers.conftest import Bar


def test_a_problem_that_settings_can_solve_offers_them(bar: Bar) -> None:
    bar.notices.tell(Problem(ProblemKind.NO_KEY, "api.openai.com"))
    assert bar.labels == ["Open settings"]
    bar.press("Open settings")
    assert bar.asked_for_settings == ["settings"]
    assert bar.text == ""


def test_another_problem_offers_nothing(bar: Bar) -> None:
    bar.notices.tell(Problem(ProblemKind.IMAGE_GONE, "1"))
    assert bar.text
    assert bar.labels == []


def test_of_several_problems_the_first_is_told_and_the_others_counted(bar: Bar) -> None:
    problem = Problem(ProblemKind.CLIPBOARD, detail="it is empty")
    bar.notices.tell_several((problem,))
    alone = bar.text
    bar.notices.tell_several((problem, problem, problem))
    assert bar.text.startswith(alone.rstrip("."))
    assert "2" in bar.text.removeprefix(alone.rstrip("."))


def test_a_notice_has_a_button_for_each_offer(bar: Bar) -> None:
    pressed: list[str] = []
    bar.notices.say("It is deleted.", ("Undo", lambda: pressed.append("undo")))
    assert (bar.text, bar.labels) == ("It is deleted.", ["Undo"])
    bar.press("Undo")
    assert pressed == ["undo"]

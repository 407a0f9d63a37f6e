"""The order in which the tool bar gives up words, and then tools, as it loses room. No Qt."""

from dataclasses import dataclass

from desktop.ui.canvas.tools import NEVER_LABELLED, TOOLS, Tool

_BY_RANK = tuple(spec.tool for spec in sorted(TOOLS, key=lambda spec: spec.rank) if spec.rank != NEVER_LABELLED)
_NEVER_IN_MENU = (Tool.CHOOSE, Tool.NUMBER, Tool.REDACT)
_LAST_IN_MENU = (Tool.ARROW, Tool.BOX)  # before crop, which stays until everything is in the menu
_KEEP_WORDS = 2  # Cover and Number keep their words while others are already in the menu


@dataclass(frozen=True, slots=True)
class BarStage:
    """The tools with words, the tools in the menu, and whether turning and the colour have buttons of their own."""

    worded: frozenset[Tool]
    in_menu: frozenset[Tool] = frozenset()
    shows_turn: bool = True
    shows_color: bool = True


def _stages() -> tuple[BarStage, ...]:
    """Returns the stages, widest first."""
    stages = [BarStage(frozenset(_BY_RANK[:count])) for count in range(len(_BY_RANK), _KEEP_WORDS - 1, -1)]
    worded = frozenset(_BY_RANK[:_KEEP_WORDS])
    to_menu: list[Tool] = []
    first = [tool for tool in reversed(_BY_RANK) if tool not in (*_NEVER_IN_MENU, *_LAST_IN_MENU, Tool.CROP)]
    for tool in (*first, *_LAST_IN_MENU):
        to_menu.append(tool)
        stages.append(BarStage(worded, frozenset(to_menu), shows_turn=False))
    folded = frozenset(spec.tool for spec in TOOLS if spec.tool not in _NEVER_IN_MENU)
    stages.append(BarStage(frozenset(), folded, shows_turn=False, shows_color=False))
    return tuple(stages)


STAGES = _stages()

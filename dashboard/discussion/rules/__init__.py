"""Every rule that raises a question, in the order of precedence. Written down in docs/questions.md."""

from dashboard.discussion.rules.change import CHANGE
from dashboard.discussion.rules.gap import GAP
from dashboard.discussion.rules.hidden import HIDDEN
from dashboard.discussion.rules.path import PATH
from dashboard.discussion.rules.place import PLACE
from dashboard.discussion.rules.pool import POOL
from dashboard.discussion.rules.rule import Rule
from dashboard.discussion.rules.without import WITHOUT

RULES: tuple[Rule, ...] = tuple(
    sorted((*GAP, *PATH, *POOL, *CHANGE, *PLACE, *HIDDEN, *WITHOUT), key=lambda rule: rule.order)
)

__all__ = ["RULES", "Rule"]

"""Whether so many values pass a check digit that chance cannot explain it.

A nine-digit number passes the eleven test 1 in 11 times, whatever it means. So a column is refused when
at least three of its candidates pass and either all do, or so many that the binomial tail is under ALARM.

The arithmetic for the eleven test: 3 of 3 by chance is (1/11)^3 = 7.5e-4; 4 of 4 is 6.8e-5; 5 of 6 is
3.5e-5 and 4 of 6 (8.5e-4) is let go; of 100 candidates 9 pass on average and 20 are refused; of 1,000
91 pass and 127 are refused. A real column of numbers passes as a whole, so it is always refused from
three on, while an innocent column is refused less than once in ten thousand (once in 1,300 when it has
exactly three nine-digit values). One or two numbers are caught by their heading or by the words beside them.
"""

from math import exp, lgamma, log, log1p

LEAST = 3
ALARM = 1e-4


def more_than_chance(passed: int, tried: int, chance: float, least: int = LEAST) -> bool:
    """Whether `passed` of `tried` is too many for a check that a random value passes with `chance` (0-1)."""
    if passed < least:
        return False
    if passed == tried:
        return True
    return passed > tried * chance and tail(passed, tried, chance) < ALARM


def tail(passed: int, tried: int, chance: float) -> float:
    """P(X >= passed) for X binomial(tried, chance)."""
    # Terms fall fast above the mean, so summing stops once they no longer count.
    total = 0.0
    for k in range(passed, tried + 1):
        term = exp(
            lgamma(tried + 1) - lgamma(k + 1) - lgamma(tried - k + 1) + k * log(chance) + (tried - k) * log1p(-chance)
        )
        total += term
        if k > tried * chance and term < total * 1e-9:
            break
    return min(total, 1.0)

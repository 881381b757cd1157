"""How much more often two words stand together than by chance."""

from __future__ import annotations

from math import log


def log_likelihood(both: int, first: int, second: int, pairs: int) -> float:
    """Dunning's G² of a pair of words: 2 Σ O ln (O / E) over the table of two by two.

    `both` of all `pairs` of neighbours are the pair, `first` begin with its first word, `second`
    end with its second one. After Dunning (1993), "Accurate methods for the statistics of surprise
    and coincidence", Computational Linguistics 19(1). "new companies" of
    Manning and Schütze (1999, section 5.3), 8 of 14,307,668 pairs with 15,828 and 4,675 of the
    words, is 1.3254.
    """
    table = (
        (both, first * second),
        (first - both, first * (pairs - second)),
        (second - both, (pairs - first) * second),
        (pairs - first - second + both, (pairs - first) * (pairs - second)),
    )
    return 2 * sum(
        seen * log(seen * pairs / product) for seen, product in table if seen and product
    )

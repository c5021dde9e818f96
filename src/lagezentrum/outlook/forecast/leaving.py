"""What leaves the window: a sum over seven days loses each day what it gained seven days before.

After an unusually large rise an unusually small one is to be expected seven days on, when the day that caused it falls
out of the sum. How far that holds is not taken for granted (figures arrive late, and the smear of late ones hides it):
the share is found from the figures' own past and drawn to zero where little is known.

Over the whole window the corrections add up to nothing: they say in which days of the next week the figure moves, and
leave how far it goes to the trend.
"""

import numpy as np

from lagezentrum.outlook.forecast.panel import Floats

HALF_LIFE = 60.0
"""Days after which a day counts half for the share."""
PRIOR_DAYS = 5.0
"""Days (by weight) with which "nothing comes back" speaks."""
MOST = 0.8
"""Share beyond which nothing is believed."""


def leaving(logs: Floats, expected: Floats, window: int) -> Floats:
    """What is expected to leave within the next days, on the log scale, as it could be known on each day.

    Args:
        logs: D × A figures, NaN where none is on record.
        expected: D × A, what the trend says on each day of the change to the next.
        window: days over which the figure is a sum.

    Returns:
        (`window` - 1) × D × A, to be added to the middle 1 … `window` - 1 days ahead; afterwards nothing is left.
        A day whose change is not known adds nothing.
    """
    odd = np.full_like(logs, np.nan)
    odd[1:] = logs[1:] - logs[:-1] - expected[:-1]
    aside = _beside_the_week(odd, window)
    correction = np.zeros((window - 1, *logs.shape))
    total = np.zeros_like(logs)
    for ahead in range(1, window):
        back = window - ahead
        total = total - _of_days_before(odd, back) + aside * _known_before(odd, back)
        correction[ahead - 1] = total
    return correction * _share(correction[0], odd)[:, None]


def _beside_the_week(odd: Floats, window: int) -> Floats:
    """Mean of the last `window` days that are known, D × A."""
    known = np.isfinite(odd)
    start = np.maximum(np.arange(len(odd)) - window + 1, 0)
    sums, counts = (
        np.concatenate([np.zeros_like(odd[:1]), np.cumsum(part, axis=0)]) for part in (np.where(known, odd, 0.0), known)
    )
    mean: Floats = (sums[1:] - sums[start]) / np.maximum(counts[1:] - counts[start], 1)
    return mean


def _of_days_before(odd: Floats, back: int) -> Floats:
    result = np.zeros_like(odd)
    result[back:] = np.nan_to_num(odd[:-back])
    return result


def _known_before(odd: Floats, back: int) -> Floats:
    result = np.zeros_like(odd)
    result[back:] = np.isfinite(odd[:-back])
    return result


def _share(said: Floats, odd: Floats) -> Floats:
    """How much of what was to leave by the next day really left, as known on each day, D."""
    came = odd[1:]
    known = np.isfinite(came)
    before = np.where(known, said[:-1], 0.0)
    products = (before * np.where(known, came, 0.0)).sum(axis=1)
    squares = (before**2).sum(axis=1)
    fading = 0.5 ** (1 / HALF_LIFE)
    product = square = count = 0.0
    share = np.zeros(len(odd))
    for day in range(1, len(odd)):
        product = product * fading + products[day - 1]
        square = square * fading + squares[day - 1]
        count = count * fading + float(known[day - 1].any())
        if square > 0:
            share[day] = min(max(product / square * count / (count + PRIOR_DAYS), 0.0), MOST)
    return share

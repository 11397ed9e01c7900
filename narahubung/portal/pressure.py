"""Floods of complaints: who is past a limit solves a puzzle or takes a minute, and nobody loses a word.

Most people never meet it: they write for longer than a minute anyway. Who fills a form in a second,
from an address or in an hour from which very many come, is asked to send it once more a little later.
"""

from django.utils.translation import gettext as _

from narahubung.portal import puzzles, stamps
from narahubung.portal.limits import (
    Limit,
    address_of,
    count_each,
    network_of,
    seconds_left,
    visitor,
)

# A complaint is posted twice, once to look at it and once to send it.
BY_ADDRESS = Limit("submit", 2 * 60)
EASY_FOR_AN_ADDRESS = 2 * 20
# A carrier puts thousands of citizens behind one network, so it is slowed and never shut out.
BY_NETWORK = Limit("submit network", 2 * 150)
BY_ALL = Limit("submit all", 2 * 300)
FLOOD = 2 * 3000
PATIENCE = 60


def seconds_to_wait(request, stamp, is_last) -> int:
    """Count this post and say how long the same form must wait. With a solved puzzle it never waits."""
    address = address_of(request)
    own = BY_ADDRESS.count(address)
    # What is refused is not counted for all, or one address could slow down everybody.
    shut = own > BY_ADDRESS.most
    wide = ((BY_NETWORK, network(request)), (BY_ALL, ""))
    near, everyone = (0, 0) if shut else count_each(*wide)
    if not is_heavy(own, near, everyone):
        return 0
    if puzzles.is_solved(request):
        BY_ADDRESS.give_back(address)
        return 0
    if shut or (puzzles.is_asked() and everyone > FLOOD):
        return seconds_left()
    return max(PATIENCE - stamps.age_of(stamp), 0) if is_last else 0


def is_heavy(own, near, everyone) -> bool:
    return own > EASY_FOR_AN_ADDRESS or near > BY_NETWORK.most or everyone > BY_ALL.most


def puzzle_for(request) -> str:
    """Return a puzzle to be solved while the form is filled in, if the next post may need one."""
    if not puzzles.is_asked():
        return ""
    counted = (
        BY_ADDRESS.counted(address_of(request)) + 1,
        BY_NETWORK.counted(network(request)) + 1,
        BY_ALL.counted("") + 1,
    )
    return puzzles.new_puzzle() if is_heavy(*counted) else ""


def network(request) -> str:
    return network_of(visitor(request), 24, 48)


def sentence(seconds) -> str:
    """Say how long to wait, and that nothing is lost."""
    if seconds > PATIENCE:
        return _(
            "Very many complaints came from your network in the last hour. What you wrote is kept. Please send it again in a while."
        )
    return _(
        "Very many complaints are coming in at this moment. What you wrote is kept. Please send it once more in a minute."
    )

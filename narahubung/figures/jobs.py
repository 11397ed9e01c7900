"""What the worker does for the figures: follow the events each minute, and tidy up at night."""

from narahubung.figures.rolling import roll_all
from narahubung.figures.sums import forget_zeros
from narahubung.jobs import every


@every("* * * * *", "figures.roll")
def follow_events():
    roll_all()


@every("55 2 * * *", "figures.tidy")
def tidy():
    forget_zeros()

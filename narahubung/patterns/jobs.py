"""What the worker does: follow the entries each minute, count words at night, leave nothing of erased files."""

from narahubung.jobs import every, job
from narahubung.patterns.following import count_words, follow_all
from narahubung.patterns.forgetting import settle


@every("* * * * *", "patterns.follow")
def follow_entries():
    follow_all()


@every("5 2 * * *", "patterns.count_words")
def count_at_night():
    count_words()


@job("patterns.settle")
def settle_index():
    settle()

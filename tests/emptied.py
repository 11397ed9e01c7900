"""What Django does not empty after a test with transactions of its own: the guarded ledger, the search indexes."""

from django.db import connection

from narahubung.complaints.intake import words as words_of_complaints
from narahubung.journal.tests.owner import drop_guards
from narahubung.patterns.models import found_by as words_of_gists
from narahubung.reports.intake import words as words_of_reports


def make_ready():
    """Drop the guards, which refuse the emptying and stand again after it; make the indexes anew."""
    drop_guards()
    for index in (words_of_complaints, words_of_reports, words_of_gists):
        index.drop(connection)
        index.create(connection)

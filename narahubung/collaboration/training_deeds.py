"""What is done to a training: its steps with what each of them brings, its programme, its material, its forms."""

from django.db import transaction

from narahubung.accounts.actors import System
from narahubung.collaboration.attending import Gathering
from narahubung.collaboration.training_lifecycle import Stage
from narahubung.collaboration.training_questions import AFTER, LATER, forms

# What others must know when it changes after the announcement.
WHEN_AND_WHERE = ("starts_on", "ends_on", "begins", "ends", "place", "link")


class Deeds(Gathering):
    """The part of a training that does. Whoever comes too late, or from elsewhere, is refused."""

    @transaction.atomic
    def take(self, name, by, **details):
        step = getattr(self, f"_{name}", None)
        return step(by, **details) if step else self.move(name, by, **details)

    def _name_speaker(self, by, post, note=""):
        event = self.move("name_speaker", by, note, {"speaker": post.user_id})
        self.speakers.create(user=post.user, name=post.user.name, position=str(post.place))
        return event

    def _propose(self, by, day, note=""):
        return self.move("propose", by, note, {"day": day.isoformat()}, proposed_on=day)

    def _settle_day(self, by, day, note=""):
        """The day proposed, or one of the agency's own; the training keeps its length."""
        length = self.ends_on - self.starts_on
        changes = {"starts_on": day, "ends_on": day + length, "proposed_on": None}
        return self.move("settle_day", by, note, {"day": day.isoformat()}, **changes)

    def _hold(self, by, note=""):
        """It took place: those who were there are asked at once how it was."""
        event = self.move("hold", by, note)
        self.open_round(AFTER)
        return event

    def open_round(self, name):
        last = forms()[name].last_day(self.today)
        return self.rounds.create(name=name, opened_on=self.today, open_until=last)

    @transaction.atomic
    def ask_again(self, by):
        """Open the second form, once; what was learned shows when it is used."""
        self.lock(by)
        self.refuse_unless(self.stage == Stage.HELD and self.is_time_to_ask_again())
        found = self.open_round(LATER)
        return self.log("asked_later", by, facts={"until": found.open_until.isoformat()})

    def is_time_to_ask_again(self):
        due = forms()[LATER].opens_on(self.ends_on)
        return due <= self.today and not self.rounds.filter(name=LATER).exists()

    @transaction.atomic
    def answer(self, by, name, marks, words):
        """Keep what somebody said, once, and no trace of who it was: the history knows only that one came in."""
        self.lock(by)
        mine = self.participants.who_came().filter(user=by.user)
        unasked = mine.filter(**{f"answered_{name}": False})
        found = self.rounds.filter(name=name).first()
        self.refuse_unless(found and found.is_open() and unasked.exists())
        unasked.update(**{f"answered_{name}": True})
        found.answers.create(marks=marks, words=words)
        return self.log("answered", System(), facts={"form": name})

    # The plan.

    @transaction.atomic
    def edit(self, by, invited, **fields):
        """Change the plan; once it is announced, another day or place is told to all who are enrolled."""
        self.open_to(by, "may_be_edited_by")
        changed = [name for name, value in fields.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, fields[name])
        self.invited.set(invited)
        moved = self.stage == Stage.ANNOUNCED and set(changed) & set(WHEN_AND_WHERE)
        facts = {"fields": sorted(changed), "day": self.starts_on.isoformat()}
        return self.log("moved" if moved else "edited", by, facts=facts, changed=changed)

    @transaction.atomic
    def add_speaker(self, by, name, position="", user=None):
        self.open_to(by, "may_be_edited_by")
        speaker = self.speakers.create(user=user, name=name, position=position)
        self.log("speaker_added", by, facts={"speaker": speaker.pk, "user": user and user.pk})
        return speaker

    @transaction.atomic
    def remove_speaker(self, by, speaker):
        """Take a speaker off; what was to be said by them stays in the programme without a name."""
        self.open_to(by, "may_be_edited_by")
        self.points.filter(speaker=speaker).update(speaker=None)
        self.log("speaker_removed", by, facts={"speaker": speaker.pk})
        return speaker.delete()

    @transaction.atomic
    def add_point(self, by, **fields):
        self.open_to(by, "may_be_edited_by")
        point = self.points.create(**fields)
        self.log("point_added", by, facts={"point": point.pk})
        return point

    @transaction.atomic
    def remove_point(self, by, point):
        self.open_to(by, "may_be_edited_by")
        self.log("point_removed", by, facts={"point": point.pk})
        return point.delete()

    @transaction.atomic
    def add_papers(self, by, files):
        self.open_to(by, "may_be_filled_by")
        kind = self.papers.model
        for clean in files:
            paper = kind.holding(clean, clean.name, training=self, role=by.role)
            facts = {"paper": str(paper.key), "sha256": paper.sha256}
            self.log("paper_added", by, facts=facts)

    def open_to(self, by, question):
        """Lock and read again, and refuse what is not this actor's to do, or no longer."""
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(getattr(self, question)(by))

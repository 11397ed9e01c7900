"""What is done to a meeting: its steps with what each of them brings, and the deeds beside them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from narahubung.collaboration.attending import Gathering
from narahubung.collaboration.meetings_lifecycle import WRITTEN, Stage


class Deeds(Gathering):
    """The part of a meeting that does. Whoever comes too late, or from another office, is refused."""

    @transaction.atomic
    def take(self, name, by, **details):
        step = getattr(self, f"_{name}", None)
        return step(by, **details) if step else self.move(name, by, **details)

    def _invite(self, by, note=""):
        """Invite who answers for each member, the convenor, and whoever was named beforehand."""
        self.lock(by)
        self.must_be_run_by(by)
        self.invitations.invite_members(self, by)
        return self.move("invite", by, note, {"invitations": self.invitations.count()})

    def _approve(self, by, number):
        facts = {"number": number, "decisions": self.decisions.count()}
        return self.move("approve", by, facts=facts, record_number=number)

    def _cancel(self, by, note):
        """Take it off the calendars of those who were invited; RFC 5546 counts that as a new version."""
        return self.move("cancel", by, note, sequence=self.sequence + 1)

    @transaction.atomic
    def reschedule(self, by, starts_at, ends_at, place, note=""):
        """Another hour or place. Who was invited is told by a new version of the same invitation."""
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(self.may_be_moved())
        facts = {"from": self.starts_at.isoformat(), "to": starts_at.isoformat()}
        self.starts_at, self.ends_at, self.place = starts_at, ends_at, place
        self.moved_by_hand = True
        return self.moved(by, note, facts, ["place", "moved_by_hand"])

    @transaction.atomic
    def follow(self, by, starts_at):
        """Move with the cadence: the series changed, or the day has become a day off."""
        self.lock(by)
        facts = {"from": self.starts_at.isoformat(), "to": starts_at.isoformat()}
        self.starts_at = starts_at
        self.ends_at = starts_at + timedelta(minutes=self.series.minutes)
        return self.moved(by, "", facts)

    def moved(self, by, note, facts, changed=()):
        self.sequence += 1
        when = ["starts_at", "ends_at", "sequence"]
        return self.log("moved", by, note, facts, changed=[*when, *changed])

    @transaction.atomic
    def invite_more(self, by, user, agency=None):
        """Invite one more; somebody who is invited already stays so."""
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(self.stage in (Stage.PLANNED, Stage.INVITED))
        found, new = self.invitations.get_or_create(user=user, defaults={"agency": agency})
        if new:
            self.log("invited_more", by, facts={"invitation": found.pk})
        return found

    @transaction.atomic
    def sign_in(self, invitation, by):
        """Write down that an invited person is there: she herself by her code, or the convenor."""
        self.lock(by)
        way = self.way_of(invitation, by)
        there, new = self.attendances.get_or_create(
            invitation=invitation,
            defaults={
                "name": invitation.user.name,
                "position": invitation.position(),
                "agency": invitation.agency,
                "way": way,
                "written_by": by.user,
            },
        )
        if new:
            self.log("attended", by, facts={"attendance": there.pk, "way": way})
        return there

    @transaction.atomic
    def walk_in(self, by, name, position="", agency=None, agency_name=""):
        """Write down somebody who came without an invitation."""
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(self.attendance_may_be_written())
        there = self.attendances.create(
            name=name,
            position=position,
            agency=agency,
            agency_name=agency_name,
            way="walk_in",
            written_by=by.user,
        )
        self.log("attended", by, facts={"attendance": there.pk, "way": "walk_in"})
        return there

    @transaction.atomic
    def write_minutes(self, by, text):
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(self.stage in WRITTEN and self.has_begun())
        self.minutes_text = text
        return self.log(
            "minutes_written", by, facts={"letters": len(text)}, changed=["minutes_text"]
        )

    @transaction.atomic
    def decide(self, by, text, owner, due_on):
        """Write down what was decided, who does it and until when."""
        self.lock(by)
        self.must_be_run_by(by)
        self.refuse_unless(self.stage in WRITTEN and self.has_begun())
        number = self.decisions.count() + 1
        decision = self.decisions.create(number=number, text=text, owner=owner, due_on=due_on)
        facts = {"decision": decision.pk, "number": number, "due": due_on.isoformat()}
        self.log("decided", by, facts={**facts, "owner": owner.slug})
        return decision

    @transaction.atomic
    def agenda_made(self, by, points):
        self.agenda_made_at = timezone.now()
        return self.log("agenda_made", by, facts={"points": points}, changed=["agenda_made_at"])

"""Puts the actor on each request: the office in which the person acts now, as it is in force today."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from narahubung.accounts.actors import Actor, Officer, Stranger
from narahubung.accounts.models import Appointment, Powers, Role

CHOSEN = "appointment"


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        return self.get_response(request)


def actor_of(request) -> Actor:
    """Return the officer of this request. An ended decree makes a stranger of them at once."""
    if not request.user.is_authenticated:
        return Stranger()
    offices = list(Appointment.objects.in_force().filter(user=request.user).for_page())
    chosen = request.session.get(CHOSEN)
    office = next((a for a in offices if a.pk == chosen), offices[0] if offices else None)
    if office is None:
        return Stranger()
    powers = office.role == Role.ADMINISTRATOR and has_powers(request.user)
    return Officer(request.user, office, has_powers=powers)


def has_powers(user) -> bool:
    now = timezone.now()
    return Powers.objects.filter(user=user, starts_at__lte=now, ends_at__gt=now).exists()

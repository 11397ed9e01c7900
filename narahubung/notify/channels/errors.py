"""What can go wrong between us and a person, in words that staff understand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trouble(models.TextChoices):
    NO_ADDRESS = "no_address", _("No address is known any more.")
    NO_OFFICE = "no_office", _("The person holds no office any more.")
    BAD_ADDRESS = "bad_address", _("The address does not exist or was refused.")
    REFUSED = "refused", _("The mail server refused the message.")
    BUSY = "busy", _("The mail server asked us to try later.")
    BROKEN_OFF = "broken_off", _("The connection to the mail server broke off.")
    AWAY = "away", _("The mail server could not be reached.")
    UNWISHED = (
        "unwished",
        _("The person does not wish to be told in this way any more. Do not try another way."),
    )
    NO_GATEWAY = "no_gateway", _("No gateway is set up for messages of this kind.")
    NOT_TAKEN = "not_taken", _("The gateway did not take the message.")
    UNPREPARED = (
        "unprepared",
        _("The message could not be prepared. The operator finds why in the log."),
    )
    NEVER_ENDED = "never_ended", _("Sending was begun several times and never ended.")
    RESTORED = "restored", _("Held back after a restore. It may have been sent before.")
    PERHAPS_SENT = (
        "perhaps_sent",
        _("The system stopped while sending. Perhaps it arrived; ask before you send it again."),
    )


class DeliveryError(Exception):
    """The one error of all channels; a permanent one is not tried again."""

    def __init__(self, trouble: Trouble, permanent: bool):
        super().__init__(trouble.value)
        self.trouble, self.permanent = trouble, permanent

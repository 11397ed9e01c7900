class DeliveryError(Exception):
    """The one error of all channels; a permanent one is not tried again."""

    def __init__(self, reason: str, permanent: bool):
        super().__init__(reason)
        self.reason, self.permanent = reason, permanent

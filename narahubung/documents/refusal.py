from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """We do not take this file. The message says why in a sentence for the person who sent it.

    As a ValidationError it appears beside the field when it is raised while a form is checked.
    """

from django.core.files.storage import FileSystemStorage

from drills.faults import point


class FragileStorage(FileSystemStorage):
    """Files on the disk, with a point before and after each that is written or deleted."""

    def _save(self, name, content):
        point("before a file is written")
        written = super()._save(name, content)
        point("after a file is written")
        return written

    def delete(self, name):
        point("before a file is deleted")
        super().delete(name)
        point("after a file is deleted")

"""The tables of the ledger: the leaves of the one tree over all entries, and its daily checkpoints."""

from django.db import models

from narahubung.journal import merkle

# Of the inner hashes every eighth level is kept, so a proof reads a few tiles of 256 rows.
STEP = 8
TILE = 1 << STEP


class Leaf(models.Model):
    """The place of an entry in the tree. Leaves are numbered without a gap, in the order of being added."""

    index = models.BigIntegerField(primary_key=True)
    journal = models.CharField(max_length=60)
    entry = models.BigIntegerField()
    subject = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journal", "entry"], name="an_entry_has_one_leaf"),
        ]

    def __str__(self):
        return f"{self.index} {self.subject} {self.seq}"


class Subtree(models.Model):
    """The hash over a full subtree of 256, of 65,536, … leaves: only to be quick, it follows from the leaves."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="a_subtree_has_its_place"),
        ]

    def __str__(self):
        return f"{self.level} {self.index}"


class CheckpointQuerySet(models.QuerySet):
    def public(self):
        return self.order_by("-number")

    def newest(self):
        return self.order_by("-number").first()

    def covering(self, index):
        """Return the first checkpoint whose tree holds this leaf."""
        return self.filter(tree_size__gt=index).order_by("number").first()


class Checkpoint(models.Model):
    """The root of the tree on one day, signed, and published for everybody to keep."""

    number = models.PositiveIntegerField(primary_key=True)
    name = models.SlugField(max_length=20, unique=True)
    made_at = models.DateTimeField()
    tree_size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    text = models.TextField()

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self):
        return self.name


class Nodes:
    """Finds the hash of any full subtree in the tables, a tile of 256 at a time; what it has read it keeps."""

    def __init__(self):
        self.tiles = {}

    def __call__(self, level: int, index: int) -> bytes:
        kept = level - level % STEP
        width = 1 << level - kept
        tile, start = divmod(index * width, TILE)
        return folded(self.some(kept, tile, start, width))

    def of_children(self, level: int, index: int) -> bytes:
        """Return the hash of a subtree that is not kept yet, of those that are."""
        return folded(self.some(level - STEP, index, 0, TILE))

    def some(self, level: int, tile: int, start: int, width: int) -> list[bytes]:
        if (level, tile) not in self.tiles:
            self.tiles[level, tile] = read_tile(level, tile)
        found = self.tiles[level, tile][start : start + width]
        if len(found) != width:
            raise LookupError(
                f"the ledger lacks hashes of level {level} from {tile * TILE + start}"
            )
        return found


def read_tile(level: int, tile: int) -> list[bytes]:
    rows = Subtree.objects.filter(level=level) if level else Leaf.objects.all()
    rows = rows.filter(index__gte=tile * TILE, index__lt=(tile + 1) * TILE).order_by("index")
    found = [bytes.fromhex(value) for value in rows.values_list("hash", flat=True)]
    return found if level else [merkle.leaf_hash(words) for words in found]


def folded(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [merkle.node_hash(*hashes[n : n + 2]) for n in range(0, len(hashes), 2)]
    return hashes[0]

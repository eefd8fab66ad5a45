"""Keeping the index level with the ledger: from the last entry in it, in batches."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Max

from yiben.declare.load import catalog
from yiben.declare.model import SECRECY
from yiben.ledger.gate import writing
from yiben.ledger.models import Attachment, Entry, Record
from yiben.ledger.projection import read_body
from yiben.search import recipe, store
from yiben.search.expressions import Phrase, either
from yiben.search.models import Document, Reached, Source

BATCH = 300
"""Entries taken in at one go; the gate is held for it, well under half a second."""
INDEX = "records"


def catch_up(batches: int | None = None) -> int:
    """Take in the entries that are not in the index yet; returns how many are left.

    batches: how many batches at most; all by default. An index made by another recipe is emptied
    first, since what was searchable then may be masked now.
    """
    done = 0
    while batches is None or done < batches:
        if not behind():
            return 0
        with writing():
            _next_batch()
        done += 1
    return behind()


def behind() -> int:
    """How many entries are not in the index; all of them while it was made by another recipe."""
    last = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
    return last - seq_reached()


def seq_reached() -> int:
    """The last entry in the index; 0 while it was made by another recipe."""
    reached = Reached.objects.filter(name=INDEX).first()
    return reached.seq if reached and reached.recipe == _recipe() else 0


def rebuild(moved: Callable[[int], None] | None = None) -> int:
    """Make the whole index anew; returns how many records are in it. Asking goes on meanwhile."""
    with writing():
        _empty()
    while catch_up(batches=1):
        if moved:
            moved(seq_reached())
    with writing():
        store.settle()
    return Document.objects.count()


def keep_up() -> str:
    """The worker's job `search.catch_up`; what it did, in words."""
    before = behind()
    if not before:
        return "没有新的流水"
    left = catch_up()
    return f"编入{before - left}笔流水"


def _recipe() -> str:
    return recipe.fingerprint(catalog())


def _empty() -> Reached:
    store.clear()
    Source.objects.all().delete()
    Document.objects.all().delete()
    made, _ = Reached.objects.update_or_create(name=INDEX, defaults={"seq": 0, "recipe": _recipe()})
    return made


def _next_batch() -> None:
    """The caller holds the gate."""
    reached = Reached.objects.filter(name=INDEX).first()
    if reached is None or reached.recipe != _recipe():
        reached = _empty()
    found = list(
        Entry.objects.filter(seq__gt=reached.seq).order_by("seq").values_list("seq", "record", "kind")[:BATCH]
    )
    if not found:
        return
    touched = {record for _seq, record, _kind in found if record}
    for seq, _record, kind in found:
        if kind == "person.erased":
            touched |= _of_erased(seq)
    index(touched)
    reached.seq = found[-1][0]
    reached.save(update_fields=["seq"])


def index(wanted: set[str]) -> None:
    """Bring these records in the index to what they say now; the caller holds the gate."""
    records = list(Record.objects.filter(record__in=wanted))
    _take_out(wanted)
    known, files = catalog().registers, defaultdict(list)
    for record, name in Attachment.objects.filter(record__in=wanted).values_list("record", "name"):
        files[record].append(name)
    opener = recipe.Opener(records, catalog())
    kept = [r for r in records if r.register in known]
    Document.objects.bulk_create(
        [
            Document(record=r.record, register=r.register, place=r.place, day=r.happened_on, void=r.void)
            for r in kept
        ]
    )
    ids = dict(Document.objects.filter(record__in=wanted).values_list("record", "id"))
    made = {ids[r.record]: recipe.lines(known[r.register], r, opener, files[r.record]) for r in kept}
    Source.objects.bulk_create([Source(document_id=n, lines="\n".join(lines)) for n, lines in made.items()])
    store.put(made)


def _take_out(wanted: set[str]) -> None:
    old = Source.objects.filter(document__record__in=wanted)
    store.take({s.document_id: s.lines.split("\n") for s in old})
    old.delete()
    Document.objects.filter(record__in=wanted).delete()


def _of_erased(seq: int) -> set[str]:
    """The records of a person whose keys were destroyed; they are found by his number's keyed index."""
    subjects = read_body(Entry.objects.values_list("body", flat=True).get(seq=seq)).get("keys", [])
    indexes = {s.removeprefix("p:").rpartition(".")[0] for s in subjects if s.startswith("p:")}
    theirs = either(
        Phrase((f"n{level}{recipe.whole_of(one)}",)) for one in indexes for level in range(len(SECRECY))
    )
    found = store.documents(theirs) if indexes else ()
    return set(Document.objects.filter(id__in=found).values_list("record", flat=True))

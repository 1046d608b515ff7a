"""What a reform of organs moves: what stands registered goes on at the heir, who is reminded in its own name."""

from disclosure.registers.models import RegisterEntry, RegisterReminder
from disclosure.registers.services.reminding import lapse
from disclosure.registers.states import ReminderState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_registers(estate: Succession) -> list[SubjectRef]:
    """What happened stays with the organ it happened in; so does what an organ that lives on still owes."""
    moved = []
    standing = RegisterEntry.objects.standing().in_force(estate.on, estate.on).filter(organ=estate.source, period="")
    for entry in standing.select_for_update().order_by("pk"):
        heir = estate.heir_of(entry)
        if entry.row.is_standing and heir.pk != estate.source.pk:
            touch(entry, {"organ": heir})
            moved.append(ref(entry))
    owed = RegisterReminder.objects.filter(organ=estate.source, state=ReminderState.OWED)
    for reminder in owed.select_for_update().order_by("pk"):
        if estate.heir_of(reminder).pk != estate.source.pk:
            lapse(reminder, at=estate.at)
            moved.append(ref(reminder))
    return moved


def register_mover() -> None:
    succession.register("disclosure.registers", move_registers)

"""What a clerk says at each act."""

from typing import Any, ClassVar

from portal.clock import local
from portal.staff.acts import ActForm

TODAY = frozenset({"on", "served_on", "arrived_on", "paid_on", "answered_on", "decided_on", "accepted_on"})
"""Days that are today unless something is entered late."""


class DeskForm(ActForm):
    """Base of the forms of a request. ``order`` is that of the fields, where a subclass has another."""

    order: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.order:
            self.order_fields(self.order)
        for name in TODAY & set(self.fields):
            self.fields[name].initial = local(self.at).date()

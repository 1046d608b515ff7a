"""台账: entries of all registers in one table, the files with them, and what an organ still owes."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from disclosure.registers import kinds
from disclosure.registers.kinds import Item, RegisterKind
from disclosure.registers.moves import ENTRY_WORKFLOW, REMINDER_WORKFLOW
from disclosure.registers.periods import Rhythm, label_of
from disclosure.registers.states import STANDING, EntryState, ReminderState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 200


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    def standing(self) -> "RegisterEntryQuerySet":
        """Those that count: not withdrawn."""
        return self.filter(state__in=STANDING)

    def in_force(self, first: date, last: date) -> "RegisterEntryQuerySet":
        """Of what stands until it is ended: those true on some day from ``first`` to ``last``."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=first), happened_on__lte=last)

    def public(self, on: date) -> "RegisterEntryQuerySet":
        """What anybody may read: the one rule of all public pages. What has ended is gone the day after."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on), state=EntryState.PUBLIC)

    def visible_to(self, actor: Actor) -> "RegisterEntryQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class RegisterEntry(Governed):
    """One entry. ``values`` are JSON by the names of the kind's items; ``title`` is the first of them, in words.

    ``period`` is the code of the period ``happened_on`` falls into; ``ended_on`` the last day of what stood until
    then.
    """

    workflow: ClassVar[Workflow] = ENTRY_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=EntryState, default=EntryState.FILED, editable=False)
    kind = models.CharField("台账", max_length=40, choices=kinds.choices)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="register_entries", verbose_name="单位")
    period = models.CharField("期间", max_length=10, blank=True)
    happened_on = models.DateField("日期")
    ended_on = models.DateField("到", null=True)
    title = models.CharField("内容", max_length=TITLE_LENGTH)
    values = models.JSONField("各项内容", default=dict)
    filer_id = models.BigIntegerField("登记人编号", null=True)
    filer_name = models.CharField("登记人", max_length=100)
    filed_at = models.DateTimeField("登记时间")
    published_at = models.DateTimeField("公开时间", null=True)

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "台账记录"
        verbose_name_plural = "台账"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("happened_on")), name="register_entry_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.PUBLIC) | Q(published_at__isnull=False),
                name="register_entry_public_since",
            ),
        ]
        indexes = [
            # What an organ registered under a kind: evidence, gaps and the public list of one kind.
            models.Index(fields=["kind", "organ", "-happened_on"], name="register_entry_evidence"),
            models.Index(fields=["state", "organ"], name="register_entry_waiting"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/registers/{self.kind}/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def row(self) -> RegisterKind:
        """The register it belongs to."""
        return kinds.BY_CODE[self.kind]

    @property
    def is_for_public(self) -> bool:
        return self.row.public

    @property
    def shown_items(self) -> Sequence[Item]:
        return self.row.shown_items

    @property
    def period_label(self) -> str:
        return label_of(self.period)

    @property
    def value_labels(self) -> dict[str, str]:
        """What the record calls the values, which are no columns."""
        return {item.name: item.label for item in self.row.items}

    def facts(self, *, inside: bool) -> list[tuple[str, str]]:
        """Label and words of every item that says something; for the public without those kept ``inside``."""
        items = self.row.items if inside else self.row.shown_items
        told = [(item.label, item.shown(self.values.get(item.name))) for item in items]
        return [(label, words) for label, words in told if words]


class RegisterFile(models.Model):
    """A file that proves an entry: minutes, a sign-in sheet, photographs. Never shown to the public."""

    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="files", verbose_name="台账记录")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="register_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "台账附件"
        verbose_name_plural = "台账附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class RegisterReminder(Governed):
    """What one organ still has to register for one period of a rhythm. ``missing`` are the codes of the kinds."""

    workflow: ClassVar[Workflow] = REMINDER_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ReminderState, default=ReminderState.OWED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="register_reminders", verbose_name="单位")
    rhythm = models.CharField("多久一次", max_length=10, choices=Rhythm)
    period = models.CharField("期间", max_length=10, blank=True)
    missing = models.JSONField("还缺", default=list)
    made_at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "台账催报"
        verbose_name_plural = "台账催报"
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "rhythm", "period"], name="register_reminder_once")]
        indexes = [models.Index(fields=["state", "organ"], name="register_reminder_waiting")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{label_of(self.period) or '常年'}台账"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def missing_names(self) -> list[str]:
        return [kinds.BY_CODE[code].name for code in self.missing if code in kinds.BY_CODE]

    @property
    def sentence(self) -> str:
        """What lacks, in words."""
        names = "、".join(self.missing_names)
        return f"还没有登记：{names}" if names else "都登记了"

"""The audit trail: one row per act, never changed, never deleted (database triggers refuse both).

Each subject has its own chain: row ``n`` carries the hash of row ``n - 1`` of the same subject. Writers of different
subjects never wait for each other; a sealing task then ties all rows into one chain of the whole city.
See docs/decisions/0002-audit-chain.md.
"""

from django.db import models

from portal.audit.hashing import GENESIS, event_digest


class Event(models.Model):
    """One act. Names are copied: the row stays readable when user, organ and subject are gone."""

    at = models.DateTimeField("时间")
    act = models.CharField("行为", max_length=60)
    act_id = models.UUIDField("行为编号", db_index=True)
    actor_kind = models.CharField("主体类别", max_length=10)
    actor_id = models.BigIntegerField("主体编号", null=True)
    actor_name = models.CharField("主体", max_length=150)
    organ_id = models.BigIntegerField("机关编号", null=True)
    organ_name = models.CharField("机关", max_length=200, blank=True)
    subject_label = models.CharField("对象类别", max_length=80)
    subject_id = models.BigIntegerField("对象编号")
    subject_title = models.CharField("对象", max_length=300)
    seq = models.PositiveIntegerField("对象内序号")
    before = models.JSONField("变更前", default=dict)
    after = models.JSONField("变更后", default=dict)
    reason = models.TextField("理由", blank=True)
    previous_hash = models.CharField("上一条散列", max_length=64, default=GENESIS)
    hash = models.CharField("散列", max_length=64, unique=True)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-id"]
        constraints = [
            # The loser of two writers on one subject fails here instead of forking the chain.
            models.UniqueConstraint(fields=["subject_label", "subject_id", "seq"], name="audit_event_one_chain"),
        ]
        indexes = [
            models.Index(fields=["organ_id", "-at"], name="audit_event_organ_at"),  # dashboards by organ and period
            models.Index(fields=["act", "-at"], name="audit_event_act_at"),  # counts of one act in a period
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_title}"

    def digest(self) -> str:
        """The SHA-256 hex digest the row must carry."""
        return event_digest(self)


class Seal(models.Model):
    """Row ``id`` of the city-wide chain: the ``id``-th event in sealing order."""

    event_id = models.BigIntegerField("审计记录编号", unique=True)
    event_hash = models.CharField("审计记录散列", max_length=64)
    previous_hash = models.CharField("上一封条", max_length=64, default=GENESIS, unique=True)
    hash = models.CharField("封条", max_length=64, unique=True)
    at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "审计封条"
        verbose_name_plural = "审计封条"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"封条 {self.pk}"


class Unsealed(models.Model):
    """The queue of events waiting for their seal, written in the transaction of the event.

    A queue and not "every id above the last sealed one": on PostgreSQL ids commit out of order, and a late one
    would be passed over for ever.
    """

    event_id = models.BigIntegerField(primary_key=True)

    class Meta:
        verbose_name = "待封存记录"
        verbose_name_plural = "待封存记录"

    def __str__(self) -> str:
        return f"待封存 {self.event_id}"


class Verification(models.Model):
    """The result of one full check of the trail. ``tip`` is the last seal: noted elsewhere, it pins all before it."""

    at = models.DateTimeField("核验时间")
    events = models.PositiveBigIntegerField("记录数")
    seals = models.PositiveBigIntegerField("封条数")
    unsealed = models.PositiveBigIntegerField("待封存数")
    tip = models.CharField("最后封条", max_length=64)
    faults = models.PositiveIntegerField("异常数")
    first_fault = models.TextField("第一处异常", blank=True)

    class Meta:
        verbose_name = "审计核验"
        verbose_name_plural = "审计核验"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {'完好' if self.faults == 0 else '异常'}"

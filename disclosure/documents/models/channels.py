"""Where else than on the website a document was made known."""

from django.db import models

from disclosure.documents.codes import Channel
from disclosure.documents.models.document import Document


class ChannelRelease(models.Model):
    """One release of a published document through another channel, with what proves it; never edited."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="channel_releases", verbose_name="公文")
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    released_at = models.DateTimeField("发布时间")
    link = models.URLField("网址", blank=True)
    note = models.CharField("在哪里", max_length=200, blank=True)
    registered_at = models.DateTimeField("登记时间")
    person_name = models.CharField("登记人", max_length=150)

    class Meta:
        verbose_name = "发布渠道"
        verbose_name_plural = "发布渠道"
        ordering = ["released_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "channel", "released_at", "link", "note"], name="channel_release_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_channel_display()

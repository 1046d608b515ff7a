"""What kind of place a 公共查阅点 is, and what can be done there."""

from django.db import models


class FacilityKind(models.TextChoices):
    """The places Regulations art. 25 and S2-7.4 name. The first three must have a corner for it, the others may be set
    up."""

    ARCHIVE = "archive", "档案馆"
    LIBRARY = "library", "图书馆"
    SERVICE_HALL = "service_hall", "政务服务大厅"
    READING_ROOM = "reading_room", "查阅室"
    PICK_UP = "pick_up", "资料索取点"
    NOTICE_BOARD = "notice_board", "公告栏"
    SCREEN = "screen", "电子屏"
    TERMINAL = "terminal", "自助终端"


USES = (("can_search", "检索"), ("can_consult", "查询"), ("can_copy", "复制"))
"""Fields of a facility and what each lets a person do there."""

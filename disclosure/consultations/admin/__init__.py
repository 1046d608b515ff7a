"""预公开和征求意见, 公众意见 in the staff site."""

from disclosure.consultations.admin.consultations import ConsultationAdmin
from disclosure.consultations.admin.opinions import OpinionAdmin

__all__ = ["ConsultationAdmin", "OpinionAdmin"]

from django.apps import AppConfig

from portal.rooms import register_rooms

ROOMS = (
    "standards",
    "problems",
    "rectification",
    "inspection",
    "scoring",
    "unit_assessments",
    "appraisal",
    "annual_reports",
    "website_reports",
    "accountability",
    "supervision",
    "complaints",
    "workpoints",
    "demonstration",
    "measures",
    "dashboard",
)


class AssessmentConfig(AppConfig):
    name = "assessment"
    label = "assessment"
    verbose_name = "考核评议"

    def ready(self) -> None:
        """Tell the platform what the rooms bring."""
        from assessment.problems.sources import LABELS
        from assessment.problems.states import BY_PERSON
        from assessment.standards.known import register_sources

        register_rooms(self.name, ROOMS)
        register_sources({code: label for code, label in LABELS.items() if code != BY_PERSON})

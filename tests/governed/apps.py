from django.apps import AppConfig


class GovernedCasesConfig(AppConfig):
    name = "tests.governed"
    label = "governed"
